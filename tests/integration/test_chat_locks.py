"""Across processes a chat's updates are handled one after the other, in order of arrival (PostgreSQL)."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection, text

from storage.database import Database, DatabaseUnavailable


@pytest.fixture
async def processes(postgres_url: str) -> AsyncIterator[list[Database]]:
    """Three processes on one database."""
    opened = [Database.open(postgres_url) for _ in range(3)]
    yield opened
    for database in opened:
        await database.close()


def cut(conn: Connection) -> None:
    """Ends every other session, as a restart of the server does."""
    conn.execute(
        text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    )


async def test_a_chats_updates_keep_their_order_whichever_process_gets_them(processes: list[Database]) -> None:
    """As Telegram sends: the next update once this one is answered; one that takes long is sent again."""
    draw, handled, inside, most = random.Random(5), [], [], 0

    async def handle(process: Database, chat: int, number: int) -> None:
        nonlocal most
        async with process.hold(chat):
            assert chat not in inside, "one update of a chat at a time"
            inside.append(chat)
            most = max(most, len(inside))
            await asyncio.sleep(draw.uniform(0, 0.03))
            handled.append((chat, number))
            inside.remove(chat)

    async def send(chat: int) -> None:
        for number in range(12):
            again = draw.random() < 0.4
            takers = draw.sample(processes, 2 if again else 1)
            await asyncio.gather(*(handle(process, chat, number) for process in takers))

    await asyncio.gather(*(send(chat) for chat in (5, -6, 7)))
    for chat in (5, -6, 7):
        own = [number for handled_chat, number in handled if handled_chat == chat]
        assert own == sorted(own), "no inversion"
        assert set(own) == set(range(12))
    assert len(handled) > 36, "some were sent twice"
    assert most > 1, "different chats at the same time"


async def test_who_gives_up_leaves_no_lock_behind(processes: list[Database]) -> None:
    here, there, _ = processes

    async def hold(process: Database, seconds: float) -> None:
        async with process.hold(9):
            await asyncio.sleep(seconds)

    holding = asyncio.create_task(hold(here, 60))
    await asyncio.sleep(0.1)
    waiting = asyncio.create_task(hold(there, 0))
    early = asyncio.create_task(hold(there, 0))
    await asyncio.sleep(0)
    early.cancel()
    await asyncio.sleep(0.1)
    waiting.cancel()
    holding.cancel()
    await asyncio.gather(holding, waiting, early, return_exceptions=True)
    await asyncio.wait_for(hold(processes[2], 0), 5)
    await asyncio.wait_for(hold(there, 0), 5)


async def test_a_lost_connection_is_an_outage_and_then_locks_are_taken_again(processes: list[Database]) -> None:
    here, there, _ = processes
    async with here.hold(1):
        await there.write(cut)
    with pytest.raises(DatabaseUnavailable):
        async with here.hold(2):
            pass
    async with asyncio.timeout(5), here.hold(1):
        pass


async def test_sqlite_has_one_process_and_no_locks(sqlite_url: str) -> None:
    database = Database.open(sqlite_url)
    async with database.hold(1), database.hold(1):
        pass
    await database.close()
