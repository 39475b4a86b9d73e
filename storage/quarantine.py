"""Updates that could not be handled, kept whole for whoever mends the program; their number is the reference told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from storage.tables import quarantine

ERROR_MAX = 200


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An update set aside: `payload` is its JSON as received, `error` says what kind of fault it met."""

    id: int
    update_id: int | None
    error: str
    payload: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Incident:
    """What met the same fault at the same place in the code and was not told: how many, and the last one's number."""

    place: str
    count: int
    last: int


def put(conn: Connection, *, update_id: int | None, error: str, payload: str, now: datetime) -> int:
    """Sets an update aside and gives its number."""
    values = {
        "update_id": update_id,
        "error": error.replace("\0", "")[:ERROR_MAX],
        "payload": payload.replace("\0", ""),  # PostgreSQL keeps no NUL
        "created_at": now,
    }
    number: int = conn.execute(insert(quarantine).returning(quarantine.c.id), values).scalar_one()
    return number


def count(conn: Connection) -> int:
    """Counts the updates set aside."""
    return conn.execute(select(func.count()).select_from(quarantine)).scalar_one()


def count_since(conn: Connection, moment: datetime) -> int:
    """Counts the updates set aside since a moment."""
    query = select(func.count()).select_from(quarantine).where(quarantine.c.created_at >= moment)
    return conn.execute(query).scalar_one()


def untold(conn: Connection, *, quiet_since: datetime) -> list[Incident]:
    """Groups what nobody was told of, but for places that were told of since a moment."""
    told = select(quarantine.c.error).where(quarantine.c.told_at > quiet_since)
    query = (
        select(quarantine.c.error, func.count(), func.max(quarantine.c.id))
        .where(quarantine.c.told_at.is_(None), quarantine.c.error.not_in(told))
        .group_by(quarantine.c.error)
        .order_by(func.max(quarantine.c.id))
    )
    return [Incident(*row) for row in conn.execute(query)]


def mark_told(conn: Connection, incident: Incident, now: datetime) -> bool:
    """Marks an incident as told; false if another process did so first."""
    statement = (
        update(quarantine)
        .where(quarantine.c.error == incident.place, quarantine.c.told_at.is_(None), quarantine.c.id <= incident.last)
        .values(told_at=now)
    )
    return conn.execute(statement).rowcount == incident.count


def list_recent(conn: Connection, limit: int = 20) -> Sequence[Quarantined]:
    """Lists the last updates set aside, newest first."""
    query = select(
        quarantine.c.id, quarantine.c.update_id, quarantine.c.error, quarantine.c.payload, quarantine.c.created_at
    )
    return [Quarantined(*row) for row in conn.execute(query.order_by(quarantine.c.id.desc()).limit(limit))]


def delete_before(conn: Connection, moment: datetime) -> int:
    """Forgets the updates set aside before a moment (they hold personal data), and counts them."""
    return conn.execute(delete(quarantine).where(quarantine.c.created_at < moment)).rowcount
