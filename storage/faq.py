"""The FAQ in memory: the entries in force and their index, built anew when the table changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from consultation.content import FaqEntry, Silence
from consultation.faq import FaqIndex
from consultation.faq_silences import Silences
from storage.database import Database
from storage.faq_entries import Stamp, read, stamp
from storage.faq_files import Conflict, load


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
        silences: Silences | None = None,
        conflicts: tuple[Conflict, ...] = (),
    ) -> None:
        self._database = database
        self._seen = seen
        self._entries = {entry.id: entry for entry in entries}
        self._silences = silences or Silences(decoys=())
        self._ended = frozenset[str]()
        self._refreshing = asyncio.Lock()
        self.index = index
        self.conflicts = conflicts

    @classmethod
    async def open(
        cls,
        database: Database,
        entries: Iterable[FaqEntry],
        silences: Iterable[Silence] = (),
        *,
        clock: Callable[[], datetime] = _now,
    ) -> FaqStore:
        """Loads what the files say into the table and indexes it; `conflicts` says what was left as in chat."""
        wanted, now = tuple(entries), clock()
        loaded = await database.write(lambda conn: load(conn, wanted, now))
        silent = Silences(silences)
        index = await asyncio.to_thread(FaqIndex.build, (), silences=silent.without(frozenset())[0])
        store = cls(database, (0, None), (), index, silent, loaded.conflicts)
        await store.refresh_if_changed()
        return store

    def entries(self) -> tuple[FaqEntry, ...]:
        """The entries in force, in the order of their ids."""
        return tuple(self._entries.values())

    def entry(self, entry_id: str) -> FaqEntry | None:
        """Finds an entry by its id; none once it is retired."""
        return self._entries.get(entry_id)

    async def refresh_if_changed(self) -> bool:
        """Reads the table again if it changed, beside the event loop; unchanged entries are not read anew."""
        async with self._refreshing:
            if await self._database.read(stamp) == self._seen:
                return False
            seen, entries = await self._database.read(read)
            self.index, self._ended = await asyncio.to_thread(self._indexed, entries)
            self._entries = {entry.id: entry for entry in entries}
            self._seen = seen
            return True

    def _indexed(self, entries: tuple[FaqEntry, ...]) -> tuple[FaqIndex, frozenset[str]]:
        """Indexes entries beside the questions that none of them answers."""
        ended = self._silences.ended_by(entries)
        if ended == self._ended:
            return FaqIndex.build(entries, like=self.index), ended
        silences, decoys = self._silences.without(ended)
        return FaqIndex.build(entries, decoys, silences=silences, like=self.index), ended
