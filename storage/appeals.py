"""Appeals: one for a submission, decided by someone else than who refused it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from storage.tables import appeals


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal: who refused the submission and why, and what its author says (nothing, maybe)."""

    refused_by: int
    reason: str
    text: str
    at: datetime


def add(
    conn: Connection, submission_id: int, *, person_id: int, refused_by: int, reason: str, text: str, now: datetime
) -> None:
    """Keeps the appeal of a submission."""
    values = {"submission_id": submission_id, "person_id": person_id, "refused_by": refused_by, "at": now}
    conn.execute(insert(appeals).values(**values, reason=reason, text=text))


def among(conn: Connection, submission_ids: Collection[int]) -> frozenset[int]:
    """Finds those of these submissions that were appealed."""
    query = select(appeals.c.submission_id).where(appeals.c.submission_id.in_(submission_ids))
    return frozenset(conn.execute(query).scalars())


def find(conn: Connection, submission_id: int) -> Appeal | None:
    """Finds the appeal of a submission."""
    query = select(appeals.c.refused_by, appeals.c.reason, appeals.c.text, appeals.c.at)
    row = conn.execute(query.where(appeals.c.submission_id == submission_id)).first()
    return None if row is None else Appeal(*row)
