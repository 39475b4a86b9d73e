"""Staff who have no Telegram account: known by who vouches for them, and by a row of `people` like everybody else."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from storage import people
from storage.tables import people as people_table
from storage.tables import staff_accounts, web_links, web_sessions
from storage.upsert import insert_into

BY_LINK = "link"
"""The issuer of those whom an operator let in by a one-time link, known by their name."""


def enter(conn: Connection, issuer: str, subject: str, *, name: str, language: str, now: datetime) -> int:
    """Finds or welcomes the person behind an account, by the name they go by now; gives their id."""
    person_id = find(conn, issuer, subject)
    if person_id is None:
        values = {"language": language, "created_at": now}
        new: int = conn.execute(insert(people_table).values(values).returning(people_table.c.id)).scalar_one()
        person_id = new
    account = {"issuer": issuer, "subject": subject, "person_id": person_id, "seen_at": now}
    entering = insert_into(conn, staff_accounts).values(account)
    conn.execute(entering.on_conflict_do_update(index_elements=["issuer", "subject"], set_={"seen_at": now}))
    people.set_staff_name(conn, person_id, name)
    return person_id


def find(conn: Connection, issuer: str, subject: str) -> int | None:
    """Finds the person behind an account."""
    query = select(staff_accounts.c.person_id).where(
        staff_accounts.c.issuer == issuer, staff_accounts.c.subject == subject
    )
    return conn.execute(query).scalar_one_or_none()


def forget_unseen_since(conn: Connection, moment: datetime) -> int:
    """Forgets accounts that nobody entered by since a moment, and their names: what they decided stays, unsigned."""
    old = list(conn.execute(select(staff_accounts.c.person_id).where(staff_accounts.c.seen_at < moment)).scalars())
    for table in (web_sessions, web_links, staff_accounts):
        conn.execute(delete(table).where(table.c.person_id.in_(old)))
    conn.execute(update(people_table).where(people_table.c.id.in_(old)).values(staff_name=None))
    return len(old)
