"""Which phase an admin put the consultation in, and when. Read whenever it matters: every process sees it at once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from consultation.phase import InForce, Phase
from storage.tables import phases


def decided(conn: Connection) -> InForce | None:
    """Finds what was decided last; none as long as only the calendar speaks."""
    query = select(phases.c.phase, phases.c.since).order_by(phases.c.id.desc()).limit(1)
    row = conn.execute(query).first()
    return None if row is None else InForce(Phase(row.phase), row.since)


def decide(conn: Connection, phase: Phase, *, by: int, now: datetime) -> None:
    """Puts the consultation in a phase from now on."""
    conn.execute(insert(phases).values(phase=phase.value, actor_id=by, since=now))
