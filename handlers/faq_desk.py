"""/faq: the press office searches the FAQ, corrects it, retires an entry, reads who changed what and when."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation import faq_drafting
from consultation.content import FaqEntry, in_language
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import shorten
from handlers import corrections, faq_editing, roles
from handlers.context import Context
from handlers.faq_publishing import refuse_twins
from handlers.faq_screens import whole_text
from handlers.faq_writing import themes
from handlers.screens import Screen, button
from storage import audit, faq_entries, faq_history, faq_proposals, people
from storage.faq_entries import Action, Kept
from storage.faq_history import Revision

FOUND = 8
VERSIONS = 5
EXCERPT = 250
PARTS = ("question", "answer", "variants", "theme")
"""What of an entry the history says was changed."""


async def on_faq(_: object, context: Context) -> None:
    """/faq, or /faq and a few words: entries to open, and what waits."""
    await roles.require(context, Role.PRESS)
    words = " ".join(context.args or [])
    found = context.services.faq.index.search(words, FOUND) if words else ()
    waiting = await context.read(faq_proposals.pending)
    head = "desk-head" if not words else "desk-found" if found else "desk-not-found"
    await context.say(
        Screen.of(
            context.text(head, words=shorten(words, EXCERPT), total=len(context.services.faq.entries())),
            *_titles(context, found),
            [button(context.label("desk-add"), "desk", "add")],
            [
                button(context.label("desk-retired"), "desk", "retired", 0),
                button(context.label("desk-proposals", count=len(waiting)), "proposal", "list"),
            ],
        )
    )


async def on_add(_: object, context: Context) -> None:
    """➕ Ajouter: a new entry, from its question."""
    await roles.require(context, Role.PRESS)
    await faq_editing.open_draft(context, faq_drafting.begin("", "", "", (), context.now.date()))


async def on_show(_: object, context: Context) -> None:
    """An entry's page."""
    await roles.require(context, Role.PRESS)
    kept = await _kept(context)
    await context.toast()
    await context.replace(_page(context, kept))


async def on_edit(_: object, context: Context) -> None:
    """📝 Modifier: begins from the entry as it stands now."""
    await roles.require(context, Role.PRESS)
    entry_id = context.carried_word(0)

    def read(conn: Connection) -> tuple[Kept | None, int]:
        return faq_entries.get(conn, entry_id), faq_entries.latest_revision(conn, entry_id)

    kept, revision = await context.read(read)
    if kept is None:
        raise Refusal("faq-entry-gone")
    await faq_editing.open_draft(context, kept.entry, after=revision)


async def on_retire(_: object, context: Context) -> None:
    """🗑 Retirer: the entry no longer answers; it can come back."""
    await roles.require(context, Role.PRESS)
    await _retire(context, back=False)


async def on_restore(_: object, context: Context) -> None:
    """♻️ Remettre: the entry answers again, unless another one answers its questions by now."""
    await roles.require(context, Role.PRESS)
    await refuse_twins(context, (await _kept(context)).entry)
    await _retire(context, back=True)


async def on_retired(_: object, context: Context) -> None:
    """The entries taken out of the answers."""
    await roles.require(context, Role.PRESS)
    page = context.carried_id()
    entries = await context.read(faq_entries.retired)
    shown = entries[page * FOUND : (page + 1) * FOUND]
    turn = _turn(context, page, FOUND, len(entries), "desk", "retired")
    await context.toast()
    await context.replace(
        Screen.of(context.text("desk-retired-head", total=len(entries)), *_titles(context, shown), turn)
    )


async def on_history(_: object, context: Context) -> None:
    """🕘 Historique: who changed what, and when."""
    await roles.require(context, Role.PRESS)
    entry_id, page = context.carried_word(0), context.carried_id(1)

    def read(conn: Connection) -> tuple[list[str], int]:
        found = faq_history.history(conn, entry_id, limit=VERSIONS + 1, offset=page * VERSIONS)
        pairs = zip(found[:VERSIONS], [*found[1:], None], strict=False)
        return [_version(conn, context, *pair) for pair in pairs], faq_history.count(conn, entry_id)

    lines, total = await context.read(read)
    turn = _turn(context, page, VERSIONS, total, "desk", "history", entry_id)
    back = button(context.label("button-back"), "desk", "show", entry_id)
    await context.toast()
    await context.replace(Screen.of("\n\n".join([context.text("desk-history"), *lines]), turn, [back]))


