"""Keyed turns: order of arrival, other keys at the same time, nothing kept once nobody waits."""

from __future__ import annotations

import asyncio

import pytest

from bot.turns import Turns
from storage.database import DatabaseUnavailable


async def test_a_key_keeps_the_order_of_arrival_and_other_keys_do_not_wait() -> None:
    turns, done = Turns(), []
    hold = asyncio.Event()

    async def one(key: str, number: int) -> None:
        async with turns.of(key):
            if key == "held":
                await hold.wait()
            done.append((key, number))

    tasks = [asyncio.create_task(one(key, number)) for number in range(5) for key in ("held", "free")]
    await asyncio.sleep(0.01)
    assert done == [("free", number) for number in range(5)]
    hold.set()
    await asyncio.gather(*tasks)
    assert done[5:] == [("held", number) for number in range(5)]
    assert len(turns) == 0


async def test_who_gives_up_while_waiting_makes_room_for_the_next() -> None:
    turns, done = Turns(), []
    hold = asyncio.Event()

    async def one(number: int) -> None:
        async with turns.of("chat"):
            await hold.wait()
            done.append(number)

    tasks = [asyncio.create_task(one(number)) for number in range(3)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    hold.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert done == [0, 2]
    assert len(turns) == 0


@pytest.mark.parametrize("broken_by", [DatabaseUnavailable("down"), asyncio.CancelledError()])
async def test_once_broken_off_those_behind_come_back_later(broken_by: BaseException) -> None:
    turns, done = Turns(), []
    hold = asyncio.Event()

    async def one(number: int) -> None:
        async with turns.of("chat"):
            await hold.wait()
            if number == 0:
                raise broken_by
            done.append(number)

    tasks = [asyncio.create_task(one(number)) for number in range(3)]
    await asyncio.sleep(0)
    hold.set()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [type(broken_by), DatabaseUnavailable, DatabaseUnavailable]
    await one(3)
    assert done == [3]
    assert len(turns) == 0


async def test_a_bug_of_one_is_not_the_affair_of_the_next() -> None:
    turns = Turns()
    with pytest.raises(KeyError):
        async with turns.of("chat"):
            raise KeyError
    async with turns.of("chat"):
        assert len(turns) == 1
