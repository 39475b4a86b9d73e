"""A contribution, from consent to the summary (handlers/sending.py sends it).

- /contribuer opens a draft, or offers to take up the one begun (after a restart, or a week).
- Each answer is saved as it comes; a question asked in mid-form is answered and the same field shown again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from consultation import form
from consultation.form import FIELDS, FORM_VERSION, Answer, Field
from consultation.refusal import Refusal
from handlers import pauses, personal_data, phases
from handlers.context import Context
from handlers.form import field_screen, fields_screen, summary_screen
from handlers.screens import Screen, button
from storage import consents, drafts, visits
from storage.drafts import FORMS, Draft, DraftKind, Margin

CONSENT_VERSION = 1
"""Raised when the sentence `form-consent` changes in substance: everyone is then asked again."""


async def start(context: Context, theme: str | None = None) -> None:
    """Opens the form, or offers to go on with what was begun; explains when contributions are not taken."""
    begun = await context.read(lambda conn: _begun_unless_paused(conn, context))
    phase, grace = await phases.current(context), context.services.policy.closing_grace
    open_for_them = phase.takes_what_was_begun(context.now, grace) if begun else phase.takes_contributions
    if not open_for_them:
        await context.say(await phases.closed_screen(context, phase))
    elif begun is not None:
        await context.say(_resume_screen(context, begun))
    elif context.person.consent_version != CONSENT_VERSION:
        await context.say(_consent_screen(context, theme))
    else:
        await context.say(await _open(context, theme, agreed=False))


async def leave(context: Context) -> None:
    """Sets an open form aside: what is written after another screen is asked about before it answers a field."""
    if (await context.look()).has_draft:
        context.along(lambda conn: drafts.pause(conn, context.person.id))


def _begun_unless_paused(conn: Connection, context: Context) -> Draft | None:
    pauses.refuse_paused(conn, context)
    return drafts.find(conn, context.person.id, DraftKind.CONTRIBUTION)


async def on_contribute(_: object, context: Context) -> None:
    """/contribuer."""
    await start(context)


async def on_open(_: object, context: Context) -> None:
    """“Contribute”, wherever it is offered."""
    await context.toast()
    await start(context)


async def on_contribute_to(_: object, context: Context) -> None:
    """“Contribute to this theme”, under a theme."""
    await context.toast()
    await start(context, context.carried_word(0))


async def on_agree(_: object, context: Context) -> None:
    """Consent given: kept with its version, and the first field is asked."""
    theme = context.carried[0] if context.carried else None
    screen = await _open(context, theme, agreed=True)
    await context.toast()
    await context.replace(screen)


async def on_show(_: object, context: Context) -> None:
    """Goes on with a draft where it was left."""
    draft = await own_draft(context)
    again = await ask_again(context, draft, field_of(draft.field) if draft.field else None)
    await context.toast()
    await context.replace(again)


async def on_restart(_: object, context: Context) -> None:
    """Throws a draft away and opens a new one, once the person has said so."""
    draft = await own_draft(context)
    now = context.now

    def work(conn: Connection) -> Draft:
        phases.refuse_new(conn, context)
        pauses.refuse_paused(conn, context)
        drafts.discard(conn, draft.id)
        return _begin(conn, context.person.id, None, now)

    fresh = await context.write(work)
    await context.toast()
    await context.replace(screen_of(context, fresh))


async def on_pick(_: object, context: Context) -> None:
    """An option was tapped (or “skip”)."""
    draft = await own_draft(context)
    field = field_of(context.carried_word(1))
    if field.key != draft.field:
        await context.toast("form-elsewhere")
        await context.replace(screen_of(context, draft))
        return
    themes = frozenset(theme.id for theme in context.services.consultation.themes)
    answer = form.read_option(field, context.carried_word(2), themes)
    moved = await keep(context, draft, field, answer)
    await context.toast()
    await context.replace(screen_of(context, moved))


async def on_keep(_: object, context: Context) -> None:
    """The answer given before stays."""
    draft = await own_draft(context)
    field = field_of(context.carried_word(1))
    if field.key not in draft.answers:
        raise Refusal("button-gone")
    moved = await keep(context, draft, field, draft.answers[field.key])
    await context.toast()
    await context.replace(screen_of(context, moved))


async def on_edit(_: object, context: Context) -> None:
    """A field is to be written again, from the summary."""
    draft = await own_draft(context)
    field = field_of(context.carried_word(1))
    if draft.only_field not in (None, field.key):
        raise Refusal("button-gone")
    await context.toast()
    await context.replace(await ask_again(context, draft, field))


async def on_back(_: object, context: Context) -> None:
    """One field back, from the one this button stands under."""
    draft = await own_draft(context)
    before = form.previous(field_of(context.carried_word(1)))
    await context.toast()
    await context.replace(await ask_again(context, draft, before or form.FORM[0]))


async def on_fields(_: object, context: Context) -> None:
    """Which field is to be changed?"""
    draft = await own_draft(context)
    await context.toast()
    await context.replace(fields_screen(context, draft))


async def receive_file(context: Context, draft: Draft, file: form.Attached) -> None:
    """A photo or a PDF came while a field waits; of an album, the first is taken."""
    field = field_of(draft.field or "")
    moved = await keep(context, draft, field, form.read_attachment(field, file))
    screen = screen_of(context, moved)
    notes = [context.text("form-album")] if context.message.media_group_id else []
    notes += [context.text("form-caption")] if context.message.caption else []
    await context.say(replace(screen, text="\n\n".join([*notes, screen.text])))


async def on_mask(_: object, context: Context) -> None:
    """🙈 Masquer: the summary again, personal data masked."""
    draft = await own_draft(context)
    masked = await save(context, draft, form.first_missing(draft.answers), personal_data.masked(context, draft))
    await context.toast("personal-data-masked")
    await context.replace(screen_of(context, masked))


async def on_cancel(_: object, context: Context) -> None:
    """✖️ Annuler: asks first, since text would be lost."""
    draft = await own_draft(context)
    await context.toast()
    await context.replace(cancel_screen(context, draft))


def cancel_screen(context: Context, draft: Draft) -> Screen:
    """Asks whether a draft may be thrown away."""
    return Screen.of(
        context.text("form-cancel-sure"),
        [button(context.label("button-discard"), "form", "discard", draft.id)],
        [button(context.label("button-go-on"), "form", "show", draft.id)],
    )


async def on_discard(_: object, context: Context) -> None:
    """Throws a draft away."""
    draft = await own_draft(context)

    def work(conn: Connection) -> Draft | None:
        drafts.discard(conn, draft.id)
        return drafts.pause(conn, context.person.id, but=draft.id)

    other = await context.write(work)
    await context.toast()
    await context.replace(context.text("form-discarded"))
    if other is not None:
        await context.say(other_draft_screen(context, other))


async def _open(context: Context, theme: str | None, *, agreed: bool) -> Screen:
    person, now = context.person, context.now
    known = theme if theme and context.services.consultation.theme(theme) else None

    def work(conn: Connection) -> Draft:
        phases.refuse_new(conn, context)
        pauses.refuse_paused(conn, context)
        if agreed:
            consents.give(conn, person.id, CONSENT_VERSION, now)
        begun = drafts.find(conn, person.id, DraftKind.CONTRIBUTION)
        return begun or _begin(conn, person.id, known, now)

    return screen_of(context, await context.write(work))


def _begin(conn: Connection, person_id: int, theme: str | None, now: datetime) -> Draft:
    answers = {"theme": theme} if theme else {}
    missing = form.first_missing(answers)
    return drafts.begin(
        conn,
        person_id,
        DraftKind.CONTRIBUTION,
        field=missing.key if missing else None,
        answers=answers,
        form_version=FORM_VERSION,
        event=visits.current(conn, person_id, now),
        now=now,
    )


async def own_draft(context: Context, gone: str = "form-gone") -> Draft:
    """Finds the draft that the tapped button names, if it is this person's and a form."""
    number, person_id = context.carried_id(), context.person.id
    draft = await context.read(lambda conn: drafts.get(conn, number, person_id))
    if draft is None or draft.kind not in FORMS:
        raise Refusal(gone)
    return draft


