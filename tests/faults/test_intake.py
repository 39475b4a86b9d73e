"""Updates as the worst network and the worst client would send them: again and again, poisoned, mutated."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import random
import sys
import time
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import structlog

from bot import logs
from bot.settings import Logging
from storage import quarantine
from tests.acceptance.conftest import Service
from tests.faults.posting import CHATS, kept, question, update
from tests.faults.scale import scaled
from tests.faults.tally import Tally

CANARY = "xqzcanari"
"""A word of someone's, in every mutated update."""
MANY = 1_000_000
"""So many people that nobody asks too much."""


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Everything that is logged, at the lowest level."""
    root = logging.getLogger()
    handlers, level, hook = root.handlers[:], root.level, sys.excepthook
    written = io.StringIO()
    logs.configure(Logging(level="debug", format="json"), [], written)
    yield written
    root.handlers[:], root.level, sys.excepthook = handlers, level, hook
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


async def test_each_update_delivered_three_times_shuffled(service: Service, tally: Tally) -> None:
    count = scaled(400, 5_000)
    given = [number for number in range(count) for _ in range(3)]
    random.Random(6).shuffle(given)
    for start in range(0, len(given), CHATS):
        await asyncio.gather(*(service.intake.handle(update(number, MANY)) for number in given[start : start + CHATS]))
    tally.compare(map(question, range(count)), await service.database.read(kept))
    tally.more["deliveries"] = len(given)
    assert (tally.lost, tally.doubled) == (0, 0)


async def test_one_poison_in_a_hundred_holds_nothing_up(service: Service, tally: Tally) -> None:
    count = scaled(300, 3_000)
    poison = set(range(50, count, 100))
    for number in range(count):
        given = update(number, MANY)
        if number in poison:
            given["message"]["date"] = "yesterday"
        await service.intake.handle(given)
    tally.compare(
        (question(number) for number in range(count) if number not in poison), await service.database.read(kept)
    )
    aside = await service.database.read(quarantine.count)
    tally.more |= {"poisoned": len(poison), "set aside": aside}
    assert (tally.lost, tally.doubled, aside) == (0, 0, len(poison))


async def test_mutated_updates_end_nothing_and_say_nothing(service: Service, stream: io.StringIO, tally: Tally) -> None:
    draw, count, every, exits, slowest = random.Random(7), scaled(2_000, 100_000), 500, list[str](), 0.0
    for number in range(count):
        try:
            await service.intake.handle(mutated(draw, number))
        except Exception as error:  # noqa: BLE001 - what is counted
            exits.append(repr(error)[:200])
        if number % every == 0:
            begun = time.monotonic()
            await service.intake.handle(update(number, MANY))
            slowest = max(slowest, time.monotonic() - begun)
    valid = [question(number) for number in range(0, count, every)]
    tally.compare(valid, await service.database.read(kept))
    tally.tried = count
    told = stream.getvalue().lower().count(CANARY)
    tally.more |= {"exits": len(exits), "words in logs": told, "next valid one, slowest": f"{slowest * 1000:.0f} ms"}
    assert exits == []
    assert (tally.lost, tally.doubled, told) == (0, 0, 0)
    assert '"level":"error"' in stream.getvalue(), "some were set aside, and told without a word"


def mutated(draw: random.Random, number: int) -> bytes:
    """An update of some kind with something wrong in it, or the bytes of one cut or changed."""
    whole = draw.choice(KINDS)(number)
    for _ in range(draw.randint(1, 3)):
        _spoil(draw, whole)
    written = json.dumps(whole).encode()
    if draw.random() < 0.1:
        at = draw.randrange(len(written))
        written = written[:at] + bytes([draw.randrange(256)]) + written[at + draw.randint(0, 3) :]
    return written


def _spoil(draw: random.Random, whole: dict[str, Any]) -> None:
    place: Any = whole
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            return
        key = draw.choice(keys)
        if isinstance(place[key], (dict, list)) and draw.random() < 0.7:
            place = place[key]
            continue
        if isinstance(place, dict) and draw.random() < 0.3:
            del place[key]
        else:
            place[key] = deepcopy(draw.choice(WRONG))
        return


WRONG: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    2**63,
    10**30,
    1.5,
    "",
    CANARY * 50,
    "\ud800",
    "\u202e" + CANARY,
    "\0",
    [],
    [[]],
    {},
    {"id": CANARY},
    [{"type": CANARY, "offset": -1, "length": 10**9}],
)
SENDER = {"id": 6_000_000, "is_bot": False, "first_name": CANARY, "language_code": "fr"}
PRIVATE = {"id": 6_000_000, "type": "private", "first_name": CANARY}


def _message(number: int, **content: Any) -> dict[str, Any]:
    return {"message_id": number + 1, "date": 1_614_070_000, "chat": dict(PRIVATE), "from": dict(SENDER), **content}


def _wrapped(number: int, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    return {"update_id": 800_000_000 + number, kind: content}


KINDS = (
    lambda number: _wrapped(number, "message", _message(number, text=f"{CANARY} <b>&")),
    lambda number: _wrapped(
        number,
        "message",
        _message(number, text="/suivi 1", entities=[{"type": "bot_command", "offset": 0, "length": 6}]),
    ),
    lambda number: _wrapped(number, "edited_message", _message(number, text=CANARY, edit_date=1_614_070_001)),
    lambda number: _wrapped(
        number,
        "message",
        _message(number, photo=[{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}], caption=CANARY),
    ),
    lambda number: _wrapped(
        number,
        "callback_query",
        {
            "id": str(number),
            "from": dict(SENDER),
            "chat_instance": "1",
            "data": "form:send:1",
            "message": _message(number, text=CANARY),
        },
    ),
    lambda number: _wrapped(
        number, "inline_query", {"id": str(number), "from": dict(SENDER), "query": CANARY, "offset": ""}
    ),
    lambda number: _wrapped(
        number,
        "my_chat_member",
        {
            "chat": dict(PRIVATE),
            "from": dict(SENDER),
            "date": 1,
            "old_chat_member": {"user": dict(SENDER), "status": "member"},
            "new_chat_member": {"user": dict(SENDER), "status": "kicked", "until_date": 0},
        },
    ),
)
"""An update of each kind that we ask for."""
