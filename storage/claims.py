"""Who takes which submission, until when: whoever comes later knows, and may decide once it ran out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from storage.tables import claims


@dataclass(frozen=True, slots=True)
class Claim:
    """A submission that a moderator takes."""

    submission_id: int
    moderator_id: int
    until: datetime


def take(conn: Connection, submission_id: int, moderator_id: int, until: datetime) -> None:
    """Gives a submission to a moderator, whoever had it."""
    drop(conn, submission_id)
    conn.execute(insert(claims).values(submission_id=submission_id, moderator_id=moderator_id, until=until))


def find(conn: Connection, submission_id: int) -> Claim | None:
    """Finds who took a submission last, even if that ran out."""
    query = select(claims.c.submission_id, claims.c.moderator_id, claims.c.until)
    row = conn.execute(query.where(claims.c.submission_id == submission_id)).one_or_none()
    return None if row is None else Claim(*row)


def live(conn: Connection, submission_id: int, now: datetime) -> Claim | None:
    """Finds who has a submission now."""
    claim = find(conn, submission_id)
    return claim if claim is not None and claim.until > now else None


def drop(conn: Connection, submission_id: int) -> bool:
    """Lets a submission go; false if nobody had it."""
    return conn.execute(delete(claims).where(claims.c.submission_id == submission_id)).rowcount > 0


def expired(conn: Connection, now: datetime, *, limit: int) -> list[int]:
    """Lists the submissions whose claim ran out, the oldest claim first."""
    query = select(claims.c.submission_id).where(claims.c.until <= now).order_by(claims.c.until).limit(limit)
    return list(conn.execute(query).scalars())
