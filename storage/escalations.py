"""Submissions that a moderator leaves to an admin."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from storage.tables import escalations


def add(conn: Connection, submission_id: int, moderator_id: int, now: datetime) -> None:
    """Leaves a submission to an admin."""
    conn.execute(insert(escalations).values(submission_id=submission_id, moderator_id=moderator_id, at=now))


def by(conn: Connection, submission_id: int) -> int | None:
    """Finds who left a submission to an admin, if somebody did."""
    query = select(escalations.c.moderator_id).where(escalations.c.submission_id == submission_id)
    return conn.execute(query).scalar_one_or_none()


def drop(conn: Connection, submission_id: int) -> None:
    """Forgets it: an admin decided."""
    conn.execute(delete(escalations).where(escalations.c.submission_id == submission_id))
