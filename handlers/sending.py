"""📨 Envoyer: from the summary to the receipt.

- The personal data that is in a contribution is shown before anything is sent; then what was approved and is alike.
- The submission, its receipt and its moderation card are one transaction.
"""

from __future__ import annotations

from sqlalchemy import Connection

from consultation import form
from consultation.fingerprint import fingerprint, short
from consultation.moderation import Step
from consultation.refusal import Refusal
from handlers import cards, fair_use, pauses, personal_data, phases, similar
from handlers.amending import REOPENED, TOO_LATE
from handlers.context import Context
from handlers.contribution import other_draft_screen, own_draft, screen_of
from handlers.screens import Screen
from storage import audit, drafts, outbox, submissions
from storage.drafts import Draft, DraftKind
from storage.submissions import Submission

ACTIONS = {
    DraftKind.CONTRIBUTION: "submitted",
    DraftKind.PRECISION: "clarified",
    DraftKind.REVISION: "revised",
}
"""What the sending of each kind of draft is called in the audit."""
STEPS: dict[DraftKind, Step] = {kind: step for step, kind in REOPENED.items()}


async def on_send(_: object, context: Context) -> None:
    """📨 Envoyer: sends, or first shows the personal data that is in it."""
    draft = await own_draft(context, gone="form-already-sent")
    seen = personal_data.seen(context, draft)
    if seen:
        await context.toast()
        await context.replace(personal_data.warning_screen(context, draft, seen))
    else:
        await _send_unless_similar(context, draft)


async def on_send_anyway(_: object, context: Context) -> None:
    """📨 Envoyer tel quel: the person was warned of personal data."""
    await _send_unless_similar(context, await own_draft(context, gone="form-already-sent"))


async def on_send_different(_: object, context: Context) -> None:
    """▶️ Continuer: the person has seen what is alike, and sends their own."""
    await _send_now(context, await own_draft(context, gone="form-already-sent"))


async def _send_unless_similar(context: Context, draft: Draft) -> None:
    """Sends, or first shows what was approved and says much the same."""
    found = await similar.find(context, draft) if draft.kind is DraftKind.CONTRIBUTION else []
    if found:
        await context.toast()
        await context.replace(similar.similar_screen(context, draft, found))
    else:
        await _send_now(context, draft)


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
    sent = _new(conn, context, draft) if before is None else _amended(conn, context, draft, before)
    details = {"version": sent.version}
    audit.record(conn, ACTIONS[draft.kind], f"submission:{sent.id}", actor_id=person.id, now=now, details=details)
    outbox.put(
        conn,
        method="sendMessage",
        params=Screen(_receipt(context, sent)).params(),
        lane=outbox.Lane.REPLY,
        person_id=person.id,
        subject=f"receipt:{sent.id}",
        now=now,
    )
    cards.post(conn, context.services, sent, now, before)
    return sent, drafts.pause(conn, person.id, but=draft.id)


def _new(conn: Connection, context: Context, draft: Draft) -> Submission:
    phases.refuse_when_closed(conn, context)
    pauses.refuse_paused(conn, context)
    fair_use.refuse_past_quota(conn, context)
    return submissions.add(
        conn,
        person_id=context.person.id,
        answers=draft.answers,
        form_version=draft.form_version,
        event=draft.event,
        now=context.now,
    )


def _amended(conn: Connection, context: Context, draft: Draft, before: Submission) -> Submission:
    """Puts what was precised, or changed by its author, back in the queue as a new version."""
    if before.answers == draft.answers:
        raise Refusal("form-nothing-changed")
    step = STEPS[draft.kind]
    amended = submissions.amend(
        conn, before.id, step.value, person_id=context.person.id, answers=draft.answers, now=context.now
    )
    if amended is None:
        raise Refusal(TOO_LATE[step], number=str(before.id))
    drafts.discard_about(conn, before.id)
    return amended


def _receipt(context: Context, sent: Submission) -> str:
    return context.text(
        "receipt",
        number=str(sent.id),
        title=str(sent.answers["title"]),
        fingerprint=short(fingerprint(sent.answers)),
        days=context.services.policy.expected_days,
    )


TAPS = {
    "form:anyway": on_send_anyway,
    "form:different": on_send_different,
    "form:send": on_send,
}
