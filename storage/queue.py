"""The moderation queue as it is read: filtered lists by pages, words sought, the next to decide, the figures.

Every query is bounded, whatever the number of submissions: pages go from an id onwards along an index, counts stop at a
maximum, and words are sought in so many submissions at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Select, false, func, or_, select, union_all

from consultation.form import FORM, Kind
from consultation.moderation import OPEN, Status
from consultation.text import fold
from storage.submissions import Submission, get_all
from storage.tables import appeals, claims, held_cards, submission_versions, submissions

COUNTED = 1_000
"""Counts in lists stop here: “more than 1,000”."""
SOUGHT = 2_000
"""So many submissions are read for words at a time."""
TURN = timedelta(minutes=10)
"""For so long, what “Suivante” showed to one moderator is not shown to another, if there is anything else."""
_TEXTS = ("title", *(field.key for field in FORM if field.kind is Kind.TEXT and field.key != "title"))
"""What is read for words: what the contribution says, never who signed it."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows; `before` and `since` bound the moment of sending."""

    statuses: frozenset[Status]
    theme: str | None = None
    before: datetime | None = None
    since: datetime | None = None
    newest_first: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list; `more` tells whether there is another behind it, `reached` the last number looked at."""

    found: list[Submission]
    more: bool
    reached: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What happened since a moment, and what waits."""

    received: int
    decided: int
    waiting: int
    in_review: int
    oldest: Submission | None


def page(conn: Connection, wanted: Filter, *, size: int, after: int | None = None, backwards: bool = False) -> Page:
    """Reads the page that begins after a number, or (`backwards`) the one that ends before it."""
    numbers = _numbers(conn, wanted, size + 1, after, newest_first=wanted.newest_first != backwards)
    more, kept = len(numbers) > size, numbers[:size]
    if backwards:
        kept = kept[::-1]
    return Page(get_all(conn, kept), more, kept[-1] if kept else None)


def seek(
    conn: Connection, wanted: Filter, words: str, *, size: int, after: int | None = None, within: int = SOUGHT
) -> Page:
    """Finds submissions that hold every word, `within` so many of a list; accents and case do not matter."""
    sought = fold(words).split()
    numbers = _numbers(conn, wanted, within, after, newest_first=wanted.newest_first)
    found: list[Submission] = []
    for start in range(0, len(numbers), 200):
        for one in get_all(conn, numbers[start : start + 200]):
            if all(word in _text_of(one) for word in sought):
                found.append(one)
                if len(found) == size:
                    return Page(found, one.id != numbers[-1] or len(numbers) == within, one.id)
    return Page(found, len(numbers) == within, numbers[-1] if numbers else None)


def count(conn: Connection, wanted: Filter) -> int:
    """Counts what a list holds, up to `COUNTED` and one more."""
    bounds = _bounds(conn, wanted)
    parts = [_of_status(status, wanted, bounds).limit(COUNTED + 1) for status in sorted(wanted.statuses)]
    return min(COUNTED + 1, sum(_length(conn, part) for part in parts))


def reaches(conn: Connection, statuses: Iterable[Status], number: int) -> bool:
    """Tells whether more than so many submissions are in these states, without counting all of them."""
    query = select(submissions.c.id).where(submissions.c.status.in_(list(statuses))).limit(number + 1)
    return _length(conn, query) > number


def next_to_decide(conn: Connection, now: datetime) -> Submission | None:
    """Finds the oldest submission that nobody has taken; one that was just shown comes after the others."""
    fresh = or_(held_cards.c.shown_at.is_(None), held_cards.c.shown_at <= now - TURN)
    numbers = [row.id for status in OPEN for row in conn.execute(_free(status, now).where(fresh))]
    if not numbers:
        again = [
            (row.shown_at, row.id)
            for status in OPEN
            for row in conn.execute(_free(status, now).order_by(None).order_by(held_cards.c.shown_at))
        ]
        numbers = [number for _, number in sorted(again)[:1]]
    return next(iter(get_all(conn, sorted(numbers)[:1])), None)


