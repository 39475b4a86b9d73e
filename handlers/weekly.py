"""The week's questions, for the press office: on Monday at nine in Paris, or when asked for under /questions.

It is queued in the transaction that marks its week as done: no week has two, whatever restarts, other processes,
changes of hour or a clock that is put back. A process that was away on Monday tells it when it is back.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from consultation import week
from consultation.agenda import PARIS
from consultation.content import in_language
from consultation.roles import Role
from consultation.text import shorten
from handlers import roles
from handlers.context import Context
from handlers.dates import day
from handlers.screens import Screen, button
from handlers.services import Services
from storage import outbox, people, question_figures, rounds, weekly_refusals
from storage.question_figures import QuestionFigures

ROUND = "weekly"
SHOWN = 120
SEVEN_DAYS = timedelta(days=7)


def is_told(conn: Connection, now: datetime) -> bool:
    """Tells whether the last week was told already."""
    return rounds.is_done(conn, ROUND, week.monday(now).isoformat())


def tell(conn: Connection, services: Services, now: datetime) -> int:
    """Queues the last week's figures for each press officer who has opened the bot and wants them; counts these."""
    slot = week.monday(now).isoformat()
    if not rounds.claim(conn, ROUND, slot):
        return 0
    since, until = week.last_week(now)
    figures = question_figures.read(conn, since, until)
    if not (figures.asked or figures.settled or figures.waiting):
        return 0  # the week is done all the same: nothing is told later of a quiet one
    refused = weekly_refusals.all_of_them(conn)
    officers = [one for one in people.find_all(conn, services.policy.press_staff) if one.id not in refused]
    for officer in officers:
        screen = _screen(services, officer.language, figures, (since, until), wanted=True)
        outbox.put(
            conn,
            method="sendMessage",
            params=screen.params(),
            lane=outbox.Lane.CARD,
            person_id=officer.id,
            subject=f"{ROUND}:{slot}",
            now=now,
        )
    return len(officers)


async def on_show(_: object, context: Context) -> None:
    """📬 Bilan de la semaine: the last seven days."""
    await roles.require(context, Role.PRESS)
    until, person_id = context.now, context.person.id
    since = until - SEVEN_DAYS

    def read(conn: Connection) -> tuple[QuestionFigures, bool]:
        return question_figures.read(conn, since, until), person_id not in weekly_refusals.all_of_them(conn)

    figures, wanted = await context.read(read)
    await context.toast()
    await context.say(_screen(context.services, context.language, figures, (since, until), wanted=wanted))


async def on_off(_: object, context: Context) -> None:
    """🔕: no more of these."""
    await roles.require(context, Role.PRESS)
    person_id, now = context.person.id, context.now
    await context.write(lambda conn: weekly_refusals.refuse(conn, person_id, now))
    await context.toast()
    await context.say(Screen.of(context.text("weekly-is-off"), [button(context.label("weekly-on"), ROUND, "on")]))


async def on_on(_: object, context: Context) -> None:
    """🔔: these again."""
    await roles.require(context, Role.PRESS)
    person_id = context.person.id
    await context.write(lambda conn: weekly_refusals.take_back(conn, person_id))
    await context.toast()
    await context.say(context.text("weekly-is-on"))


def _screen(
    services: Services, language: str, figures: QuestionFigures, span: tuple[datetime, datetime], *, wanted: bool
) -> Screen:
    texts = services.texts
    since, until = (day(_day(one), language) for one in span)
    counted = ("asked", "answered", "passed_on", "settled", "waiting")
    lines = [texts(language, f"weekly-{name.replace('_', '-')}", count=getattr(figures, name)) for name in counted]
    parts = [texts(language, "weekly-head", since=since, until=until), "\n".join(lines)]
    for head, named in (("weekly-top", figures.groups), ("weekly-entries", _entries(services, language, figures))):
        if named:
            said = [texts(language, "weekly-top-line", text=shorten(text, SHOWN), count=count) for text, count in named]
            parts.append("\n".join([texts(language, head), *said]))
    return Screen.of(
        "\n\n".join(parts),
        [button(texts.plain(language, "weekly-see"), "question", "page", 0)] if figures.waiting else [],
        [button(texts.plain(language, f"weekly-{'off' if wanted else 'on'}"), ROUND, "off" if wanted else "on")],
    )


def _entries(services: Services, language: str, figures: QuestionFigures) -> tuple[tuple[str, int], ...]:
    found = ((services.faq.entry(number), count) for number, count in figures.entries.items())
    return tuple((in_language(entry.question, language), count) for entry, count in found if entry is not None)


def _day(moment: datetime) -> date:
    return moment.astimezone(PARIS).date()


COMMANDS = ()
TAPS = {"weekly:off": on_off, "weekly:on": on_on, "weekly:show": on_show}
