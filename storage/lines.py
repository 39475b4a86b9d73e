"""Units of work standing in line: those that wait at the same time are served together."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from sqlalchemy import Connection

from storage.faults import DatabaseUnavailable

T = TypeVar("T")


class Unit:
    """One unit of work, what came of it, and who waits for that."""

    __slots__ = ("done", "error", "result", "signals", "work")

    def __init__(self, work: Callable[[Connection], Any], done: asyncio.Future[Any]) -> None:
        self.work = work
        self.done = done
        self.forget()

    def forget(self) -> None:
        """Forgets an attempt that was undone."""
        self.result: Any = None
        self.error: Exception | None = None
        self.signals: set[str] = set()

    def settle(self) -> None:
        """Tells who waits, if they still do."""
        if self.done.done():
            return
        if self.error is not None:
            self.done.set_exception(self.error)
        else:
            self.done.set_result(self.result)


class Line:
    """A queue of units and the hands that serve it, each taking all that waits, up to `most`."""

    def __init__(self, serve: Callable[[list[Unit]], Awaitable[None]], *, hands: int, most: int) -> None:
        self._serve = serve
        self._hands = hands
        self._most = most
        self._busy = 0
        self._closed = False
        self._waiting: deque[Unit] = deque()
        self._tasks: set[asyncio.Task[None]] = set()

    async def join(self, work: Callable[[Connection], T]) -> T:
        """Waits until a unit was served. A unit whose caller gives up before its turn is not run."""
        if self._closed:
            raise DatabaseUnavailable("closed")
        unit = Unit(work, asyncio.get_running_loop().create_future())
        self._waiting.append(unit)
        if self._busy < self._hands:
            self._busy += 1
            task = asyncio.create_task(self._serve_all(), name="database-line")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        result: T = await unit.done
        return result

    async def close(self) -> None:
        """Serves those who wait, and nobody more."""
        self._closed = True
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _serve_all(self) -> None:
        group: list[Unit] = []
        try:
            while group := self._next_group():
                await self._serve(group)
        finally:
            self._busy -= 1
            for unit in group:  # only if this task was cancelled: nobody will serve them any more
                unit.done.cancel()

    def _next_group(self) -> list[Unit]:
        group: list[Unit] = []
        while self._waiting and len(group) < self._most:
            unit = self._waiting.popleft()
            if not unit.done.cancelled():
                group.append(unit)
        return group
