"""Before a contribution is sent: those already approved that say much the same, to support instead."""

from __future__ import annotations

from sqlalchemy import Connection

from consultation.refusal import Refusal
from consultation.similarity import text_of
from consultation.text import shorten
from consultation.visibility import is_public
from handlers import cards
from handlers.cards import Place
from handlers.context import Context
from handlers.screens import Screen, button
from storage import cards as shown
from storage import drafts, submissions, supports
from storage.drafts import FORMS, Draft
from storage.submissions import Submission

EXCERPT = 240


def _may_be_supported(submission: Submission, person_id: int) -> bool:
    """Tells whether someone may read a contribution and support it: anyone but its author."""
    return submission.person_id != person_id and is_public(submission.status, submission.answers)


async def find(context: Context, draft: Draft) -> list[Submission]:
    """Finds what was approved and says much the same as a draft, the likeliest first; none of the person's own.

    Whoever supports one of them already has seen them all, and goes on with what they have to say: none is found.
    """
    approved, person_id = context.services.approved, context.person.id

    def look(conn: Connection) -> list[Submission]:
        found = [submissions.get(conn, number) for number in approved.like(conn, text_of(draft.answers))]
        others = [one for one in found if one is not None and _may_be_supported(one, person_id)]
        return [] if any(supports.gives(conn, one.id, person_id) for one in others) else others

    return await context.read(look)


def similar_screen(context: Context, draft: Draft, found: list[Submission]) -> Screen:
    """Shows what is alike: support one of them, or send one's own."""
    lines = [
        context.text(
            "similar-line",
            number=str(one.id),
            title=str(one.answers.get("title", "")),
            excerpt=shorten(str(one.answers.get("proposal", "")), EXCERPT),
        )
        for one in found
    ]
    rows = [
        [button(context.label("button-support", number=str(one.id)), "support", "give", one.id, draft.id)]
        for one in found
    ]
    return Screen.of(
        "\n\n".join([context.text("similar-head"), *lines]),
        *rows,
        [button(context.label("button-different"), "form", "different", draft.id)],
        [button(context.label("button-edit"), "form", "fields", draft.id)],
    )


async def on_support(_: object, context: Context) -> None:
    """🤝 Soutenir: counted once; the draft waits until its author says what becomes of it."""
    number, draft_id, person_id, now = context.carried_id(), context.carried_id(1), context.person.id, context.now

    def work(conn: Connection) -> Draft | None:
        supported = submissions.get(conn, number)
        if supported is None or not _may_be_supported(supported, person_id):
            raise Refusal("button-gone")
        if not supports.add(conn, number, person_id, now):
            raise Refusal("support-already", number=str(number))
        _repaint(conn, context, supported)
        return drafts.get(conn, draft_id, person_id)

    draft = await context.write(work)
    await context.toast()
    rows = [[button(context.label("button-take-back"), "support", "take", number)]]
    if draft is not None and draft.kind in FORMS:
        rows.append([button(context.label("button-discard"), "form", "cancel", draft.id)])
        rows.append([button(context.label("button-go-on"), "form", "show", draft.id)])
    await context.replace(Screen.of(context.text("support-thanks", number=str(number)), *rows))


async def on_take_back(_: object, context: Context) -> None:
    """Takes a support back."""
    number, person_id = context.carried_id(), context.person.id

    def work(conn: Connection) -> None:
        supported = submissions.get(conn, number)
        if supported is None or not supports.take_back(conn, number, person_id):
            raise Refusal("button-gone")
        _repaint(conn, context, supported)

    await context.write(work)
    await context.toast("support-taken-back", number=str(number))


def _repaint(conn: Connection, context: Context, submission: Submission) -> None:
    """Shows the new count on the card."""
    known = shown.latest(conn, submission.id)
    if known is not None:
        cards.repaint(conn, context.services, submission, context.now, Place(known[1], chat_id=known[0]))


TAPS = {"support:give": on_support, "support:take": on_take_back}
