"""What a unit of work tells the rest of the process once it is committed: "there is something in the outbox"."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

_KEY = "signals"
SUBMISSIONS = "submissions"
"""Raised when a submission, or what moderators say of it, changed."""


def signal(conn: Connection, name: str) -> None:
    """Asks that those who listen for `name` be called after the commit; forgotten if the unit is rolled back."""
    raised = conn.info.get(_KEY)
    if raised is not None:
        raised.add(name)


def collect(conn: Connection, into: set[str]) -> None:
    """Gathers in `into` the signals of the unit that runs next on this connection."""
    conn.info[_KEY] = into


class Listeners:
    """Who is called after a commit, by signal."""

    def __init__(self) -> None:
        self._callbacks: dict[str, list[Callable[[], None]]] = {}

    def add(self, name: str, callback: Callable[[], None]) -> None:
        """Calls `callback` after each commit that signals `name`."""
        self._callbacks.setdefault(name, []).append(callback)

    def call(self, names: set[str]) -> None:
        """Calls everyone who listens for these signals."""
        for name in names:
            for callback in self._callbacks.get(name, ()):
                callback()
