"""Who is inside the web console, and the one-time links that let in. Of a token only its hash is kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select

from consultation.roles import Role
from storage.tables import people, web_links, web_sessions


class Origin(StrEnum):
    """By which door somebody came in."""

    TELEGRAM = "telegram"
    LINK = "link"
    OIDC = "oidc"


@dataclass(frozen=True, slots=True)
class Entry:
    """Who may come in, as what, by which door."""

    person_id: int
    role: Role
    origin: Origin


@dataclass(frozen=True, slots=True)
class WebSession:
    """Somebody inside: `name` is how they are called on what they decide."""

    person_id: int
    telegram_id: int | None
    name: str
    role: Role
    origin: Origin
    expires_at: datetime


def begin(conn: Connection, token: str, entry: Entry, *, now: datetime, until: datetime) -> None:
    """Opens a session."""
    values = {"token_hash": _hash(token), "created_at": now, "expires_at": until}
    conn.execute(insert(web_sessions).values(**values, **_entry(entry)))


def find(conn: Connection, token: str, now: datetime) -> WebSession | None:
    """Finds who holds a token, if their session still runs."""
    query = (
        select(
            people.c.id,
            people.c.telegram_id,
            people.c.staff_name,
            web_sessions.c.role,
            web_sessions.c.origin,
            web_sessions.c.expires_at,
        )
        .select_from(web_sessions.join(people, people.c.id == web_sessions.c.person_id))
        .where(web_sessions.c.token_hash == _hash(token), web_sessions.c.expires_at > now)
    )
    row = conn.execute(query).one_or_none()
    if row is None:
        return None
    role, origin = Role(row.role), Origin(row.origin)
    return WebSession(row.id, row.telegram_id, row.staff_name or "?", role, origin, row.expires_at)


def end(conn: Connection, token: str) -> None:
    """Closes a session."""
    conn.execute(delete(web_sessions).where(web_sessions.c.token_hash == _hash(token)))


def end_all_of(conn: Connection, person_id: int) -> int:
    """Closes the sessions of a person and the links that wait for them; counts the sessions."""
    conn.execute(delete(web_links).where(web_links.c.person_id == person_id))
    return conn.execute(delete(web_sessions).where(web_sessions.c.person_id == person_id)).rowcount


def make_link(conn: Connection, token: str, entry: Entry, *, until: datetime) -> None:
    """Lets somebody in once, until a moment; an earlier link of theirs opens nothing any more."""
    conn.execute(delete(web_links).where(web_links.c.person_id == entry.person_id))
    conn.execute(insert(web_links).values(token_hash=_hash(token), expires_at=until, **_entry(entry)))


def take_link(conn: Connection, token: str, now: datetime) -> Entry | None:
    """Uses a link up; none if it was used, ran out or never was."""
    mine = web_links.c.token_hash == _hash(token)
    columns = (web_links.c.person_id, web_links.c.role, web_links.c.origin, web_links.c.expires_at)
    row = conn.execute(delete(web_links).where(mine).returning(*columns)).one_or_none()
    if row is None or row.expires_at <= now:
        return None
    return Entry(row.person_id, Role(row.role), Origin(row.origin))


def delete_expired(conn: Connection, now: datetime) -> int:
    """Deletes what lets nobody in any more."""
    return sum(
        conn.execute(delete(table).where(table.c.expires_at <= now)).rowcount for table in (web_sessions, web_links)
    )


def _entry(entry: Entry) -> dict[str, int | str]:
    return {"person_id": entry.person_id, "role": entry.role.value, "origin": entry.origin.value}


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
