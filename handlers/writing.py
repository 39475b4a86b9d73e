"""What a moderator writes about a submission: a word with a refusal, a note, a message to its author, a number.

Cards may stand in a channel, where nobody signs: it is written in private, where a deep link leads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection
from telegram.error import TelegramError

from consultation.moderation import NOTE_LONGEST, REASONS, WORD_LONGEST, Decision
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import clean, has_words, length
from handlers import exchanges, roles
from handlers.acts import Act
from handlers.cards import Place
from handlers.context import Context
from handlers.deciding import settle
from handlers.follow_up import NUMBER_SIGN
from handlers.moderation import name_of, open_submission, shown_submission
from handlers.screens import Screen, button, in_rows
from handlers.services import Services
from storage import drafts
from storage.drafts import Draft, DraftKind

PAYLOAD = "ecrire"
"""What the deep link carries that leads to the text to be written."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of text: how long it may be, what it does."""

    longest: int
    work: Callable[[Connection, Services, Act, Draft, str], Refusal | None]


def _refuse(conn: Connection, services: Services, act: Act, draft: Draft, text: str) -> Refusal | None:
    return settle(conn, services, act, Decision.REFUSE, str(draft.answers["reason"]), text)


def _merge(conn: Connection, services: Services, act: Act, draft: Draft, text: str) -> Refusal | None:
    number = NUMBER_SIGN.sub("", text).strip()
    Decision.MERGE.check(number)
    return settle(conn, services, act, Decision.MERGE, number)


KINDS = {
    "word": Kind(WORD_LONGEST, _refuse),
    "note": Kind(NOTE_LONGEST, exchanges.keep_note),
    "message": Kind(NOTE_LONGEST, exchanges.write_to_author),
    "duplicate": Kind(20, _merge),
}
DECIDING = frozenset({"word", "duplicate"})
"""What is only written while a submission is open; the rest may come after a decision too."""


async def on_write(_: object, context: Context) -> None:
    """A button that asks for words: they are waited for in private."""
    await roles.require(context, Role.MODERATOR)
    kind, message, now = context.carried_word(2), context.query.message, context.now
    if kind not in KINDS or message is None:
        raise Refusal("button-gone")
    submission = await (open_submission if kind in DECIDING else shown_submission)(context)
    person = context.person
    private = message.chat.type == message.chat.PRIVATE
    answers = {"version": submission.version, "card": message.message_id if private else None}

    def work(conn: Connection) -> tuple[Draft, int | None]:
        left = drafts.of_person(conn, person.id, [DraftKind.MODERATION])
        for begun in left:
            drafts.discard(conn, begun.id)
        return drafts.begin(
            conn,
            person.id,
            DraftKind.MODERATION,
            field=kind,
            answers=answers,
            submission_id=submission.id,
            now=now,
        ), next((begun.submission_id for begun in left if begun.submission_id != submission.id), None)

    draft, left = await context.write(work)
    prompt = _prompt(context, draft, left)
    if private:
        await context.toast()
        await context.say(prompt)
    else:
        await _invite(context, prompt)


async def _invite(context: Context, screen: Screen) -> None:
    """Asks in private; who never opened the bot, or closed it, is led there by a deep link."""
    prompt = {"chat_id": context.person.telegram_id, **screen.params()}
    try:
        await context.bot.do_api_request("sendMessage", prompt)
    except TelegramError:
        await context.query.answer(url=f"https://t.me/{context.bot.username}?start={PAYLOAD}")
    else:
        await context.toast("write-in-private", alert=True)


async def resume(context: Context) -> None:
    """The deep link was followed: asks for the words."""
    draft = await context.read(lambda conn: drafts.find(conn, context.person.id, DraftKind.MODERATION))
    if draft is None:
        raise Refusal("button-gone")
    await roles.require(context, Role.MODERATOR)
    await context.say(_prompt(context, draft))


async def on_reason(_: object, context: Context) -> None:
    """The reason was chosen: now the word."""
    await roles.require(context, Role.MODERATOR)
    number, reason, now = context.carried_id(), context.carried_word(1), context.now
    draft = await context.read(lambda conn: drafts.get(conn, number, context.person.id))
    word = draft is not None and draft.kind is DraftKind.MODERATION and draft.field == "word"
    if draft is None or not word or reason not in REASONS:
        raise Refusal("button-gone")
    answers = {**draft.answers, "reason": reason}
    await context.write(lambda conn: drafts.save(conn, draft.id, field=draft.field, answers=answers, now=now))
    reopened = await context.read(lambda conn: drafts.get(conn, number, context.person.id))
    await context.toast()
    await context.replace(_prompt(context, reopened or draft))


async def receive_text(context: Context, draft: Draft, typed: str) -> None:
    """The words came: done in one transaction, if the submission still is as it was read."""
    await roles.require(context, Role.MODERATOR)
    kind, text = KINDS[draft.field or ""], clean(typed)
    if draft.field == "word" and "reason" not in draft.answers:
        await context.say(_prompt(context, draft))
        return
    if draft.field != "duplicate" and not has_words(text):
        raise Refusal("form-words-needed")
    if length(text) > kind.longest:
        raise Refusal("form-too-long", maximum=kind.longest, excess=length(text) - kind.longest)
    act, services = await _act(context, draft), context.services

    def work(conn: Connection) -> Refusal | None:
        refusal = kind.work(conn, services, act, draft, text)
        drafts.discard(conn, draft.id)
        return refusal

    refusal = await context.write(work)
    if refusal is not None:
        raise refusal
    await context.say(context.text(f"write-{draft.field}-done", number=str(act.number)))


async def _act(context: Context, draft: Draft) -> Act:
    card = draft.answers.get("card")
    return Act(
        number=draft.submission_id or 0,
        version=int(draft.answers["version"]),
        moderator_id=context.person.id,
        name=name_of(context),
        language=context.language,
        now=context.now,
        place=None if card is None else Place(int(card), person_id=context.person.id),
        admin=await roles.has(context, Role.ADMIN),
    )


def _prompt(context: Context, draft: Draft, left: int | None = None) -> Screen:
    """Asks for the words; says what was being written about another submission, and is left."""
    asked = _asked(context, draft)
    if left is None:
        return asked
    return Screen(context.text("write-left", number=str(left)) + "\n\n" + asked.text, asked.rows)


def _asked(context: Context, draft: Draft) -> Screen:
    number, cancel = str(draft.submission_id), button(context.label("button-cancel"), "draft", "discard", draft.id)
    if draft.field == "word" and "reason" not in draft.answers:
        reasons = [
            button(context.label(f"reason-{reason.replace('_', '-')}"), "writing", "reason", draft.id, reason)
            for reason in REASONS
        ]
        return Screen.of(context.text("write-word-reason", number=number), *in_rows(reasons, 2), [cancel])
    maximum = KINDS[draft.field or ""].longest
    return Screen.of(context.text(f"write-{draft.field}", number=number, maximum=maximum), [cancel])


TAPS = {"card:write": on_write, "writing:reason": on_reason}
