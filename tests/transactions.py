"""Transactions that a test watches, and cuts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from storage.engines import Transactions
from storage.faults import DatabaseUnavailable

T = TypeVar("T")


class SpiedTransactions:
    """Counts the transactions of a real database, and fails as told: its wire is cut, or two units meet."""

    def __init__(self, real: Transactions) -> None:
        self.real = real
        self.readers = real.readers
        self.many_writers = real.many_writers
        self.is_here = real.is_here
        self.announce = real.announce
        self.listen = real.listen
        self.hold = real.hold
        self.close = real.close
        self.scrub = real.scrub
        self.count = 0
        self.down = False
        self.busy = False
        self.failures: list[Exception] = []

    def glance(self, work: Callable[[Connection], T]) -> T:
        """Reads in the real database, or fails as if it were busy."""
        if self.busy or self.down or self.failures:
            raise DatabaseUnavailable("busy")
        return self.real.glance(work)

    async def run(self, work: Callable[[Connection], T], *, reading: bool) -> T:
        """Runs in the real database, or fails."""
        self.count += 1
        if self.down:
            raise ConnectionRefusedError
        if self.failures:
            raise self.failures.pop(0)
        return await self.real.run(work, reading=reading)
