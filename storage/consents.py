"""What people agreed to, as it was given and withdrawn: rows are only ever added, or marked withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from storage.tables import consents


@dataclass(frozen=True, slots=True)
class Consent:
    """One agreement to a version of the consent sentence."""

    version: int
    given_at: datetime
    withdrawn_at: datetime | None


def give(conn: Connection, person_id: int, version: int, now: datetime) -> None:
    """Records that a person agrees to a version; agreeing again to what is in force adds nothing."""
    last = of_person(conn, person_id)[-1:]
    if not last or last[0].version != version or last[0].withdrawn_at is not None:
        conn.execute(insert(consents).values(person_id=person_id, version=version, given_at=now))


def withdraw(conn: Connection, person_id: int, now: datetime) -> bool:
    """Records that a person withdraws all they agreed to; false if there was nothing to withdraw."""
    in_force = update(consents).where(consents.c.person_id == person_id, consents.c.withdrawn_at.is_(None))
    return conn.execute(in_force.values(withdrawn_at=now)).rowcount > 0


def of_person(conn: Connection, person_id: int) -> list[Consent]:
    """Lists a person's consents, oldest first."""
    query = select(consents.c.version, consents.c.given_at, consents.c.withdrawn_at)
    rows = conn.execute(query.where(consents.c.person_id == person_id).order_by(consents.c.id))
    return [Consent(*row) for row in rows]
