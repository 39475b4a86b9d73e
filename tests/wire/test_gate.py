"""The limits of sending, seen from Telegram: never more than allowed, and nobody waits behind an announcement."""

from __future__ import annotations

import asyncio
import time

import pytest

from bot.delivery import Delivery
from bot.gate import Gate, Halted, Rates
from bot.http import TooFastError
from storage import deliveries
from storage.outbox import Lane
from tests.wire.conftest import UNLIMITED, Wire, eventually, meet, real_clock
from tests.wire.test_delivery import all_settled, announce, citizens, counts, put

LIMITS = Rates()


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind: `test_limits` and `test_processes` look at both."""
    return sqlite_url


@pytest.fixture
def rates() -> Rates:
    """Telegram's limits."""
    return LIMITS


async def test_no_second_holds_more_than_thirty_messages_and_a_reply_waits_for_no_announcement(wire: Wire) -> None:
    people = citizens(wire, 90)
    mehdi = wire.sandbox.person("Mehdi", started=True)
    moderation = wire.sandbox.supergroup("Modération", members=[mehdi, wire.sandbox.bot])
    numbers = await meet(wire.database, *[person.id for person in people])
    wire.sandbox.limits.enabled = True
    wire.sandbox.faults.delay(0.0, jitter=0.05, method="sendMessage")
    announcement = await announce(wire, people[:75])
    for index in range(4):
        await put(wire, f"card {index}", chat_id=moderation.id)
    wire.deliver()
    await eventually(lambda: wire.sandbox.calls("sendMessage") > 20)
    waits = []
    for index, number in enumerate(numbers[75:]):
        since = time.monotonic()
        await put(wire, f"receipt {index}", person_id=number)
        await people[75 + index].sees(f"receipt {index}", since=0)
        waits.append(time.monotonic() - since)
    await all_settled(wire, announcement)
    assert (await counts(wire, announcement)).sent == 75
    counters = wire.sandbox.counters
    assert counters.busiest_second <= 30
    assert counters.busiest_second > 20, "the limit is used"
    assert sorted(waits)[len(waits) // 2] < 1, "a reply waits for its own turn alone"
    assert counters.answers["sendMessage", 429] == 0
    assert all(counters.busiest_second_of(person.id) <= 1 for person in people)


async def test_a_person_gets_one_message_a_second_and_a_group_twenty_a_minute(wire: Wire) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    group = wire.sandbox.supergroup("Modération", members=[alice, wire.sandbox.bot])
    (number,) = await meet(wire.database, alice.id)
    for index in range(3):
        await put(wire, f"message {index}", person_id=number)
    for index in range(8):
        await put(wire, f"card {index}", chat_id=group.id)
    wire.deliver()
    await alice.sees("message 2", since=0)
    await asyncio.sleep(0.5)
    assert wire.sandbox.counters.busiest_second_of(alice.id) == 1
    assert wire.sandbox.counters.busiest_second_of(group.id) == 1
    assert 3 <= wire.sandbox.counters.busiest_minute_of(group.id) <= 5


async def test_what_handlers_say_passes_the_gate_too(wire: Wire) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    since = time.monotonic()
    await asyncio.gather(*[wire.bot.send_message(alice.id, f"message {index}") for index in range(3)])
    assert time.monotonic() - since >= 2
    assert wire.sandbox.counters.busiest_second_of(alice.id) == 1


async def test_a_reply_that_cannot_leave_soon_is_left_to_the_outbox(wire: Wire) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    await wire.gate.halt(60)
    with pytest.raises(TooFastError):
        await wire.bot.send_message(alice.id, "hello")
    assert wire.sandbox.calls("sendMessage") == 0


async def test_a_handler_told_to_wait_halts_that_chat_alone(wire: Wire) -> None:
    alice, bruno = (wire.sandbox.person(name, started=True) for name in ("Alice", "Bruno"))
    flood = wire.sandbox.faults.flood(2, method="sendMessage", chat=alice.id, times=1)
    with pytest.raises(TooFastError):
        await wire.bot.send_message(alice.id, "one")
    await wire.bot.send_message(bruno.id, "two")
    await wire.bot.send_message(alice.id, "three")
    assert flood.violations == 0
    await alice.sees("three", since=0)


async def test_who_gives_up_makes_room(wire: Wire) -> None:
    gate = Gate(wire.database, Rates(5, 1, 20))

    async def send(lane: Lane, chat_id: int) -> float:
        async with gate.turn(lane, chat_id=chat_id):
            return time.monotonic()

    crowd = [asyncio.create_task(send(Lane.BROADCAST, 1000 + index)) for index in range(50)]
    await asyncio.sleep(0.1)
    for task in crowd:
        task.cancel()
    since = time.monotonic()
    assert await send(Lane.BROADCAST, 5000) - since < 1
    await gate.halt(60, chat_id=7)
    closed = gate.turn(Lane.REPLY, chat_id=7, patience=1)
    with pytest.raises(Halted):
        await closed.__aenter__()


async def test_without_limits_nothing_is_asked_of_the_database(wire: Wire) -> None:
    gate = Gate(wire.database, UNLIMITED)
    before = wire.transactions.count
    for index in range(100):
        async with gate.turn(Lane.REPLY, chat_id=1, person_id=index):
            pass
    assert wire.transactions.count == before


async def test_alone_a_reply_asks_the_database_once_and_waits_for_nothing_else(wire: Wire) -> None:
    before = wire.transactions.count
    since = time.monotonic()
    async with wire.gate.turn(Lane.REPLY, chat_id=1, person_id=1):
        assert wire.transactions.count == before + 1
    assert time.monotonic() - since < 1


async def test_messages_leave_although_the_database_is_down(wire: Wire) -> None:
    wire.transactions.down = True
    async with asyncio.timeout(2), wire.gate.turn(Lane.REPLY, chat_id=1, person_id=1):
        wire.transactions.down = False


async def test_an_announcement_waits_for_its_lease_no_longer_than_it_lasts(wire: Wire) -> None:
    people = citizens(wire, 5)
    await wire.gate.halt(0.6)
    announcement = await announce(wire, people)
    wire.start(Delivery(wire.bot, wire.services, wire.gate, poll=0.1, lease=0.4).run())
    await all_settled(wire, announcement)
    assert (await counts(wire, announcement)).sent == 5
    assert await wire.database.write(lambda conn: deliveries.abandon(conn, real_clock())) == 0


async def test_a_bare_call_passes_the_gate_and_builds_nothing(wire: Wire) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    params = {"chat_id": alice.id, "text": "hello"}
    since = time.monotonic()
    results = [await wire.bot.do_api_request("sendMessage", api_kwargs=params) for _ in range(2)]
    assert time.monotonic() - since >= 1
    assert [result["text"] for result in results] == ["hello", "hello"]