async def keep(context: Context, draft: Draft, field: Field, answer: Answer, noted: Margin | None = None) -> Draft:
    """Keeps an answer and goes on to the next field."""
    answers = {**draft.answers, field.key: answer}
    return await save(context, draft, form.first_missing(answers), answers, noted or margin(context, draft, field))


async def ask_again(context: Context, draft: Draft, field: Field | None) -> Screen:
    """Goes to a field, or to the summary; the draft is the one the person is busy with from now on."""
    return screen_of(context, await save(context, draft, field, dict(draft.answers)))


async def save(
    context: Context, draft: Draft, field: Field | None, answers: dict[str, Answer], margin: Margin | None = None
) -> Draft:
    """Keeps the answers so far; what was not placed is forgotten, and a draft set aside is taken up again."""
    key, now = field.key if field else None, context.now
    margin = margin or Margin(draft.margin.messages, at=draft.margin.at)
    await context.write(lambda conn: drafts.save(conn, draft.id, field=key, answers=answers, margin=margin, now=now))
    return replace(draft, field=key, answers=answers, margin=margin, touched_at=now)


def margin(context: Context, draft: Draft, field: Field) -> Margin:
    """Notes which message answered a field, so that its edit corrects the answer; a button leaves none."""
    message = context.incoming.message
    messages = {key: number for key, number in draft.margin.messages.items() if key != field.key}
    if message is None:
        return Margin(messages)
    return Margin({**messages, field.key: message.message_id}, at=int(message.date.timestamp()))


