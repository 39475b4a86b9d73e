"""The updates already handled: each one has its effect exactly once, however often Telegram delivers it."""

from __future__ import annotations

from collections import deque
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.prepared import Prepared
from storage.tables import updates

RECENT = 10_000
"""How many handled updates are remembered in memory: a redelivery comes within minutes."""
_VALUES = ("update_id", "handled_at")
_CLAIM = {
    "sqlite": Prepared(sqlite.insert(updates).on_conflict_do_nothing(), names=_VALUES),
    "postgresql": Prepared(postgresql.insert(updates).on_conflict_do_nothing(), names=_VALUES),
}


class AlreadyHandled(Exception):  # noqa: N818 - a state of the world, named as one
    """This update already had its effect: do nothing."""


class RecentUpdates:
    """The ids of the last updates handled, so that a redelivery costs no query."""

    def __init__(self, capacity: int = RECENT) -> None:
        self._capacity = capacity
        self._ids: set[int] = set()
        self._oldest_first: deque[int] = deque()

    def add(self, update_id: int) -> None:
        """Remembers an update, and forgets the oldest past the capacity."""
        if update_id in self._ids:
            return
        self._ids.add(update_id)
        self._oldest_first.append(update_id)
        if len(self._oldest_first) > self._capacity:
            self._ids.remove(self._oldest_first.popleft())

    def __contains__(self, update_id: object) -> bool:
        return update_id in self._ids

    def __len__(self) -> int:
        return len(self._ids)


def claim(conn: Connection, update_id: int, now: datetime) -> None:
    """Marks an update as handled in this transaction, or raises AlreadyHandled and so undoes the rest of it."""
    if not _CLAIM[conn.dialect.name].count(conn, {"update_id": update_id, "handled_at": now}):
        raise AlreadyHandled(update_id)


def is_claimed(conn: Connection, update_id: int) -> bool:
    """Tells whether an update was handled, here or by another process."""
    return conn.execute(select(updates.c.update_id).where(updates.c.update_id == update_id)).first() is not None


def latest(conn: Connection) -> list[int]:
    """Lists the updates with the highest ids, as many as are remembered in memory, lowest first."""
    query = select(updates.c.update_id).order_by(updates.c.update_id.desc()).limit(RECENT)
    return list(conn.execute(query).scalars())[::-1]


def forget_before(conn: Connection, moment: datetime) -> int:
    """Forgets updates handled before a moment (Telegram keeps them 24 hours at most) and counts them."""
    return conn.execute(delete(updates).where(updates.c.handled_at < moment)).rowcount
