"""Notes among moderators, and what they and an author write to each other through the bot, which names no moderator."""

from __future__ import annotations

from sqlalchemy import Connection

from consultation.moderation import ANSWERS_TO_ONE, NOTE_LONGEST, Status
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import clean, has_words, length, shorten
from handlers import cards, roles
from handlers.acts import Act
from handlers.context import Context
from handlers.deciding import repaint_all
from handlers.moderation import name_of
from handlers.screens import Screen, button
from handlers.services import Services
from handlers.texts import DEFAULT_LANGUAGE
from storage import cards as shown
from storage import drafts, notes, outbox, people, questions, submissions
from storage.drafts import Draft, DraftKind
from storage.notes import NoteKind
from storage.submissions import Submission

FIELD = "reply"


def keep_note(conn: Connection, services: Services, act: Act, _: object, text: str) -> Refusal | None:
    """Keeps a note for moderators, shown on the card."""
    return _write(conn, services, act, NoteKind.NOTE, text)


def write_to_author(conn: Connection, services: Services, act: Act, _: object, text: str) -> Refusal | None:
    """Sends its author a message, which says that a moderator writes and not which one."""
    submission = submissions.get(conn, act.number)
    author = None if submission is None else people.get(conn, submission.person_id)
    if submission is None or author is None or not author.reachable:
        return Refusal("message-nobody", number=str(act.number))
    refusal = _write(conn, services, act, NoteKind.MESSAGE, text)
    if refusal is not None:
        return refusal
    texts, language = services.texts, author.language
    title = str(submission.answers.get("title", ""))
    said = texts(language, "message-told", number=str(submission.id), title=title, text=text)
    answer = button(texts.plain(language, "button-answer-moderator"), "message", "answer", submission.id)
    outbox.put(
        conn,
        method="sendMessage",
        params=Screen.of(said, [answer]).params(),
        lane=outbox.Lane.REPLY,
        person_id=author.id,
        subject=f"notice:{submission.id}",
        now=act.now,
    )
    return None


async def on_reply(_: object, context: Context) -> None:
    """A reply to a card, in the moderation group: a note."""
    message, chat = context.message, context.incoming.effective_chat
    answered, typed = message.reply_to_message, clean(message.text or "")
    if answered is None or chat is None or chat.id != await roles.home(context) or not has_words(typed):
        return
    number = await context.read(lambda conn: shown.shown_by(conn, chat.id, answered.message_id))
    if number is None:
        return
    await roles.require(context, Role.MODERATOR)
    if length(typed) > NOTE_LONGEST:
        raise Refusal("form-too-long", maximum=NOTE_LONGEST, excess=length(typed) - NOTE_LONGEST)
    services = context.services
    act = Act(number, 0, context.person.id, name_of(context), context.language, context.now)
    await context.write(lambda conn: keep_note(conn, services, act, None, typed))


async def on_answer(_: object, context: Context) -> None:
    """↩️ Répondre au modérateur: an author's words are waited for."""
    number, person_id, now = context.carried_id(), context.person.id, context.now

    def work(conn: Connection) -> tuple[Draft, Status]:
        status = _answerable(conn, number, person_id).status
        for begun in drafts.of_person(conn, person_id, [DraftKind.REPLY]):
            drafts.discard(conn, begun.id)
        return drafts.begin(conn, person_id, DraftKind.REPLY, field=FIELD, submission_id=number, now=now), status

    draft, status = await context.write(work)
    await context.toast()
    cancel = button(context.label("button-cancel"), "draft", "discard", draft.id)
    ask = "message-ask-back" if status is Status.CHANGES_REQUESTED else "message-ask"
    await context.say(Screen.of(context.text(ask, number=str(number), maximum=NOTE_LONGEST), [cancel]))


async def receive_text(context: Context, draft: Draft, typed: str) -> None:
    """An author answers: moderators read it under the card."""
    text = clean(typed)
    if not has_words(text):
        raise Refusal("form-words-needed")
    if length(text) > NOTE_LONGEST:
        raise Refusal("form-too-long", maximum=NOTE_LONGEST, excess=length(text) - NOTE_LONGEST)
    await context.say(await pass_on(context, draft.submission_id or 0, text, draft))


