"""The moments at which messages may leave, on both databases."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from storage import limits
from storage.database import Database
from storage.limits import Request
from storage.tables import limits as table

NOW = 1_614_074_400.0


async def _reserve(
    database: Database, count: int, *, now: float = NOW, interval: float = 0.1, burst: int = 1, scope: str = "global"
) -> list[float]:
    return await database.write(
        lambda conn: limits.reserve(conn, scope, interval=interval, burst=burst, now=now, count=count)
    )


async def test_moments_follow_each_other(database: Database) -> None:
    first = await _reserve(database, 3)
    second = await _reserve(database, 2, now=NOW + 0.05)
    assert [round(slot - NOW, 6) for slot in first + second] == [0, 0.1, 0.2, 0.3, 0.4]


async def test_an_idle_scope_lets_go_at_once_and_saves_nothing_up(database: Database) -> None:
    await _reserve(database, 1)
    assert await _reserve(database, 2, now=NOW + 60) == [NOW + 60, NOW + 60.1]


async def test_a_burst_goes_at_once_and_is_paid_for_afterwards(database: Database) -> None:
    slots = await _reserve(database, 5, interval=3, burst=3)
    assert [slot - NOW for slot in slots] == [0, 0, 0, 3, 6]


async def test_a_halt_holds_until_its_deadline_and_is_never_shortened(database: Database) -> None:
    await database.write(lambda conn: limits.halt(conn, "chat:-1", NOW + 30))
    await database.write(lambda conn: limits.halt(conn, "chat:-1", NOW + 10))
    assert await _reserve(database, 2, scope="chat:-1") == [NOW + 30, NOW + 30.1]
    assert await _reserve(database, 1, scope="chat:-2") == [NOW]


async def test_several_scopes_are_taken_at_once(database: Database) -> None:
    requests = [Request("global", 0.1, 1, 2), Request("person:1", 1, 1, 1), Request("chat:-5", 3, 5, 2)]
    for _ in range(2):
        slots = await database.write(lambda conn: limits.reserve_all(conn, requests, NOW))
    assert [[round(slot - NOW, 3) for slot in some] for some in slots] == [[0.2, 0.3], [1], [0, 0]]


async def test_a_clock_put_back_does_not_silence_the_bot_for_an_hour(database: Database) -> None:
    await _reserve(database, 1, now=NOW + 3600)
    (slot,) = await _reserve(database, 1)
    assert slot <= NOW + limits.AHEAD


async def test_scopes_not_used_are_forgotten(database: Database) -> None:
    await _reserve(database, 1, scope="person:1")
    await _reserve(database, 1, scope="person:2", now=NOW + 100)
    await database.write(lambda conn: limits.halt(conn, "person:3", NOW + 100))
    assert await database.write(lambda conn: limits.delete_idle(conn, NOW + 50)) == 1

    def scopes(conn: Connection) -> list[str]:
        return list(conn.execute(select(table.c.scope).order_by(table.c.scope)).scalars())

    assert await database.read(scopes) == ["person:2", "person:3"]


async def test_two_processes_share_the_moments(database_url: str) -> None:
    processes = [Database.open(database_url) for _ in range(2)]
    taken = await asyncio.gather(
        *[_reserve(process, 1 + turn % 3, interval=0.1) for turn in range(20) for process in processes]
    )
    slots = sorted(slot for some in taken for slot in some)
    assert [round(slot - NOW, 3) for slot in slots] == [round(0.1 * number, 3) for number in range(len(slots))]
    for process in processes:
        await process.close()


@given(
    most=st.integers(1, 40),
    burst=st.integers(1, 10),
    asks=st.lists(st.tuples(st.floats(0, 3), st.integers(1, 8)), max_size=40),
)
def test_whatever_is_asked_no_window_holds_more_than_its_limit(
    most: int, burst: int, asks: list[tuple[float, int]]
) -> None:
    burst = min(burst, most)
    request_interval = 1.0 / (most - burst + 1)
    now, next_at, slots = 0.0, 0.0, []
    for pause, count in asks:
        now += pause
        granted, next_at = limits.take(Request("x", request_interval, burst, count), next_at, 0.0, now)
        assert all(slot >= now for slot in granted)
        slots += granted
    assert slots == sorted(slots)
    for index, start in enumerate(slots):
        assert sum(1 for slot in slots[index:] if slot < start + 1 - 1e-9) <= most
