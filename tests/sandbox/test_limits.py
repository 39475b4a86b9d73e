"""Telegram's sending limits, on when asked for."""

from __future__ import annotations

import aiohttp
import pytest

from sandbox.limits import Limits, Rate
from sandbox.server import Sandbox
from sandbox.wire import ApiError
from tests.clock import FakeClock
from tests.sandbox.client import Client, RefusedError


class Timer:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def timer() -> Timer:
    """Seconds that pass only when told."""
    return Timer()


@pytest.fixture
def limits(timer: Timer) -> Limits:
    """The published limits."""
    return Limits(enabled=True, timer=timer)


def refused(limits: Limits, chat: int, messages: int = 1) -> int:
    """Returns the `retry_after` of a refused message."""
    with pytest.raises(ApiError) as error:
        limits.check(1, chat, messages)
    assert error.value.code == 429
    assert error.value.parameters is not None
    seconds: int = error.value.parameters["retry_after"]
    assert error.value.description == f"Too Many Requests: retry after {seconds}"
    return seconds


def test_30_messages_a_second_in_all(limits: Limits, timer: Timer) -> None:
    for chat in range(1, 31):
        limits.check(1, chat)
    assert refused(limits, 31) == 1
    limits.check(2, 31)
    timer.now = 1.0
    limits.check(1, 31)


def test_one_message_a_second_in_a_chat(limits: Limits, timer: Timer) -> None:
    limits.check(1, 5)
    timer.now = 0.9
    assert refused(limits, 5) == 1
    timer.now = 1.0
    limits.check(1, 5)


def test_20_messages_a_minute_in_a_group(limits: Limits, timer: Timer) -> None:
    for second in range(20):
        timer.now = float(second)
        limits.check(1, -5)
    timer.now = 20.0
    assert refused(limits, -5) == 40
    timer.now = 60.0
    limits.check(1, -5)


def test_an_album_counts_for_its_messages(limits: Limits, timer: Timer) -> None:
    limits.check(1, -5, messages=10)
    timer.now = 2.0
    limits.check(1, -5, messages=10)
    timer.now = 4.0
    assert refused(limits, -5) == 56


def test_limits_are_off_by_default_and_can_be_others(timer: Timer) -> None:
    for _ in range(100):
        Limits().check(1, 5)
    fast = Limits(enabled=True, one_chat=Rate(3, 1), timer=timer)
    for _ in range(3):
        fast.check(1, 5)
    assert refused(fast, 5) == 1


async def test_the_server_answers_429_for_edits_too(clock: FakeClock, limits: Limits, timer: Timer) -> None:
    async with Sandbox(clock=clock, limits=limits) as sandbox:
        alice = sandbox.person("Alice", started=True)
        async with aiohttp.ClientSession() as session:
            call = Client(session, sandbox)
            sent = await call("sendMessage", chat_id=alice.id, text="un")
            with pytest.raises(RefusedError, match="Too Many Requests: retry after 1") as told:
                await call("editMessageText", chat_id=alice.id, message_id=sent["message_id"], text="deux")
            assert (told.value.status, told.value.parameters) == (429, {"retry_after": 1})
            await call("getChat", chat_id=alice.id)
            timer.now = 1.0
            await call("editMessageText", chat_id=alice.id, message_id=sent["message_id"], text="deux")
