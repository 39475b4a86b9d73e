"""Writing a FAQ entry in chat: one part at a time, checked as a file is, seen as citizens see it before it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from consultation import faq_drafting
from consultation.content import FaqEntry, in_language
from consultation.content_faq import BESIDE_THEMES
from consultation.faq_drafting import EDITABLE
from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import roles
from handlers.context import Context
from handlers.faq_publishing import may_publish_alone, propose, publish
from handlers.faq_screens import answer_text
from handlers.screens import Screen, button, in_rows
from storage import drafts, faq_entries, faq_proposals
from storage import questions as asked
from storage.drafts import Draft, DraftKind
from storage.faq_proposals import ProposalState

THEME = "theme"


async def open_draft(
    context: Context,
    entry: FaqEntry,
    *,
    after: int | None = None,
    group_id: int | None = None,
    proposal_id: int | None = None,
    field: str | None = None,
) -> None:
    """Begins writing an entry: a new one, or (`after` its last revision) one in force."""
    answers = {
        "content": faq_entries.content_of(entry),
        "after": after,
        "group": group_id,
        "proposal": proposal_id,
    }
    person_id, now = context.person.id, context.now

    def work(conn: Connection) -> Draft:
        begun = drafts.find(conn, person_id, DraftKind.FAQ)
        if begun is not None:
            drafts.discard(conn, begun.id)
        return drafts.begin(conn, person_id, DraftKind.FAQ, field=field or _missing(entry), answers=answers, now=now)

    draft = await context.write(work)
    await context.toast()
    await context.say(_screen(context, draft))


async def receive_text(context: Context, draft: Draft, typed: str) -> None:
    """A part of the entry was typed."""
    await roles.require(context, Role.PRESS)
    if draft.field not in EDITABLE:
        raise Refusal("form-use-buttons")
    entry = faq_drafting.rewrite(_entry(draft), str(draft.field), typed, context.now.date())
    await context.say(_screen(context, await _keep(context, draft, entry)))


async def on_theme(_: object, context: Context) -> None:
    """The entry's theme was chosen."""
    draft = await _own_draft(context)
    theme = context.carried_word(1)
    if theme not in _themes(context):
        raise Refusal("form-option-gone")
    content = {**draft.answers["content"], THEME: theme}
    moved = await _keep(context, draft, faq_entries.entry_of(content))
    await context.toast()
    await context.replace(_screen(context, moved))


async def on_part(_: object, context: Context) -> None:
    """A part is to be written again."""
    draft = await _own_draft(context)
    part = context.carried_word(1)
    if part not in (*EDITABLE, THEME):
        raise Refusal("button-gone")
    moved = await _save(context, draft, part, draft.answers)
    await context.toast()
    await context.replace(_screen(context, moved))


async def on_publish(_: object, context: Context) -> None:
    """Saves: a correction counts at once; a new entry too, or waits for a second press officer."""
    draft = await _own_draft(context)
    entry, after = _entry(draft), draft.answers["after"]
    if _missing(entry) is not None:
        await context.replace(_screen(context, draft))
        return
    if after is not None:
        await _correct(context, draft, entry, int(after))
    else:
        await _add(context, draft, entry)


async def _correct(context: Context, draft: Draft, entry: FaqEntry, after: int) -> None:
    def work(conn: Connection) -> tuple[int, int]:
        before = faq_entries.revision(conn, after)
        if before is None or not faq_entries.edit(conn, entry, by=context.person.id, after=after, now=context.now):
            raise Refusal("desk-changed")
        drafts.discard(conn, draft.id)
        changed = before.entry.answer != entry.answer
        told = asked.answered_by_entry(conn, entry.id, before.at) if changed else []
        return faq_entries.latest_revision(conn, entry.id), len(told)

    revision, readers = await context.write(work)
    await context.services.faq.refresh_if_changed()
    await context.toast()
    await context.replace(context.text("desk-saved"))
    if readers:
        await context.say(
            Screen.of(
                context.text("desk-tell-readers", count=readers),
                [button(context.label("desk-tell"), "desk", "tell", revision)],
                [button(context.label("desk-do-not-tell"), "desk", "quiet")],
            )
        )


