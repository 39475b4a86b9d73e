"""A contribution, from consent to receipt.

- /contribuer opens a draft, or offers to take up the one begun (after a restart, or a week).
- Each answer is saved as it comes; a question asked in mid-form is answered and the same field shown again.
- 📨 Envoyer shows the personal data that is in it, if there is some, before anything is sent.
- Once sent, the submission, its receipt and its moderation card are one transaction.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from consultation import form
from consultation.form import FIELDS, FORM_VERSION, Answer, Field
from consultation.refusal import Refusal
from handlers import cards, fair_use, personal_data
from handlers.context import Context
from handlers.form import field_screen, fields_screen, summary_screen
from handlers.screens import Screen, button
from storage import audit, consents, drafts, outbox, submissions, visits
from storage.drafts import Draft, DraftKind
from storage.submissions import Submission

CONSENT_VERSION = 1
"""Raised when the sentence `form-consent` changes in substance: everyone is then asked again."""


async def start(context: Context, theme: str | None = None) -> None:
    """Opens the form, or offers to go on with what was begun."""
    begun = await context.read(lambda conn: drafts.find(conn, context.person.id, DraftKind.CONTRIBUTION))
    if begun is not None:
        await context.say(_resume_screen(context, begun))
    elif context.person.consent_version != CONSENT_VERSION:
        await context.say(_consent_screen(context, theme))
    else:
        await context.say(await _open(context, theme, agreed=False))


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
    draft = await _own_draft(context)
    await context.toast()
    await context.replace(_screen(context, draft))


async def on_restart(_: object, context: Context) -> None:
    """Throws a draft away and opens a new one, once the person has said so."""
    draft = await _own_draft(context)
    now = context.now

    def work(conn: Connection) -> Draft:
        drafts.discard(conn, draft.id)
        return _begin(conn, context.person.id, None, now)

    fresh = await context.write(work)
    await context.toast()
    await context.replace(_screen(context, fresh))


async def on_pick(_: object, context: Context) -> None:
    """An option was tapped (or “skip”)."""
    draft = await _own_draft(context)
    field = _field(context.carried_word(1))
    if field.key != draft.field:
        await context.toast("form-elsewhere")
        await context.replace(_screen(context, draft))
        return
    themes = frozenset(theme.id for theme in context.services.consultation.themes)
    answer = form.read_option(field, context.carried_word(2), themes)
    moved = await _keep(context, draft, field, answer)
    await context.toast()
    await context.replace(_screen(context, moved))


async def on_keep(_: object, context: Context) -> None:
    """The answer given before stays."""
    draft = await _own_draft(context)
    field = _field(context.carried_word(1))
    if field.key not in draft.answers:
        raise Refusal("button-gone")
    moved = await _keep(context, draft, field, draft.answers[field.key])
    await context.toast()
    await context.replace(_screen(context, moved))


async def on_edit(_: object, context: Context) -> None:
    """A field is to be written again, from the summary."""
    draft = await _own_draft(context)
    field = _field(context.carried_word(1))
    if draft.only_field not in (None, field.key):
        raise Refusal("button-gone")
    await context.toast()
    await context.replace(await _ask_again(context, draft, field))


async def on_back(_: object, context: Context) -> None:
    """One field back, from the one this button stands under."""
    draft = await _own_draft(context)
    before = form.previous(_field(context.carried_word(1)))
    await context.toast()
    await context.replace(await _ask_again(context, draft, before or form.FORM[0]))


async def on_fields(_: object, context: Context) -> None:
    """Which field is to be changed?"""
    draft = await _own_draft(context)
    await context.toast()
    await context.replace(fields_screen(context, draft))


async def receive_text(context: Context, draft: Draft, typed: str) -> None:
    """A message came while a field waits: it is the answer."""
    field = _field(draft.field or "")
    moved = await _keep(context, draft, field, form.read_text(field, typed))
    await context.say(_screen(context, moved))


async def receive_file(context: Context, draft: Draft, file: form.Attached) -> None:
    """A photo or a PDF came while a field waits."""
    field = _field(draft.field or "")
    moved = await _keep(context, draft, field, form.read_attachment(field, file))
    await context.say(_screen(context, moved))


async def on_send(_: object, context: Context) -> None:
    """📨 Envoyer: sends, or first shows the personal data that is in it."""
    draft = await _own_draft(context, gone="form-already-sent")
    seen = personal_data.seen(context, draft)
    if seen:
        await context.toast()
        await context.replace(personal_data.warning_screen(context, draft, seen))
    else:
        await _send_now(context, draft)


async def on_send_anyway(_: object, context: Context) -> None:
    """📨 Envoyer tel quel: the person was warned."""
    await _send_now(context, await _own_draft(context, gone="form-already-sent"))


async def on_mask(_: object, context: Context) -> None:
    """🙈 Masquer: the summary again, personal data masked."""
    draft = await _own_draft(context)
    masked = await _save(context, draft, form.first_missing(draft.answers), personal_data.masked(context, draft))
    await context.toast("personal-data-masked")
    await context.replace(_screen(context, masked))


async def on_cancel(_: object, context: Context) -> None:
    """✖️ Annuler: asks first, since text would be lost."""
    draft = await _own_draft(context)
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
    draft = await _own_draft(context)
    await context.write(lambda conn: drafts.discard(conn, draft.id))
    await context.toast()
    await context.replace(context.text("form-discarded"))


async def on_clarify(_: object, context: Context) -> None:
    """Answers a moderator's request: the one field is open again."""
    number, now = context.carried_id(), context.now
    if context.person.consent_version != CONSENT_VERSION:
        raise Refusal("form-consent-needed")

    def work(conn: Connection) -> Draft:
        submission = submissions.get(conn, number)
        if submission is None or submission.person_id != context.person.id or not submission.requested_field:
            raise Refusal("form-nothing-asked", number=str(number))
        begun = drafts.find(conn, context.person.id, DraftKind.PRECISION)
        if begun is not None and begun.submission_id == number:
            drafts.save(conn, begun.id, field=begun.field, answers=begun.answers, now=now)
            return begun
        return drafts.begin(
            conn,
            context.person.id,
            DraftKind.PRECISION,
            field=submission.requested_field,
            answers=submission.answers,
            form_version=FORM_VERSION,
            submission_id=number,
            only_field=submission.requested_field,
            now=now,
        )

    draft = await context.write(work)
    await context.toast()
    await context.say(_screen(context, draft))


