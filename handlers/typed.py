"""What a person writes or sends without a command: an answer when a draft waits for one, else a question."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from sqlalchemy import Connection
from telegram import Message

from consultation import form
from consultation.form import FIELDS, Kind
from consultation.likeness import asks
from consultation.refusal import Refusal
from handlers import (
    appeals,
    arrivals,
    broadcast,
    commitment_stages,
    commitment_writing,
    contribution,
    exchanges,
    faq,
    faq_editing,
    linking,
    questions,
    sanctions,
    writing,
)
from handlers.context import Context
from handlers.screens import Screen, button
from storage import drafts
from storage import questions as asked
from storage.drafts import FORMS, Draft, DraftKind

QUESTION_LONGEST = 200
"""In mid-form, a longer text is an answer even if it ends with a question mark."""
UNMARKED_LONGEST = 80
"""So is a longer one without a question mark, whatever its words."""
RECEIVERS: Mapping[DraftKind, Callable[[Context, Draft, str], Awaitable[None]]] = {
    DraftKind.ANSWER: questions.receive_text,
    DraftKind.APPEAL: appeals.receive_text,
    DraftKind.FAQ: faq_editing.receive_text,
    DraftKind.COMMITMENT: commitment_writing.receive_text,
    DraftKind.STAGE: commitment_stages.receive_text,
    DraftKind.LINK: linking.receive_text,
    DraftKind.MODERATION: writing.receive_text,
    DraftKind.REPLY: exchanges.receive_text,
    DraftKind.SANCTION: sanctions.receive_text,
}
"""Who takes the text that a draft waits for, where it is not the contribution form."""


async def on_text(_: object, context: Context) -> None:
    """A text message."""
    text = context.message.text or ""
    draft = await _waiting_draft(context)
    if draft is None:
        await faq.receive_text(context, text)
    elif draft.kind is DraftKind.BROADCAST:
        await broadcast.receive_message(context, draft)
    elif draft.kind in RECEIVERS:
        await RECEIVERS[draft.kind](context, draft, text)
    else:
        await _receive_in_form(context, draft, text)


async def on_edited(_: object, context: Context) -> None:
    """A message was changed after it was sent; what has no text (a place that moves) says nothing new."""
    if context.message.text:
        await arrivals.receive_edit(context, context.message.text)


async def on_file(_: object, context: Context) -> None:
    """A photo, a document, or anything else that is not text."""
    draft = await _waiting_draft(context)
    if draft is not None and draft.kind is DraftKind.BROADCAST:
        await broadcast.receive_message(context, draft)
        return
    album, albums = context.message.media_group_id, context.services.albums
    if album is not None and hash(album) in albums:
        return
    try:
        await _receive_file(context, draft if draft is not None and draft.kind in FORMS else None)
    except Refusal:
        if album is not None:
            albums.add(hash(album))
        raise
    if album is not None:
        albums.add(hash(album))


async def on_was_answer(_: object, context: Context) -> None:
    """“That was my answer to the form”: the message taken for a question (or two) fills the field."""
    number, field, person_id = context.carried_id(), context.carried_word(1), context.person.id
    numbers = [context.carried_id(place) for place in range(2, len(context.carried))]

    def read(conn: Connection) -> tuple[Draft | None, list[str]]:
        found = [asked.get(conn, question) for question in numbers]
        return drafts.get(conn, number, person_id), [one.text for one in found if one and one.person_id == person_id]

    draft, texts = await context.read(read)
    if draft is None or draft.field != field or not texts:
        raise Refusal("button-gone")
    await context.toast()
    await arrivals.receive_text(context, draft, " ".join(texts))


def attached(message: Message) -> form.Attached | None:
    """Reads the photo (its largest size) or document of a message."""
    if message.photo:
        photo = message.photo[-1]
        return form.Attached(photo.file_id, "photo", "photo.jpg", "image/jpeg", photo.file_size or 0)
    if message.document and not message.animation:
        document = message.document
        return form.Attached(
            document.file_id,
            "document",
            document.file_name or "document",
            document.mime_type or "",
            document.file_size or 0,
        )
    return None


async def _receive_file(context: Context, draft: Draft | None) -> None:
    message, file = context.message, attached(context.message)
    if draft is not None and message.location and arrivals.waits_for_place(draft):
        await arrivals.receive_location(context, draft, message.location.latitude, message.location.longitude)
    elif draft is not None and file is not None:
        await contribution.receive_file(context, draft, file)
    elif draft is not None and FIELDS[draft.field or ""].kind is Kind.ATTACHMENT:
        raise arrivals.not_a_file(message)
    else:
        raise arrivals.unread(message)


async def _waiting_draft(context: Context) -> Draft | None:
    if not (await context.look()).has_draft:
        return None
    draft = await context.read(lambda conn: drafts.current(conn, context.person.id))
    return draft if draft is not None and draft.field is not None else None


async def _receive_in_form(context: Context, draft: Draft, text: str) -> None:
    """An answer to the form, or a question: that is answered, and the same field is shown again."""
    why, fills = arrivals.must_ask(context, draft), arrivals.fills(FIELDS[draft.field or ""], text)
    if why == "forwarded":
        await arrivals.ask(context, draft, text, why)
        return
    asked = await _questions_in(context, text, fills=fills)
    if why == "left":
        await (faq.receive_text(context, text) if asked or not fills else arrivals.ask(context, draft, text, why))
        return
    if not asked:
        if draft.kind is DraftKind.PRECISION and fills and "?" in text and len(text) <= QUESTION_LONGEST:
            await arrivals.ask(context, draft, text, "precision")
            return
        polite = FIELDS[draft.field or ""].kind is Kind.SIGNATURE and await faq.is_smalltalk(context, text)
        await (arrivals.ask(context, draft, text, "name") if polite else arrivals.receive_text(context, draft, text))
        return
    numbers = await faq.answer(context, asked)
    again = contribution.screen_of(context, draft)
    meant = button(context.label("button-was-answer"), "form", "was", draft.id, draft.field or "", *numbers)
    rows = ((meant,), *again.rows) if fills else again.rows
    if draft.kind is DraftKind.PRECISION and draft.submission_id is not None:
        tell = button(context.label("button-pass-question"), "message", "pass", draft.submission_id, *numbers)
        rows = (*rows[:-1], (tell,))  # in the place of the button that asks for a question
    said = [context.text("faq-one-by-one")] if faq.asks_more(text) else []
    await context.say(Screen("\n\n".join([*said, context.text("form-question-answered"), again.text]), rows))


async def _questions_in(context: Context, text: str, *, fills: bool) -> list[faq.Heard]:
    """The questions of a message sent while a field waits; none when it answers the field."""
    marked = "?" in text
    if len(text) > (QUESTION_LONGEST if marked else UNMARKED_LONGEST) or not asks(text):
        return []
    heard = [one for one in await faq.hear(context, text) if one.outcome.kind != "smalltalk"]
    known = any(one.outcome.kind == "answer" or one.outcome.silence is not None for one in heard)
    return heard if known or (marked and not fills) else []


TAPS = {"form:was": on_was_answer}
