"""The FAQ's table: entries from files or born in chat, every version kept, an edit in chat never overwritten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from consultation.content import FaqEntry
from storage.signals import signal
from storage.tables import AnyRow, faq_entries, faq_revisions

SIGNAL = "faq"
Stamp = tuple[int, datetime | None]
"""How many entries there are and when the last one changed: another stamp is another FAQ."""


class Action(StrEnum):
    """What made a version of an entry."""

    LOADED = "loaded"
    ADDED = "added"
    EDITED = "edited"
    RETIRED = "retired"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Revision:
    """A version of an entry: who (none: a file), when, what it said."""

    id: int
    at: datetime
    actor_id: int | None
    action: Action
    entry: FaqEntry


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry as the table keeps it."""

    entry: FaqEntry
    fingerprint: str
    retired: bool
    edited: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """An entry edited in chat whose file changed too (`theirs`), or is gone (`theirs` is none)."""

    ours: FaqEntry
    theirs: FaqEntry | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading the files did."""

    changed: int
    conflicts: tuple[Conflict, ...] = ()


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


def load(conn: Connection, entries: Iterable[FaqEntry], now: datetime) -> Loaded:
    """Makes the table say what the files say, but for what was edited in chat: that stays, and is told.

    The same files change nothing. An entry whose file is gone is retired, not deleted: questions still name it.
    """
    wanted = {entry.id: entry for entry in entries}
    known = _kept(conn)
    moment, changed, conflicts = _after_last_change(conn, now), 0, []
    for entry in wanted.values():
        kept = known.get(entry.id)
        if kept is None or (kept.fingerprint != fingerprint(entry) and not kept.edited) or _is_back(kept):
            _save(conn, entry, Action.LOADED, None, moment, edited=False, file=fingerprint(entry))
            changed += 1
        elif kept.fingerprint != fingerprint(entry) and _same(kept, entry):
            _save(conn, entry, Action.LOADED, None, moment, edited=False, file=fingerprint(entry))
        elif kept.fingerprint != fingerprint(entry):
            conflicts.append(Conflict(kept.entry, entry))
    for kept in known.values():
        if kept.entry.id in wanted or kept.retired or not kept.fingerprint:
            continue
        if kept.edited:
            conflicts.append(Conflict(kept.entry, None))
        else:
            _save(conn, kept.entry, Action.RETIRED, None, moment, edited=False, retired=True)
            changed += 1
    return Loaded(changed, tuple(conflicts))


def take_file(conn: Connection, conflict: Conflict, now: datetime) -> None:
    """Ends a conflict for the file: what the chat said stays in the history."""
    moment = _after_last_change(conn, now)
    if conflict.theirs is None:
        _save(conn, conflict.ours, Action.RETIRED, None, moment, edited=False, retired=True)
    else:
        file = fingerprint(conflict.theirs)
        _save(conn, conflict.theirs, Action.LOADED, None, moment, edited=False, file=file)


def keep_chat(conn: Connection, conflict: Conflict, now: datetime) -> None:
    """Ends a conflict for the chat: the file is known, and no longer overrides."""
    file = fingerprint(conflict.theirs) if conflict.theirs else ""
    statement = update(faq_entries).where(faq_entries.c.id == conflict.ours.id)
    conn.execute(statement.values(fingerprint=file, changed_at=_after_last_change(conn, now)))


def add(conn: Connection, entry: FaqEntry, *, by: int, now: datetime) -> bool:
    """Adds an entry born in chat; false if its id is taken."""
    if entry.id in _kept(conn, entry.id):
        return False
    _save(conn, entry, Action.ADDED, by, _after_last_change(conn, now), edited=True, file="")
    return True


def edit(conn: Connection, entry: FaqEntry, *, by: int, after: int, now: datetime) -> bool:
    """Changes an entry in chat; false if it changed since revision `after` was read."""
    if latest_revision(conn, entry.id) != after:
        return False
    _save(conn, entry, Action.EDITED, by, _after_last_change(conn, now), edited=True)
    return True


def retire(conn: Connection, entry_id: str, *, by: int, now: datetime, back: bool = False) -> bool:
    """Takes an entry out of the answers, or puts it `back`; false if there is nothing to change."""
    kept = _kept(conn, entry_id).get(entry_id)
    if kept is None or kept.retired is not back:
        return False
    action = Action.RESTORED if back else Action.RETIRED
    _save(conn, kept.entry, action, by, _after_last_change(conn, now), edited=True, retired=not back)
    return True


def get(conn: Connection, entry_id: str) -> Kept | None:
    """Finds an entry, retired or not."""
    return _kept(conn, entry_id).get(entry_id)


def ids(conn: Connection) -> set[str]:
    """Lists every id ever used."""
    return set(conn.execute(select(faq_entries.c.id)).scalars())


def retired(conn: Connection) -> list[FaqEntry]:
    """Lists the entries taken out of the answers."""
    return [kept.entry for kept in _kept(conn).values() if kept.retired]


def history(conn: Connection, entry_id: str) -> list[Revision]:
    """Lists the versions of an entry, newest first."""
    query = select(faq_revisions).where(faq_revisions.c.entry_id == entry_id).order_by(faq_revisions.c.id.desc())
    return [_revision(row) for row in conn.execute(query)]


def revision(conn: Connection, number: int) -> Revision | None:
    """Finds a version."""
    row = conn.execute(select(faq_revisions).where(faq_revisions.c.id == number)).one_or_none()
    return None if row is None else _revision(row)


def revision_before(conn: Connection, number: int) -> Revision | None:
    """Finds the version that another one replaced."""
    entry_id = select(faq_revisions.c.entry_id).where(faq_revisions.c.id == number).scalar_subquery()
    query = select(faq_revisions).where(faq_revisions.c.entry_id == entry_id, faq_revisions.c.id < number)
    row = conn.execute(query.order_by(faq_revisions.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else _revision(row)


def latest_revision(conn: Connection, entry_id: str) -> int:
    """Finds the number of an entry's last version, locking the entry where the database can; 0 if there is none."""
    conn.execute(select(faq_entries.c.id).where(faq_entries.c.id == entry_id).with_for_update())
    query = select(func.max(faq_revisions.c.id)).where(faq_revisions.c.entry_id == entry_id)
    return conn.execute(query).scalar_one() or 0


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
    return hashlib.sha256(json.dumps(content_of(entry), sort_keys=True).encode()).hexdigest()