def resume(context: Context, draft: Draft) -> Screen:
    """The screen a draft waits at: shown again after a question was answered."""
    return _screen(context, draft)


async def _open(context: Context, theme: str | None, *, agreed: bool) -> Screen:
    person, now = context.person, context.now
    known = theme if theme and context.services.consultation.theme(theme) else None

    def work(conn: Connection) -> Draft:
        if agreed:
            consents.give(conn, person.id, CONSENT_VERSION, now)
        begun = drafts.find(conn, person.id, DraftKind.CONTRIBUTION)
        return begun or _begin(conn, person.id, known, now)

    return _screen(context, await context.write(work))


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


async def _own_draft(context: Context, gone: str = "form-gone") -> Draft:
    number, person_id = context.carried_id(), context.person.id
    draft = await context.read(lambda conn: drafts.get(conn, number, person_id))
    if draft is None or draft.kind not in (DraftKind.CONTRIBUTION, DraftKind.PRECISION):
        raise Refusal(gone)
    return draft


async def _keep(context: Context, draft: Draft, field: Field, answer: Answer) -> Draft:
    answers = {**draft.answers, field.key: answer}
    return await _save(context, draft, form.first_missing(answers), answers)


async def _ask_again(context: Context, draft: Draft, field: Field) -> Screen:
    return _screen(context, await _save(context, draft, field, dict(draft.answers)))


async def _save(context: Context, draft: Draft, field: Field | None, answers: dict[str, Answer]) -> Draft:
    key, now = field.key if field else None, context.now
    await context.write(lambda conn: drafts.save(conn, draft.id, field=key, answers=answers, now=now))
    return replace(draft, field=key, answers=answers, touched_at=now)


async def _send_now(context: Context, draft: Draft) -> None:
    """Sends: the submission, its receipt and its card are one transaction."""
    if form.first_missing(draft.answers) is not None:
        await context.replace(_screen(context, draft))
        return
    sent = await context.write(lambda conn: _send(conn, context, draft))
    await context.toast()
    await context.replace(context.text("form-sent", number=str(sent.id)))


def _send(conn: Connection, context: Context, draft: Draft) -> Submission:
    person, now = context.person, context.now
    if not drafts.discard(conn, draft.id):
        raise Refusal("form-already-sent")
    before = None if draft.submission_id is None else submissions.get(conn, draft.submission_id)
    if draft.submission_id is None:
        fair_use.refuse_past_quota(conn, context)
        sent = submissions.add(
            conn,
            person_id=person.id,
            answers=draft.answers,
            form_version=draft.form_version,
            event=draft.event,
            now=now,
        )
    else:
        amended = submissions.amend(conn, draft.submission_id, person_id=person.id, answers=draft.answers, now=now)
        if amended is None:
            raise Refusal("form-nothing-asked", number=str(draft.submission_id))
        sent = amended
    action = "submitted" if sent.version == 1 else "clarified"
    audit.record(conn, action, f"submission:{sent.id}", actor_id=person.id, now=now, details={"version": sent.version})
    receipt = context.text("receipt", number=str(sent.id), title=str(sent.answers["title"]))
    outbox.put(
        conn,
        method="sendMessage",
        params=Screen(receipt).params(),
        lane=outbox.Lane.REPLY,
        person_id=person.id,
        subject=f"receipt:{sent.id}",
        now=now,
    )
    cards.post(conn, context.services, sent, now, before)
    return sent


def _screen(context: Context, draft: Draft) -> Screen:
    if draft.field is None:
        return summary_screen(context, draft)
    return field_screen(context, draft, _field(draft.field))


def _field(key: str) -> Field:
    field = FIELDS.get(key)
    if field is None:
        raise Refusal("button-gone")
    return field


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
    "form:anyway": on_send_anyway,
    "form:back": on_back,
    "form:cancel": on_cancel,
    "form:clarify": on_clarify,
    "form:discard": on_discard,
    "form:edit": on_edit,
    "form:fields": on_fields,
    "form:keep": on_keep,
    "form:mask": on_mask,
    "form:open": on_open,
    "form:pick": on_pick,
    "form:restart": on_restart,
    "form:send": on_send,
    "form:show": on_show,
    "form:theme": on_contribute_to,
}
