"""The FAQ in memory: the entries in force and their index, built anew when the table changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from consultation.content import FaqEntry
from consultation.faq import FaqIndex
from storage.database import Database
from storage.faq_entries import Conflict, Stamp, load, read, stamp


def _now() -> datetime:
    return datetime.now(UTC)


class FaqStore:
    """The entries in force and an index of them, the same in every process within seconds of a change."""

    def __init__(
        self,
        database: Database,
        seen: Stamp,
        entries: tuple[FaqEntry, ...],
        index: FaqIndex,
        conflicts: tuple[Conflict, ...] = (),
    ) -> None:
        self._database = database
        self._seen = seen
        self._entries = {entry.id: entry for entry in entries}
        self.index = index
        self.conflicts = conflicts

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
