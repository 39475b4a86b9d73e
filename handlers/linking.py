"""🔗 What becomes of contributions: which ones, in which commitment or none, the verdict, the reasoned answer.

- Begun under a commitment (contributions are picked by number or searched), or from a contribution by /relier.
- One draft, saved at each step; 📨 keeps the links and tells authors and supporters, in one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from consultation import commitment as rules
from consultation.commitment import Verdict
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import fold
from consultation.visibility import is_public
from handlers import became, drafting, link_screens, roles
from handlers.context import Context
from handlers.drafting import own_draft, save
from handlers.screens import Screen
from storage import approved, audit, commitment_links, commitments, drafts, submissions
from storage.drafts import Draft, DraftKind
from storage.submissions import Submission

FOUND = 8
PICKED, COMMITMENT, VERDICT, ANSWER = "submissions", "commitment", "verdict", "answer"
NOWHERE = 0
"""What a button carries for no commitment."""


async def on_link(_: object, context: Context) -> None:
    """/relier: begins with the contributions named ("/relier 12"); without any, takes up what was begun."""
    await roles.require(context, Role.PRESS)
    numbers, person_id = rules.read_numbers(" ".join(context.args or [])), context.person.id
    begun = await context.read(lambda conn: drafts.find(conn, person_id, DraftKind.LINK))
    if begun is not None and not numbers:
        await context.say(await _go_on(context, begun, begun.answers))
        return
    await context.read(lambda conn: _all_approved(conn, numbers))
    draft = await drafting.begin(context, DraftKind.LINK, _next({PICKED: numbers}), {PICKED: numbers})
    await context.say(await _screen(context, draft))


async def on_new(_: object, context: Context) -> None:
    """🔗 Relier une contribution: which ones?"""
    await context.toast()
    await on_link(None, context)


async def on_here(_: object, context: Context) -> None:
    """🔗 Relier des contributions: to this commitment."""
    await roles.require(context, Role.PRESS)
    number = context.carried_id()
    if await context.read(lambda conn: commitments.get(conn, number)) is None:
        raise Refusal("commitment-unknown", number=str(number))
    draft = await drafting.begin(context, DraftKind.LINK, PICKED, {PICKED: [], COMMITMENT: number})
    await context.toast()
    await context.say(await _screen(context, draft))


async def receive_text(context: Context, draft: Draft, typed: str) -> None:
    """Numbers, words to search, or the reasoned answer."""
    await roles.require(context, Role.PRESS)
    if draft.field == ANSWER:
        answer = rules.read_words(typed, rules.ANSWER_LONGEST)
        await context.say(await _go_on(context, draft, {**draft.answers, ANSWER: answer}))
    elif draft.field != PICKED:
        raise Refusal("form-use-buttons")
    elif numbers := rules.read_numbers(typed):
        await context.read(lambda conn: _all_approved(conn, numbers))
        await context.say(await _go_on(context, draft, {**draft.answers, PICKED: _joined(draft, numbers)}))
    else:
        await context.say(await _search(context, draft, typed))


async def on_add(_: object, context: Context) -> None:
    """A contribution that was found is picked."""
    draft, number = await own_draft(context, DraftKind.LINK), context.carried_id(1)
    await context.read(lambda conn: _all_approved(conn, [number]))
    moved = await save(context, draft, PICKED, {**draft.answers, PICKED: _joined(draft, [number])})
    await context.toast("link-added", number=str(number))
    await context.replace(await _screen(context, moved))


async def on_clear(_: object, context: Context) -> None:
    """Picks the contributions anew."""
    draft = await own_draft(context, DraftKind.LINK)
    moved = await save(context, draft, PICKED, {**draft.answers, PICKED: []})
    await context.toast()
    await context.replace(await _screen(context, moved))


async def on_next(_: object, context: Context) -> None:
    """Suivant: the contributions are picked."""
    draft = await own_draft(context, DraftKind.LINK)
    screen = await _go_on(context, draft, draft.answers)
    await context.toast()
    await context.replace(screen)


async def on_page(_: object, context: Context) -> None:
    """Another page of commitments to choose among."""
    draft = await own_draft(context, DraftKind.LINK)
    screen = await link_screens.commitments_screen(context, draft, context.carried_id(1))
    await context.toast()
    await context.replace(screen)


async def on_in(_: object, context: Context) -> None:
    """A commitment was chosen, or none."""
    draft, number = await own_draft(context, DraftKind.LINK), context.carried_id(1)
    if number != NOWHERE and await context.read(lambda conn: commitments.get(conn, number)) is None:
        raise Refusal("commitment-unknown", number=str(number))
    answers = {key: value for key, value in draft.answers.items() if key != VERDICT}
    chosen = {**answers, COMMITMENT: number or None}
    screen = await _go_on(context, draft, chosen if number else {**chosen, VERDICT: Verdict.NOT_RETAINED.value})
    await context.toast()
    await context.replace(screen)


async def on_verdict(_: object, context: Context) -> None:
    """Retained, in part, or not."""
    draft = await own_draft(context, DraftKind.LINK)
    if COMMITMENT not in draft.answers:
        raise Refusal("button-gone")
    verdict = rules.check_verdict(context.carried_word(1), draft.answers[COMMITMENT])
    screen = await _go_on(context, draft, {**draft.answers, VERDICT: verdict.value})
    await context.toast()
    await context.replace(screen)


async def on_again(_: object, context: Context) -> None:
    """📝 Modifier: the answer is written again."""
    draft = await own_draft(context, DraftKind.LINK)
    answers = {key: value for key, value in draft.answers.items() if key != ANSWER}
    screen = await _go_on(context, draft, answers)
    await context.toast()
    await context.replace(screen)


async def on_send(_: object, context: Context) -> None:
    """📨 Envoyer: kept, and told to each author and supporter."""
    draft = await own_draft(context, DraftKind.LINK, gone="link-already-sent")
    if draft.field is not None:
        raise Refusal("button-gone")
    links, people = await context.write(lambda conn: _send(conn, context, draft))
    await context.toast()
    await context.replace(link_screens.sent_screen(context, draft, links, people))


def _send(conn: Connection, context: Context, draft: Draft) -> tuple[int, int]:
    """Keeps the links and queues the news; counts the links that are new, and the messages."""
    number, verdict = draft.answers[COMMITMENT], Verdict(draft.answers[VERDICT])
    by, now, links, told = context.person.id, context.now, 0, 0
    if not drafts.discard(conn, draft.id):
        raise Refusal("link-already-sent")
    commitment = None if number is None else commitments.get(conn, number)
    for submission in _all_approved(conn, draft.answers[PICKED]):
        link = commitment_links.keep(conn, submission.id, number, verdict, draft.answers[ANSWER], by=by, now=now)
        if link is None:
            continue
        links += 1
        details = {"commitment": number, "verdict": verdict.value}
        audit.record(conn, "linked", f"submission:{submission.id}", actor_id=by, now=now, details=details)
        told += became.tell(conn, context.services.texts, link, submission, commitment, now)
    if not links:
        raise Refusal("link-nothing-new")
    return links, told


def _all_approved(conn: Connection, numbers: list[int]) -> list[Submission]:
    """Finds contributions, all of them approved."""
    found = []
    for number in numbers:
        submission = submissions.get(conn, number)
        if submission is None or not is_public(submission.status, submission.answers):
            raise Refusal("link-not-approved", number=str(number))
        found.append(submission)
    return found


def _joined(draft: Draft, numbers: list[int]) -> list[int]:
    together = list(dict.fromkeys([*draft.answers[PICKED], *numbers]))
    if len(together) > rules.LINKED_AT_ONCE:
        raise Refusal("link-too-many", maximum=rules.LINKED_AT_ONCE)
    return together


def _next(answers: Mapping[str, Any]) -> str | None:
    """The step that comes next; none when all can be reviewed."""
    if not answers[PICKED]:
        return PICKED
    return next((step for step in (COMMITMENT, VERDICT, ANSWER) if step not in answers), None)


async def _go_on(context: Context, draft: Draft, answers: Mapping[str, Any]) -> Screen:
    return await _screen(context, await save(context, draft, _next(answers), answers))


async def _screen(context: Context, draft: Draft) -> Screen:
    """The screen a draft waits at."""
    if draft.field == PICKED:
        return await link_screens.picking_screen(context, draft)
    if draft.field == COMMITMENT:
        return await link_screens.commitments_screen(context, draft, 0)
    if draft.field == VERDICT:
        return await link_screens.verdict_screen(context, draft)
    if draft.field == ANSWER:
        return await link_screens.answer_screen(context, draft)
    return await link_screens.review_screen(context, draft)


async def _search(context: Context, draft: Draft, typed: str) -> Screen:
    words = fold(typed).split()
    if not words:
        raise Refusal("form-words-needed")

    def look(conn: Connection) -> list[Submission]:
        numbers = approved.saying(conn, words, limit=FOUND)
        return [one for number in numbers if (one := submissions.get(conn, number)) is not None]

    found = await context.read(look)
    if not found:
        raise Refusal("link-nothing-found")
    return link_screens.found_screen(context, draft, found)


COMMANDS = ((("relier", "link"), on_link),)
TAPS = {
    "link:add": on_add,
    "link:again": on_again,
    "link:clear": on_clear,
    "link:here": on_here,
    "link:in": on_in,
    "link:new": on_new,
    "link:next": on_next,
    "link:page": on_page,
    "link:send": on_send,
    "link:verdict": on_verdict,
}
