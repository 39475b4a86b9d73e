"""Who handles a chat's update while other processes may want to: PostgreSQL's advisory locks, first come first served.

Nearly always nobody else wants the chat. So locks are tried in batches on one connection, which holds them all; only
who must wait takes a connection for that.
"""

from __future__ import annotations

import asyncio
import contextlib
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, Connection, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from storage.faults import is_outage, unavailable

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

WAITERS = 4
NAMESPACE = 0x6369_7469_7A65_6E00
"""Keeps these keys away from other advisory locks of the database."""

ERRANDS = 0x6369_7469
"""The space of the locks for work that one process does at a time: PostgreSQL keeps pairs of keys apart from keys."""

_key = func.unnest(bindparam("keys", type_=ARRAY(BigInteger))).column_valued("key")
_TRY = select(_key, func.pg_try_advisory_lock(_key))
_UNLOCK = select(func.pg_advisory_unlock(_key))
_WAIT = select(func.pg_advisory_lock(bindparam("key", type_=BigInteger)))


def alone(conn: Connection, name: str) -> bool:
    """Tells whether this transaction is the only one about something, which it then is until it ends.

    SQLite has one writer: always.
    """
    if conn.dialect.name != "postgresql":
        return True
    taken: bool = conn.execute(
        select(func.pg_try_advisory_xact_lock(ERRANDS, zlib.crc32(name.encode()) >> 1))
    ).scalar_one()
    return taken


class ChatLocks:
    """Holds a lock for each update being handled."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._connection: AsyncConnection | None = None
        self._wanted: dict[int, asyncio.Future[bool]] = {}
        self._left: list[int] = []
        self._worker: asyncio.Task[None] | None = None
        self._waiters = asyncio.Semaphore(WAITERS)

    @asynccontextmanager
    async def hold(self, chat: int) -> AsyncIterator[None]:
        """Waits until no other process handles an update of this chat. In one process, one at a time asks."""
        key = chat ^ NAMESPACE
        if await self._try(key):
            try:
                yield
            finally:
                self._left.append(key)
                self._work()
        else:
            async with self._waiters, self._wait(key):
                yield

    async def close(self) -> None:
        """Lets go of everything."""
        if self._worker is not None:
            await asyncio.wait({self._worker})
        await self._drop()

    async def _try(self, key: int) -> bool:
        wanted: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._wanted[key] = wanted
        self._work()
        return await wanted

    def _work(self) -> None:
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._serve(), name="chat-locks")

    async def _serve(self) -> None:
        while self._wanted or self._left:
            wanted, self._wanted = self._wanted, {}
            left, self._left = self._left, []
            try:
                got = await self._exchange(left, list(wanted))
            except Exception as error:  # noqa: BLE001 - with its connection, every lock is gone
                await self._drop()
                for future in wanted.values():
                    if not future.done():
                        future.set_exception(unavailable(error) if is_outage(error) else error)
                continue
            for key, future in wanted.items():
                if not future.done():
                    future.set_result(got[key])
                elif got[key]:  # who wanted it gave up
                    self._left.append(key)

    async def _exchange(self, left: list[int], wanted: list[int]) -> dict[int, bool]:
        """Lets go of some locks and tries others, in two statements at most."""
        if self._connection is None:
            connection = self._engine.connect()
            await connection.start()
            self._connection = connection
        if left:
            await self._connection.execute(_UNLOCK, {"keys": left})
        if not wanted:
            return {}
        return {key: got for key, got in await self._connection.execute(_TRY, {"keys": wanted})}  # noqa: C416

    @asynccontextmanager
    async def _wait(self, key: int) -> AsyncIterator[None]:
        connection = self._engine.connect()
        try:
            await connection.start()
            await connection.execute(_WAIT, {"key": key})
        except BaseException as error:
            await _end(connection)
            if isinstance(error, Exception):
                raise unavailable(error) from error
            raise
        try:
            yield
        finally:
            await _end(connection)

    async def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await _end(connection)


async def _end(connection: AsyncConnection) -> None:
    """Ends a session and with it its locks, even if the caller is being cancelled."""

    async def end() -> None:
        with contextlib.suppress(Exception):
            await connection.invalidate()
            await connection.close()

    ending = asyncio.create_task(end())
    await asyncio.shield(ending)
