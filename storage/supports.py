"""Who supports which contribution: one support each."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from storage.tables import supports


def add(conn: Connection, submission_id: int, person_id: int, now: datetime) -> bool:
    """Adds a support; false if this person supports it already."""
    this = (supports.c.submission_id == submission_id, supports.c.person_id == person_id)
    if conn.execute(select(supports.c.person_id).where(*this)).first() is not None:
        return False
    conn.execute(insert(supports).values(submission_id=submission_id, person_id=person_id, at=now))
    return True


def count(conn: Connection, submission_id: int) -> int:
    """Counts those who support a contribution."""
    query = select(func.count()).select_from(supports).where(supports.c.submission_id == submission_id)
    return conn.execute(query).scalar_one()


def people_of(conn: Connection, submission_id: int) -> list[int]:
    """Lists those who support a contribution."""
    query = select(supports.c.person_id).where(supports.c.submission_id == submission_id)
    return list(conn.execute(query.order_by(supports.c.person_id)).scalars())


def take_back(conn: Connection, submission_id: int, person_id: int) -> bool:
    """Takes a support back; false if there was none."""
    this = (supports.c.submission_id == submission_id, supports.c.person_id == person_id)
    return conn.execute(delete(supports).where(*this)).rowcount > 0
