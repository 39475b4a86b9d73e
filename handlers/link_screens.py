"""How linking contributions to commitments looks: one screen a step, and what people will read before it is sent."""

from __future__ import annotations

from sqlalchemy import Connection

from consultation import commitment as rules
from consultation.commitment import Verdict
from consultation.text import shorten
from handlers import became
from handlers.became import key
from handlers.commitments import title
from handlers.context import Context
from handlers.drafting import cancel_button
from handlers.screens import Screen, button
from storage import commitment_links, commitments, submissions
from storage.commitment_links import Link
from storage.commitments import Commitment
from storage.drafts import Draft
from storage.submissions import Submission

PAGE = 8
EXCERPT = 160
GAP = "\n\n"


async def picking_screen(context: Context, draft: Draft) -> Screen:
    """Which contributions? Numbers, or words to search."""
    numbers = draft.answers["submissions"]
    parts = [context.text("link-which", maximum=rules.LINKED_AT_ONCE)]
    if numbers:
        parts.append(context.text("link-picked", numbers=_in_words(numbers)))
    return Screen.of(
        GAP.join(parts),
        [button(context.label("button-next"), "link", "next", draft.id)] if numbers else [],
        [button(context.label("link-clear"), "link", "clear", draft.id)] if numbers else [],
        [cancel_button(context, draft)],
    )


def found_screen(context: Context, draft: Draft, found: list[Submission]) -> Screen:
    """Shows what a search found, each a button away from being picked."""
    lines = [
        context.text(
            "similar-line",
            number=str(one.id),
            title=str(one.answers.get("title", "")),
            excerpt=shorten(str(one.answers.get("proposal", "")), EXCERPT),
        )
        for one in found
    ]
    picked = draft.answers["submissions"]
    rows = [
        [button(context.label("link-add", number=str(one.id)), "link", "add", draft.id, one.id)]
        for one in found
        if one.id not in picked
    ]
    return Screen.of(
        GAP.join([context.text("link-found", count=len(found)), *lines]),
        *rows,
        [button(context.label("button-next"), "link", "next", draft.id)] if picked else [],
        [cancel_button(context, draft)],
    )


async def commitments_screen(context: Context, draft: Draft, page: int) -> Screen:
    """In which commitment? Shows the contribution, and what was answered before."""
    numbers = draft.answers["submissions"]

    def look(conn: Connection) -> tuple[int, int, list[Commitment], list[str]]:
        total = commitments.count(conn)
        kept = max(0, min(page, (total - 1) // PAGE))
        said = _told(conn, context, numbers[0]) if len(numbers) == 1 else []
        return total, kept, commitments.listed(conn, limit=PAGE, offset=kept * PAGE), said

    total, page, found, said = await context.read(look)
    turn = []
    if page > 0:
        turn.append(button(context.label("button-previous"), "link", "page", draft.id, page - 1))
    if (page + 1) * PAGE < total:
        turn.append(button(context.label("button-next"), "link", "page", draft.id, page + 1))
    head = said or [context.text("link-where-numbers", numbers=_in_words(numbers))]
    return Screen.of(
        GAP.join([*head, context.text("link-where")]),
        *([button(_label(context, one), "link", "in", draft.id, one.number)] for one in found),
        turn,
        [button(context.label("link-nowhere"), "link", "in", draft.id, 0)],
        [cancel_button(context, draft)],
    )


async def verdict_screen(context: Context, draft: Draft) -> Screen:
    """Retained, in part, or not?"""
    commitment = await _commitment(context, draft)
    text = context.text(
        "link-verdict",
        numbers=_in_words(draft.answers["submissions"]),
        commitment=_label(context, commitment) if commitment else "",
    )
    rows = [
        [button(context.label(f"verdict-{key(verdict)}"), "link", "verdict", draft.id, verdict.value)]
        for verdict in Verdict
    ]
    return Screen.of(text, *rows, [cancel_button(context, draft)])


async def answer_screen(context: Context, draft: Draft) -> Screen:
    """Why? The reasoned answer that people will read."""
    text = context.text(
        "link-why",
        verdict=context.label(f"verdict-{key(draft.answers['verdict'])}"),
        maximum=rules.ANSWER_LONGEST,
    )
    return Screen.of(text, [cancel_button(context, draft)])


async def review_screen(context: Context, draft: Draft) -> Screen:
    """Shows what the first author will read, and how many people are told."""
    numbers, commitment = draft.answers["submissions"], await _commitment(context, draft)

    def look(conn: Connection) -> tuple[Submission | None, int]:
        count = sum(became.concerned_by(conn, commitment_links.this(number)) for number in numbers)
        return submissions.get(conn, numbers[0]), count

    first, count = await context.read(look)
    parts = [context.text("link-review", numbers=_in_words(numbers), count=count)]
    if first is not None:
        link = Link(
            0,
            first.id,
            draft.answers["commitment"],
            Verdict(draft.answers["verdict"]),
            draft.answers["answer"],
            1,
            context.now,
        )
        parts.append(became.notice(context.services.texts, context.language, link, first, commitment).text)
    return Screen.of(
        GAP.join(parts),
        [button(context.label("button-send"), "link", "send", draft.id)],
        [button(context.label("button-edit"), "link", "again", draft.id), cancel_button(context, draft)],
    )


def sent_screen(context: Context, draft: Draft, links: int, people: int) -> Screen:
    """Says that it is done, and leads back."""
    number = draft.answers["commitment"]
    back = ("plan", "show", number, 0) if number is not None else ("plan", "list", 0)
    return Screen.of(
        context.text("link-sent", count=links, people=people),
        [button(context.label("button-back"), *back)],
    )


def _told(conn: Connection, context: Context, number: int) -> list[str]:
    """The contribution in two lines, and what was answered to it before."""
    one = submissions.get(conn, number)
    if one is None:
        return []
    line = context.text(
        "similar-line",
        number=str(number),
        title=str(one.answers.get("title", "")),
        excerpt=shorten(str(one.answers.get("proposal", "")), EXCERPT),
    )
    return [line, *became.became_of(conn, context.services.texts, context.language, number).lines]


async def _commitment(context: Context, draft: Draft) -> Commitment | None:
    number = draft.answers["commitment"]
    return None if number is None else await context.read(lambda conn: commitments.get(conn, number))


def _label(context: Context, commitment: Commitment) -> str:
    return context.label("commitment-pick", number=str(commitment.number), title=title(context, commitment))


def _in_words(numbers: list[int]) -> str:
    return ", ".join(f"n°\u00a0{number}" for number in numbers)
