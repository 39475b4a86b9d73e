"""A commitment written or corrected in chat: one part at a time, seen as citizens will see it, then saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation import commitment as rules
from consultation.commitment import Content
from consultation.content import in_language
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import shorten
from handlers import drafting, roles
from handlers.commitments import commitment_screen
from handlers.context import Context
from handlers.drafting import cancel_button, own_draft, save
from handlers.screens import Screen, button, in_rows
from storage import audit, commitments, drafts
from storage.drafts import Draft, DraftKind

SKIPPED = ""
GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a commitment; `longest` in UTF-16 units, 0 for what is not a text."""

    key: str
    longest: int = 0
    required: bool = True
    one_line: bool = False


PARTS: tuple[Part, ...] = (
    Part("number"),
    Part("title_fr", rules.TITLE_LONGEST, one_line=True),
    Part("description_fr", rules.DESCRIPTION_LONGEST),
    Part("theme"),
    Part("title_en", rules.TITLE_LONGEST, required=False, one_line=True),
    Part("description_en", rules.DESCRIPTION_LONGEST, required=False),
    Part("link", required=False),
)
"""In the order they are asked."""


async def on_new(_: object, context: Context) -> None:
    """➕ Nouvel engagement: asks for its number first, or takes up the one begun."""
    await roles.require(context, Role.PRESS)
    await _open(context, {})


async def on_edit(_: object, context: Context) -> None:
    """📝 Modifier: all the parts but the number may be written again."""
    await roles.require(context, Role.PRESS)
    number = context.carried_id()
    known = await context.read(lambda conn: commitments.get(conn, number))
    if known is None:
        raise Refusal("commitment-unknown", number=str(number))
    said = known.content
    answers: dict[str, Any] = {"number": number, "version": known.version, "theme": said.theme, "link": said.link or ""}
    for key, text in (("title", said.title), ("description", said.description)):
        answers |= {f"{key}_fr": text["fr"], f"{key}_en": text.get("en", SKIPPED)}
    await _open(context, answers)


async def receive_text(context: Context, draft: Draft, typed: str) -> None:
    """A part was typed."""
    await roles.require(context, Role.PRESS)
    part = _part(draft.field or "")
    if part.key == "theme":
        raise Refusal("form-use-buttons")
    await context.say(_screen(context, await _keep(context, draft, part, _read(part, typed))))


async def on_pick(_: object, context: Context) -> None:
    """A theme was tapped, or the number proposed."""
    draft = await own_draft(context, DraftKind.COMMITMENT)
    picked = context.carried_word(1)
    if draft.field == "theme" and context.services.consultation.theme(picked) is not None:
        moved = await _keep(context, draft, _part("theme"), picked)
    elif draft.field == "number":
        moved = await _keep(context, draft, _part("number"), rules.read_number(picked))
    else:
        raise Refusal("button-gone")
    await context.toast()
    await context.replace(_screen(context, moved))


async def on_skip(_: object, context: Context) -> None:
    """⏭ Passer."""
    draft = await own_draft(context, DraftKind.COMMITMENT)
    part = _part(context.carried_word(1))
    if part.required:
        raise Refusal("button-gone")
    moved = await _keep(context, draft, part, SKIPPED)
    await context.toast()
    await context.replace(_screen(context, moved))


async def on_part(_: object, context: Context) -> None:
    """A part is to be written again."""
    draft = await own_draft(context, DraftKind.COMMITMENT)
    part = _part(context.carried_word(1))
    if part.key == "number" and "version" in draft.answers:
        raise Refusal("button-gone")
    moved = await save(context, draft, part.key)
    await context.toast()
    await context.replace(await _asking(context, moved, part))


async def on_review(_: object, context: Context) -> None:
    """↩️ Retour: a part is left as it was."""
    draft = await own_draft(context, DraftKind.COMMITMENT)
    moved = await save(context, draft, _missing(draft.answers))
    await context.toast()
    await context.replace(_screen(context, moved))


async def on_save(_: object, context: Context) -> None:
    """✅ Enregistrer: everybody reads it from now on."""
    draft = await own_draft(context, DraftKind.COMMITMENT, gone="commitment-already-saved")
    if _missing(draft.answers) is not None:
        raise Refusal("button-gone")
    content = _content(draft.answers)
    await context.write(lambda conn: _save(conn, context, draft, content))
    await context.toast("commitment-saved")
    await context.replace(await commitment_screen(context, content.number))


