"""The FAQ's table: entries from files or born in chat, each change of them kept as a version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
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
LOCK = 4_205_771_024
"""PostgreSQL's advisory lock under which the FAQ changes: one process at a time, so that nobody overwrites unseen."""
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
class Kept:
    """An entry as the table keeps it; `fingerprint` is of the file last loaded, `edited` a change in chat since."""

    entry: FaqEntry
    fingerprint: str
    retired: bool
    edited: bool


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


def alone(conn: Connection) -> None:
    """Waits until no other process is changing the FAQ; SQLite has one writer anyway."""
    if conn.dialect.name == "postgresql":
        conn.execute(select(func.pg_advisory_xact_lock(LOCK)))


def add(conn: Connection, entry: FaqEntry, *, by: int, now: datetime) -> bool:
    """Adds an entry born in chat; false if its id is taken."""
    alone(conn)
    if get(conn, entry.id) is not None:
        return False
    save(conn, entry, Action.ADDED, by, after_last_change(conn, now), edited=True, file="")
    return True


def edit(conn: Connection, entry: FaqEntry, *, by: int, after: int, now: datetime) -> bool:
    """Changes an entry in chat, retired or not; false if it changed since revision `after` was read."""
    alone(conn)
    kept = get(conn, entry.id)
    if kept is None or latest_revision(conn, entry.id) != after:
        return False
    save(conn, entry, Action.EDITED, by, after_last_change(conn, now), edited=True, retired=kept.retired)
    return True


def retire(conn: Connection, entry_id: str, *, by: int, now: datetime, back: bool = False) -> bool:
    """Takes an entry out of the answers, or puts it `back`; false if there is nothing to change."""
    alone(conn)
    kept = get(conn, entry_id)
    if kept is None or kept.retired is not back:
        return False
    action = Action.RESTORED if back else Action.RETIRED
    save(conn, kept.entry, action, by, after_last_change(conn, now), edited=True, retired=not back)
    return True


def get(conn: Connection, entry_id: str) -> Kept | None:
    """Finds an entry, retired or not."""
    return all_kept(conn, entry_id).get(entry_id)


def all_kept(conn: Connection, entry_id: str | None = None) -> dict[str, Kept]:
    """Finds every entry, retired or not, or the one of an id, in the order of their ids."""
    query = select(*_COLUMNS, faq_entries.c.fingerprint, faq_entries.c.retired, faq_entries.c.edited)
    if entry_id is not None:
        query = query.where(faq_entries.c.id == entry_id)
    found = {}
    for *columns, file, is_retired, is_edited in conn.execute(query.order_by(faq_entries.c.id)):
        entry = _entry(columns)
        found[entry.id] = Kept(entry, file, is_retired, is_edited)
    return found


def ids(conn: Connection) -> set[str]:
    """Lists every id ever used."""
    return set(conn.execute(select(faq_entries.c.id)).scalars())


def retired(conn: Connection) -> list[FaqEntry]:
    """Lists the entries taken out of the answers."""
    query = select(*_COLUMNS).where(faq_entries.c.retired).order_by(faq_entries.c.id)
    return [_entry(row) for row in conn.execute(query)]


def latest_revision(conn: Connection, entry_id: str) -> int:
    """Finds the number of an entry's last version; 0 if there is none."""
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


def save(
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
    """Writes an entry and keeps that version; `file` is the fingerprint of the file that it agrees with."""
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


def after_last_change(conn: Connection, now: datetime) -> datetime:
    """A later moment than any kept: the stamp must change even where clocks disagree."""
    last = stamp(conn)[1]
    return now if last is None else max(now, last + timedelta(microseconds=1))


def _entry(row: AnyRow | list[Any]) -> FaqEntry:
    entry_id, theme, question, answer, variants, source, as_of = row
    return FaqEntry(entry_id, theme, question, answer, tuple(variants), source, as_of)
