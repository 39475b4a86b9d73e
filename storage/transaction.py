"""One transaction on a connection of its own, apart from the service's: for migrations and for copying a database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Protocol, TypeVar

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, IsolationLevel
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from storage.faults import unavailable

T = TypeVar("T")


class Run(Protocol):
    """Runs a unit of work in the transaction that is open, after those before it."""

    def __call__(self, work: Callable[[Connection], T]) -> Awaitable[T]:
        """Gives what `work` gives."""


async def in_transaction(database_url: str, work: Callable[[Connection], T]) -> T:
    """Runs `work` in one transaction on a connection of its own; on SQLite, foreign keys are at rest."""
    async with transaction(database_url) as run:
        return await run(work)


@asynccontextmanager
async def transaction(database_url: str, *, snapshot: bool = False) -> AsyncIterator[Run]:
    """Opens one transaction, committed at the end of the block, rolled back when it raises.

    On SQLite nobody else writes meanwhile. On PostgreSQL a `snapshot` shows the database as it was at the first
    statement; without one each statement sees what was committed before it, which is what waiting for a lock needs.
    """
    url = make_url(database_url)
    level: IsolationLevel = "REPEATABLE READ" if snapshot else "READ COMMITTED"
    opening = _on_sqlite(url) if url.get_backend_name() == "sqlite" else _on_postgres(url, level)
    async with opening as run:
        yield run


@asynccontextmanager
async def _on_postgres(url: URL, level: IsolationLevel) -> AsyncIterator[Run]:
    from sqlalchemy.ext.asyncio import create_async_engine  # with the ORM: SQLite does without

    connection = create_async_engine(url, poolclass=NullPool, isolation_level=level).connect()
    try:
        await connection.start()
    except Exception as error:
        raise unavailable(error) from error
    try:
        async with connection.begin():

            async def run(work: Callable[[Connection], T]) -> T:
                return await connection.run_sync(work)

            yield run
    finally:
        await connection.close()


@asynccontextmanager
async def _on_sqlite(url: URL) -> AsyncIterator[Run]:
    engine = create_engine(url.set(drivername="sqlite"), poolclass=NullPool, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _begin_by_hand)
    event.listen(engine, "begin", _begin_immediate)
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1, "sqlite-alone") as thread:
        connection = await loop.run_in_executor(thread, engine.connect)
        begun = await loop.run_in_executor(thread, connection.begin)

        async def run(work: Callable[[Connection], T]) -> T:
            return await loop.run_in_executor(thread, work, connection)

        try:
            yield run
        except BaseException:
            await asyncio.shield(loop.run_in_executor(thread, begun.rollback))
            raise
        else:
            await loop.run_in_executor(thread, begun.commit)
        finally:
            await asyncio.shield(loop.run_in_executor(thread, connection.close))


def _begin_by_hand(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver commits before each CREATE TABLE otherwise


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
