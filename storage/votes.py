"""Votes on a submission where several moderators must agree: one each, the last one counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from storage.signals import SUBMISSIONS, signal
from storage.tables import people, votes


@dataclass(frozen=True, slots=True)
class Vote:
    """What a moderator would decide, and how they are called."""

    moderator_id: int
    decision: str
    detail: str | None
    name: str


def cast(
    conn: Connection,
    submission_id: int,
    *,
    version: int,
    by: int,
    decision: str,
    detail: str | None,
    now: datetime,
) -> None:
    """Keeps a vote, in the place of this moderator's earlier one."""
    conn.execute(delete(votes).where(votes.c.submission_id == submission_id, votes.c.moderator_id == by))
    values = {"submission_id": submission_id, "version": version, "moderator_id": by, "at": now}
    conn.execute(insert(votes).values(**values, decision=decision, detail=detail))
    signal(conn, SUBMISSIONS)


def on(conn: Connection, submission_id: int, version: int) -> list[Vote]:
    """Lists the votes on a version, oldest first."""
    query = (
        select(votes.c.moderator_id, votes.c.decision, votes.c.detail, people.c.staff_name)
        .select_from(votes.join(people, people.c.id == votes.c.moderator_id))
        .where(votes.c.submission_id == submission_id, votes.c.version == version)
        .order_by(votes.c.at, votes.c.moderator_id)
    )
    return [Vote(row.moderator_id, row.decision, row.detail, row.staff_name or "?") for row in conn.execute(query)]


def clear(conn: Connection, submission_id: int) -> None:
    """Forgets the votes on a submission: it was decided, or goes back to the queue."""
    conn.execute(delete(votes).where(votes.c.submission_id == submission_id))