async def _open(context: Context, answers: Mapping[str, Any]) -> None:
    """Begins a draft; one begun before is taken up instead, since its text would be lost."""
    person_id = context.person.id
    begun = await context.read(lambda conn: drafts.find(conn, person_id, DraftKind.COMMITMENT))
    if begun is None:
        draft = await drafting.begin(context, DraftKind.COMMITMENT, _missing(answers), answers)
        note = ""
    else:
        draft = await save(context, begun, begun.field)
        note = context.text("commitment-resumed") + GAP
    await context.toast()
    screen = await _asking(context, draft, _part(draft.field)) if draft.field else _screen(context, draft)
    await context.say(Screen(note + screen.text, screen.rows))


def _save(conn: Connection, context: Context, draft: Draft, content: Content) -> None:
    by, now, version = context.person.id, context.now, draft.answers.get("version")
    if not drafts.discard(conn, draft.id):
        raise Refusal("commitment-already-saved")
    if version is None:
        if not commitments.add(conn, content, rules.FIRST_STAGE, by=by, now=now):
            raise Refusal("commitment-number-taken", number=str(content.number))
    elif not commitments.rewrite(conn, content, version=version, now=now):
        raise Refusal("commitment-changed-since")
    action = "commitment-added" if version is None else "commitment-edited"
    audit.record(conn, action, f"commitment:{content.number}", actor_id=by, now=now)


async def _keep(context: Context, draft: Draft, part: Part, value: str | int) -> Draft:
    answers = {**draft.answers, part.key: value}
    return await save(context, draft, _missing(answers), answers)


def _read(part: Part, typed: str) -> str | int:
    if part.key == "number":
        return rules.read_number(typed)
    if part.key == "link":
        return rules.read_link(typed)
    return rules.read_words(typed, part.longest, one_line=part.one_line)


def _missing(answers: Mapping[str, Any]) -> str | None:
    return next((part.key for part in PARTS if part.key not in answers), None)


def _part(key: str) -> Part:
    for part in PARTS:
        if part.key == key:
            return part
    raise Refusal("button-gone")


def _content(answers: Mapping[str, Any]) -> Content:
    texts = {
        key: {language: answers[f"{key}_{language}"] for language in ("fr", "en") if answers[f"{key}_{language}"]}
        for key in ("title", "description")
    }
    return Content(answers["number"], texts["title"], texts["description"], answers["theme"], answers["link"] or None)


def _screen(context: Context, draft: Draft) -> Screen:
    return _review_screen(context, draft) if draft.field is None else _part_screen(context, draft, _part(draft.field))


async def _asking(context: Context, draft: Draft, part: Part) -> Screen:
    """Asks for a part; the number that comes next is proposed."""
    if part.key != "number":
        return _part_screen(context, draft, part)
    proposed = await context.read(commitments.next_number)
    label = context.label("commitment-take-number", number=str(proposed))
    return _part_screen(context, draft, part, [button(label, "plan", "pick", draft.id, proposed)])


def _part_screen(context: Context, draft: Draft, part: Part, *first: list[InlineKeyboardButton]) -> Screen:
    ask = f"commitment-ask-{part.key.replace('_', '-')}"
    parts = [context.text(ask, maximum=part.longest or rules.NUMBER_MOST)]
    given = draft.answers.get(part.key)
    if given:
        parts.append(context.text("form-given", value=shorten(str(given), 600)))
    themes = [
        button(f"{theme.emoji} {in_language(theme.title, context.language)}", "plan", "pick", draft.id, theme.id)
        for theme in context.services.consultation.themes
    ]
    whole = _missing(draft.answers) is None
    return Screen.of(
        GAP.join(parts),
        *first,
        *([one] for one in themes if part.key == "theme"),
        [] if part.required else [button(context.label("button-skip"), "plan", "skip", draft.id, part.key)],
        [button(context.label("button-back"), "plan", "review", draft.id)]
        if whole
        else [cancel_button(context, draft)],
    )


def _review_screen(context: Context, draft: Draft) -> Screen:
    answers = draft.answers
    theme = context.services.consultation.theme(answers["theme"])
    text = context.text(
        "commitment-review",
        number=str(answers["number"]),
        title=answers["title_fr"],
        description=answers["description_fr"],
        theme=in_language(theme.title, context.language) if theme else answers["theme"],
        english=context.label("button-yes" if answers["title_en"] else "button-no"),
        link=answers["link"] or "—",
    )
    kept = ("number",) if "version" in answers else ()
    buttons = [
        button(context.label(f"commitment-part-{part.key.replace('_', '-')}"), "plan", "part", draft.id, part.key)
        for part in PARTS
        if part.key not in kept
    ]
    return Screen.of(
        text,
        [button(context.label("commitment-save"), "plan", "save", draft.id)],
        *in_rows(buttons, 2),
        [cancel_button(context, draft)],
    )


TAPS = {
    "plan:edit": on_edit,
    "plan:new": on_new,
    "plan:part": on_part,
    "plan:pick": on_pick,
    "plan:review": on_review,
    "plan:save": on_save,
    "plan:skip": on_skip,
}
