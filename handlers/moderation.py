"""A moderator's taps on a card: approve in one, refuse or ask in two. What they do is in `handlers/deciding.py`.

Who taps is verified each time, whatever the button carries and wherever the card was copied.
"""

from __future__ import annotations

from sqlalchemy import Connection
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, NetworkError, RetryAfter

from consultation.moderation import Decision
from consultation.refusal import Refusal
from consultation.text import clean, shorten
from handlers import cards, roles
from handlers.cards import NAME_LENGTH, Place
from handlers.context import Context
from handlers.deciding import Act, objection, settle, too_late
from storage import submissions
from storage.submissions import Submission


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


async def _settle(context: Context, decision: Decision, detail: str | None) -> None:
    await roles.require(context, decision.value.role)
    decision.check(detail)
    act = act_of(context)
    refusal = await context.write(lambda conn: settle(conn, context.services, act, decision, detail))
    if refusal is not None:
        raise refusal
    await context.toast(f"moderation-done-{decision.value.verb}", number=str(act.number))


async def _open_submission(context: Context) -> Submission:
    """Finds the submission of the tapped card; one that can no longer be decided is refused, its card repainted."""
    act = act_of(context)

    def look(conn: Connection) -> tuple[Submission | None, Refusal | None]:
        found = submissions.get(conn, act.number)
        return found, objection(conn, found, act)

    submission, refused = await context.read(look)
    if submission is not None and refused is None:
        return submission
    refusal = await context.write(lambda conn: too_late(conn, context.services, act))
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


def act_of(context: Context) -> Act:
    """Reads from a tap on a card what its moderator does."""
    user = context.query.from_user
    name = shorten(clean(user.full_name), NAME_LENGTH) or context.label("moderation-nameless")
    return Act(
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


COMMANDS = ()
TAPS = {
    "card:approve": on_approve,
    "card:choose": on_choose,
    "card:decide": on_decide,
    "card:show": on_show,
}
