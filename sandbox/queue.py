"""The updates that wait for one bot, with the rules of getUpdates' offset."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence

from sandbox.wire import ApiError, Json

# What a bot does not get unless it asks by name.
_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_FIRST_ID = 700_000_001

Sink = Callable[[Json], None]


class UpdateQueue:
    """Holds updates until they are confirmed; hands them to the webhook's sink when there is one."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self._kinds = frozenset(kinds)
        self._pending: deque[Json] = deque()
        self._next_id = _FIRST_ID
        self._waiter: asyncio.Future[None] | None = None
        self._sink: Sink | None = None
        self.allowed: tuple[str, ...] | None = None
        self._wanted = self._kinds - _ON_REQUEST

    def __len__(self) -> int:
        return len(self._pending)

    def allow(self, kinds: Sequence[str]) -> None:
        """Keeps only updates of these kinds from now on; none means the default ones."""
        self.allowed = tuple(kinds) or None
        self._wanted = frozenset(kinds) & self._kinds if kinds else self._kinds - _ON_REQUEST

    def put(self, kind: str, payload: Json) -> None:
        """Adds an update, unless the bot did not ask for its kind."""
        if kind not in self._wanted:
            return
        update: Json = {"update_id": self._next_id, kind: payload}
        self._next_id += 1
        if self._sink is not None:
            self._sink(update)
            return
        self._pending.append(update)
        if self._waiter is not None:
            self._wake(self._waiter)

    def drain_into(self, sink: Sink) -> None:
        """Hands every waiting and coming update to a webhook."""
        self._sink = sink
        waiting, self._pending = self._pending, deque()
        for update in waiting:
            sink(update)

    def take_back(self, updates: Sequence[Json]) -> None:
        """Keeps again what a removed webhook could not deliver."""
        self._sink = None
        self._pending = deque(sorted((*updates, *self._pending), key=_update_id))

    def clear(self) -> None:
        """Forgets what waits (`drop_pending_updates`)."""
        self._pending.clear()

    def interrupt(self, reason: str) -> None:
        """Ends a long poll under way with a 409."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(ApiError(409, f"Conflict: terminated by {reason}"))

    def confirm(self, offset: int) -> None:
        """Forgets updates before `offset`; a negative one keeps only that many from the end."""
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
        while self._pending and self._pending[0]["update_id"] < offset:
            self._pending.popleft()

    async def poll(self, offset: int, limit: int, timeout_seconds: int) -> list[Json]:
        """Returns up to `limit` updates, waiting for the first one up to the timeout."""
        self.interrupt("other getUpdates request; make sure that only one bot instance is running")
        self.confirm(offset)
        if not self._pending and timeout_seconds > 0:
            await self._wait(timeout_seconds)
        return [self._pending[index] for index in range(min(limit, len(self._pending)))]

    async def _wait(self, seconds: int) -> None:
        loop = asyncio.get_running_loop()
        self._waiter = waiter = loop.create_future()
        timer = loop.call_later(seconds, self._wake, waiter)
        try:
            await waiter
        finally:
            timer.cancel()

    @staticmethod
    def _wake(waiter: asyncio.Future[None]) -> None:
        if not waiter.done():
            waiter.set_result(None)


def _update_id(update: Json) -> int:
    identifier: int = update["update_id"]
    return identifier
