"""One database, two ways in: read, and write with grouped commits.

A unit of work is a plain function of a SQLAlchemy `Connection`. It runs on SQLite (aiosqlite) and PostgreSQL
(asyncpg) alike, may be run again after a conflict, and so must have no effect but on the database.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

T = TypeVar("T")
Work = Callable[[Connection], T]

GROUP_MAX = 128
"""How many units share one commit at most: past that, waiting costs more than the commit saves."""
CONFLICTS = {"40001", "40P01"}
"""PostgreSQL's serialization failure and deadlock: running the unit again is the documented answer."""
ATTEMPTS = 5


class DatabaseUnavailable(Exception):  # noqa: N818 - a state of the world, named as one
    """The database is down, locked or full: nothing was saved, try again later."""


@dataclass(slots=True, eq=False)
class _Unit:
    work: Callable[[Connection], Any]
    done: asyncio.Future[Any]
    attempts: int = 0
    outcome: tuple[Any, BaseException | None] = field(default=(None, None))


class Database:
    """Runs units of work; writers queue here and share commits."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._waiting: deque[_Unit] = deque()
        self._writer: asyncio.Task[None] | None = None

    @classmethod
    def open(cls, url: str, *, busy_timeout: float = 5.0) -> Database:
        """Prepares the engine; no connection is made before the first unit."""
        if make_url(url).get_backend_name() == "sqlite":
            engine = create_async_engine(url, connect_args={"timeout": busy_timeout})
            _speak_sqlite(engine)
        else:
            engine = create_async_engine(url, pool_pre_ping=True, pool_size=8)
        return cls(engine)

    async def read(self, work: Work[T]) -> T:
        """Runs a unit that changes nothing."""
        try:
            async with self.engine.connect() as connection:
                await connection.execution_options(reading=True)
                return await connection.run_sync(work)
        except (OperationalError, InterfaceError, OSError) as error:
            raise _unavailable(error) from error

    async def write(self, work: Work[T]) -> T:
        """Runs a unit in a transaction and returns once it is committed, durably."""
        unit = _Unit(work, asyncio.get_running_loop().create_future())
        self._waiting.append(unit)
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._commit_groups(), name="database-writer")
        result: T = await asyncio.shield(unit.done)
        return result

    async def close(self) -> None:
        """Lets the queued units finish, then closes the connections."""
        if self._writer is not None:
            await self._writer
        await self.engine.dispose()

    async def _commit_groups(self) -> None:
        while self._waiting:
            group = [self._waiting.popleft() for _ in range(min(GROUP_MAX, len(self._waiting)))]
            try:
                async with self.engine.begin() as connection:
                    await self._run(connection, group)
            except Exception as error:  # noqa: BLE001 - whatever it was, each waiting unit must hear it
                failure = _unavailable(error) if _is_outage(error) else error
                for unit in group:
                    unit.outcome = (None, failure)
            for unit in group:
                self._settle(unit)

    async def _run(self, connection: AsyncConnection, group: list[_Unit]) -> None:
        alone = len(group) == 1

        def run_all(sync: Connection) -> None:
            for unit in group:
                unit.outcome = (None, None)
                if alone:
                    unit.outcome = (unit.work(sync), None)
                else:
                    _run_in_savepoint(sync, unit)

        await connection.run_sync(run_all)

    def _settle(self, unit: _Unit) -> None:
        result, error = unit.outcome
        if error is not None and _is_conflict(error) and unit.attempts < ATTEMPTS:
            unit.attempts += 1
            self._waiting.append(unit)
        elif unit.done.cancelled():
            return
        elif error is not None:
            unit.done.set_exception(error)
        else:
            unit.done.set_result(result)


def _run_in_savepoint(connection: Connection, unit: _Unit) -> None:
    savepoint = connection.begin_nested()
    try:
        unit.outcome = (unit.work(connection), None)
        savepoint.commit()
    except Exception as error:
        savepoint.rollback()
        if _is_outage(error):
            raise
        unit.outcome = (None, error)


def _speak_sqlite(engine: AsyncEngine) -> None:
    """Sets WAL, full durability and explicit transactions: a writer takes its lock when it begins."""

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver's own BEGIN would come too late
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _is_conflict(error: BaseException) -> bool:
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in CONFLICTS


def _is_outage(error: BaseException) -> bool:
    if isinstance(error, DBAPIError):
        return (
            isinstance(error, (OperationalError, InterfaceError)) or error.connection_invalidated
        ) and not _is_conflict(error)
    return isinstance(error, OSError)


def _unavailable(error: BaseException) -> DatabaseUnavailable:
    return DatabaseUnavailable(type(error).__name__)
