"""A moderator's taps on a card: approve in one, refuse or ask in two. What they do is in `handlers/deciding.py`.

Who taps is verified each time, whatever the button carries and wherever the card was copied.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sqlalchemy import Connection
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, NetworkError, RetryAfter

from consultation.moderation import Decision
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import clean, shorten
from handlers import cards, claiming, duplicates, escalating, masking, roles, undoing
from handlers.acts import Act
from handlers.card_facts import facts_about
from handlers.card_team import more_rows
from handlers.cards import NAME_LENGTH, Place
from handlers.context import Context
from handlers.deciding import objection, settle, too_late
from handlers.screens import Screen
from handlers.services import Services
from handlers.voice import Voice
from storage import submissions
from storage.submissions import Submission

Work = Callable[[Connection, Services, Act], Refusal | None]
"""What an act does in its transaction; what it returns is said instead of "done"."""


async def on_approve(_: object, context: Context) -> None:
    """✅ Approuver: one tap."""
    await _settle(context, Decision.APPROVE, None)


async def on_decide(_: object, context: Context) -> None:
    """A reason to refuse, a field to ask about or an original was chosen: the second tap."""
    await roles.require(context, Role.MODERATOR)
    await _settle(context, Decision.of(context.carried_word(2)), context.carried_word(3))


async def on_choose(_: object, context: Context) -> None:
    """❌ Refuser or ✏️ Demander une précision: the choices take the place of the buttons, on the same card."""
    await roles.require(context, Role.MODERATOR)
    decision = Decision.of(context.carried_word(2))
    submission = await open_submission(context)
    await show_rows(context, cards.choice_rows(voice(context), submission, decision))


async def on_show(_: object, context: Context) -> None:
    """↩️ Retour: the buttons of the card again."""
    await roles.require(context, Role.MODERATOR)
    submission = await shown_submission(context)
    facts = await context.read(lambda conn: facts_about(conn, submission))
    await show_rows(context, cards.card_rows(voice(context), submission, facts, context.now))


async def on_more(_: object, context: Context) -> None:
    """⋯ Autres actions: what is rarer takes the place of the buttons."""
    await roles.require(context, Role.MODERATOR)
    await show_rows(context, more_rows(voice(context), await open_submission(context)))


async def on_duplicate(_: object, context: Context) -> None:
    """🔁 Doublon: those that say much the same, another number, or back."""
    await roles.require(context, Role.MODERATOR)
    submission, services = await open_submission(context), context.services
    found = await context.read(lambda conn: duplicates.candidates(conn, services, submission))
    await show_rows(context, duplicates.rows(voice(context), submission, found))


async def on_mask(_: object, context: Context) -> None:
    """🖍 Masquer: shows what would be masked, before anything is."""
    await roles.require(context, Role.MODERATOR)
    submission = await open_submission(context)
    masked = masking.masked(context.services, submission)
    if masked == submission.answers:
        raise Refusal("mask-nothing", number=str(submission.id))
    await _show(context, masking.preview(voice(context), submission, masked, context.now))


async def on_unmask(_: object, context: Context) -> None:
    """↩️ Retour from there: the card as it is."""
    await roles.require(context, Role.MODERATOR)
    submission = await open_submission(context)
    facts = await context.read(lambda conn: facts_about(conn, submission))
    await _show(context, cards.card_screen(context.services, submission, facts, context.now, voice(context).language))


def doing(work: Work, done: str) -> Callable[[object, Context], Awaitable[None]]:
    """Makes the callback of a button that does one thing at once."""

    async def on_tap(_: object, context: Context) -> None:
        await roles.require(context, Role.MODERATOR)
        await do(context, work, done)

    return on_tap


async def do(context: Context, work: Work, done: str) -> None:
    """Does what a tap on a card asks for, in one transaction, and says so."""
    act, services = await act_of(context), context.services
    refusal = await context.write(lambda conn: work(conn, services, act))
    if refusal is not None:
        raise refusal
    await context.toast(done, number=str(act.number))


async def _settle(context: Context, decision: Decision, detail: str | None) -> None:
    await roles.require(context, decision.value.role)
    decision.check(detail)

    def work(conn: Connection, services: Services, act: Act) -> Refusal | None:
        return settle(conn, services, act, decision, detail)

    await do(context, work, f"moderation-done-{decision.value.verb}")


async def shown_submission(context: Context) -> Submission:
    """Finds the submission of the tapped card, decided or not, if it still is the version shown."""
    number, version = context.carried_id(0), context.carried_id(1)
    found = await context.read(lambda conn: submissions.get(conn, number))
    return found if found is not None and found.version == version else await open_submission(context)


async def open_submission(context: Context) -> Submission:
    """Finds the submission of the tapped card; one that can no longer be decided is refused, its card repainted."""
    act = await act_of(context)

    def look(conn: Connection) -> tuple[Submission | None, Refusal | None]:
        found = submissions.get(conn, act.number)
        return found, objection(conn, found, act)

    submission, refused = await context.read(look)
    if submission is not None and refused is None:
        return submission
    refusal = await context.write(lambda conn: too_late(conn, context.services, act))
    raise refusal or Refusal("button-gone")


def voice(context: Context) -> Voice:
    """Speaks the language of the tapped card: in private its reader's, elsewhere the consultation's."""
    message = context.query.message
    private = message is not None and message.chat.type == message.chat.PRIVATE
    return Voice(context.services, context.language) if private else Voice(context.services)


async def show_rows(context: Context, rows: list[list[InlineKeyboardButton]]) -> None:
    """Changes the buttons under the tapped card, for all who see it."""
    message = context.query.message
    if message is None:
        raise Refusal("button-gone")
    keyboard = InlineKeyboardMarkup(rows)
    await _edit(
        context, context.bot.edit_message_reply_markup(message.chat.id, message.message_id, reply_markup=keyboard)
    )


async def _show(context: Context, screen: Screen) -> None:
    """Changes the tapped card, for all who see it."""
    message = context.query.message
    if message is None:
        raise Refusal("button-gone")
    place = {"chat_id": message.chat.id, "message_id": message.message_id}
    await _edit(context, context.bot.do_api_request("editMessageText", {**place, **screen.params()}))


async def _edit(context: Context, edit: Awaitable[object]) -> None:
    try:
        await edit
    except BadRequest as error:
        if "not modified" not in error.message.lower():
            raise Refusal("button-gone") from error
    except (NetworkError, RetryAfter) as error:
        raise Refusal("moderation-busy") from error
    await context.toast()


async def act_of(context: Context) -> Act:
    """Reads from a tap on a card what its moderator does."""
    return Act(
        number=context.carried_id(0),
        version=context.carried_id(1),
        place=_place(context),
        moderator_id=context.person.id,
        name=name_of(context),
        language=context.language,
        now=context.now,
        admin=await roles.has(context, Role.ADMIN),
    )


def name_of(context: Context) -> str:
    """How a moderator is called on cards."""
    user = context.incoming.effective_user
    name = shorten(clean(user.full_name), NAME_LENGTH) if user else ""
    return name or context.label("moderation-nameless")


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
    "card:claim": doing(claiming.claim, "claim-done"),
    "card:decide": on_decide,
    "card:duplicate": on_duplicate,
    "card:escalate": doing(escalating.escalate, "escalate-done"),
    "card:mask": on_mask,
    "card:mask-sure": doing(masking.mask, "mask-done"),
    "card:more": on_more,
    "card:release": doing(claiming.release, "release-done"),
    "card:show": on_show,
    "card:undo": doing(undoing.undo, "undo-done"),
    "card:unmask": on_unmask,
}
