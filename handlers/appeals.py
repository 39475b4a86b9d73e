"""⚖️ Recours: a refusal is looked at again, once, by another moderator."""

from __future__ import annotations

from sqlalchemy import Connection

from consultation.moderation import APPEAL_LONGEST, Step
from consultation.refusal import Refusal
from consultation.text import clean, has_words, length
from handlers import cards
from handlers.amending import own_submission
from handlers.context import Context
from handlers.screens import Screen, button
from storage import appeals, audit, drafts, submissions
from storage.drafts import Draft, DraftKind
from storage.submissions import Submission

FIELD = "appeal"


async def on_appeal(_: object, context: Context) -> None:
    """⚖️ Faire un recours: explains, and waits for a few words or none."""
    number, now = context.carried_id(), context.now

    def work(conn: Connection) -> Draft:
        _appealable(conn, context, number)
        for begun in drafts.of_person(conn, context.person.id, [DraftKind.APPEAL]):
            drafts.discard(conn, begun.id)
        return drafts.begin(conn, context.person.id, DraftKind.APPEAL, field=FIELD, submission_id=number, now=now)

    draft = await context.write(work)
    await context.toast()
    await context.say(
        Screen.of(
            context.text("appeal-ask", number=str(number), maximum=APPEAL_LONGEST),
            [button(context.label("button-appeal-bare"), "appeal", "send", draft.id)],
            [button(context.label("button-cancel"), "draft", "discard", draft.id)],
        )
    )


async def receive_text(context: Context, draft: Draft, typed: str) -> None:
    """Why the author asks for another look: the appeal is made."""
    text = clean(typed)
    if not has_words(text):
        raise Refusal("form-words-needed")
    if length(text) > APPEAL_LONGEST:
        raise Refusal("form-too-long", maximum=APPEAL_LONGEST, excess=length(text) - APPEAL_LONGEST)
    await context.say(await _file(context, draft, text))


async def on_send(_: object, context: Context) -> None:
    """📨 Envoyer sans explication."""
    number, person_id = context.carried_id(), context.person.id
    draft = await context.read(lambda conn: drafts.get(conn, number, person_id))
    if draft is None or draft.kind is not DraftKind.APPEAL:
        raise Refusal("button-gone")
    said = await _file(context, draft, "")
    await context.toast()
    await context.replace(said)


async def _file(context: Context, draft: Draft, text: str) -> str:
    number, person_id, now = draft.submission_id or 0, context.person.id, context.now

    def work(conn: Connection) -> None:
        refused = _appealable(conn, context, number)
        again = submissions.step(conn, number, Step.APPEAL.value, person_id=person_id)
        if again is None or refused.decided_by is None or not drafts.discard(conn, draft.id):
            raise Refusal("appeal-already", number=str(number))
        appeals.add(
            conn,
            number,
            person_id=person_id,
            refused_by=refused.decided_by,
            reason=refused.reason or "",
            text=text,
            now=now,
        )
        details = {"version": again.version}
        audit.record(conn, "appealed", f"submission:{number}", actor_id=person_id, now=now, details=details)
        cards.post(conn, context.services, again, now, refused)

    await context.write(work)
    return context.text("appeal-sent", number=str(number), days=context.services.policy.expected_days)


def _appealable(conn: Connection, context: Context, number: int) -> Submission:
    refused = own_submission(conn, context, number, Step.APPEAL, "appeal-already")
    if appeals.find(conn, number) is not None:
        raise Refusal("appeal-already", number=str(number))
    return refused


TAPS = {"appeal:send": on_send, "form:appeal": on_appeal}
