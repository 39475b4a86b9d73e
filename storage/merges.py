"""Which contribution was merged into which: a duplicate follows its original, and the original's, if it has one."""

from __future__ import annotations

from sqlalchemy import Connection, select

from storage.tables import submissions

DEEPEST = 50
"""Nobody merges in a chain this long; a loop, which no decision makes, would end here."""


def root(conn: Connection, submission_id: int) -> int:
    """Finds the contribution that a number leads to: itself, or the last original of a duplicate."""
    for _ in range(DEEPEST):
        query = select(submissions.c.merged_into).where(submissions.c.id == submission_id)
        original = conn.execute(query).scalar_one_or_none()
        if original is None:
            break
        submission_id = original
    return submission_id


def family(conn: Connection, submission_id: int) -> list[int]:
    """Lists a contribution and those merged into it, however far, oldest first."""
    found, last = {submission_id}, {submission_id}
    for _ in range(DEEPEST):
        query = select(submissions.c.id).where(submissions.c.merged_into.in_(last))
        last = set(conn.execute(query).scalars()) - found
        if not last:
            break
        found |= last
    return sorted(found)


def merged_into(conn: Connection, submission_id: int) -> list[int]:
    """Lists the duplicates of a contribution, oldest first."""
    return [number for number in family(conn, submission_id) if number != submission_id]
