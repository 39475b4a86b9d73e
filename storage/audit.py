"""Who did what, when: only ever added to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from storage import register
from storage.signals import SUBMISSIONS, signal
from storage.tables import audit

Details = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened to a subject."""

    at: datetime
    action: str
    details: Details


def record(
    conn: Connection,
    action: str,
    subject: str,
    *,
    actor_id: int | None,
    now: datetime,
    details: Details | None = None,
) -> None:
    """Adds an entry, in the transaction of what it tells; one about a contribution is left to the public register."""
    values = {"at": now, "actor_id": actor_id, "action": action, "subject": subject, "details": dict(details or {})}
    number: int = conn.execute(insert(audit).values(values).returning(audit.c.id)).scalar_one()
    register.enqueue(conn, number, subject)
    if subject.startswith("submission:"):
        signal(conn, SUBMISSIONS)


def timeline(conn: Connection, subject: str, *, last: int) -> list[Entry]:
    """Lists the last things that happened to a subject, oldest first."""
    query = select(audit.c.at, audit.c.action, audit.c.details).where(audit.c.subject == subject)
    rows = conn.execute(query.order_by(audit.c.id.desc()).limit(last)).all()
    return [Entry(row.at, row.action, row.details) for row in reversed(rows)]
