"""Updates claimed once, and updates set aside, on both databases."""

from __future__ import annotations

import asyncio
from functools import partial

import pytest
from sqlalchemy import Connection

from storage import quarantine, updates
from storage.database import Database
from storage.updates import AlreadyHandled, RecentUpdates
from tests.clock import FakeClock


async def test_an_update_is_claimed_once_and_the_second_time_undoes_the_rest(
    database: Database, clock: FakeClock
) -> None:
    def handle(conn: Connection) -> None:
        updates.claim(conn, 7, clock())
        quarantine.put(conn, update_id=7, error="", payload="", now=clock())

    def handle_late(conn: Connection) -> None:
        quarantine.put(conn, update_id=7, error="", payload="", now=clock())
        updates.claim(conn, 7, clock())

    await database.write(handle)
    for again in (handle, handle_late):
        with pytest.raises(AlreadyHandled):
            await database.write(again)
    assert await database.read(quarantine.count) == 1


async def test_of_two_processes_that_claim_an_update_one_wins(database_url: str, clock: FakeClock) -> None:
    processes = [Database.open(database_url) for _ in range(2)]

    def handle(conn: Connection) -> str:
        updates.claim(conn, 7, clock())
        return "won"

    outcomes = await asyncio.gather(
        *[process.write(handle) for process in processes for _ in range(5)], return_exceptions=True
    )
    assert outcomes.count("won") == 1
    assert sum(isinstance(outcome, AlreadyHandled) for outcome in outcomes) == 9
    for process in processes:
        await process.close()


async def test_old_updates_are_forgotten_and_the_last_are_recalled(database: Database, clock: FakeClock) -> None:
    for number in (1, 2, 3):
        await database.write(partial(updates.claim, update_id=number, now=clock.advance(hours=1)))
    assert await database.read(updates.latest) == [1, 2, 3]
    assert await database.write(lambda conn: updates.forget_before(conn, clock())) == 2
    assert await database.read(updates.latest) == [3]


def test_memory_of_recent_updates_is_bounded() -> None:
    recent = RecentUpdates(capacity=3)
    for number in (1, 2, 3, 2, 4):
        recent.add(number)
    assert (1 in recent, 2 in recent, 4 in recent, len(recent)) == (False, True, True, 3)


async def test_an_update_set_aside_is_kept_whole_and_numbered(database: Database, clock: FakeClock) -> None:
    def put(conn: Connection) -> int:
        return quarantine.put(conn, update_id=5, error="KeyError" + "!" * 300, payload='{"a":"\0é"}', now=clock())

    number = await database.write(put)
    (aside,) = await database.read(quarantine.list_recent)
    assert (aside.id, aside.update_id, len(aside.error), aside.payload) == (number, 5, 200, '{"a":"é"}')
    clock.advance(days=31)
    await database.write(put)
    assert [one.id for one in await database.read(quarantine.list_recent)] == [number + 1, number]
    assert await database.write(lambda conn: quarantine.delete_before(conn, clock())) == 1
    assert await database.read(quarantine.count) == 1