def _free(status: Status, now: datetime) -> Select[tuple[int, datetime | None]]:
    """The first submission of a state that no moderator has now."""
    joined = submissions.outerjoin(held_cards, held_cards.c.submission_id == submissions.c.id).outerjoin(
        claims, (claims.c.submission_id == submissions.c.id) & (claims.c.until > now)
    )
    query = select(submissions.c.id, held_cards.c.shown_at).select_from(joined)
    query = query.where(submissions.c.status == status, claims.c.submission_id.is_(None))
    return query.order_by(submissions.c.id).limit(1)


def figures(conn: Connection, since: datetime) -> Figures:
    """Counts what was received and decided since a moment, and what waits now."""
    received = select(func.count()).select_from(submissions).where(submissions.c.submitted_at >= since)
    decided = select(func.count()).select_from(submissions).where(submissions.c.decided_at >= since)
    by_status = select(submissions.c.status, func.count()).where(submissions.c.status.in_(OPEN))
    waiting = {status: number for status, number in conn.execute(by_status.group_by(submissions.c.status))}  # noqa: C416 - rows are not tuples for the type checker
    return Figures(
        received=conn.execute(received).scalar_one(),
        decided=conn.execute(decided).scalar_one(),
        waiting=sum(waiting.values()),
        in_review=waiting.get(Status.IN_REVIEW, 0),
        oldest=next(iter(page(conn, Filter(OPEN), size=1).found), None),
    )


def overdue(conn: Connection, cutoff: datetime, *, limit: int) -> list[tuple[int, datetime]]:
    """Lists what waits since before a moment, longest first: since its version in force was sent, or its appeal."""
    since = func.coalesce(appeals.c.at, submission_versions.c.at, submissions.c.submitted_at)
    query = (
        select(submissions.c.id, since.label("since"))
        .select_from(
            submissions.outerjoin(
                submission_versions,
                (submission_versions.c.submission_id == submissions.c.id)
                & (submission_versions.c.version == submissions.c.version),
            ).outerjoin(appeals, appeals.c.submission_id == submissions.c.id)
        )
        .where(submissions.c.status.in_(OPEN), submissions.c.submitted_at <= cutoff, since <= cutoff)
        .order_by(since, submissions.c.id)
        .limit(limit)
    )
    return [(row.id, row.since) for row in conn.execute(query)]


def _numbers(conn: Connection, wanted: Filter, most: int, after: int | None, *, newest_first: bool) -> list[int]:
    """Reads numbers in order: each state's along its index, then merged."""
    bounds = _bounds(conn, wanted)
    order = submissions.c.id.desc() if newest_first else submissions.c.id
    if after is not None:
        bounds.append(submissions.c.id < after if newest_first else submissions.c.id > after)
    parts = [
        select(_of_status(status, wanted, bounds).order_by(order).limit(most).subquery())
        for status in sorted(wanted.statuses)
    ]
    merged = union_all(*parts).subquery()
    column = merged.c.id.desc() if newest_first else merged.c.id
    return list(conn.execute(select(merged.c.id).order_by(column).limit(most)).scalars())


def _of_status(status: Status, wanted: Filter, bounds: list[ColumnElement[bool]]) -> Select[tuple[int]]:
    query = select(submissions.c.id).where(submissions.c.status == status, *bounds)
    return query if wanted.theme is None else query.where(submissions.c.theme == wanted.theme)


def _bounds(conn: Connection, wanted: Filter) -> list[ColumnElement[bool]]:
    """Turns moments into numbers, which grow with them: a page is then read along one index."""
    bounds: list[ColumnElement[bool]] = []
    if wanted.before is not None:
        last = select(submissions.c.id).where(submissions.c.submitted_at <= wanted.before)
        last = last.order_by(submissions.c.submitted_at.desc(), submissions.c.id.desc()).limit(1)
        bounds.append(submissions.c.id <= (conn.execute(last).scalar_one_or_none() or 0))
    if wanted.since is not None:
        first = select(submissions.c.id).where(submissions.c.submitted_at >= wanted.since)
        first = first.order_by(submissions.c.submitted_at, submissions.c.id).limit(1)
        found = conn.execute(first).scalar_one_or_none()
        bounds.append(false() if found is None else submissions.c.id >= found)
    return bounds


def _length(conn: Connection, query: Select[tuple[int]]) -> int:
    return conn.execute(select(func.count()).select_from(query.subquery())).scalar_one()


def _text_of(submission: Submission) -> str:
    return fold(" ".join(str(submission.answers.get(key, "")) for key in _TEXTS))
