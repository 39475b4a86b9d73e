"""One after the other for the same key, in order of arrival; different keys at the same time."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable
from contextlib import AbstractAsyncContextManager

from storage.database import DatabaseUnavailable


class _Turn:
    """The queue of one key. Once broken off, those behind must not overtake: they come back in order later."""

    __slots__ = ("_all", "_broken", "_key", "_lock", "_users")

    def __init__(self, key: Hashable, everyone: dict[Hashable, _Turn]) -> None:
        self._key, self._all = key, everyone
        self._lock = asyncio.Lock()
        self._users = 0
        self._broken = False

    async def __aenter__(self) -> None:
        self._users += 1
        try:
            await self._lock.acquire()
        except BaseException:
            self._leave()
            raise
        if self._broken:
            self._lock.release()
            self._leave()
            raise DatabaseUnavailable("the update before this one comes first")

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and issubclass(kind, (DatabaseUnavailable, asyncio.CancelledError)):
            self._broken = True
        self._lock.release()
        self._leave()

    def _leave(self) -> None:
        self._users -= 1
        if not self._users:
            del self._all[self._key]


class Turns:
    """Remembers only the keys in use."""

    def __init__(self) -> None:
        self._turns: dict[Hashable, _Turn] = {}

    def of(self, key: Hashable) -> AbstractAsyncContextManager[None]:
        """Waits for the key's turn. If one is broken off (outage, shutdown), so are those that wait behind it."""
        turn = self._turns.get(key)
        if turn is None:
            turn = self._turns[key] = _Turn(key, self._turns)
        return turn

    def __len__(self) -> int:
        return len(self._turns)
