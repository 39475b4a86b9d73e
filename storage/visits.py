"""By which event's link a person came in: for a day, what they begin to contribute is linked to that event."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import visits

KEPT = timedelta(days=1)
_ENTER = {
    "sqlite": sqlite.insert(visits).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(visits).on_conflict_do_nothing(),
}


def enter(conn: Connection, person_id: int, event_id: str, now: datetime) -> None:
    """Notes by which link a person just came in; the last one counts."""
    leave(conn, person_id)
    conn.execute(_ENTER[conn.dialect.name], {"person_id": person_id, "event_id": event_id, "at": now})


def leave(conn: Connection, person_id: int) -> None:
    """Forgets by which link a person came in."""
    conn.execute(delete(visits).where(visits.c.person_id == person_id))


def current(conn: Connection, person_id: int, now: datetime) -> str | None:
    """Says by which event's link a person came in, if that was within a day."""
    query = select(visits.c.event_id).where(visits.c.person_id == person_id, visits.c.at > now - KEPT)
    return conn.execute(query).scalar_one_or_none()


def delete_before(conn: Connection, moment: datetime) -> int:
    """Forgets visits before a moment, and counts them."""
    return conn.execute(delete(visits).where(visits.c.at < moment)).rowcount