def screen_of(context: Context, draft: Draft) -> Screen:
    """The screen a draft waits at."""
    if draft.field is None:
        return summary_screen(context, draft)
    return field_screen(context, draft, field_of(draft.field))


def field_of(key: str) -> Field:
    """Finds the field that a button or a draft names."""
    field = FIELDS.get(key)
    if field is None:
        raise Refusal("button-gone")
    return field


def other_draft_screen(context: Context, draft: Draft) -> Screen:
    """Reminds of another draft, set aside meanwhile."""
    title = str(draft.answers.get("title", "")) or context.label("form-untitled")
    go_on = button(context.label("button-go-on"), "form", "show", draft.id)
    return Screen.of(context.text("form-other-draft", title=title), [go_on])


def _consent_screen(context: Context, theme: str | None) -> Screen:
    agree = button(context.label("button-agree"), "form", "agree", *([theme] if theme else []))
    return Screen.of(
        context.text("form-consent", controller=context.services.policy.controller),
        [agree],
        [button(context.label("button-menu"), "menu", "show")],
    )


def _resume_screen(context: Context, draft: Draft) -> Screen:
    title = str(draft.answers.get("title", "")) or context.label("form-untitled")
    when = context.when(draft.touched_at)
    return Screen.of(
        context.text("form-resume", title=title, when=when),
        [button(context.label("button-go-on"), "form", "show", draft.id)],
        [button(context.label("button-restart"), "form", "restart", draft.id)],
    )


COMMANDS = ((("contribuer", "contribute"), on_contribute),)
TAPS = {
    "form:agree": on_agree,
    "form:back": on_back,
    "form:cancel": on_cancel,
    "form:discard": on_discard,
    "form:edit": on_edit,
    "form:fields": on_fields,
    "form:keep": on_keep,
    "form:mask": on_mask,
    "form:open": on_open,
    "form:pick": on_pick,
    "form:restart": on_restart,
    "form:show": on_show,
    "form:theme": on_contribute_to,
}
