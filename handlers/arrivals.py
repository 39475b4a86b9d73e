"""What arrives while a form is open and is not plainly the answer it waits for.

- A text forwarded, or written when the draft was left alone, is an answer once the person says so.
- A text that follows the answer before it at once may be its end: Telegram splits what is longer than a message.
- A message that is edited corrects the answer it gave, while the draft is open.
- A point on the map becomes a département, once the person says that it is the right one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from telegram import InlineKeyboardButton, Message

from consultation import form
from consultation.content import in_language
from consultation.form import Field, Kind
from consultation.refusal import Refusal
from consultation.territory import Departement, departement_within, departements_at
from consultation.text import length, shorten
from consultation.titles import named, nearly_named
from handlers import contribution, exchanges, faq
from handlers.context import Context
from handlers.contribution import field_of, own_draft, screen_of
from handlers.screens import Screen, button
from storage import drafts
from storage.drafts import FORMS, Draft, Margin

LEFT_ALONE = timedelta(hours=12)
"""A draft untouched for longer takes nothing in before its author says so."""
IN_ONE_GO = 3
"""Seconds between the parts of a text that the app splits; nobody reads a prompt and answers it in so few."""
SPLIT_AT = 4000
"""A text of this many units may be the first part of one too long for a message (4,096)."""
UNREAD = (
    (("voice", "audio", "video_note", "video"), "arrival-voice"),
    (("sticker", "animation", "dice"), "arrival-sticker"),
    (("location", "venue"), "arrival-location"),
    (("contact",), "arrival-contact"),
    (("photo", "document"), "arrival-file"),
)
"""What is sent and cannot be read as text, each with the sentence that says what to do instead."""


async def receive_text(context: Context, draft: Draft, text: str) -> None:
    """A text came while a field waits: its answer, unless something tells otherwise."""
    field = field_of(draft.field or "")
    _refuse_end_of_long(context, draft, field, text)
    if field.kind is Kind.THEME:
        await _receive_theme(context, draft, field, text)
        return
    if field.kind is Kind.TERRITORY and (likely := departement_within(text)) is not None:
        await _note(context, draft, field, text)
        await context.say(_likely_screen(context, draft, field, likely))
        return
    try:
        answer = form.read_text(field, text)
    except Refusal as refusal:
        if _continues(context, draft, field):
            await _note(context, draft, field, text)
            await context.say(_end_screen(context, draft, field, refusal))
            return
        if refusal.message_id == "form-too-long" and length(text) >= SPLIT_AT:
            await _note_overflow(context, draft, length(text))
        raise
    margin = contribution.margin(context, draft, field)
    if field.kind is not Kind.TEXT or not _continues(context, draft, field):
        await context.say(screen_of(context, await contribution.keep(context, draft, field, answer, margin)))
        return
    moved = await contribution.keep(context, draft, field, answer, replace(margin, rest=text, rest_for=field.key))
    screen = screen_of(context, moved)
    await context.say(replace(screen, rows=(*screen.rows, (_append_button(context, draft, field),))))


async def _receive_theme(context: Context, draft: Draft, field: Field, text: str) -> None:
    """A theme was typed by its name; one that is only like it is asked about."""
    titles = {one.id: in_language(one.title, context.language) for one in context.services.consultation.themes}
    found, near = named(text, titles), nearly_named(text, titles)
    if len(found) == 1:
        await context.say(screen_of(context, await contribution.keep(context, draft, field, found[0])))
    elif len(near) == 1:
        pick = button(
            context.label("button-theme", title=titles[near[0]]), "form", "pick", draft.id, field.key, near[0]
        )
        go_on = button(context.label("button-go-on"), "form", "show", draft.id)
        await context.say(Screen.of(context.text("arrival-theme", title=titles[near[0]]), [pick], [go_on]))
    else:
        raise Refusal("form-use-buttons")


def must_ask(context: Context, draft: Draft) -> str | None:
    """Tells why a text is not taken for an answer at once: forwarded, or the draft was left alone; none if it is."""
    if context.message.forward_origin is not None:
        return "forwarded"
    return "left" if draft.margin.paused or context.now - draft.touched_at > LEFT_ALONE else None


async def ask(context: Context, draft: Draft, text: str, why: str) -> None:
    """Asks whether a text that the field can take is the answer."""
    field = field_of(draft.field or "")
    form.read_text(field, text)
    await _note(context, draft, field, text)
    name = context.label(f"field-{field.key}")
    rows = [[button(context.label("button-is-answer"), "form", "rest", draft.id, field.key)]]
    if why == "left":
        rows.append([button(context.label("button-is-question"), "form", "ask", draft.id)])
    if why == "precision":
        rows.append([button(context.label("button-pass-question"), "form", "tell", draft.id)])
    if why == "name":
        rows.append([button(context.label("button-anonymous"), "form", "pick", draft.id, field.key, form.ANONYMOUS)])
    rows.append([button(context.label("button-go-on"), "form", "show", draft.id)])
    title = str(draft.answers.get("title", "")) or context.label("form-untitled")
    await context.say(
        Screen.of(context.text(f"arrival-{why}", field=name, title=title, text=shorten(text, form.ONE_LINE)), *rows)
    )


def fills(field: Field, text: str) -> bool:
    """Tells whether a text can be the answer to a field."""
    try:
        form.read_text(field, text)
    except Refusal:
        return False
    return True


async def on_rest(_: object, context: Context) -> None:
    """✍️ Oui, c’est ma réponse: the text that was asked about fills the field."""
    draft = await own_draft(context)
    field = field_of(context.carried_word(1))
    if draft.field != field.key or draft.margin.rest_for != field.key:
        raise Refusal("button-gone")
    moved = await contribution.keep(context, draft, field, form.read_text(field, draft.margin.rest))
    await context.toast()
    await context.replace(screen_of(context, moved))


async def on_ask(_: object, context: Context) -> None:
    """❓ Non, c’est une question: the text that was asked about goes to the FAQ."""
    draft = await own_draft(context)
    if not draft.margin.rest:
        raise Refusal("button-gone")
    await context.toast()
    await faq.receive_text(context, draft.margin.rest)


async def on_tell(_: object, context: Context) -> None:
    """💬 Poser la question au modérateur: the text that was asked about goes to whoever asked for a precision."""
    draft = await own_draft(context)
    if not draft.margin.rest or draft.submission_id is None:
        raise Refusal("button-gone")
    said = await exchanges.pass_on(context, draft.submission_id, draft.margin.rest)
    await context.toast()
    await context.replace(said)


async def on_append(_: object, context: Context) -> None:
    """➕ Ajouter à la suite: the last text goes at the end of the answer before it."""
    draft = await own_draft(context)
    field = field_of(context.carried_word(1))
    before, margin = form.previous(field), draft.margin
    if before is None or before.key not in draft.answers or margin.rest_for != field.key:
        raise Refusal("button-gone")
    joined = form.read_text(before, f"{draft.answers[before.key]}\n\n{margin.rest}")
    answers = {key: answer for key, answer in draft.answers.items() if key != field.key} | {before.key: joined}
    messages = {key: number for key, number in margin.messages.items() if key not in (before.key, field.key)}
    moved = await contribution.save(context, draft, form.first_missing(answers), answers, Margin(messages))
    await context.toast("arrival-appended")
    await context.replace(screen_of(context, moved))


async def receive_edit(context: Context, text: str) -> None:
    """A message was edited: the answer it gave is corrected while its draft is open; otherwise, what to do is said."""
    number, person_id = context.message.message_id, context.person.id
    begun = await context.read(lambda conn: drafts.of_person(conn, person_id, FORMS))
    for draft in begun:
        for key, message in draft.margin.messages.items():
            if message == number and key in draft.answers:
                await _correct(context, draft, field_of(key), text)
                return
    raise Refusal("arrival-edited")


async def receive_location(context: Context, draft: Draft, latitude: float, longitude: float) -> None:
    """A point on the map came while the territory is asked: which département is it? The point is not kept."""
    found = departements_at(latitude, longitude)
    if not found:
        raise Refusal("arrival-abroad")
    names = [str(item) for item in found]
    rows = [
        [button(context.label("button-departement", name=name), "form", "pick", draft.id, "territory", item.code)]
        for name, item in zip(names, found, strict=True)
    ]
    back = button(context.label("button-back"), "form", "show", draft.id)
    await context.say(Screen.of(context.text("arrival-departement", name=names[0]), *rows, [back]))


def waits_for_place(draft: Draft | None) -> bool:
    """Tells whether a draft waits for a territory."""
    return draft is not None and draft.kind in FORMS and field_of(draft.field or "").kind is Kind.TERRITORY


def not_a_file(message: Message) -> Refusal:
    """Says, where a file is waited for, what a message that holds another thing cannot be."""
    spoken, _ = UNREAD[0]
    return Refusal("arrival-voice-file" if any(getattr(message, kind) for kind in spoken) else "form-file-type")


def unread(message: Message) -> Refusal:
    """Says what to do instead of sending what cannot be read."""
    for names, sentence in UNREAD:
        if any(getattr(message, name) for name in names):
            return Refusal(sentence)
    return Refusal("not-understood-here")


def _continues(context: Context, draft: Draft, field: Field) -> bool:
    """Tells a text that follows, in the same go, the long answer to the field before its own."""
    message, before = context.incoming.message, form.previous(field)
    return (
        message is not None
        and before is not None
        and before.kind is Kind.TEXT
        and before.longest > form.ONE_LINE
        and before.key in draft.margin.messages
        and field.key not in draft.answers
        and message.date.timestamp() - draft.margin.at <= IN_ONE_GO
    )


def _refuse_end_of_long(context: Context, draft: Draft, field: Field, text: str) -> None:
    message, before = context.incoming.message, draft.margin.overflow
    if message is None or not before or message.date.timestamp() - draft.margin.at > IN_ONE_GO:
        return
    excess = before + length(text) - field.longest
    raise Refusal("arrival-too-long", maximum=field.longest, excess=excess)


async def _note(context: Context, draft: Draft, field: Field, text: str) -> None:
    margin = replace(draft.margin, rest=text, rest_for=field.key)
    await context.write(lambda conn: drafts.note(conn, draft.id, margin))


async def _note_overflow(context: Context, draft: Draft, units: int) -> None:
    margin = replace(draft.margin, overflow=units, at=int(context.message.date.timestamp()))
    await context.write(lambda conn: drafts.note(conn, draft.id, margin))


async def _correct(context: Context, draft: Draft, field: Field, text: str) -> None:
    name = context.label(f"field-{field.key}")
    try:
        answer = form.read_text(field, text)
    except Refusal as refusal:
        why = context.text(refusal.message_id, **refusal.args_for_text)
        await context.say(context.text("arrival-edit-refused", field=name) + "\n\n" + why)
        return
    answers, waiting = {**draft.answers, field.key: answer}, draft.field
    corrected = await contribution.save(context, draft, field_of(waiting) if waiting else None, answers)
    note = context.text("arrival-corrected", field=name)
    if waiting is None:
        summary = screen_of(context, corrected)
        await context.say(replace(summary, text=note + "\n\n" + summary.text))
    else:
        await context.say(note)


def _likely_screen(context: Context, draft: Draft, field: Field, likely: Departement) -> Screen:
    """Asks whether a sentence that holds a département names it, or is the end of the answer before."""
    pick = button(
        context.label("button-departement", name=str(likely)), "form", "pick", draft.id, field.key, likely.code
    )
    rows = [[pick], [button(context.label("button-go-on"), "form", "show", draft.id)]]
    before = form.previous(field)
    if before is not None and before.kind is Kind.TEXT and before.key in draft.answers:
        rows.insert(1, [_append_button(context, draft, field)])
    return Screen.of(context.text("arrival-likely", name=str(likely)), *rows)


def _append_button(context: Context, draft: Draft, field: Field) -> InlineKeyboardButton:
    return button(context.label("button-append"), "form", "append", draft.id, field.key)


def _end_screen(context: Context, draft: Draft, field: Field, refusal: Refusal) -> Screen:
    before = form.previous(field)
    assert before is not None  # noqa: S101 - `_continues` has seen it
    said = context.text("arrival-end", field=context.label(f"field-{before.key}"))
    why = context.text(refusal.message_id, **refusal.args_for_text)
    go_on = button(context.label("button-go-on"), "form", "show", draft.id)
    return Screen.of(f"{said}\n\n{why}", [_append_button(context, draft, field)], [go_on])


TAPS = {
    "form:append": on_append,
    "form:ask": on_ask,
    "form:rest": on_rest,
    "form:tell": on_tell,
}
