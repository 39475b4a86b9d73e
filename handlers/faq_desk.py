"""/faq: the press office searches the FAQ, corrects it, retires an entry, reads who changed what and when."""

from __future__ import annotations

from sqlalchemy import Connection

from consultation import faq_drafting
from consultation.content import FaqEntry, in_language
from consultation.refusal import Refusal
from consultation.roles import Role
from consultation.text import shorten
from handlers import faq_editing, roles
from handlers.context import Context
from handlers.faq_publishing import queue
from handlers.faq_screens import answer_text
from handlers.screens import Screen, button
from storage import audit, faq_entries, people, questions
from storage.faq_entries import Kept, Revision

FOUND = 8
VERSIONS = 6


async def on_faq(_: object, context: Context) -> None:
    """/faq, or /faq and a few words: entries to open, and what waits."""
    await roles.require(context, Role.PRESS)
    words = " ".join(context.args or [])
    found = context.services.faq.index.search(words, FOUND) if words else ()
    rows = [[button(in_language(entry.question, context.language), "desk", "show", entry.id)] for entry in found]
    head = "desk-head" if not words else "desk-found" if found else "desk-not-found"
    await context.say(
        Screen.of(
            context.text(head, words=words, total=len(context.services.faq.entries())),
            *rows,
            [button(context.label("desk-add"), "desk", "add")],
            [
                button(context.label("desk-retired"), "desk", "retired"),
                button(context.label("desk-proposals"), "proposal", "list"),
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
    await faq_editing.open_draft(context, kept.entry, after=revision, field="answer")


async def on_retire(_: object, context: Context) -> None:
    """🗑 Retirer: the entry no longer answers; it can come back."""
    await _retire(context, back=False)


async def on_restore(_: object, context: Context) -> None:
    """♻️ Remettre: the entry answers again."""
    await _retire(context, back=True)


async def on_retired(_: object, context: Context) -> None:
    """The entries taken out of the answers."""
    await roles.require(context, Role.PRESS)
    entries = await context.read(faq_entries.retired)
    rows = [[button(in_language(entry.question, context.language), "desk", "show", entry.id)] for entry in entries]
    await context.toast()
    await context.say(Screen.of(context.text("desk-retired-head", total=len(entries)), *rows[:FOUND]))


async def on_history(_: object, context: Context) -> None:
    """🕘 Historique: who changed what, and when."""
    await roles.require(context, Role.PRESS)
    entry_id = context.carried_word(0)

    def read(conn: Connection) -> list[str]:
        versions = faq_entries.history(conn, entry_id)[:VERSIONS]
        return [_version(conn, context, version) for version in versions]

    lines = await context.read(read)
    back = button(context.label("button-back"), "desk", "show", entry_id)
    await context.toast()
    await context.replace(Screen.of("\n\n".join([context.text("desk-history"), *lines]), [back]))


async def on_tell(_: object, context: Context) -> None:
    """Tells those who received the old text what was corrected, once."""
    await roles.require(context, Role.PRESS)
    number = context.carried_id()

    def work(conn: Connection) -> int:
        after = faq_entries.revision(conn, number)
        before = faq_entries.revision_before(conn, number)
        if after is None or before is None or audit.timeline(conn, f"faq_notice:{number}", last=1):
            raise Refusal("desk-already-told")
        readers = questions.answered_by_entry(conn, after.entry.id, before.at, until=after.at)
        for reader in readers:
            _tell_reader(conn, context, reader, before.entry, after.entry)
        audit.record(conn, "told", f"faq_notice:{number}", actor_id=context.person.id, now=context.now)
        return len(readers)

    told = await context.write(work)
    await context.toast()
    await context.replace(context.text("desk-told", count=told))


async def on_quiet(_: object, context: Context) -> None:
    """Nobody is told of a correction."""
    await context.toast()
    await context.replace(context.text("desk-not-told"))


async def _retire(context: Context, *, back: bool) -> None:
    await roles.require(context, Role.PRESS)
    entry_id, person, now = context.carried_word(0), context.person, context.now

    def work(conn: Connection) -> Kept | None:
        if not faq_entries.retire(conn, entry_id, by=person.id, now=now, back=back):
            raise Refusal("desk-changed")
        people.set_staff_name(conn, person.id, context.staff_name)
        return faq_entries.get(conn, entry_id)

    kept = await context.write(work)
    await context.services.faq.refresh_if_changed()
    await context.toast("desk-back" if back else "desk-gone")
    if kept is not None:
        await context.replace(_page(context, kept))


async def _kept(context: Context) -> Kept:
    entry_id = context.carried_word(0)
    kept = await context.read(lambda conn: faq_entries.get(conn, entry_id))
    if kept is None:
        raise Refusal("faq-entry-gone")
    return kept


def _page(context: Context, kept: Kept) -> Screen:
    entry = kept.entry
    wordings = "\n".join(f"• {variant}" for variant in entry.variants) or context.label("desk-no-variants")
    parts = [
        answer_text(context.services.texts, context.language, entry),
        context.text("desk-variants", list=wordings),
    ]
    if kept.retired:
        parts.insert(0, context.text("desk-is-retired"))
    toggle = ("desk-restore", "restore") if kept.retired else ("desk-retire", "retire")
    return Screen.of(
        "\n\n".join(parts),
        [button(context.label("button-edit"), "desk", "edit", entry.id)],
        [
            button(context.label(toggle[0]), "desk", toggle[1], entry.id),
            button(context.label("desk-history-button"), "desk", "history", entry.id),
        ],
    )


def _version(conn: Connection, context: Context, version: Revision) -> str:
    who = people.staff_name(conn, version.actor_id) if version.actor_id else context.label("desk-by-file")
    return context.text(
        "desk-version",
        action=context.label(f"desk-action-{version.action.value}"),
        who=who,
        when=context.when(version.at),
        answer=shorten(in_language(version.entry.answer, context.language), 250),
    )


def _tell_reader(conn: Connection, context: Context, reader_id: int, before: FaqEntry, after: FaqEntry) -> None:
    reader = people.get(conn, reader_id)
    if reader is None:
        return
    text = context.services.texts(
        reader.language,
        "desk-correction",
        question=in_language(after.question, reader.language),
        before=in_language(before.answer, reader.language),
        after=in_language(after.answer, reader.language),
    )
    queue(conn, context, reader.id, Screen(text))


COMMANDS = ((("faq",), on_faq),)
TAPS = {
    "desk:add": on_add,
    "desk:edit": on_edit,
    "desk:history": on_history,
    "desk:quiet": on_quiet,
    "desk:restore": on_restore,
    "desk:retire": on_retire,
    "desk:retired": on_retired,
    "desk:show": on_show,
    "desk:tell": on_tell,
}
