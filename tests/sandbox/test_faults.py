"""Faults on purpose, and what is counted."""

from __future__ import annotations

import asyncio
import time

import aiohttp
import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut

from sandbox.faults import Faults
from sandbox.image import plain_png
from sandbox.person import Person
from sandbox.server import Sandbox
from sandbox.wire import ApiError
from tests.sandbox.client import Client, RefusedError
from tests.sandbox.test_limits import Timer


async def test_a_busy_server_fails_so_many_times_and_then_works(call: Client, sandbox: Sandbox, alice: Person) -> None:
    fault = sandbox.faults.fail(503, method="sendMessage", times=2)
    for _ in range(2):
        with pytest.raises(RefusedError, match="Service Unavailable") as refused:
            await call("sendMessage", chat_id=alice.id, text="un")
        assert refused.value.status == 503
    await call("getMe")
    await call("sendMessage", chat_id=alice.id, text="un")
    assert [message["text"] for message in alice.messages] == ["un"]
    assert fault.struck == 2
    assert sandbox.counters.answers["sendMessage", 503] == 2
    assert sandbox.calls("sendMessage") == 3


async def test_a_failure_after_the_effect_hides_a_message_that_was_sent(
    bot: Bot, sandbox: Sandbox, alice: Person
) -> None:
    sandbox.faults.fail(502, method="sendMessage", when="after", times=1)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(alice.id, "reçu n° 7")
    await bot.send_message(alice.id, "reçu n° 7")
    assert sandbox.counters.duplicates() == {(alice.id, "reçu n° 7"): 2}


@pytest.mark.parametrize(("when", "messages"), [("before", 0), ("after", 1)])
async def test_a_connection_is_reset(call: Client, sandbox: Sandbox, alice: Person, when: str, messages: int) -> None:
    sandbox.faults.reset(method="sendMessage", when="before" if when == "before" else "after", times=1)
    with pytest.raises(aiohttp.ClientConnectionError):
        await call("sendMessage", chat_id=alice.id, text="un")
    assert len(alice.messages) == messages
    assert sandbox.counters.answers["sendMessage", 0] == 1


async def test_a_server_that_never_answers_times_out(bot: Bot, sandbox: Sandbox, alice: Person) -> None:
    sandbox.faults.hang(method="sendMessage", when="after", times=1)
    with pytest.raises(TimedOut):
        await bot.send_message(alice.id, "un", read_timeout=0.1)
    assert [message["text"] for message in alice.messages] == ["un"]


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_a_flood_halts_every_call_and_counts_those_who_do_not_wait(
    bot: Bot, sandbox: Sandbox, alice: Person, mehdi: Person
) -> None:
    flood = sandbox.faults.flood(retry_after=0.2, method="sendMessage", times=1)
    with pytest.raises(RetryAfter, match="Retry in 1 seconds"):
        await bot.send_message(alice.id, "un")
    with pytest.raises(RetryAfter):
        await bot.send_message(mehdi.id, "un")
    assert flood.violations == 1
    await asyncio.sleep(0.2)
    await bot.send_message(alice.id, "un")
    assert flood.violations == 1


async def test_a_flood_of_one_chat_leaves_the_others_alone(
    call: Client, sandbox: Sandbox, alice: Person, mehdi: Person
) -> None:
    sandbox.faults.flood(30, chat=alice.id)
    with pytest.raises(RefusedError, match="retry after 30"):
        await call("sendMessage", chat_id=alice.id, text="un")
    await call("sendMessage", chat_id=mehdi.id, text="un")


async def test_latency_is_added(call: Client, sandbox: Sandbox) -> None:
    sandbox.faults.delay(0.05, jitter=0.01, method=["getMe", "getChat"])
    started = time.monotonic()
    await call("getMe")
    assert time.monotonic() - started >= 0.05


async def test_someone_who_gives_up_waiting_is_not_known_to_the_server(
    bot: Bot, sandbox: Sandbox, alice: Person
) -> None:
    sandbox.faults.delay(0.15, method="sendMessage")
    with pytest.raises(TimedOut):
        await bot.send_message(alice.id, "un", read_timeout=0.05)
    assert (await alice.sees("un"))["text"] == "un"


async def test_downloads_fail_too(bot: Bot, sandbox: Sandbox, alice: Person) -> None:
    message = await bot.send_photo(alice.id, plain_png())
    file = await message.photo[-1].get_file()
    sandbox.faults.fail(500, method="download", times=1)
    with pytest.raises(NetworkError):
        await file.download_as_bytearray()
    assert await file.download_as_bytearray()


async def test_a_call_that_is_wrong_uses_no_fault_up(call: Client, sandbox: Sandbox) -> None:
    fault = sandbox.faults.fail(times=1)
    with pytest.raises(RefusedError, match='"text" is required'):
        await call("sendMessage", chat_id=1)
    assert fault.struck == 0
    sandbox.faults.clear()
    await call("getMe")


def strikes(faults: Faults, count: int = 200, chat: int = 1) -> list[bool]:
    def strike() -> bool:
        try:
            return bool(faults.strike("sendMessage", {"chat_id": chat}))
        except ApiError:
            return True

    return [strike() for _ in range(count)]


def test_chance_is_seeded() -> None:
    runs = []
    for seed in (7, 7, 8):
        faults = Faults(seed)
        faults.fail(chance=0.3)
        runs.append(strikes(faults))
    assert runs[0] == runs[1] != runs[2]
    assert 30 < sum(runs[0]) < 90


def test_the_first_calls_can_be_let_through() -> None:
    faults = Faults()
    faults.fail(skip=2, times=1)
    assert strikes(faults, 5) == [False, False, True, False, False]


def test_a_storm_can_halt_chat_by_chat() -> None:
    timer = Timer()
    faults = Faults(timer=timer)
    flood = faults.flood(2.5, per_chat=True)
    for chat in (1, 2, 1):
        with pytest.raises(ApiError, match="retry after 3"):
            faults.strike("sendMessage", {"chat_id": chat})
    assert (flood.struck, flood.violations) == (2, 1)
    timer.now = 2.5
    assert strikes(faults, 1, chat=1) == [True]
    assert flood.struck == 3


async def test_calls_effects_and_the_busiest_second_are_counted(
    call: Client, sandbox: Sandbox, alice: Person, mehdi: Person
) -> None:
    for person in (alice, alice, mehdi):
        await call("sendMessage", chat_id=person.id, text="bonjour")
    with pytest.raises(RefusedError):
        await call("sendMessage", chat_id=99, text="bonjour")
    counters = sandbox.counters
    assert sandbox.calls("sendMessage") == sandbox.calls() == 4
    assert counters.busiest_second == 3
    assert (counters.busiest_second_of(alice.id), counters.busiest_minute_of(mehdi.id)) == (2, 1)
    assert counters.busiest_second_of(99) == counters.busiest_minute_of(99) == 0
    assert counters.duplicates() == {(alice.id, "bonjour"): 2}
    assert counters.parameters_of("sendMessage")[-1] == {"chat_id": 99, "text": "bonjour"}