def content_of(entry: FaqEntry) -> dict[str, Any]:
    """Writes an entry as JSON."""
    return {
        "id": entry.id,
        "theme": entry.theme,
        "question": dict(entry.question),
        "answer": dict(entry.answer),
        "variants": list(entry.variants),
        "source": entry.source,
        "as_of": entry.as_of.isoformat(),
    }


def entry_of(content: Mapping[str, Any]) -> FaqEntry:
    """Reads an entry from JSON."""
    variants, as_of = tuple(content["variants"]), date.fromisoformat(content["as_of"])
    return FaqEntry(**{**content, "variants": variants, "as_of": as_of})


def _kept(conn: Connection, entry_id: str | None = None) -> dict[str, Kept]:
    query = select(*_COLUMNS, faq_entries.c.fingerprint, faq_entries.c.retired, faq_entries.c.edited)
    if entry_id is not None:
        query = query.where(faq_entries.c.id == entry_id)
    found = {}
    for *columns, file, is_retired, is_edited in conn.execute(query.order_by(faq_entries.c.id)):
        entry = _entry(columns)
        found[entry.id] = Kept(entry, file, is_retired, is_edited)
    return found


def _is_back(kept: Kept) -> bool:
    """Tells that a file taken away (not an entry retired in chat) is there again."""
    return kept.retired and not kept.edited


def _same(kept: Kept, entry: FaqEntry) -> bool:
    return not kept.retired and fingerprint(kept.entry) == fingerprint(entry)


def _save(
    conn: Connection,
    entry: FaqEntry,
    action: Action,
    by: int | None,
    moment: datetime,
    *,
    edited: bool,
    retired: bool = False,
    file: str | None = None,
) -> None:
    values = {**content_of(entry), "as_of": entry.as_of, "retired": retired, "edited": edited, "changed_at": moment}
    if file is not None:
        values["fingerprint"] = file
        statement = _INSERT[conn.dialect.name].values(values)
        conn.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))
    else:
        conn.execute(update(faq_entries).where(faq_entries.c.id == entry.id).values(values))
    revision = {"entry_id": entry.id, "at": moment, "actor_id": by, "action": action, "content": content_of(entry)}
    conn.execute(insert(faq_revisions).values(revision))
    signal(conn, SIGNAL)


def _after_last_change(conn: Connection, now: datetime) -> datetime:
    """A later moment than any kept: the stamp must change even where clocks disagree."""
    last = stamp(conn)[1]
    return now if last is None else max(now, last + timedelta(microseconds=1))


def _revision(row: AnyRow) -> Revision:
    number, _, at, actor_id, action, content = row
    return Revision(number, at, actor_id, Action(action), entry_of(content))


def _entry(row: AnyRow | list[Any]) -> FaqEntry:
    entry_id, theme, question, answer, variants, source, as_of = row
    return FaqEntry(entry_id, theme, question, answer, tuple(variants), source, as_of)
