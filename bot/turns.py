"""One after the other for the same key, in order of arrival; different keys at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager

from storage.database import DatabaseUnavailable


class _Turn:
    """The queue of one key. Once broken off, those behind must not overtake: they come back in order later."""

    __slots__ = ("broken", "lock", "users")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.users = 0
        self.broken = False


class Turns:
    """Remembers only the keys in use."""

    def __init__(self) -> None:
        self._turns: dict[Hashable, _Turn] = {}

    @asynccontextmanager
    async def of(self, key: Hashable) -> AsyncIterator[None]:
        """Waits for the key's turn. If one is broken off (outage, shutdown), so are those that wait behind it."""
        turn = self._turns.get(key)
        if turn is None:
            turn = self._turns[key] = _Turn()
        turn.users += 1
        try:
            async with turn.lock:
                if turn.broken:
                    raise DatabaseUnavailable("the update before this one comes first")
                try:
                    yield
                except (DatabaseUnavailable, asyncio.CancelledError):
                    turn.broken = True
                    raise
        finally:
            turn.users -= 1
            if not turn.users:
                del self._turns[key]

    def __len__(self) -> int:
        return len(self._turns)
