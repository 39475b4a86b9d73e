"""Contributions that were sent. A transition is one conditional UPDATE: the second of two clicks changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, exists, func, insert, select, update

from consultation.moderation import DECIDED, OPEN, Rule, Status
from storage import versions
from storage.signals import SUBMISSIONS, signal
from storage.tables import AnyRow, appeals, submissions


@dataclass(frozen=True, slots=True)
class Submission:
    """A contribution as sent; `id` is the number everyone sees, `event` the one whose link its author entered by."""

    id: int
    person_id: int
    status: Status
    theme: str
    answers: Mapping[str, Any]
    version: int
    reason: str | None
    requested_field: str | None
    decided_by: int | None
    decided_at: datetime | None
    submitted_at: datetime
    event: str | None = None
    merged_into: int | None = None


_COLUMNS = (
    submissions.c.id,
    submissions.c.person_id,
    submissions.c.status,
    submissions.c.theme,
    submissions.c.answers,
    submissions.c.version,
    submissions.c.reason,
    submissions.c.requested_field,
    submissions.c.decided_by,
    submissions.c.decided_at,
    submissions.c.submitted_at,
    submissions.c.event,
    submissions.c.merged_into,
)

_UNDECIDED: Mapping[str, None] = {
    "reason": None,
    "requested_field": None,
    "decided_by": None,
    "decided_at": None,
    "merged_into": None,
}


def add(
    conn: Connection,
    *,
    person_id: int,
    answers: Mapping[str, Any],
    form_version: int,
    now: datetime,
    event: str | None = None,
) -> Submission:
    """Keeps a contribution that was just sent."""
    values = {
        "person_id": person_id,
        "status": Status.PENDING.value,
        "theme": answers["theme"],
        "event": event,
        "answers": dict(answers),
        "form_version": form_version,
        "version": 1,
        "submitted_at": now,
    }
    sent = _submission(conn.execute(insert(submissions).values(values).returning(*_COLUMNS)).one())
    versions.keep(conn, sent.id, sent.version, person_id, answers, now)
    return sent


def get(conn: Connection, submission_id: int) -> Submission | None:
    """Finds a submission by number."""
    row = conn.execute(select(*_COLUMNS).where(submissions.c.id == submission_id)).one_or_none()
    return None if row is None else _submission(row)


def lock(conn: Connection, submission_id: int) -> Submission | None:
    """Finds a submission, and lets nobody else decide on it before this transaction ends."""
    query = select(*_COLUMNS).where(submissions.c.id == submission_id).with_for_update()
    row = conn.execute(query).one_or_none()
    return None if row is None else _submission(row)


def get_all(conn: Connection, numbers: Collection[int]) -> list[Submission]:
    """Finds submissions by number, in the order given."""
    found = {row.id: _submission(row) for row in conn.execute(select(*_COLUMNS).where(submissions.c.id.in_(numbers)))}
    return [found[number] for number in numbers if number in found]


def of_person(conn: Connection, person_id: int, *, limit: int, offset: int = 0) -> list[Submission]:
    """Lists a person's submissions, newest first."""
    query = select(*_COLUMNS).where(submissions.c.person_id == person_id).order_by(submissions.c.id.desc())
    return [_submission(row) for row in conn.execute(query.limit(limit).offset(offset))]


def asked_of(conn: Connection, person_id: int) -> int | None:
    """Finds the submission of a person that a moderator waits to be made clearer, the newest."""
    query = select(submissions.c.id).where(submissions.c.person_id == person_id)
    query = query.where(submissions.c.status == Status.CHANGES_REQUESTED)
    return conn.execute(query.order_by(submissions.c.id.desc()).limit(1)).scalar()


def count_of_person(conn: Connection, person_id: int, *, since: datetime | None = None) -> int:
    """Counts a person's submissions, since a moment if one is given."""
    query = select(func.count()).select_from(submissions).where(submissions.c.person_id == person_id)
    if since is not None:
        query = query.where(submissions.c.submitted_at >= since)
    return conn.execute(query).scalar_one()


def waiting(conn: Connection, statuses: Collection[Status], *, limit: int, offset: int = 0) -> list[Submission]:
    """Lists submissions in the given states, oldest first."""
    query = select(*_COLUMNS).where(submissions.c.status.in_(statuses)).order_by(submissions.c.id)
    return [_submission(row) for row in conn.execute(query.limit(limit).offset(offset))]