async def _retire(context: Context, *, back: bool) -> None:
    entry_id, person, now = context.carried_word(0), context.person, context.now

    def work(conn: Connection) -> Kept | None:
        done = faq_entries.retire(conn, entry_id, by=person.id, now=now, back=back)
        if done:
            people.set_staff_name(conn, person.id, context.staff_name)
        return faq_entries.get(conn, entry_id) if done else None

    kept = await context.write(work)
    await context.services.faq.refresh_if_changed()
    done = "desk-back" if back else "desk-gone"
    await context.toast(done if kept is not None else "desk-done-already")
    await context.replace(_page(context, kept or await _kept(context)))


async def _kept(context: Context) -> Kept:
    entry_id = context.carried_word(0)
    kept = await context.read(lambda conn: faq_entries.get(conn, entry_id))
    if kept is None:
        raise Refusal("faq-entry-gone")
    return kept


def _page(context: Context, kept: Kept) -> Screen:
    entry = kept.entry
    head = context.text("desk-is-retired" if kept.retired else "desk-page", theme=themes(context).get(entry.theme, "?"))
    toggle = ("desk-restore", "restore") if kept.retired else ("desk-retire", "retire")
    return Screen.of(
        whole_text(context.services.texts, context.language, entry, head),
        [button(context.label("button-edit"), "desk", "edit", entry.id)],
        [
            button(context.label(toggle[0]), "desk", toggle[1], entry.id),
            button(context.label("desk-history-button"), "desk", "history", entry.id, 0),
        ],
    )


def _titles(context: Context, entries: Sequence[FaqEntry]) -> list[list[InlineKeyboardButton]]:
    return [[button(in_language(entry.question, context.language), "desk", "show", entry.id)] for entry in entries]


def _turn(context: Context, page: int, size: int, total: int, *carried: str) -> list[InlineKeyboardButton]:
    turn = []
    if page:
        turn.append(button(context.label("button-previous"), *carried, page - 1))
    if (page + 1) * size < total:
        turn.append(button(context.label("button-next"), *carried, page + 1))
    return turn


def _version(conn: Connection, context: Context, version: Revision, before: Revision | None) -> str:
    who = people.staff_name(conn, version.actor_id) if version.actor_id else context.label("desk-by-file")
    if version.action is Action.ADDED and (validator := _validator(conn, version.entry.id)):
        who = context.label("desk-validated", name=who, validator=people.staff_name(conn, validator))
    old, new = (faq_entries.content_of(one.entry) for one in (before or version, version))
    changed = [context.label(f"desk-changed-{part}") for part in PARTS if old[part] != new[part]]
    action = context.label(f"desk-action-{version.action.value}")
    return context.text(
        "desk-version",
        action=f"{action} ({', '.join(changed)})" if changed else action,
        who=who,
        when=context.when(version.at),
        answer=shorten(in_language(version.entry.answer, context.language), EXCERPT),
    )


def _validator(conn: Connection, entry_id: str) -> int | None:
    """Finds who validated an entry born in chat, if that was somebody else than who wrote it."""
    for told in audit.timeline(conn, f"faq:{entry_id}", last=1):
        validator = told.details.get("validated_by")
        return int(validator) if validator and validator != told.details.get("proposed_by") else None
    return None


COMMANDS = ((("faq",), on_faq),)
TAPS = {
    **corrections.TAPS,
    "desk:add": on_add,
    "desk:edit": on_edit,
    "desk:history": on_history,
    "desk:restore": on_restore,
    "desk:retire": on_retire,
    "desk:retired": on_retired,
    "desk:show": on_show,
}
