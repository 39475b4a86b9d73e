"""/stats: the figures of moderation, in words at once, and as a picture a moment later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog
from babel.dates import format_date, format_timedelta
from telegram.error import TelegramError

from consultation.content import in_language
from consultation.figures import Delay, Figures
from consultation.moderation import Status
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import shorten
from handlers import roles
from handlers.context import Context
from handlers.dates import since
from handlers.screens import Screen, button
from handlers.services import Services
from handlers.stats_picture import Bars, Picture
from handlers.texts import DEFAULT_LANGUAGE
from storage import figures
from storage.figures import Reading

GAP = "\n\n"
LABEL = 44
"""A label of the picture that is longer is cut."""
NAMES = 40
MOST_NAMED = 30
OUTCOMES = (Status.APPROVED, Status.REJECTED, Status.CHANGES_REQUESTED, Status.MERGED)

log = structlog.get_logger(__name__)


async def on_stats(_: object, context: Context) -> None:
    """/stats: in private for staff, in the moderation chat for its members."""
    await _tell(context, await _language_here(context))


async def on_post(_: object, context: Context) -> None:
    """/stats as a post of the moderation channel: those who may post there are its moderators."""
    chat = context.incoming.effective_chat
    if chat is not None and chat.id == await roles.home(context):
        await _tell(context, DEFAULT_LANGUAGE)


async def on_again(_: object, context: Context) -> None:
    """🔄 Actualiser: the figures as they stand now, in the same message."""
    language, now = await _language_here(context), context.now
    reading = await context.read(lambda conn: figures.read(conn, now))
    await context.toast()
    await context.replace(_screen(context.services, language, reading, now))


async def _tell(context: Context, language: str) -> None:
    services, now = context.services, context.now
    reading = await context.read(lambda conn: figures.read(conn, now))
    await context.say(_screen(services, language, reading, now))
    services.painter.begin(_show(context, language, reading.figures, now))


async def _language_here(context: Context) -> str:
    """Says which language to speak; refuses who is not of the team, and other chats than theirs."""
    if not (await roles.has(context, Role.MODERATOR) or await roles.has(context, Role.PRESS)):
        raise Refusal("stats-staff-only")
    chat = context.incoming.effective_chat
    if chat is None or (chat.type != chat.PRIVATE and chat.id != await roles.home(context)):
        raise Refusal("stats-elsewhere")
    return context.language if chat.type == chat.PRIVATE else DEFAULT_LANGUAGE


def _screen(services: Services, language: str, reading: Reading, now: datetime) -> Screen:
    again = button(services.texts.plain(language, "queue-refresh"), "stats", "again")
    return Screen.of(in_words(services, language, reading, now), [again])


async def _show(context: Context, language: str, told: Figures, now: datetime) -> None:
    """Sends the picture; its caption says what is in it, for those who do not see it."""
    services, chat = context.services, context.incoming.effective_chat
    drawn = await services.painter.draw(picture(services, language, told, now))
    if drawn is None or chat is None:
        return
    try:
        await context.bot.send_photo(chat.id, drawn, caption=caption(services, language, told))
    except TelegramError as error:  # the words were said already
        log.warning("picture-not-sent", error=type(error).__name__)


def in_words(services: Services, language: str, reading: Reading, now: datetime) -> str:
    """Says the figures, as HTML."""
    texts, told = services.texts, reading.figures
    waiting = texts(language, "stats-waiting", count=told.waiting)
    if told.oldest is not None:
        waiting += texts(language, "stats-oldest", age=since(told.oldest, now, language))
    parts = [
        texts(language, "stats-head"),
        "\n".join([waiting, *_counted(services, language, _by_theme(services, language, told.waiting_by_theme))]),
        "\n".join(
            [
                texts(language, "stats-delays"),
                _delay(services, language, "stats-week", told.week),
                _delay(services, language, "stats-month", told.month),
            ]
        ),
    ]
    outcomes = {_status(services, language, status): told.outcomes.get(status, 0) for status in OUTCOMES}
    sections = (
        ("stats-outcomes", {label: count for label, count in outcomes.items() if count}),
        ("stats-reasons", _reasons(services, language, told)),
        ("stats-themes", _by_theme(services, language, told.themes)),
    )
    for head, counts in sections:
        if counts:
            parts.append("\n".join([texts(language, head), *_counted(services, language, counts)]))
    if told.load:
        parts.append(_load(services, language, reading))
    if told.cut:
        parts.append(texts(language, "stats-cut", count=figures.MOST_READ))
    return GAP.join(parts)


def caption(services: Services, language: str, told: Figures) -> str:
    """Says what the picture shows, as plain text."""
    received, decided = sum(day.received for day in told.days), sum(day.decided for day in told.days)
    said = services.texts.plain(language, "stats-caption", received=received, decided=decided, waiting=told.waiting)
    busiest = next(iter(_by_theme(services, language, told.waiting_by_theme).items()), None)
    if busiest is None:
        return said
    return f"{said} {services.texts.plain(language, 'stats-caption-theme', theme=busiest[0], count=busiest[1])}"


def picture(services: Services, language: str, told: Figures, now: datetime) -> Picture:
    """Describes the picture, every word said."""
    texts = services.texts

    def bars(title: str, counts: Mapping[str, int]) -> Bars:
        items = [(shorten(label, LABEL), count) for label, count in counts.items()]
        return Bars(texts.plain(language, title), items, texts.plain(language, "stats-picture-none"))

    title = in_language(services.consultation.title, language)
    return Picture(
        title=texts.plain(language, "stats-picture-title"),
        subtitle=f"{title} · {format_date(now, 'd MMMM y', locale=language)}",
        days_title=texts.plain(language, "stats-picture-days"),
        days=[format_date(one.day, "d MMM", locale=language) for one in told.days],
        received_label=texts.plain(language, "stats-picture-received"),
        received=[one.received for one in told.days],
        decided_label=texts.plain(language, "stats-picture-decided"),
        decided=[one.decided for one in told.days],
        bars=[
            bars("stats-picture-waiting", _by_theme(services, language, told.waiting_by_theme)),
            bars("stats-picture-reasons", _reasons(services, language, told)),
        ],
    )


def _delay(services: Services, language: str, sentence: str, delay: Delay | None) -> str:
    if delay is None:
        return services.texts(language, f"{sentence}-none")
    median, p90 = _duration(delay.median, language), _duration(delay.p90, language)
    return services.texts(language, sentence, count=delay.count, median=median, p90=p90)


def _duration(delay: timedelta, language: str) -> str:
    """Says a delay as people do: "3 heures"; what took less than a minute took one."""
    return format_timedelta(max(delay, timedelta(minutes=1)), granularity="minute", threshold=1.5, locale=language)


def _load(services: Services, language: str, reading: Reading) -> str:
    """Lists moderators by name: it tells who carries what, not who does best."""
    named = [(shorten(reading.names[number], NAMES), count) for number, count in reading.figures.load.items()]
    named.sort(key=lambda one: one[0].casefold())
    lines = [services.texts(language, "stats-line", label=name, count=count) for name, count in named[:MOST_NAMED]]
    if len(named) > MOST_NAMED:
        lines.append(services.texts(language, "stats-more", count=len(named) - MOST_NAMED))
    return "\n".join([services.texts(language, "stats-load"), *lines])


def _counted(services: Services, language: str, counts: Mapping[str, int]) -> list[str]:
    return [services.texts(language, "stats-line", label=label, count=count) for label, count in counts.items()]


def _by_theme(services: Services, language: str, counts: Mapping[str, int]) -> dict[str, int]:
    """Names themes, the one with most first."""
    named = {}
    for key, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        theme = services.consultation.theme(key)
        named[key if theme is None else in_language(theme.title, language)] = count
    return named


def _reasons(services: Services, language: str, told: Figures) -> dict[str, int]:
    ordered = sorted(told.reasons.items(), key=lambda one: (-one[1], one[0]))
    return {services.texts.plain(language, f"reason-{key.replace('_', '-')}"): count for key, count in ordered}


def _status(services: Services, language: str, status: Status) -> str:
    return services.texts.plain(language, f"stats-status-{status.replace('_', '-')}")


COMMANDS = ((("stats",), on_stats),)
TAPS = {"stats:again": on_again}
