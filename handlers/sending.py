"""📨 Envoyer: from the summary to the receipt.

- The personal data that is in a contribution is shown before anything is sent.
- The submission, its receipt and its moderation card are one transaction.
"""

from __future__ import annotations

from sqlalchemy import Connection

from consultation import form
from consultation.form import FORM_VERSION
from consultation.refusal import Refusal
from handlers import cards, fair_use, personal_data
from handlers.context import Context
from handlers.contribution import CONSENT_VERSION, other_draft_screen, own_draft, screen_of
from handlers.screens import Screen
from storage import audit, drafts, outbox, submissions
from storage.drafts import Draft, DraftKind, Margin
from storage.submissions import Submission


async def on_send(_: object, context: Context) -> None:
    """📨 Envoyer: sends, or first shows the personal data that is in it."""
    draft = await own_draft(context, gone="form-already-sent")
    seen = personal_data.seen(context, draft)
    if seen:
        await context.toast()
        await context.replace(personal_data.warning_screen(context, draft, seen))
    else:
        await _send_now(context, draft)


async def on_send_anyway(_: object, context: Context) -> None:
    """📨 Envoyer tel quel: the person was warned."""
    await _send_now(context, await own_draft(context, gone="form-already-sent"))


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
            margin = Margin(begun.margin.messages)
            drafts.save(conn, begun.id, field=begun.field, answers=begun.answers, margin=margin, now=now)
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
    await context.say(screen_of(context, draft))


async def _send_now(context: Context, draft: Draft) -> None:
    """Sends: the submission, its receipt and its card are one transaction."""
    if form.first_missing(draft.answers) is not None:
        await context.replace(screen_of(context, draft))
        return
    sent, other = await context.write(lambda conn: _send(conn, context, draft))
    await context.toast()
    await context.replace(context.text("form-sent", number=str(sent.id)))
    if other is not None:
        await context.say(other_draft_screen(context, other))


def _send(conn: Connection, context: Context, draft: Draft) -> tuple[Submission, Draft | None]:
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
    return sent, drafts.pause(conn, person.id, but=draft.id)


TAPS = {
    "form:anyway": on_send_anyway,
    "form:clarify": on_clarify,
    "form:send": on_send,
}
