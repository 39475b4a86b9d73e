"""Those who received a text that was corrected since: how many they are, and what they are told, once.

They are the people whom the entry answered while the old text was in force, those whom the press office gave it before
it was in the FAQ, and those who were told of it by an earlier correction.
"""

from __future__ import annotations

from sqlalchemy import Connection

from consultation.content import in_language
from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import roles
from handlers.context import Context
from handlers.notes import leave
from handlers.screens import Screen, button
from storage import audit, faq_entries, faq_history, questions
from storage.faq_history import Revision
from storage.questions import Reader


def offer_screen(context: Context, revision: int, readers: int) -> Screen:
    """Offers to tell those who received the old text."""
    return Screen.of(
        context.text("desk-tell-readers", count=readers),
        [button(context.label("desk-tell"), "desk", "tell", revision)],
        [button(context.label("desk-do-not-tell"), "desk", "quiet")],
    )


async def on_tell(_: object, context: Context) -> None:
    """Tells those who received the old text what was corrected, once."""
    await roles.require(context, Role.PRESS)
    number = context.carried_id()

    def work(conn: Connection) -> int:
        faq_entries.alone(conn)
        after = faq_history.get(conn, number)
        before = None if after is None else faq_history.before(conn, after)
        if after is None or before is None or _is_told(conn, number):
            raise Refusal("desk-already-told")
        [now_said] = faq_history.history(conn, after.entry.id, limit=1)
        readers = readers_of(conn, before, after)
        for reader in readers:
            leave(conn, context, reader.person_id, _correction(context, reader, before, now_said))
        audit.record(conn, "told", f"faq_notice:{number}", actor_id=context.person.id, now=context.now)
        return len(readers)

    told = await context.write(work)
    await context.toast()
    await context.replace(context.text("desk-told", count=told))


async def on_quiet(_: object, context: Context) -> None:
    """Nobody is told of a correction."""
    await context.toast()
    await context.replace(context.text("desk-not-told"))


def readers_of(conn: Connection, before: Revision, after: Revision) -> list[Reader]:
    """Lists those who received the text of `before` in a language where `after` says something else."""
    old, new = before.entry.answer, after.entry.answer
    if old == new:
        return []
    since, answers, known = before.at, {before.entry.answer["fr"]}, before
    while (older := faq_history.before(conn, known)) is not None:
        if older.entry.answer != known.entry.answer and not _is_told(conn, known.id):
            break
        since, known = older.at, older
        answers.add(older.entry.answer["fr"])
    found = questions.readers(conn, after.entry.id, frozenset(answers), since=since, until=after.at)
    return [one for one in found if in_language(old, one.language) != in_language(new, one.language)]


def _is_told(conn: Connection, revision: int) -> bool:
    return bool(audit.timeline(conn, f"faq_notice:{revision}", last=1))


def _correction(context: Context, reader: Reader, before: Revision, after: Revision) -> Screen:
    return Screen(
        context.services.texts(
            reader.language,
            "desk-correction",
            question=in_language(after.entry.question, reader.language),
            before=in_language(before.entry.answer, reader.language),
            after=in_language(after.entry.answer, reader.language),
        )
    )


TAPS = {"desk:quiet": on_quiet, "desk:tell": on_tell}