async def on_pass_on(_: object, context: Context) -> None:
    """💬 Poser la question au modérateur: what was asked of the bot goes to whoever asked for a precision."""
    number, person_id = context.carried_id(0), context.person.id
    asked = [context.carried_id(place) for place in range(1, len(context.carried))]

    def look(conn: Connection) -> list[str]:
        found = [questions.get(conn, one) for one in asked]
        return [one.text for one in found if one is not None and one.person_id == person_id]

    texts = await context.read(look)
    if not texts:
        raise Refusal("button-gone")
    said = await pass_on(context, number, shorten(" ".join(texts), NOTE_LONGEST))
    await context.toast()
    await context.say(said)


async def pass_on(context: Context, number: int, text: str, draft: Draft | None = None) -> Screen:
    """Passes on what an author answers or asks, once a moderator wrote to them or asked for a precision."""
    person_id, now, services = context.person.id, context.now, context.services

    def work(conn: Connection) -> Submission:
        submission = _answerable(conn, number, person_id)
        if draft is not None and not drafts.discard(conn, draft.id):
            raise Refusal("button-gone")
        notes.add(conn, number, NoteKind.ANSWER, writer_id=person_id, text=text, now=now)
        act = Act(number, submission.version, person_id, "", context.language, now)
        _tell_moderators(conn, services, submission, text, act)
        repaint_all(conn, services, submission, act)
        return submission

    submission = await context.write(work)
    again = button(context.label("button-answer-again"), "message", "answer", number)
    if submission.status is not Status.CHANGES_REQUESTED:
        return Screen.of(context.text("message-answered", number=str(number)), [again])
    clarify = button(context.label("button-clarify"), "form", "clarify", number)
    return Screen.of(context.text("message-asked", number=str(number)), [clarify], [again])


def _answerable(conn: Connection, number: int, person_id: int) -> Submission:
    """Finds a submission whose author was written to or asked for a precision, and has not answered too often since."""
    submission = submissions.get(conn, number)
    if submission is None or submission.person_id != person_id:
        raise Refusal("button-gone")
    asked_at = submission.decided_at if submission.status is Status.CHANGES_REQUESTED else None
    answered = notes.answers_since_message(conn, number, asked_at=asked_at)
    if answered is None:
        raise Refusal("button-gone")
    if answered >= ANSWERS_TO_ONE:
        raise Refusal("message-enough")
    return submission


def _tell_moderators(conn: Connection, services: Services, submission: Submission, text: str, act: Act) -> None:
    """Posts an answer in the moderation chat, as a reply to the card, with the way to write back."""
    chat = cards.home(conn, services)
    if chat is None:
        return
    texts = services.texts
    sentence = f"message-{'question' if submission.status is Status.CHANGES_REQUESTED else 'answer'}-card"
    said = texts(DEFAULT_LANGUAGE, sentence, number=str(submission.id), text=text)
    back = button(
        texts.plain(DEFAULT_LANGUAGE, "button-message"), "card", "write", submission.id, submission.version, "message"
    )
    params, known = Screen.of(said, [back]).params(), shown.latest(conn, submission.id)
    if known is not None and known[0] == chat.chat_id:
        params["reply_parameters"] = {"message_id": known[1], "allow_sending_without_reply": True}
    outbox.put(
        conn,
        method="sendMessage",
        params=params,
        lane=outbox.Lane.CARD,
        chat_id=chat.chat_id,
        subject=f"answer:{submission.id}",
        now=act.now,
    )


def _write(conn: Connection, services: Services, act: Act, kind: NoteKind, text: str) -> Refusal | None:
    submission = submissions.get(conn, act.number)
    if submission is None or not submission.answers:
        return Refusal("moderation-unknown", number=str(act.number))
    people.set_staff_name(conn, act.moderator_id, act.name)
    notes.add(conn, act.number, kind, writer_id=act.moderator_id, text=text, now=act.now)
    repaint_all(conn, services, submission, act)
    return None


TAPS = {"message:answer": on_answer, "message:pass": on_pass_on}
