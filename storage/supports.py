"""Who supports which contribution: one support each."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from storage import merges
from storage.tables import submissions, supports


def add(conn: Connection, submission_id: int, person_id: int, now: datetime) -> bool:
    """Adds a support; false if this person supports it already."""
    if gives(conn, submission_id, person_id):
        return False
    conn.execute(insert(supports).values(submission_id=submission_id, person_id=person_id, at=now))
    return True


def count(conn: Connection, submission_id: int) -> int:
    """Counts those who support a contribution, authors of its duplicates included."""
    return len(people_of(conn, submission_id))


def people_of(conn: Connection, submission_id: int) -> list[int]:
    """Lists those who support a contribution: itself or a duplicate of it, or by having sent a duplicate; once each."""
    family = merges.family(conn, submission_id)
    giving = select(supports.c.person_id).where(supports.c.submission_id.in_(family))
    sending = select(submissions.c.person_id).where(submissions.c.id.in_(family), submissions.c.id != submission_id)
    author = select(submissions.c.person_id).where(submissions.c.id == submission_id)
    own = set(conn.execute(author).scalars())
    return sorted({*conn.execute(giving).scalars(), *conn.execute(sending).scalars()} - own)


def gives(conn: Connection, submission_id: int, person_id: int) -> bool:
    """Tells whether someone gave a support that they can take back."""
    this = (supports.c.submission_id == submission_id, supports.c.person_id == person_id)
    return conn.execute(select(supports.c.person_id).where(*this)).first() is not None


def take_back(conn: Connection, submission_id: int, person_id: int) -> bool:
    """Takes a support back; false if there was none."""
    this = (supports.c.submission_id == submission_id, supports.c.person_id == person_id)
    return conn.execute(delete(supports).where(*this)).rowcount > 0
