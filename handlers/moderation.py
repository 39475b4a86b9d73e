"""A moderator's taps on a card: approve in one, refuse or ask in two.

- A decision, its audit entry, the notice to the author and the edit of the cards are one transaction.
- The second of two taps changes nothing: it is told who decided, and its card is shown as it stands.
- Who taps is verified each time, whatever the button carries and wherever the card was copied.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, NetworkError, RetryAfter

from consultation.moderation import OPEN, Decision
from consultation.refusal import Refusal
from consultation.text import clean, shorten
from handlers import cards, roles
from handlers.cards import NAME_LENGTH, Place
from handlers.context import Context
from handlers.dates import moment
from handlers.follow_up import notice
from handlers.services import Services
from handlers.supporting import tell_supporters
from storage import appeals, audit, outbox, people, submissions
from storage import cards as shown
from storage.submissions import Submission


@dataclass(frozen=True, slots=True)
class Tap:
    """A moderator's tap: on which submission, in which version, on which message, by whom and when."""

    number: int
    version: int
    place: Place
    moderator_id: int
    name: str
    language: str
    now: datetime


async def on_approve(_: object, context: Context) -> None:
    """✅ Approuver: one tap."""
    await _settle(context, Decision.APPROVE, None)


async def on_decide(_: object, context: Context) -> None:
    """A reason to refuse, or the field to ask about, was chosen: the second tap."""
    await roles.require(context, Decision.REFUSE.value.role)
    await _settle(context, Decision.of(context.carried_word(2)), context.carried_word(3))


async def on_choose(_: object, context: Context) -> None:
    """❌ Refuser or ✏️ Demander une précision: the choices take the place of the buttons, on the same card."""
    await roles.require(context, Decision.REFUSE.value.role)
    decision = Decision.of(context.carried_word(2))
    submission = await _open_submission(context)
    await _show_rows(context, cards.choice_rows(context.services, submission, decision))


async def on_show(_: object, context: Context) -> None:
    """↩️ Retour: the buttons of the card again."""
    await roles.require(context, Decision.REFUSE.value.role)
    submission = await _open_submission(context)
    await _show_rows(context, cards.decision_rows(context.services, submission))


def settle(conn: Connection, services: Services, tap: Tap, decision: Decision, detail: str | None) -> Refusal | None:
    """Decides, in one transaction with all that follows from it; says why not when the tap comes too late."""
    decided = submissions.decide(
        conn, tap.number, decision.value, version=tap.version, by=tap.moderator_id, detail=detail, now=tap.now
    )
    if decided is None:
        return too_late(conn, services, tap)
    people.set_staff_name(conn, tap.moderator_id, tap.name)
    audit.record(
        conn,
        decided.status,
        f"submission:{decided.id}",
        actor_id=tap.moderator_id,
        now=tap.now,
        details={"version": decided.version, "detail": decided.reason or decided.requested_field},
    )
    _tell_author(conn, services, decided, tap.now)
    tell_supporters(conn, services, decided, tap.now)
    for place in _places(conn, decided, tap.place):
        cards.repaint(conn, services, decided, tap.now, place)
    return None


def too_late(conn: Connection, services: Services, tap: Tap) -> Refusal | None:
    """Says why a card can no longer be decided, and queues its edit, once; none if it still can."""
    submission = submissions.get(conn, tap.number)
    refusal = _objection(conn, submission, tap)
    waits = shown.repaint_waits(conn, cards.repaint_subject(tap.place))
    stale = submission is not None and (submission.status not in OPEN or submission.version != tap.version)
    if submission is not None and stale and not waits:
        cards.repaint(conn, services, submission, tap.now, tap.place)
    return refusal


def _objection(conn: Connection, submission: Submission | None, tap: Tap) -> Refusal | None:
    number = str(tap.number)
    if submission is None:
        return Refusal("moderation-unknown", number=number)
    if submission.status not in OPEN:
        if submission.decided_by is None or submission.decided_at is None:
            return Refusal("moderation-closed", number=number)
        name = people.staff_name(conn, submission.decided_by)
        return Refusal("moderation-already", name=name, when=moment(submission.decided_at, tap.language))
    if submission.version != tap.version:
        return Refusal("moderation-newer", number=number, version=submission.version)
    appeal = appeals.find(conn, tap.number)
    if appeal is not None and appeal.refused_by == tap.moderator_id:
        return Refusal("moderation-own-refusal", number=number)
    return None


async def _settle(context: Context, decision: Decision, detail: str | None) -> None:
    await roles.require(context, decision.value.role)
    decision.check(detail)
    tap = _tap(context)
    refusal = await context.write(lambda conn: settle(conn, context.services, tap, decision, detail))
    if refusal is not None:
        raise refusal
    await context.toast(f"moderation-done-{decision.value.verb}", number=str(tap.number))


async def _open_submission(context: Context) -> Submission:
    """Finds the submission of the tapped card; one that can no longer be decided is refused, its card repainted."""
    tap = _tap(context)

    def look(conn: Connection) -> tuple[Submission | None, Refusal | None]:
        found = submissions.get(conn, tap.number)
        return found, _objection(conn, found, tap)

    submission, objection = await context.read(look)
    if submission is not None and objection is None:
        return submission
    refusal = await context.write(lambda conn: too_late(conn, context.services, tap))
    raise refusal or Refusal("button-gone")


async def _show_rows(context: Context, rows: list[list[InlineKeyboardButton]]) -> None:
    """Changes the buttons under the tapped card, for all who see it."""
    message = context.query.message
    if message is None:
        raise Refusal("button-gone")
    try:
        await context.bot.edit_message_reply_markup(
            message.chat.id, message.message_id, reply_markup=InlineKeyboardMarkup(rows)
        )
    except BadRequest as error:
        if "not modified" not in error.message.lower():
            raise Refusal("button-gone") from error
    except (NetworkError, RetryAfter) as error:
        raise Refusal("moderation-busy") from error
    await context.toast()


def _tap(context: Context) -> Tap:
    user = context.query.from_user
    name = shorten(clean(user.full_name), NAME_LENGTH) or context.label("moderation-nameless")
    return Tap(
        number=context.carried_id(0),
        version=context.carried_id(1),
        place=_place(context),
        moderator_id=context.person.id,
        name=name,
        language=context.language,
        now=context.now,
    )


def _place(context: Context) -> Place:
    message = context.query.message
    if message is None:
        raise Refusal("button-gone")
    if message.chat.type == message.chat.PRIVATE:
        return Place(message.message_id, person_id=context.person.id)
    return Place(message.message_id, chat_id=message.chat.id)


def _places(conn: Connection, submission: Submission, tapped: Place) -> list[Place]:
    """The tapped card, and the one in the moderation chat when another was tapped."""
    known = shown.latest(conn, submission.id)
    if known is None or known == (tapped.chat_id, tapped.message_id):
        return [tapped]
    return [tapped, Place(known[1], chat_id=known[0])]


def _tell_author(conn: Connection, services: Services, decided: Submission, now: datetime) -> None:
    author = people.get(conn, decided.person_id)
    if author is None:
        return
    appealed = appeals.find(conn, decided.id) is not None
    outbox.put(
        conn,
        method="sendMessage",
        params=notice(services, author.language, decided, appealed=appealed).params(),
        lane=outbox.Lane.REPLY,
        person_id=author.id,
        subject=f"notice:{decided.id}",
        now=now,
    )


COMMANDS = ()
TAPS = {
    "card:approve": on_approve,
    "card:choose": on_choose,
    "card:decide": on_decide,
    "card:show": on_show,
}
