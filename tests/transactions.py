"""Transactions that a test watches, and cuts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from storage.engines import Transactions

T = TypeVar("T")


class SpiedTransactions:
    """Counts the transactions of a real database, and fails as told: its wire is cut, or two units meet."""

    def __init__(self, real: Transactions) -> None:
        self.real = real
        self.readers = real.readers
        self.many_writers = real.many_writers
        self.announce = real.announce
        self.listen = real.listen
        self.hold = real.hold
        self.close = real.close
        self.scrub = real.scrub
        self.count = 0
        self.down = False
        self.failures: list[Exception] = []

    async def run(self, work: Callable[[Connection], T], *, reading: bool) -> T:
        """Runs in the real database, or fails."""
        self.count += 1
        if self.down:
            raise ConnectionRefusedError
        if self.failures:
            raise self.failures.pop(0)
        return await self.real.run(work, reading=reading)
