"""Sanctions given to people, and what became of their one appeal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, or_, select, update

from storage.tables import AnyRow, sanctions


@dataclass(frozen=True, slots=True)
class Sanction:
    """A sanction: `until` is none for a warning, `outcome` is what an admin answered to the appeal (kept, lifted)."""

    id: int
    person_id: int
    step: str
    reason: str
    submission_id: int
    given_by: int
    given_at: datetime
    until: datetime | None
    appeal: str | None
    appealed_at: datetime | None
    outcome: str | None


_COLUMNS = (
    sanctions.c.id,
    sanctions.c.person_id,
    sanctions.c.step,
    sanctions.c.reason,
    sanctions.c.submission_id,
    sanctions.c.given_by,
    sanctions.c.given_at,
    sanctions.c.until,
    sanctions.c.appeal,
    sanctions.c.appealed_at,
    sanctions.c.outcome,
)
_IN_FORCE = or_(sanctions.c.outcome.is_(None), sanctions.c.outcome != "lifted")


def give(
    conn: Connection,
    person_id: int,
    *,
    step: str,
    reason: str,
    submission_id: int,
    by: int,
    now: datetime,
    until: datetime | None,
) -> Sanction:
    """Gives a sanction."""
    values = {"person_id": person_id, "step": step, "reason": reason, "submission_id": submission_id}
    values |= {"given_by": by, "given_at": now, "until": until}
    return _sanction(conn.execute(insert(sanctions).values(values).returning(*_COLUMNS)).one())


def get(conn: Connection, sanction_id: int) -> Sanction | None:
    """Finds a sanction by its number."""
    row = conn.execute(select(*_COLUMNS).where(sanctions.c.id == sanction_id)).one_or_none()
    return None if row is None else _sanction(row)


def remembered(conn: Connection, person_id: int, since: datetime) -> int:
    """Counts a person's sanctions since a moment, but for those that were lifted."""
    query = select(func.count()).select_from(sanctions).where(sanctions.c.person_id == person_id)
    return conn.execute(query.where(sanctions.c.given_at >= since, _IN_FORCE)).scalar_one()


def given_for(conn: Connection, submission_id: int) -> Sanction | None:
    """Finds the sanction a submission led to, if it did."""
    row = conn.execute(select(*_COLUMNS).where(sanctions.c.submission_id == submission_id).limit(1)).one_or_none()
    return None if row is None else _sanction(row)


def paused(conn: Connection, person_id: int, now: datetime) -> Sanction | None:
    """Finds the sanction by which a person may not contribute now, the one that lasts longest."""
    query = select(*_COLUMNS).where(sanctions.c.person_id == person_id, sanctions.c.until > now, _IN_FORCE)
    row = conn.execute(query.order_by(sanctions.c.until.desc()).limit(1)).one_or_none()
    return None if row is None else _sanction(row)


def appeal(conn: Connection, sanction_id: int, person_id: int, text: str, now: datetime) -> Sanction | None:
    """Keeps a person's appeal; none if there was one already."""
    own = (sanctions.c.id == sanction_id, sanctions.c.person_id == person_id, sanctions.c.appealed_at.is_(None))
    statement = update(sanctions).where(*own).values(appeal=text, appealed_at=now).returning(*_COLUMNS)
    row = conn.execute(statement).one_or_none()
    return None if row is None else _sanction(row)


def settle(conn: Connection, sanction_id: int, outcome: str, *, by: int, now: datetime) -> Sanction | None:
    """Keeps or lifts a sanction for good; none if that was done already."""
    waiting = (sanctions.c.id == sanction_id, sanctions.c.outcome.is_(None))
    values = {"outcome": outcome, "outcome_by": by, "outcome_at": now}
    row = conn.execute(update(sanctions).where(*waiting).values(values).returning(*_COLUMNS)).one_or_none()
    return None if row is None else _sanction(row)


def running(conn: Connection, now: datetime, *, limit: int) -> list[Sanction]:
    """Lists the sanctions in force and the appeals that wait, the newest first."""
    waits = sanctions.c.appealed_at.is_not(None) & sanctions.c.outcome.is_(None)
    query = select(*_COLUMNS).where(or_(waits, (sanctions.c.until > now) & _IN_FORCE))
    return [_sanction(row) for row in conn.execute(query.order_by(sanctions.c.id.desc()).limit(limit))]


def _sanction(row: AnyRow) -> Sanction:
    return Sanction(*row)
