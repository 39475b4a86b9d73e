"""How an entry being written looks: a part to type, the theme to choose, the whole as citizens will read it."""

from __future__ import annotations

from consultation import faq_drafting
from consultation.content import FaqEntry, in_language
from consultation.content_faq import BESIDE_THEMES
from consultation.faq_drafting import EDITABLE
from consultation.text import shorten
from handlers.context import Context
from handlers.faq_publishing import may_publish_alone
from handlers.faq_screens import whole_text
from handlers.screens import Screen, button, in_rows
from storage import faq_entries, people
from storage.drafts import Draft
from storage.faq_entries import Action
from storage.faq_history import Revision

THEME = "theme"
GIVEN = 3500
"""Longest part that is shown again before it is rewritten."""


def draft_screen(context: Context, draft: Draft) -> Screen:
    """The part that waits to be written, or the whole."""
    entry = faq_entries.entry_of(draft.answers["content"])
    if draft.field == THEME:
        rows = [[button(title, "write", "theme", draft.id, theme)] for theme, title in themes(context).items()]
        return Screen.of(context.text("desk-which-theme"), *rows)
    if draft.field is not None:
        return _part_screen(context, draft, entry, draft.field)
    parts = [
        button(context.label(f"desk-part-{part.replace('_', '-')}"), "write", "part", draft.id, part)
        for part in (*EDITABLE, THEME)
    ]
    direct = draft.answers["after"] is not None or may_publish_alone(context)
    head = context.text("desk-preview", theme=themes(context).get(entry.theme, entry.theme))
    return Screen.of(
        whole_text(context.services.texts, context.language, entry, head),
        [button(context.label("desk-publish" if direct else "desk-propose"), "write", "publish", draft.id)],
        *in_rows(parts, 2),
        [button(context.label("button-cancel"), "draft", "discard", draft.id)],
    )


async def changed_screen(context: Context, draft: Draft, revision: Revision) -> Screen:
    """Someone else changed the entry meanwhile: what it says now, and the choice."""
    actor_id = revision.actor_id
    who = context.label("desk-by-file")
    if actor_id is not None:
        who = await context.read(lambda conn: people.staff_name(conn, actor_id))
    sentence = "desk-changed-retired" if revision.action is Action.RETIRED else "desk-changed"
    head = context.text(sentence, name=who, when=context.when(revision.at))
    return Screen.of(
        whole_text(context.services.texts, context.language, revision.entry, head),
        [button(context.label("desk-over"), "write", "over", draft.id, revision.id)],
        [button(context.label("desk-give-up"), "draft", "discard", draft.id)],
    )


def themes(context: Context) -> dict[str, str]:
    """What an entry may be about, as it is said."""
    plan = context.services.consultation
    titles = {theme.id: f"{theme.emoji} {in_language(theme.title, context.language)}" for theme in plan.themes}
    return {**titles, **{key: context.label(f"theme-{key}") for key in BESIDE_THEMES}}


def _part_screen(context: Context, draft: Draft, entry: FaqEntry, part: str) -> Screen:
    said = [context.text(f"desk-write-{part.replace('_', '-')}")]
    if given := _given(entry, part):
        said.append(context.text("desk-given", value=shorten(given, GIVEN)))
    out = [button(context.label("button-cancel"), "draft", "discard", draft.id)]
    if faq_drafting.missing(entry) != part:
        out.insert(0, button(context.label("button-back"), "write", "back", draft.id))
    return Screen.of("\n\n".join(said), out)


def _given(entry: FaqEntry, part: str) -> str:
    name, _, language = part.partition("_")
    if name == "variants":
        return "\n".join(entry.variants)
    texts = entry.question if name == "question" else entry.answer
    return texts.get(language or "fr", "")
