"""The people the bot talks with. Only this table knows a Telegram id; everything else knows people by `id`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from storage.prepared import Prepared
from storage.tables import AnyRow, consents, people


@dataclass(frozen=True, slots=True)
class Person:
    """A person as handlers need them."""

    id: int
    telegram_id: int
    language: str
    subscribed: bool
    reachable: bool
    consent_version: int | None


_CONSENT = (
    select(consents.c.version)
    .where(consents.c.person_id == people.c.id, consents.c.withdrawn_at.is_(None))
    .order_by(consents.c.id.desc())
    .limit(1)
    .correlate(people)
    .scalar_subquery()
)
COLUMNS = (
    people.c.id,
    people.c.telegram_id,
    people.c.language,
    people.c.subscribed_at,
    people.c.unreachable_at,
    _CONSENT,
)

_FIND = Prepared(
    select(*COLUMNS).where(people.c.telegram_id == bindparam("account")), [column.type for column in COLUMNS]
)


def find(conn: Connection, telegram_id: int) -> Person | None:
    """Finds a person by their Telegram id."""
    row = _FIND.row(conn, {"account": telegram_id})
    return None if row is None else person_of(row)


def get(conn: Connection, person_id: int) -> Person | None:
    """Finds a person by id; none once erased."""
    query = select(*COLUMNS).where(people.c.id == person_id, people.c.telegram_id.is_not(None))
    row = conn.execute(query).one_or_none()
    return None if row is None else person_of(row)


def find_all(conn: Connection, telegram_ids: Collection[int]) -> list[Person]:
    """Finds those of these accounts that have opened the bot and can be written to."""
    query = select(*COLUMNS).where(people.c.telegram_id.in_(telegram_ids), people.c.unreachable_at.is_(None))
    return [person_of(row) for row in conn.execute(query.order_by(people.c.id))]


def meet(conn: Connection, telegram_id: int, language: str, now: datetime) -> Person:
    """Finds a person, or welcomes them for the first time; who writes is reachable again."""
    known = find(conn, telegram_id)
    if known is None:
        conn.execute(insert(people).values(telegram_id=telegram_id, language=language, created_at=now))
    elif not known.reachable:
        conn.execute(update(people).where(people.c.id == known.id).values(unreachable_at=None))
    else:
        return known
    met = find(conn, telegram_id)
    assert met is not None  # noqa: S101 - just written in this transaction
    return met


def set_unreachable(conn: Connection, person_id: int, since: datetime | None) -> None:
    """Notes that a person blocked the bot, or came back (`None`)."""
    conn.execute(update(people).where(people.c.id == person_id).values(unreachable_at=since))


def set_language(conn: Connection, person_id: int, language: str) -> None:
    """Remembers the language a person chose."""
    conn.execute(update(people).where(people.c.id == person_id).values(language=language))


def set_staff_name(conn: Connection, person_id: int, name: str) -> None:
    """Remembers how a moderator or press officer is called on the cards they decide."""
    conn.execute(update(people).where(people.c.id == person_id).values(staff_name=name[:128]))


def staff_name(conn: Connection, person_id: int) -> str:
    """Says how a moderator or press officer is called."""
    return conn.execute(select(people.c.staff_name).where(people.c.id == person_id)).scalar_one_or_none() or "?"


def subscribe(conn: Connection, person_id: int, now: datetime) -> None:
    """Opts a person in to announcements."""
    conn.execute(
        update(people)
        .where(people.c.id == person_id, people.c.subscribed_at.is_(None))
        .values(subscribed_at=now, stopped_at=None)
    )


def unsubscribe(conn: Connection, person_id: int) -> None:
    """Opts a person out of announcements, at once."""
    conn.execute(update(people).where(people.c.id == person_id).values(subscribed_at=None))


def person_of(row: AnyRow | Sequence[Any]) -> Person:
    """Makes a person of `COLUMNS`."""
    number, telegram_id, language, subscribed_at, unreachable_at, consent_version = row
    return Person(number, telegram_id, language, subscribed_at is not None, unreachable_at is None, consent_version)
