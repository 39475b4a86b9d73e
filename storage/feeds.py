"""The platform's feed as it was last read: people are shown this copy, so that no screen waits for the platform."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from consultation.feed import FeedItem
from storage.tables import feeds

_MEET = {
    "sqlite": sqlite.insert(feeds).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(feeds).on_conflict_do_nothing(),
}


@dataclass(frozen=True, slots=True)
class Validators:
    """What the platform said of the copy we have, to be asked only for a newer one."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """The last good copy, since when it is known to be the latest, and what went wrong at the last try, if anything."""

    items: tuple[FeedItem, ...]
    fetched_at: datetime | None
    error: str | None


def find(conn: Connection, url: str) -> Copy | None:
    """Finds the copy of a feed; none before the first try."""
    query = select(feeds.c["items"], feeds.c.fetched_at, feeds.c.error).where(feeds.c.url == url)
    row = conn.execute(query).one_or_none()
    return None if row is None else Copy(tuple(_item(item) for item in row[0]), row.fetched_at, row.error)


def claim(conn: Connection, url: str, now: datetime, every: timedelta) -> Validators | None:
    """Takes the right to fetch a feed, once per `every` among all processes; none if it is not time yet."""
    new = {"url": url, "items": [], "tried_at": now}
    if conn.execute(_MEET[conn.dialect.name], new).rowcount:
        conn.execute(delete(feeds).where(feeds.c.url != url))  # the address in the settings changed
        return Validators()
    statement = (
        update(feeds)
        .where(feeds.c.url == url, or_(feeds.c.tried_at <= now - every, feeds.c.tried_at > now))
        .values(tried_at=now)
        .returning(feeds.c.etag, feeds.c.last_modified)
    )
    row = conn.execute(statement).one_or_none()
    return None if row is None else Validators(row.etag, row.last_modified)


def keep(conn: Connection, url: str, items: Iterable[FeedItem], validators: Validators, now: datetime) -> None:
    """Keeps a new copy."""
    values = {
        "items": [_json(item) for item in items],
        "etag": validators.etag,
        "last_modified": validators.last_modified,
        "fetched_at": now,
        "error": None,
    }
    conn.execute(update(feeds).where(feeds.c.url == url).values(values))


def confirm(conn: Connection, url: str, now: datetime) -> None:
    """Notes that the copy is still the latest."""
    conn.execute(update(feeds).where(feeds.c.url == url).values(fetched_at=now, error=None))


def fail(conn: Connection, url: str, error: str) -> None:
    """Notes what went wrong; the last good copy stays."""
    conn.execute(update(feeds).where(feeds.c.url == url).values(error=error[:200]))


def _json(item: FeedItem) -> dict[str, str | None]:
    published = item.published.isoformat() if item.published else None
    return {"title": item.title, "summary": item.summary, "link": item.link, "published": published}


def _item(kept: Mapping[str, Any]) -> FeedItem:
    published = kept["published"]
    moment = datetime.fromisoformat(published) if published else None
    return FeedItem(kept["title"], kept["summary"], kept["link"], moment)
