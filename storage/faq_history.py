"""The versions of each FAQ entry: what it said, since when, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from consultation.content import FaqEntry
from storage.faq_entries import Action, entry_of
from storage.tables import AnyRow, faq_revisions


@dataclass(frozen=True, slots=True)
class Revision:
    """A version of an entry: who (none: a file), when, what it said."""

    id: int
    at: datetime
    actor_id: int | None
    action: Action
    entry: FaqEntry


def history(conn: Connection, entry_id: str, *, limit: int, offset: int = 0) -> list[Revision]:
    """Lists the versions of an entry, newest first."""
    query = select(faq_revisions).where(faq_revisions.c.entry_id == entry_id).order_by(faq_revisions.c.id.desc())
    return [_revision(row) for row in conn.execute(query.limit(limit).offset(offset))]


def count(conn: Connection, entry_id: str) -> int:
    """Counts the versions of an entry."""
    query = select(func.count()).select_from(faq_revisions).where(faq_revisions.c.entry_id == entry_id)
    return conn.execute(query).scalar_one()


def get(conn: Connection, number: int) -> Revision | None:
    """Finds a version."""
    row = conn.execute(select(faq_revisions).where(faq_revisions.c.id == number)).one_or_none()
    return None if row is None else _revision(row)


def before(conn: Connection, revision: Revision) -> Revision | None:
    """Finds the version that another one replaced."""
    query = select(faq_revisions).where(faq_revisions.c.entry_id == revision.entry.id, faq_revisions.c.id < revision.id)
    row = conn.execute(query.order_by(faq_revisions.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else _revision(row)


def _revision(row: AnyRow) -> Revision:
    number, _, at, actor_id, action, content = row
    return Revision(number, at, actor_id, Action(action), entry_of(content))
