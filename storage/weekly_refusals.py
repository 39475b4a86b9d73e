"""Press officers who do not want the week's questions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select

from storage.tables import weekly_refusals
from storage.upsert import insert_into


def refuse(conn: Connection, person_id: int, now: datetime) -> None:
    """Notes that someone does not want it."""
    conn.execute(insert_into(conn, weekly_refusals).values(person_id=person_id, at=now).on_conflict_do_nothing())


def take_back(conn: Connection, person_id: int) -> None:
    """Notes that someone wants it again."""
    conn.execute(delete(weekly_refusals).where(weekly_refusals.c.person_id == person_id))


def all_of_them(conn: Connection) -> set[int]:
    """Lists those who do not want it."""
    return set(conn.execute(select(weekly_refusals.c.person_id)).scalars())
