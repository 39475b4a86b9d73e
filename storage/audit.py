"""Who did what, when: only ever added to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select

from storage.tables import audit


def record(
    conn: Connection,
    action: str,
    subject: str,
    *,
    actor_id: int | None,
    now: datetime,
    details: Mapping[str, str | int | None] | None = None,
) -> None:
    """Adds an entry, in the transaction of what it tells."""
    conn.execute(
        insert(audit).values(at=now, actor_id=actor_id, action=action, subject=subject, details=dict(details or {}))
    )


def timeline(conn: Connection, subject: str) -> list[tuple[datetime, str, Mapping[str, str | int | None]]]:
    """Lists what happened to a subject, oldest first."""
    query = select(audit.c.at, audit.c.action, audit.c.details).where(audit.c.subject == subject)
    return [(row.at, row.action, row.details) for row in conn.execute(query.order_by(audit.c.id))]
