"""What the files of a consultation change in the FAQ's table: all but what was changed in chat, which is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sqlalchemy import Connection, update

from consultation.content import FaqEntry
from storage.faq_entries import SIGNAL, Action, Kept, after_last_change, all_kept, alone, fingerprint, save
from storage.signals import signal
from storage.tables import faq_entries


class _Case(Enum):
    """How a file stands to what is kept; it agrees when the chat's change has since been made in the file."""

    NEW = auto()
    SAME = auto()
    CHANGED = auto()
    AGREED = auto()
    CONFLICT = auto()


@dataclass(frozen=True, slots=True)
class Conflict:
    """An entry changed in chat (perhaps `retired` there) whose file changed too (`theirs`), or is gone (none)."""

    ours: FaqEntry
    theirs: FaqEntry | None
    retired: bool = False

    @property
    def file(self) -> str:
        """What tells this version of the file from another; empty when it is gone."""
        return fingerprint(self.theirs) if self.theirs else ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading the files did, by the ids of entries; conflicts wait, the chat's version staying in force."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def changed(self) -> int:
        """How many entries are not what they were."""
        return len(self.added) + len(self.updated) + len(self.retired)


def load(conn: Connection, entries: Iterable[FaqEntry], now: datetime) -> Loaded:
    """Makes the table say what the files say, but for what was changed in chat: that stays, and is told.

    The same files change nothing. An entry whose file is gone is retired, not deleted: questions still name it.
    """
    alone(conn)
    wanted, known = {entry.id: entry for entry in entries}, all_kept(conn)
    moment = after_last_change(conn, now)
    found: dict[_Case, list[FaqEntry]] = {case: [] for case in _Case}
    conflicts = []
    for entry in wanted.values():
        kept = known.get(entry.id)
        case = _compare(entry, kept)
        found[case].append(entry)
        if case is _Case.CONFLICT and kept is not None:
            conflicts.append(Conflict(kept.entry, entry, kept.retired))
        elif case is not _Case.SAME:
            save(conn, entry, Action.LOADED, None, moment, edited=False, file=fingerprint(entry))
    gone = [kept for ident, kept in known.items() if ident not in wanted and kept.fingerprint and not kept.retired]
    conflicts += [Conflict(kept.entry, None) for kept in gone if kept.edited]
    retired = [kept.entry for kept in gone if not kept.edited]
    for entry in retired:
        save(conn, entry, Action.RETIRED, None, moment, edited=False, retired=True)
    return Loaded(_ids(found[_Case.NEW]), _ids(found[_Case.CHANGED]), _ids(retired), tuple(conflicts))


def take_file(conn: Connection, conflict: Conflict, now: datetime) -> None:
    """Ends a conflict for the file: what the chat said stays in the history."""
    alone(conn)
    moment = after_last_change(conn, now)
    if conflict.theirs is None:
        save(conn, conflict.ours, Action.RETIRED, None, moment, edited=False, retired=True)
    else:
        save(conn, conflict.theirs, Action.LOADED, None, moment, edited=False, file=conflict.file)


def keep_chat(conn: Connection, conflict: Conflict, now: datetime) -> None:
    """Ends a conflict for the chat: this version of the file is known, and no longer overrides."""
    alone(conn)
    statement = update(faq_entries).where(faq_entries.c.id == conflict.ours.id)
    conn.execute(statement.values(fingerprint=conflict.file, changed_at=after_last_change(conn, now)))
    signal(conn, SIGNAL)


def _compare(entry: FaqEntry, kept: Kept | None) -> _Case:
    """Compares a file with what is kept; one taken away earlier and there again counts as changed."""
    if kept is None:
        return _Case.NEW
    file = fingerprint(entry)
    if kept.fingerprint == file:
        return _Case.CHANGED if kept.retired and not kept.edited else _Case.SAME
    if not kept.edited:
        return _Case.CHANGED
    return _Case.AGREED if not kept.retired and fingerprint(kept.entry) == file else _Case.CONFLICT


def _ids(entries: Iterable[FaqEntry]) -> tuple[str, ...]:
    return tuple(entry.id for entry in entries)
