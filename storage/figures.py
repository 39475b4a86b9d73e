"""The figures of moderation, read by bounded queries that both databases answer alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise

from sqlalchemy import Connection, func, select

from consultation import figures as rule
from consultation.agenda import PARIS
from consultation.figures import DAYS, MONTH, Day, Decided, Figures
from consultation.moderation import DECIDED, OPEN, Status
from storage import people
from storage.tables import AnyRow, appeals, submission_versions, submissions

MOST_READ = 20_000
"""The newest decisions are read: far more than moderators take in a month, and a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures, and how each moderator among them is called."""

    figures: Figures
    names: Mapping[int, str]


def read(conn: Connection, now: datetime, *, most: int = MOST_READ) -> Reading:
    """Reads the figures as they stand at a moment."""
    decided = _decided(conn, now, most)
    kept = rule.figures(
        decided,
        now=now,
        waiting_by_theme=_waiting(conn),
        oldest=_oldest(conn),
        days=_days(conn, now),
        cut=len(decided) == most,
    )
    return Reading(kept, {number: people.staff_name(conn, number) for number in kept.load})


def _decided(conn: Connection, now: datetime, most: int) -> list[Decided]:
    """Lists the decisions in force, newest first, and since when each was waited for: its version, or its appeal."""
    versions = submission_versions
    this_version = (versions.c.submission_id == submissions.c.id) & (versions.c.version == submissions.c.version)
    query = (
        select(
            submissions.c.decided_at,
            func.coalesce(appeals.c.at, versions.c.at, submissions.c.submitted_at),
            func.coalesce(versions.c.at, submissions.c.submitted_at),
            submissions.c.status,
            submissions.c.reason,
            submissions.c.theme,
            submissions.c.decided_by,
        )
        .select_from(
            submissions.outerjoin(versions, this_version).outerjoin(
                appeals, appeals.c.submission_id == submissions.c.id
            )
        )
        .where(
            submissions.c.decided_at >= now - MONTH,
            submissions.c.status.in_(DECIDED),
            submissions.c.decided_by.is_not(None),
        )
    )
    return [_one(row) for row in conn.execute(query.order_by(submissions.c.decided_at.desc()).limit(most))]


def _one(row: AnyRow) -> Decided:
    at, appealed_or_sent, sent, status, reason, theme, moderator = row
    since = appealed_or_sent if appealed_or_sent <= at else sent
    return Decided(at, max(at - since, timedelta(0)), Status(status), reason, theme, moderator)


def _waiting(conn: Connection) -> dict[str, int]:
    query = select(submissions.c.theme, func.count()).where(submissions.c.status.in_(OPEN))
    return {theme: count for theme, count in conn.execute(query.group_by(submissions.c.theme))}  # noqa: C416 - rows are not tuples for the type checker


def _oldest(conn: Connection) -> datetime | None:
    """Finds since when the oldest that waits does: one look along an index for each state."""
    first = [
        conn.execute(
            select(submissions.c.submitted_at).where(submissions.c.status == status).order_by(submissions.c.id).limit(1)
        ).scalar_one_or_none()
        for status in OPEN
    ]
    return min((at for at in first if at is not None), default=None)


def _days(conn: Connection, now: datetime) -> tuple[Day, ...]:
    """Counts day by day of Paris, each along an index: a day may last 23 or 25 hours."""
    today = now.astimezone(PARIS).date()
    starts = [datetime.combine(today - timedelta(days=back), time(), PARIS) for back in range(DAYS - 1, -2, -1)]
    return tuple(
        Day(
            start.date(),
            _between(conn, "submitted_at", start, end),
            _between(conn, "decided_at", start, end),
        )
        for start, end in pairwise(starts)
    )


def _between(conn: Connection, column: str, start: datetime, end: datetime) -> int:
    at = submissions.c[column]
    query = select(func.count()).select_from(submissions).where(at >= start, at < end)
    return conn.execute(query).scalar_one()
