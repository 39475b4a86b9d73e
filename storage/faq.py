"""The FAQ in the database, and its index in memory: loaded from files, built anew when the table changes."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from consultation.content import FaqEntry
from consultation.faq import FaqIndex
from storage.database import Database
from storage.tables import AnyRow, faq_entries

Stamp = tuple[int, datetime | None]
"""How many entries there are and when the last one changed: another stamp is another FAQ."""

_COLUMNS = (
    faq_entries.c.id,
    faq_entries.c.theme,
    faq_entries.c.question,
    faq_entries.c.answer,
    faq_entries.c.variants,
    faq_entries.c.source,
    faq_entries.c.as_of,
)
_INSERT: dict[str, sqlite.Insert | postgresql.Insert] = {
    "sqlite": sqlite.insert(faq_entries),
    "postgresql": postgresql.insert(faq_entries),
}


def load(conn: Connection, entries: Iterable[FaqEntry], now: datetime) -> int:
    """Makes the table say what the files say and counts the entries that changed; the same files change nothing.

    An entry whose file is gone is retired, not deleted: questions that it answered still name it.
    """
    wanted = {entry.id: entry for entry in entries}
    query = select(faq_entries.c.id, faq_entries.c.fingerprint, faq_entries.c.retired)
    known = {row.id: (row.fingerprint, row.retired) for row in conn.execute(query)}
    changed = [_values(entry) for entry in wanted.values() if known.get(entry.id) != (fingerprint(entry), False)]
    gone = [entry_id for entry_id, (_, retired) in known.items() if entry_id not in wanted and not retired]
    if changed or gone:
        moment = _after_last_change(conn, now)
        for values in changed:
            _upsert(conn, {**values, "changed_at": moment})
        conn.execute(update(faq_entries).where(faq_entries.c.id.in_(gone)).values(retired=True, changed_at=moment))
    return len(changed) + len(gone)


def read(conn: Connection) -> tuple[Stamp, tuple[FaqEntry, ...]]:
    """Reads the entries in force, in the order of their ids, and the table's stamp."""
    query = select(*_COLUMNS).where(faq_entries.c.retired.is_(False)).order_by(faq_entries.c.id)
    return stamp(conn), tuple(_entry(row) for row in conn.execute(query))


def stamp(conn: Connection) -> Stamp:
    """Reads what tells whether the table changed."""
    row = conn.execute(select(func.count(), func.max(faq_entries.c.changed_at)).select_from(faq_entries)).one()
    return row[0], row[1]


def fingerprint(entry: FaqEntry) -> str:
    """Sums an entry up: the same file gives the same fingerprint."""
    values = [
        entry.id,
        entry.theme,
        dict(entry.question),
        dict(entry.answer),
        entry.variants,
        entry.source,
        entry.as_of.isoformat(),
    ]
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC)


class FaqStore:
    """The entries in force and an index of them, the same in every process within seconds of a change."""

    def __init__(self, database: Database, seen: Stamp, entries: tuple[FaqEntry, ...], index: FaqIndex) -> None:
        self._database = database
        self._seen = seen
        self._entries = {entry.id: entry for entry in entries}
        self.index = index

    @classmethod
    async def open(
        cls,
        database: Database,
        entries: Iterable[FaqEntry],
        *,
        clock: Callable[[], datetime] = _now,
    ) -> FaqStore:
        """Loads what the files say into the table and indexes it."""
        loaded, now = tuple(entries), clock()
        await database.write(lambda conn: load(conn, loaded, now))
        seen, kept = await database.read(read)
        return cls(database, seen, kept, await asyncio.to_thread(FaqIndex.build, kept))

    def entries(self) -> tuple[FaqEntry, ...]:
        """The entries in force, in the order of their ids."""
        return tuple(self._entries.values())

    def entry(self, entry_id: str) -> FaqEntry | None:
        """Finds an entry by its id; none once it is retired."""
        return self._entries.get(entry_id)

    async def refresh_if_changed(self) -> bool:
        """Reads the table again if it changed, beside the event loop; unchanged entries are not read anew."""
        if await self._database.read(stamp) == self._seen:
            return False
        seen, entries = await self._database.read(read)
        self.index = await asyncio.to_thread(FaqIndex.build, entries, like=self.index)
        self._entries = {entry.id: entry for entry in entries}
        self._seen = seen
        return True


def _after_last_change(conn: Connection, now: datetime) -> datetime:
    """A later moment than any kept: the stamp must change even where clocks disagree."""
    last = stamp(conn)[1]
    return now if last is None else max(now, last + timedelta(microseconds=1))


def _values(entry: FaqEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "theme": entry.theme,
        "question": dict(entry.question),
        "answer": dict(entry.answer),
        "variants": list(entry.variants),
        "source": entry.source,
        "as_of": entry.as_of,
        "fingerprint": fingerprint(entry),
        "retired": False,
    }


def _upsert(conn: Connection, values: dict[str, Any]) -> None:
    """Writes an entry; another process that loads the same files at the same moment is no conflict."""
    statement = _INSERT[conn.dialect.name].values(values)
    conn.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))


def _entry(row: AnyRow) -> FaqEntry:
    entry_id, theme, question, answer, variants, source, as_of = row
    return FaqEntry(entry_id, theme, question, answer, tuple(variants), source, as_of)
