"""⚖️ Sanctions: given from a card with a reason, once sure; told in words with how to appeal; decided on by an admin."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from consultation.moderation import BLAMED, OPEN
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.sanction import APPEAL_LONGEST, REASONS, REMEMBERED, Step, next_step
from consultation.text import clean, has_words, length
from handlers import roles
from handlers.acts import Act
from handlers.context import Context
from handlers.dates import moment
from handlers.deciding import repaint_all
from handlers.moderation import do, show_rows, voice
from handlers.screens import Screen, button, in_rows
from handlers.services import Services
from handlers.texts import Safe
from storage import audit, drafts, outbox, people, sanctions, submissions
from storage.drafts import Draft, DraftKind
from storage.people import Person
from storage.sanctions import Sanction
from storage.submissions import Submission

FIELD = "sanction"
SHOWN = 20
OUTCOMES = ("kept", "lifted")


async def on_sanction(_: object, context: Context) -> None:
    """⚖️ Avertir: for which reason?"""
    await roles.require(context, Role.MODERATOR)
    number, version, say = context.carried_id(0), context.carried_id(1), voice(context)
    reasons = [
        button(say.label(f"reason-{reason.replace('_', '-')}"), "card", "sanction-sure", number, version, reason)
        for reason in REASONS
    ]
    submission = await context.read(lambda conn: blamed(conn, number))
    back = button(say.label("button-back"), "card", "more" if submission.status in OPEN else "show", number, version)
    await show_rows(context, [*map(list, in_rows(reasons, 2)), [back]])


async def on_sure(_: object, context: Context) -> None:
    """A reason was chosen: what will be done is named, and asked once more."""
    await roles.require(context, Role.MODERATOR)
    number, version, reason = context.carried_id(0), context.carried_id(1), _reason(context)
    now = context.now
    step = await context.read(lambda conn: step_for(conn, blamed(conn, number), now))
    say = voice(context)
    rows = [
        [button(say.label(f"button-sanction-{step.key}"), "card", "sanction-give", number, version, reason)],
        [button(say.label("button-back"), "card", "sanction", number, version)],
    ]
    await show_rows(context, rows)


async def on_give(_: object, context: Context) -> None:
    """Sure: the sanction is given, and its person told."""
    await roles.require(context, Role.MODERATOR)
    reason = _reason(context)

    def work(conn: Connection, services: Services, act: Act) -> Refusal | None:
        return give(conn, services, act, reason)

    await do(context, work, "sanction-done")


def give(conn: Connection, services: Services, act: Act, reason: str) -> Refusal | None:
    """Gives the author of a submission the next step; says why not if this submission led to one already."""
    submissions.lock(conn, act.number)
    try:
        submission = blamed(conn, act.number)
    except Refusal as refusal:
        return refusal
    person = people.get(conn, submission.person_id)
    if person is None:
        return Refusal("sanction-nobody", number=str(act.number))
    step = step_for(conn, submission, act.now)
    given = sanctions.give(
        conn,
        person.id,
        step=step.key,
        reason=reason,
        submission_id=submission.id,
        by=act.moderator_id,
        now=act.now,
        until=act.now + step.lasts if step.lasts else None,
    )
    people.set_staff_name(conn, act.moderator_id, act.name)
    details = {"step": step.key, "reason": reason}
    audit.record(conn, "sanctioned", f"person:{person.id}", actor_id=act.moderator_id, now=act.now, details=details)
    texts, language = services.texts, person.language
    said = "\n\n".join(
        [
            texts(language, f"sanction-{step.key}", until=_until(given, language)),
            texts(language, "sanction-why", why=_why(services, language, given), number=str(submission.id)),
            texts(language, "sanction-how-to-appeal"),
        ]
    )
    appeal = button(texts.plain(language, "button-sanction-appeal"), "sanction", "appeal", given.id)
    _leave(conn, act, person, Screen.of(said, [appeal]))
    repaint_all(conn, services, submission, act)
    return None


def blamed(conn: Connection, number: int) -> Submission:
    """Finds a submission whose author may be warned because of it; refuses any other."""
    submission = submissions.get(conn, number)
    if submission is None or people.get(conn, submission.person_id) is None:
        raise Refusal("sanction-nobody", number=str(number))
    if submission.status not in BLAMED:
        raise Refusal("sanction-not-blamed", number=str(number))
    if sanctions.given_for(conn, number) is not None:
        raise Refusal("sanction-already", number=str(number))
    return submission


def step_for(conn: Connection, submission: Submission, now: datetime) -> Step:
    """Finds what would be done now: what was given this past year makes it heavier."""
    return next_step(sanctions.remembered(conn, submission.person_id, now - REMEMBERED))


async def on_appeal(_: object, context: Context) -> None:
    """⚖️ Contester: once, in a few words."""
    number, person_id, now = context.carried_id(), context.person.id, context.now

    def work(conn: Connection) -> Draft:
        _appealable(conn, number, person_id)
        for begun in drafts.of_person(conn, person_id, [DraftKind.SANCTION]):
            drafts.discard(conn, begun.id)
        answers = {"sanction": number}
        return drafts.begin(conn, person_id, DraftKind.SANCTION, field=FIELD, answers=answers, now=now)

    draft = await context.write(work)
    await context.toast()
    cancel = button(context.label("button-cancel"), "draft", "discard", draft.id)
    await context.say(Screen.of(context.text("sanction-appeal-ask", maximum=APPEAL_LONGEST), [cancel]))


async def receive_text(context: Context, draft: Draft, typed: str) -> None:
    """Why it should be looked at again: kept, and the admins are written to."""
    text, person_id, now, services = clean(typed), context.person.id, context.now, context.services
    if not has_words(text):
        raise Refusal("form-words-needed")
    if length(text) > APPEAL_LONGEST:
        raise Refusal("form-too-long", maximum=APPEAL_LONGEST, excess=length(text) - APPEAL_LONGEST)
    number = int(draft.answers["sanction"])

    def work(conn: Connection) -> None:
        _appealable(conn, number, person_id)
        appealed = sanctions.appeal(conn, number, person_id, text, now)
        if appealed is None or not drafts.discard(conn, draft.id):
            raise Refusal("sanction-appealed")
        audit.record(conn, "sanction_appealed", f"person:{person_id}", actor_id=person_id, now=now)
        act = Act(appealed.submission_id, 0, person_id, "", context.language, now)
        for admin in people.find_all(conn, services.policy.admin_ids):
            _leave(conn, act, admin, _screen(conn, services, admin.language, appealed))

    await context.write(work)
    await context.say(context.text("sanction-appeal-sent"))


async def on_list(_: object, context: Context) -> None:
    """/sanctions: what is in force, and appeals that wait."""
    await roles.require(context, Role.ADMIN)
    chat = context.incoming.effective_chat
    if chat is None or chat.type != chat.PRIVATE:
        raise Refusal("sanctions-in-private")
    now, services, language = context.now, context.services, context.language

    def look(conn: Connection) -> list[Screen]:
        found = sanctions.running(conn, now, limit=SHOWN)
        return [_screen(conn, services, language, one) for one in found]

    screens = await context.read(look)
    if not screens:
        await context.say(context.text("sanctions-none"))
    for screen in screens:
        await context.say(screen)


async def on_outcome(_: object, context: Context) -> None:
    """Maintenir ou lever: an admin decides, for good."""
    await roles.require(context, Role.ADMIN)
    number, outcome, now, services = context.carried_id(), context.carried_word(1), context.now, context.services
    admin_id = context.person.id

    def work(conn: Connection) -> Screen:
        settled = settle(conn, services, number, outcome, by=admin_id, now=now)
        return _screen(conn, services, context.language, settled)

    screen = await context.write(work)
    await context.toast()
    await context.replace(screen)


def settle(conn: Connection, services: Services, number: int, outcome: str, *, by: int, now: datetime) -> Sanction:
    """Keeps or lifts a sanction for good, and tells its person; refuses when it is settled already."""
    if outcome not in OUTCOMES:
        raise Refusal("button-gone")
    settled = sanctions.settle(conn, number, outcome, by=by, now=now)
    if settled is None:
        raise Refusal("sanction-settled")
    audit.record(conn, f"sanction_{outcome}", f"person:{settled.person_id}", actor_id=by, now=now)
    person = people.get(conn, settled.person_id)
    if person is not None:
        said = services.texts(person.language, f"sanction-told-{outcome}", until=_until(settled, person.language))
        _leave(conn, Act(settled.submission_id, 0, by, "", person.language, now), person, Screen(said))
    return settled


def in_lines(conn: Connection, services: Services, language: str, sanction: Sanction) -> list[str]:
    """Tells an admin a sanction, as HTML: for what, by whom, until when, the appeal, what became of it."""
    texts = services.texts
    lines = [
        texts(
            language,
            "sanction-line",
            number=str(sanction.id),
            step=texts.plain(language, f"sanction-step-{sanction.step}"),
            reason=texts.plain(language, f"reason-{sanction.reason.replace('_', '-')}"),
            submission=str(sanction.submission_id),
            name=people.staff_name(conn, sanction.given_by),
            when=moment(sanction.given_at, language),
        )
    ]
    if sanction.until is not None:
        lines.append(texts(language, "sanction-line-until", until=_until(sanction, language)))
    if sanction.appeal is not None:
        lines.append(texts(language, "sanction-line-appeal", text=sanction.appeal))
    if sanction.outcome is not None:
        lines.append(texts(language, f"sanction-line-{sanction.outcome}"))
    return lines


def _screen(conn: Connection, services: Services, language: str, sanction: Sanction) -> Screen:
    """Shows an admin a sanction, with buttons until it is settled."""
    said = "\n".join(in_lines(conn, services, language, sanction))
    if sanction.outcome is not None:
        return Screen(said)
    choices = [
        button(
            services.texts.plain(language, f"button-sanction-{outcome}"), "sanction", "outcome", sanction.id, outcome
        )
        for outcome in OUTCOMES
    ]
    return Screen.of(said, choices)


def _leave(conn: Connection, act: Act, person: Person, screen: Screen) -> None:
    outbox.put(
        conn,
        method="sendMessage",
        params=screen.params(),
        lane=outbox.Lane.REPLY,
        person_id=person.id,
        subject=f"sanction:{act.number}",
        now=act.now,
    )


def _appealable(conn: Connection, number: int, person_id: int) -> None:
    found = sanctions.get(conn, number)
    if found is None or found.person_id != person_id:
        raise Refusal("button-gone")
    if found.appealed_at is not None or found.outcome is not None:
        raise Refusal("sanction-appealed")


def _reason(context: Context) -> str:
    reason = context.carried_word(2)
    if reason not in REASONS:
        raise Refusal("button-gone")
    return reason


def _until(sanction: Sanction, language: str) -> str:
    return "" if sanction.until is None else moment(sanction.until, language)


def _why(services: Services, language: str, sanction: Sanction) -> Safe:
    return Safe(services.texts(language, f"reason-{sanction.reason.replace('_', '-')}-why"))


COMMANDS = ((("sanctions",), on_list),)
TAPS = {
    "card:sanction": on_sanction,
    "card:sanction-give": on_give,
    "card:sanction-sure": on_sure,
    "sanction:appeal": on_appeal,
    "sanction:outcome": on_outcome,
}
