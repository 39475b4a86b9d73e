"""What a person writes or sends without a command: an answer when a draft waits for one, else a question."""

from __future__ import annotations

from telegram import Message

from consultation import form
from consultation.form import FIELDS, Kind
from consultation.refusal import Refusal
from handlers import broadcast, contribution, faq, faq_editing, questions
from handlers.context import Context
from handlers.screens import Screen, button
from storage import drafts
from storage import questions as asked
from storage.drafts import Draft, DraftKind

QUESTION_LONGEST = 200
"""In mid-form, a longer text is an answer even if it ends with a question mark."""


async def on_text(_: object, context: Context) -> None:
    """A text message."""
    text = context.message.text or ""
    draft = await _waiting_draft(context)
    if draft is None:
        await faq.receive_text(context, text)
    elif draft.kind is DraftKind.BROADCAST:
        await broadcast.receive_message(context, draft)
    elif draft.kind is DraftKind.ANSWER:
        await questions.receive_text(context, draft, text)
    elif draft.kind is DraftKind.FAQ:
        await faq_editing.receive_text(context, draft, text)
    else:
        await _receive_in_form(context, draft, text)


async def on_file(_: object, context: Context) -> None:
    """A photo, a document, or anything else that is not text."""
    draft = await _waiting_draft(context)
    if draft is not None and draft.kind is DraftKind.BROADCAST:
        await broadcast.receive_message(context, draft)
        return
    if draft is None or draft.kind in (DraftKind.ANSWER, DraftKind.FAQ):
        raise Refusal("not-understood-here")
    file = attached(context.message)
    if file is None:
        is_attachment = FIELDS[draft.field or ""].kind is Kind.ATTACHMENT
        raise Refusal("form-file-type" if is_attachment else "form-text-only")
    await contribution.receive_file(context, draft, file)


async def on_was_answer(_: object, context: Context) -> None:
    """“That was my answer to the form”: the question just answered fills the field."""
    number, question = context.carried_id(), context.carried_id(1)
    draft = await context.read(lambda conn: drafts.get(conn, number, context.person.id))
    meant = await context.read(lambda conn: asked.get(conn, question))
    if draft is None or draft.field is None or meant is None or meant.person_id != context.person.id:
        raise Refusal("button-gone")
    await context.toast()
    await contribution.receive_text(context, draft, meant.text)


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


async def _waiting_draft(context: Context) -> Draft | None:
    draft = await context.read(lambda conn: drafts.current(conn, context.person.id))
    return draft if draft is not None and draft.field is not None else None


async def _receive_in_form(context: Context, draft: Draft, text: str) -> None:
    field = FIELDS[draft.field or ""]
    asks = "?" in text and len(text) <= QUESTION_LONGEST
    try:
        form.read_text(field, text)
        answers_field = True
    except Refusal:
        answers_field = False
    outcome = context.services.faq.index.ask(text) if asks else None
    if outcome is None or outcome.kind != "answer":
        await contribution.receive_text(context, draft, text)
        return
    [number] = await faq.keep(context, [(text, outcome)])
    if outcome.entry is not None:
        await context.say(faq.answer_screen(context, outcome.entry).text)
    again = contribution.resume(context, draft)
    meant = button(context.label("button-was-answer"), "form", "was", draft.id, number)
    rows = ((meant,), *again.rows) if answers_field else again.rows
    await context.say(Screen(context.text("form-question-answered") + "\n\n" + again.text, rows))


TAPS = {"form:was": on_was_answer}