def count(conn: Connection, statuses: Collection[Status]) -> int:
    """Counts submissions in the given states."""
    return conn.execute(
        select(func.count()).select_from(submissions).where(submissions.c.status.in_(statuses))
    ).scalar_one()


def decide(
    conn: Connection, submission_id: int, rule: Rule, *, version: int, by: int, detail: str | None, now: datetime
) -> Submission | None:
    """Moves a submission as a decision says.

    None if it is no longer in a state the decision starts from, or no longer in the version that was read, or if it is
    an appeal against this moderator's own refusal.
    """
    own_refusal = exists().where(appeals.c.submission_id == submission_id, appeals.c.refused_by == by)
    statement = (
        update(submissions)
        .where(
            submissions.c.id == submission_id,
            submissions.c.version == version,
            submissions.c.status.in_(rule.sources),
            ~own_refusal,
        )
        .values(
            status=rule.target.value,
            decided_by=by,
            decided_at=now,
            reason=detail if rule.target is Status.REJECTED else None,
            requested_field=detail if rule.target is Status.CHANGES_REQUESTED else None,
            merged_into=int(detail or 0) if rule.target is Status.MERGED else None,
        )
        .returning(*_COLUMNS)
    )
    row = conn.execute(statement).one_or_none()
    return None if row is None else _submission(row)


def reopen(conn: Connection, submission_id: int, *, version: int, decided_at: datetime) -> Submission | None:
    """Undoes the decision taken at a moment; none if it is not the one in force."""
    statement = (
        update(submissions)
        .where(
            submissions.c.id == submission_id,
            submissions.c.version == version,
            submissions.c.decided_at == decided_at,
            submissions.c.status.in_(DECIDED),
        )
        .values(status=Status.PENDING.value, **_UNDECIDED)
        .returning(*_COLUMNS)
    )
    row = conn.execute(statement).one_or_none()
    return None if row is None else _submission(row)


def set_in_review(conn: Connection, submission_id: int, *, in_review: bool) -> Submission | None:
    """Notes that somebody takes an open submission, or leaves it; none if it is not open."""
    status = Status.IN_REVIEW if in_review else Status.PENDING
    statement = (
        update(submissions)
        .where(submissions.c.id == submission_id, submissions.c.status.in_(OPEN))
        .values(status=status.value)
        .returning(*_COLUMNS)
    )
    signal(conn, SUBMISSIONS)
    row = conn.execute(statement).one_or_none()
    return None if row is None else _submission(row)


def rewrite(
    conn: Connection, submission: Submission, answers: Mapping[str, Any], *, now: datetime
) -> Submission | None:
    """Puts a moderator's version (masked) in the place of an open one; none if it is not what was read any more."""
    statement = (
        update(submissions)
        .where(
            submissions.c.id == submission.id,
            submissions.c.version == submission.version,
            submissions.c.status.in_(OPEN),
        )
        .values(answers=dict(answers), version=submissions.c.version + 1)
        .returning(*_COLUMNS)
    )
    row = conn.execute(statement).one_or_none()
    if row is None:
        return None
    rewritten = _submission(row)
    versions.keep(conn, rewritten.id, rewritten.version, rewritten.person_id, answers, now)
    return rewritten


def amend(
    conn: Connection, submission_id: int, rule: Rule, *, person_id: int, answers: Mapping[str, Any], now: datetime
) -> Submission | None:
    """Takes a new version from its author; none if it is no longer in a state where they may change it."""
    values = {"answers": dict(answers), "theme": answers["theme"], "version": submissions.c.version + 1}
    amended = _step(conn, submission_id, rule, person_id, values)
    if amended is not None:
        versions.keep(conn, submission_id, amended.version, person_id, answers, now)
    return amended


def step(conn: Connection, submission_id: int, rule: Rule, *, person_id: int) -> Submission | None:
    """Moves a submission as its author says; none if it is no longer in a state where they may."""
    return _step(conn, submission_id, rule, person_id, {})


def _step(
    conn: Connection, submission_id: int, rule: Rule, person_id: int, values: Mapping[str, Any]
) -> Submission | None:
    statement = (
        update(submissions)
        .where(
            submissions.c.id == submission_id,
            submissions.c.person_id == person_id,
            submissions.c.status.in_(rule.sources),
        )
        .values(**values, status=rule.target.value, **_UNDECIDED)
        .returning(*_COLUMNS)
    )
    row = conn.execute(statement).one_or_none()
    return None if row is None else _submission(row)


def _submission(row: AnyRow) -> Submission:
    number, person_id, status, *rest = row
    return Submission(number, person_id, Status(status), *rest)
