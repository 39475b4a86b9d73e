"""A reply held for the webhook's answer: only the last one, and never overtaken or lost."""

from __future__ import annotations

from collections.abc import Mapping

import orjson
import pytest
from telegram.error import BadRequest, NetworkError

from bot.answering import Answer


class Wire:
    """Sends, or fails as told."""

    def __init__(self) -> None:
        self.sent: list[object] = []
        self.failure: Exception | None = None

    async def send(self, method: str, params: Mapping[str, object]) -> bool:
        """Calls a method."""
        if self.failure is not None:
            raise self.failure
        self.sent.append((method, params["text"]))
        return True


def said(answer: Answer) -> object:
    body = answer.body()
    return None if body is None else orjson.loads(body)


async def test_nothing_said_is_no_answer() -> None:
    assert said(Answer()) is None


async def test_the_last_message_is_the_answer_and_those_before_leave_first() -> None:
    wire, answer = Wire(), Answer()
    for text in ("one", "two", "three"):
        await answer.release(wire.send)
        assert await answer.hold("sendMessage", {"chat_id": 1, "text": text})
    assert wire.sent == [("sendMessage", "one"), ("sendMessage", "two")]
    assert said(answer) == {"method": "sendMessage", "chat_id": 1, "text": "three"}


async def test_what_the_network_refuses_is_held_on() -> None:
    wire, answer = Wire(), Answer()
    await answer.hold("sendMessage", {"text": "one"})
    wire.failure = NetworkError("away")
    with pytest.raises(NetworkError):
        await answer.release(wire.send)
    assert said(answer) == {"method": "sendMessage", "text": "one"}


async def test_what_telegram_refuses_is_dropped_as_it_would_be_otherwise() -> None:
    wire, answer = Wire(), Answer()
    await answer.hold("sendMessage", {"text": "one"})
    wire.failure = BadRequest("chat not found")
    with pytest.raises(BadRequest):
        await answer.release(wire.send)
    assert said(answer) is None
