"""🚦 A commitment comes to another stage: which one, why in a few words, and all those concerned are told once."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from consultation import commitment as rules
from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import drafting, roles
from handlers.became import concerned_by, stage_notice, tell_stage
from handlers.commitments import commitment_screen, stage, title
from handlers.context import Context
from handlers.drafting import cancel_button, own_draft, save
from handlers.screens import Screen, button
from storage import audit, commitment_links, commitments, drafts
from storage.commitments import Commitment
from storage.drafts import Draft, DraftKind

FIELD = "explanation"
GAP = "\n\n"


async def on_stage(_: object, context: Context) -> None:
    """🚦 Changer l’état: to which one?"""
    await roles.require(context, Role.PRESS)
    known = await _commitment(context, context.carried_id())
    rows = [
        [button(stage(context, word), "plan", "to", known.number, known.version, word)]
        for word in rules.STAGES
        if word != known.stage
    ]
    text = context.text(
        "commitment-which-stage",
        number=str(known.number),
        title=title(context, known),
        stage=stage(context, known.stage),
    )
    back = button(context.label("button-back"), "plan", "show", known.number, 0)
    await context.toast()
    await context.replace(Screen.of(text, *rows, [back]))


async def on_to(_: object, context: Context) -> None:
    """A stage was chosen: why?"""
    await roles.require(context, Role.PRESS)
    known, version, word = (
        await _commitment(context, context.carried_id()),
        context.carried_id(1),
        context.carried_word(2),
    )
    if known.version != version:
        raise Refusal("commitment-changed-since")
    rules.check_stage(word, known.stage)
    answers = {"number": known.number, "version": version, "stage": word}
    draft = await drafting.begin(context, DraftKind.STAGE, FIELD, answers)
    await context.toast()
    await context.replace(_ask_screen(context, draft))


async def receive_text(context: Context, draft: Draft, typed: str) -> None:
    """Why: shown as people will read it, with how many they are."""
    await roles.require(context, Role.PRESS)
    why = rules.read_words(typed, rules.EXPLANATION_LONGEST)
    moved = await save(context, draft, None, {**draft.answers, FIELD: why})
    await context.say(await _review_screen(context, moved))


async def on_why(_: object, context: Context) -> None:
    """📝 Modifier: the explanation is written again."""
    moved = await save(context, await own_draft(context, DraftKind.STAGE), FIELD)
    await context.toast()
    await context.replace(_ask_screen(context, moved))


async def on_move(_: object, context: Context) -> None:
    """📨 Envoyer: the commitment moves and everyone concerned is told, in one transaction."""
    draft = await own_draft(context, DraftKind.STAGE, gone="commitment-already-saved")
    if draft.field is not None:
        raise Refusal("button-gone")
    told = await context.write(lambda conn: _move(conn, context, draft))
    await context.toast("commitment-moved", count=told)
    await context.replace(await commitment_screen(context, draft.answers["number"]))


def _move(conn: Connection, context: Context, draft: Draft) -> int:
    number, word, why = draft.answers["number"], draft.answers["stage"], draft.answers[FIELD]
    version, by, now = draft.answers["version"], context.person.id, context.now
    if not drafts.discard(conn, draft.id):
        raise Refusal("commitment-already-saved")
    if not commitments.move(conn, number, word, version=version, explanation=why, by=by, now=now):
        raise Refusal("commitment-changed-since")
    audit.record(conn, "commitment-moved", f"commitment:{number}", actor_id=by, now=now, details={"stage": word})
    moved = commitments.get(conn, number)
    return 0 if moved is None else tell_stage(conn, context.services.texts, moved, why, now)


async def _commitment(context: Context, number: int) -> Commitment:
    known = await context.read(lambda conn: commitments.get(conn, number))
    if known is None:
        raise Refusal("commitment-unknown", number=str(number))
    return known


def _ask_screen(context: Context, draft: Draft) -> Screen:
    text = context.text(
        "commitment-why",
        number=str(draft.answers["number"]),
        stage=stage(context, draft.answers["stage"]),
        maximum=rules.EXPLANATION_LONGEST,
    )
    return Screen.of(text, [cancel_button(context, draft)])


async def _review_screen(context: Context, draft: Draft) -> Screen:
    number, word, why = draft.answers["number"], draft.answers["stage"], draft.answers[FIELD]
    known = await _commitment(context, number)
    count = await context.read(lambda conn: concerned_by(conn, commitment_links.linked_to(number)))
    said = stage_notice(context.services.texts, context.language, replace(known, stage=word), why)
    return Screen.of(
        GAP.join([context.text("commitment-move-review", count=count), said.text]),
        [button(context.label("button-send"), "plan", "move", draft.id)],
        [button(context.label("button-edit"), "plan", "why", draft.id), cancel_button(context, draft)],
    )


TAPS = {
    "plan:move": on_move,
    "plan:stage": on_stage,
    "plan:to": on_to,
    "plan:why": on_why,
}
