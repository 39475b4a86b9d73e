"""/engagements: the commitments of the plan as everybody reads them, and the ways in for the press office."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation.content import in_language
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import shorten
from handlers import roles
from handlers.became import key
from handlers.context import Context
from handlers.dates import PARIS, day
from handlers.follow_up import turn_row
from handlers.screens import Screen, button
from storage import commitment_links, commitments, submissions
from storage.commitment_links import Fed, Link
from storage.commitments import Commitment, Step

PAGE = 6
STEPS_SHOWN = 4
EXPLANATION_SHOWN = 240
LINKED_PAGE = 8
GAP = "\n\n"


async def on_commitments(_: object, context: Context) -> None:
    """/engagements: the list."""
    await context.say(await list_screen(context, 0))


async def on_list(_: object, context: Context) -> None:
    """Another page of the list, or back to it."""
    screen = await list_screen(context, context.carried_id())
    await context.toast()
    await context.replace(screen)


async def on_show(_: object, context: Context) -> None:
    """One commitment."""
    page = context.carried_id(1) if len(context.carried) > 1 else 0
    screen = await commitment_screen(context, context.carried_id(), page)
    await context.toast()
    await context.replace(screen)


async def on_linked(_: object, context: Context) -> None:
    """The press office looks at which contributions are linked, and how."""
    await roles.require(context, Role.PRESS)
    screen = await _linked_screen(context, context.carried_id(), context.carried_id(1))
    await context.toast()
    await context.replace(screen)


async def list_screen(context: Context, page: int) -> Screen:
    """Lists commitments: number, title, stage, how many contributions fed each."""

    def look(conn: Connection) -> tuple[int, int, list[Commitment], dict[int, Fed]]:
        total = commitments.count(conn)
        kept = max(0, min(page, (total - 1) // PAGE))
        found = commitments.listed(conn, limit=PAGE, offset=kept * PAGE)
        return total, kept, found, commitment_links.fed(conn, [one.number for one in found])

    total, page, found, fed = await context.read(look)
    head = context.text("commitments-head", count=total) if found else context.text("commitments-none")
    return Screen.of(
        GAP.join([head, *(_line(context, one, fed.get(one.number, Fed())) for one in found)]),
        *([_pick(context, one, page)] for one in found),
        turn_row(context, page, -(-total // PAGE), "plan", "list"),
        *(_press_rows(context) if await roles.has(context, Role.PRESS) else ()),
        [button(context.label("button-menu"), "menu", "show")],
    )


async def commitment_screen(context: Context, number: int, page: int = 0) -> Screen:
    """Shows a commitment: what it is, where it stands and why, how many contributions fed it."""

    def look(conn: Connection) -> tuple[Commitment | None, list[Step], Fed, int]:
        fed, linked = commitment_links.fed(conn, [number]).get(number, Fed()), commitment_links.count(conn, number)
        return commitments.get(conn, number), commitments.steps(conn, number, last=STEPS_SHOWN), fed, linked

    commitment, steps, fed, linked = await context.read(look)
    if commitment is None:
        raise Refusal("commitment-unknown", number=str(number))
    parts = [_head(context, commitment), _fed(context, fed), _steps(context, steps)]
    link = commitment.content.link
    return Screen.of(
        GAP.join(parts),
        [InlineKeyboardButton(context.label("commitment-link"), url=link)] if link else [],
        *(_officer_rows(context, commitment, linked) if await roles.has(context, Role.PRESS) else ()),
        [button(context.label("button-back"), "plan", "list", page)],
    )


def stage(context: Context, word: str) -> str:
    """Names a stage."""
    return context.label(f"commitment-stage-{key(word)}")


def title(context: Context, commitment: Commitment) -> str:
    """A commitment's title in the person's language."""
    return in_language(commitment.content.title, context.language)


def _head(context: Context, commitment: Commitment) -> str:
    content = commitment.content
    theme = context.services.consultation.theme(content.theme)
    return context.text(
        "commitment-one",
        number=str(commitment.number),
        title=title(context, commitment),
        description=in_language(content.description, context.language),
        theme=f"{theme.emoji} {in_language(theme.title, context.language)}" if theme else content.theme,
        stage=stage(context, commitment.stage),
    )


def _steps(context: Context, steps: Sequence[Step]) -> str:
    told = [context.text("timeline-head")]
    for step in steps:
        when, why = (
            day(step.at.astimezone(PARIS).date(), context.language),
            shorten(step.explanation, EXPLANATION_SHOWN),
        )
        sentence = "commitment-step-why" if why else "commitment-step"
        told.append(context.text(sentence, when=when, stage=stage(context, step.stage), why=why))
    return "\n".join(told)


def _fed(context: Context, fed: Fed) -> str:
    return context.text("commitment-fed", count=fed.contributions, duplicates=fed.duplicates)


def _line(context: Context, commitment: Commitment, fed: Fed) -> str:
    return context.text(
        "commitment-line",
        number=str(commitment.number),
        title=title(context, commitment),
        stage=stage(context, commitment.stage),
        count=fed.contributions,
        duplicates=fed.duplicates,
    )


def _pick(context: Context, commitment: Commitment, page: int) -> InlineKeyboardButton:
    label = context.label("commitment-pick", number=str(commitment.number), title=title(context, commitment))
    return button(label, "plan", "show", commitment.number, page)


def _press_rows(context: Context) -> list[list[InlineKeyboardButton]]:
    return [
        [button(context.label("commitment-new"), "plan", "new")],
        [button(context.label("link-new"), "link", "new")],
    ]


def _officer_rows(context: Context, commitment: Commitment, linked: int) -> list[list[InlineKeyboardButton]]:
    number = commitment.number
    see = button(context.label("commitment-linked", count=linked), "plan", "linked", number, 0)
    return [
        [button(context.label("link-here"), "link", "here", number)],
        [
            button(context.label("commitment-stage-change"), "plan", "stage", number),
            button(context.label("button-edit"), "plan", "edit", number),
        ],
        [see] if linked else [],
    ]


async def _linked_screen(context: Context, number: int, page: int) -> Screen:
    def look(conn: Connection) -> tuple[int, int, list[tuple[Link, str]]]:
        total = commitment_links.count(conn, number)
        kept = max(0, min(page, (total - 1) // LINKED_PAGE))
        found = commitment_links.of_commitment(conn, number, limit=LINKED_PAGE, offset=kept * LINKED_PAGE)
        return total, kept, [(link, _title_of(conn, link)) for link in found]

    total, page, found = await context.read(look)
    lines = [
        context.text(
            "commitment-linked-line",
            number=str(link.submission_id),
            title=of,
            verdict=context.label(f"verdict-{key(link.verdict)}"),
            answer=shorten(link.answer, EXPLANATION_SHOWN),
        )
        for link, of in found
    ]
    row = []
    if page > 0:
        row.append(button(context.label("button-previous"), "plan", "linked", number, page - 1))
    if (page + 1) * LINKED_PAGE < total:
        row.append(button(context.label("button-next"), "plan", "linked", number, page + 1))
    return Screen.of(
        GAP.join([context.text("commitment-linked-head", number=str(number), count=total), *lines]),
        row,
        [button(context.label("button-back"), "plan", "show", number, 0)],
    )


def _title_of(conn: Connection, link: Link) -> str:
    submission = submissions.get(conn, link.submission_id)
    return str(submission.answers.get("title", "")) if submission else ""


COMMANDS = ((("engagements", "commitments"), on_commitments),)
TAPS = {"plan:linked": on_linked, "plan:list": on_list, "plan:show": on_show}
