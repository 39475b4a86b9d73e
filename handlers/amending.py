"""What an author does with a contribution already sent: answer what was asked, change it, take it back."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from consultation.form import FORM_VERSION
from consultation.moderation import Step
from consultation.refusal import Refusal
from handlers import cards
from handlers.cards import Place
from handlers.context import Context
from handlers.contribution import CONSENT_VERSION, screen_of
from handlers.screens import Screen, button
from handlers.supporting import tell_supporters
from storage import audit, drafts, submissions
from storage import cards as shown
from storage.drafts import Draft, DraftKind, Margin
from storage.submissions import Submission

REOPENED = {Step.CLARIFY: DraftKind.PRECISION, Step.REVISE: DraftKind.REVISION}
TOO_LATE = {Step.CLARIFY: "form-nothing-asked", Step.REVISE: "form-not-editable"}


async def on_clarify(_: object, context: Context) -> None:
    """✏️ Répondre: the one field that a moderator asked about is open again."""
    await _reopen(context, Step.CLARIFY)


async def on_revise(_: object, context: Context) -> None:
    """📝 Modifier: all answers are open again, while nobody has decided; what was sent stands until it is sent anew."""
    await _reopen(context, Step.REVISE)


async def on_withdraw(_: object, context: Context) -> None:
    """🗑 Retirer: asks first."""
    number = context.carried_id()
    await context.read(lambda conn: own_submission(conn, context, number, Step.WITHDRAW, "withdraw-already"))
    await context.toast()
    await context.say(
        Screen.of(
            context.text("withdraw-sure", number=str(number)),
            [button(context.label("button-withdraw-sure"), "form", "withdrawn", number)],
            [button(context.label("button-back"), "follow", "show", number, 0)],
        )
    )


async def on_withdraw_sure(_: object, context: Context) -> None:
    """Takes a contribution back: nobody decides on it any more, and its card says so."""
    number, now = context.carried_id(), context.now

    def work(conn: Connection) -> None:
        withdrawn = submissions.step(conn, number, Step.WITHDRAW.value, person_id=context.person.id)
        if withdrawn is None:
            raise Refusal("withdraw-already", number=str(number))
        drafts.discard_about(conn, number)
        details = {"version": withdrawn.version}
        audit.record(conn, "withdrawn", f"submission:{number}", actor_id=context.person.id, now=now, details=details)
        tell_supporters(conn, context.services, withdrawn, now)
        place = shown.latest(conn, number)
        if place is not None:
            cards.repaint(conn, context.services, withdrawn, now, Place(place[1], chat_id=place[0]))

    await context.write(work)
    await context.toast()
    await context.replace(context.text("withdraw-done", number=str(number)))


def own_submission(conn: Connection, context: Context, number: int, step: Step, too_late: str) -> Submission:
    """Finds a submission of the person who speaks, if they may take this step with it."""
    submission = submissions.get(conn, number)
    if submission is None or submission.person_id != context.person.id:
        raise Refusal("follow-up-unknown", number=str(number))
    if submission.status not in step.value.sources:
        raise Refusal(too_late, number=str(number))
    return submission


async def _reopen(context: Context, step: Step) -> None:
    number = context.carried_id()
    if context.person.consent_version != CONSENT_VERSION:
        raise Refusal("form-consent-needed")
    draft = await context.write(lambda conn: _open_draft(conn, context, step, number))
    await context.toast()
    await context.say(screen_of(context, draft))


def _open_draft(conn: Connection, context: Context, step: Step, number: int) -> Draft:
    submission, kind, now = own_submission(conn, context, number, step, TOO_LATE[step]), REOPENED[step], context.now
    begun = [draft for draft in drafts.of_person(conn, context.person.id, [kind]) if draft.submission_id == number]
    if begun:
        margin = Margin(begun[0].margin.messages)
        drafts.save(conn, begun[0].id, field=begun[0].field, answers=begun[0].answers, margin=margin, now=now)
        return replace(begun[0], margin=margin)
    return drafts.begin(
        conn,
        context.person.id,
        kind,
        field=submission.requested_field,
        answers=submission.answers,
        form_version=FORM_VERSION,
        submission_id=number,
        only_field=submission.requested_field,
        now=now,
    )


TAPS = {
    "form:clarify": on_clarify,
    "form:revise": on_revise,
    "form:withdraw": on_withdraw,
    "form:withdrawn": on_withdraw_sure,
}
