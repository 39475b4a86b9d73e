"""What was kept long enough: found by queries, a bounded number at a time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, String, Table, and_, cast, delete, exists, func, or_, select, update

from consultation.moderation import Status
from storage.tables import (
    appeals,
    audit,
    consents,
    deliveries,
    erasures,
    metadata,
    outbox,
    people,
    question_groups,
    questions,
    register_salts,
    sanctions,
    submission_versions,
    submissions,
    supports,
    weekly_refusals,
)
from storage.words import GONE

CLOSED = (Status.REJECTED, Status.WITHDRAWN, Status.MERGED, Status.CHANGES_REQUESTED)
"""Submissions that will not be part of the plan; a precision that nobody gave is not coming."""
_NO_SIGN_OF_LIFE = frozenset(
    {
        appeals,
        consents,
        deliveries,
        erasures,
        outbox,
        register_salts,
        sanctions,
        submission_versions,
        submissions,
        supports,
        weekly_refusals,
    }
)
"""Tables whose rows do not by themselves make someone a person who still uses the service."""


def delete_questions(conn: Connection, moment: datetime) -> int:
    """Deletes the questions asked before a moment, and what their groups said once nobody is left in them."""
    count = conn.execute(delete(questions).where(questions.c.created_at < moment)).rowcount
    asked = exists().where(questions.c.group_id == question_groups.c.id)
    old = update(question_groups).where(question_groups.c.last_at < moment, ~asked, question_groups.c.text != GONE)
    conn.execute(old.values(text=GONE))
    emptied = update(question_groups).where(question_groups.c.text == GONE, question_groups.c.last_at < moment)
    conn.execute(emptied.where(question_groups.c.answer.is_not(None)).values(answer=GONE))
    conn.execute(emptied.where(question_groups.c.state == "open").values(state="dismissed"))
    return count


def closed_before(conn: Connection, moment: datetime, *, limit: int) -> list[int]:
    """Lists submissions that were not approved, settled before a moment, whose text is still there."""
    settled = func.coalesce(submissions.c.decided_at, submissions.c.submitted_at)
    query = select(submissions.c.id).where(
        submissions.c.status.in_(CLOSED), settled < moment, cast(submissions.c.answers, String) != "{}"
    )
    return list(conn.execute(query.order_by(submissions.c.id).limit(limit)).scalars())


def inactive_since(conn: Connection, moment: datetime, *, limit: int) -> list[int]:
    """Lists people of whom nothing is newer than a moment and who wait for nothing: they are to be forgotten."""
    stays = [_has_row(table) for table in metadata.sorted_tables if "person_id" in table.c]
    waits = submissions.c.status.not_in((*CLOSED, Status.APPROVED))
    recent = or_(submissions.c.submitted_at >= moment, submissions.c.decided_at >= moment)
    query = select(people.c.id).where(
        people.c.telegram_id.is_not(None),
        people.c.created_at < moment,
        people.c.subscribed_at.is_(None),
        people.c.staff_name.is_(None),
        ~exists().where(submissions.c.person_id == people.c.id, or_(waits, recent)),
        ~exists().where(consents.c.person_id == people.c.id, consents.c.given_at >= moment),
        ~exists().where(audit.c.actor_id == people.c.id, audit.c.at >= moment),
        ~or_(*[found for found in stays if found is not None]),
    )
    return list(conn.execute(query.order_by(people.c.id).limit(limit)).scalars())


def _has_row(table: Table) -> ColumnElement[bool] | None:
    return None if table in _NO_SIGN_OF_LIFE else exists().where(and_(table.c.person_id == people.c.id))