async def _add(context: Context, draft: Draft, entry: FaqEntry) -> None:
    alone, group_id, replaced = may_publish_alone(context), draft.answers["group"], draft.answers["proposal"]

    def work(conn: Connection) -> None:
        drafts.discard(conn, draft.id)
        if replaced is not None:
            done = faq_proposals.decide(
                conn, int(replaced), ProposalState.REFUSED, by=context.person.id, now=context.now
            )
            if done is None:
                raise Refusal("proposal-decided")
        if alone:
            publish(conn, context, entry, by=context.person.id)
        else:
            propose(conn, context, entry, group_id)

    await context.write(work)
    await context.services.faq.refresh_if_changed()
    await context.toast()
    await context.replace(context.text("desk-added" if alone else "desk-proposed"))


def _screen(context: Context, draft: Draft) -> Screen:
    entry = _entry(draft)
    if draft.field == THEME:
        rows = [[button(title, "write", "theme", draft.id, theme)] for theme, title in _themes(context).items()]
        return Screen.of(context.text("desk-which-theme"), *rows)
    if draft.field is not None:
        given = _given(entry, draft.field)
        parts = [context.text(f"desk-write-{draft.field.replace('_', '-')}")]
        if given:
            parts.append(context.text("form-given", value=given))
        cancel = button(context.label("button-cancel"), "draft", "discard", draft.id)
        return Screen.of("\n\n".join(parts), [cancel])
    return _preview(context, draft, entry)


def _preview(context: Context, draft: Draft, entry: FaqEntry) -> Screen:
    wordings = "\n".join(f"• {variant}" for variant in entry.variants) or context.label("desk-no-variants")
    direct = draft.answers["after"] is not None or may_publish_alone(context)
    parts = [
        button(context.label(f"desk-part-{part.replace('_', '-')}"), "write", "part", draft.id, part)
        for part in (*EDITABLE, THEME)
    ]
    return Screen.of(
        "\n\n".join(
            [
                context.text("desk-preview"),
                answer_text(context.services.texts, context.language, entry),
                context.text("desk-variants", list=wordings),
            ]
        ),
        [button(context.label("desk-publish" if direct else "desk-propose"), "write", "publish", draft.id)],
        *in_rows(parts, 2),
        [button(context.label("button-cancel"), "draft", "discard", draft.id)],
    )


def _themes(context: Context) -> dict[str, str]:
    plan = context.services.consultation
    titles = {theme.id: f"{theme.emoji} {in_language(theme.title, context.language)}" for theme in plan.themes}
    return {**titles, **{key: context.label(f"theme-{key}") for key in BESIDE_THEMES}}


def _given(entry: FaqEntry, part: str) -> str:
    name, _, language = part.partition("_")
    if name == "variants":
        return "\n".join(entry.variants)
    texts = entry.question if name == "question" else entry.answer
    return texts.get(language or "fr", "")


def _missing(entry: FaqEntry) -> str | None:
    if not entry.question["fr"]:
        return "question"
    if not entry.answer["fr"]:
        return "answer"
    return None if entry.theme else THEME


def _entry(draft: Draft) -> FaqEntry:
    return faq_entries.entry_of(draft.answers["content"])


async def _own_draft(context: Context) -> Draft:
    await roles.require(context, Role.PRESS)
    number, person_id = context.carried_id(), context.person.id
    draft = await context.read(lambda conn: drafts.get(conn, number, person_id))
    if draft is None or draft.kind is not DraftKind.FAQ:
        raise Refusal("form-gone")
    return draft


async def _keep(context: Context, draft: Draft, entry: FaqEntry) -> Draft:
    answers = {**draft.answers, "content": faq_entries.content_of(entry)}
    return await _save(context, draft, _missing(entry), answers)


async def _save(context: Context, draft: Draft, field: str | None, answers: Mapping[str, Any]) -> Draft:
    now = context.now
    await context.write(lambda conn: drafts.save(conn, draft.id, field=field, answers=answers, now=now))
    return replace(draft, field=field, answers=answers)


TAPS = {"write:part": on_part, "write:publish": on_publish, "write:theme": on_theme}
