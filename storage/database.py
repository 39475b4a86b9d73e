"""One database, two ways in: read, and write with grouped commits.

A unit of work is a plain function of a SQLAlchemy `Connection`. It runs on SQLite and PostgreSQL alike, perhaps in
another thread, and may be run again when a neighbour fails or after a conflict: so it has no effect but on the
database, and what it needs is computed before.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from storage.engines import PATIENCE, Transactions, open_transactions
from storage.faults import DatabaseUnavailable as DatabaseUnavailable
from storage.faults import code_of, is_conflict, is_outage, unavailable
from storage.lines import Line, Unit
from storage.signals import Listeners, collect

T = TypeVar("T")
Work = Callable[[Connection], T]

WRITE_GROUP = 128
"""How many units share one commit at most: past that, waiting costs more than the commit saves."""
READ_GROUP = 16
ATTEMPTS = 5
"""How often a unit is run again alone after a conflict."""


class Database:
    """Runs units of work; those that wait at the same time share a transaction."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._listeners = Listeners()
        self._reading = Line(self._read_group, hands=transactions.readers, most=READ_GROUP)
        self._glancing = Line(self._glance_group, hands=1, most=WRITE_GROUP) if transactions.is_here else self._reading
        self._writing = Line(self._write_group, hands=1, most=WRITE_GROUP)
        self._apart = Line(self._write_group, hands=1, most=WRITE_GROUP) if transactions.many_writers else self._writing
        self._trouble: str | None = None

    @classmethod
    def open(cls, url: str, *, busy_timeout: float = PATIENCE) -> Database:
        """Prepares the engine; no connection is made before the first unit."""
        return cls(open_transactions(url, busy_timeout=busy_timeout))

    @property
    def is_shared(self) -> bool:
        """Tells whether other processes may be at work in it."""
        return self._transactions.many_writers

    @property
    def trouble(self) -> str | None:
        """What kept the last transaction from being saved (`SQLITE_FULL`, `53100`), until one is; none if it was."""
        return self._trouble

    async def read(self, work: Work[T]) -> T:
        """Runs a unit that changes nothing."""
        return await self._reading.join(work)

    async def glance(self, work: Work[T]) -> T:
        """Reads a row or two by a key: at once where no network and no lock stand between, else like `read`.

        On SQLite that takes some 20 µs when a few are read together, a third of the way to a thread and back.
        """
        return await self._glancing.join(work)

    async def write(self, work: Work[T], *, apart: bool = False) -> T:
        """Runs a unit in a transaction and returns once it is committed, durably.

        `apart` keeps it out of the large transactions, where the database allows: for a row that every process wants,
        so that it is not locked while other units run.
        """
        return await (self._apart if apart else self._writing).join(work)

    def on(self, signal: str, callback: Callable[[], None]) -> None:
        """Calls `callback` after each commit of a unit that raised `signal`, here or (if it can tell) elsewhere."""
        self._listeners.add(signal, callback)

    async def listen(self) -> None:
        """Hears the signals of other processes until cancelled; returns at once if there can be none."""
        await self._transactions.listen(self._listeners.call)

    async def scrub(self, *, rewrite: bool = False) -> bool:
        """Leaves no byte of what was deleted in SQLite's files: its log is emptied, and `rewrite` copies the file.

        False if someone was reading: to be asked again. On PostgreSQL that is the server's affair.
        """
        return await self._transactions.scrub(rewrite=rewrite)

    def hold(self, chat: int) -> AbstractAsyncContextManager[None]:
        """Keeps other processes from handling an update of this chat meanwhile; within this one the caller does."""
        return self._transactions.hold(chat)

    async def close(self) -> None:
        """Lets the queued units finish, refuses new ones, closes the connections."""
        for line in (self._glancing, self._reading, self._writing, self._apart):
            await line.close()
        await self._transactions.close()

    async def _write_group(self, group: list[Unit]) -> None:
        error = await self._write_once(group, guarded=False)
        if error is not None and len(group) > 1 and not is_outage(error) and not is_conflict(error):
            error = await self._write_once(group, guarded=True)  # one of them failed: the others must not suffer
        if error is not None and is_conflict(error):
            for unit in group:
                await self._write_alone(unit)
        elif error is not None:
            _fail(group, error)

    async def _write_alone(self, unit: Unit) -> None:
        error = None
        for attempt in range(ATTEMPTS):
            await asyncio.sleep(random.uniform(0, 0.01 * 2**attempt))
            error = await self._write_once([unit], guarded=False)
            if error is None or not is_conflict(error):
                break
        if error is not None:
            _fail([unit], error)

    async def _write_once(self, group: list[Unit], *, guarded: bool) -> Exception | None:
        """Runs a group in one transaction; on success its units have their outcome."""

        def work(conn: Connection) -> None:
            for unit in group:
                unit.forget()
                collect(conn, unit.signals)
                if guarded:
                    _run_in_savepoint(conn, unit)
                else:
                    unit.result = unit.work(conn)
            self._transactions.announce(conn, _signals(group))

        try:
            await self._transactions.run(work, reading=False)
        except Exception as error:  # noqa: BLE001 - whatever it was, each waiting unit must hear it
            if is_outage(error):
                self._trouble = code_of(error)
            return error
        self._trouble = None
        for unit in group:
            unit.settle()
        self._listeners.call(_signals(group))
        return None

    async def _glance_group(self, group: list[Unit]) -> None:
        work = _reading_of(group)
        try:
            self._transactions.glance(work)
        except Exception:  # noqa: BLE001 - busy or broken: read as usual, which waits, tries again, and tells
            await self._read_group(group)
        else:
            for unit in group:
                unit.settle()

    async def _read_group(self, group: list[Unit]) -> None:
        error = await self._read_once(group)
        if error is not None and len(group) > 1 and not is_outage(error):
            for unit in group:
                await self._read_group([unit])
        elif error is not None:
            _fail(group, error)

    async def _read_once(self, group: list[Unit]) -> Exception | None:
        try:
            await self._transactions.run(_reading_of(group), reading=True)
        except Exception as error:  # noqa: BLE001 - whatever it was, each waiting unit must hear it
            return error
        for unit in group:
            unit.settle()
        return None


def _reading_of(group: list[Unit]) -> Work[None]:
    """Makes one piece of work of units that only read."""

    def work(conn: Connection) -> None:
        for unit in group:
            unit.forget()
            try:
                unit.result = unit.work(conn)
            except DBAPIError:
                raise  # the transaction is of no more use to the others
            except Exception as error:  # noqa: BLE001 - the unit's own affair
                unit.error = error

    return work


def _run_in_savepoint(connection: Connection, unit: Unit) -> None:
    savepoint = connection.begin_nested()
    try:
        unit.result = unit.work(connection)
        savepoint.commit()
    except Exception as error:
        if is_outage(error) or is_conflict(error):
            raise
        savepoint.rollback()
        unit.forget()
        unit.error = error


def _signals(group: list[Unit]) -> set[str]:
    return set().union(*(unit.signals for unit in group))


def _fail(group: list[Unit], error: Exception) -> None:
    outage = is_outage(error)
    for unit in group:
        unit.forget()
        if outage:
            unit.error = unavailable(error)
            unit.error.__cause__ = error
        else:
            unit.error = error
        unit.settle()
