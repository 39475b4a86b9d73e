"""Updates by polling: one bad update hurts nobody, nothing is confirmed before its effect, order is kept."""

from __future__ import annotations

import asyncio
import random

import pytest
from telegram.error import InvalidToken

from bot.polling import Poller
from sandbox.faults import Faults
from storage import quarantine
from tests.wire.conftest import Wire, eventually

ALLOWED = ["message", "callback_query"]


def poller(wire: Wire, **options: float) -> Poller:
    """A poller that runs until the end of the test."""
    made = Poller(wire.bot, wire.intake, allowed_updates=ALLOWED, long_poll=2, **options)
    wire.start(made.run())
    return made


def pending(wire: Wire) -> int:
    return len(wire.sandbox.bot.queue)


async def test_one_bad_update_in_a_hundred_hurts_only_itself(wire: Wire) -> None:
    people = [wire.sandbox.person(f"Citizen {number}", started=True) for number in range(10)]
    for number in range(100):
        await people[number % 10].sends("poison" if number == 41 else f"text {number}")
    wire.deliver()
    polling = poller(wire)
    await eventually(lambda: pending(wire) == 0)
    await polling.stop()
    assert sorted(await wire.effects()) == sorted(f"text {number}" for number in range(100) if number != 41)
    assert await wire.database.read(quarantine.count) == 1
    (aside,) = await wire.database.read(quarantine.list_recent)
    assert aside.error.startswith("KeyError at ")
    assert "poison" not in aside.error
    assert '"text": "poison"' in aside.payload
    await people[1].sees(f"Q-{aside.id}", since=0)
    for number in range(10):
        assert any(message.get("text") == f"text {number + 10}" for message in people[number].messages)


async def test_what_was_cut_short_comes_back_and_has_its_effect_once(wire: Wire) -> None:
    alice, bruno = (wire.sandbox.person(name, started=True) for name in ("Alice", "Bruno"))
    wire.echo.slow["held"] = asyncio.Event()
    await alice.sends("held")
    await alice.sends("after held")
    await bruno.sends("quick")
    polling = poller(wire, grace=0.05)
    await eventually(lambda: wire.echo.begun == ["held", "quick"])
    await polling.stop()
    assert await wire.effects() == ["quick"]
    assert pending(wire) == 3, "what Bruno said comes after something unconfirmed"
    wire.echo.slow.clear()
    polling = poller(wire)
    await eventually(lambda: pending(wire) == 0)
    await polling.stop()
    assert await wire.effects() == ["quick", "held", "after held"]
    assert wire.sandbox.counters.duplicates() == {}


async def test_a_stop_lets_what_is_under_way_finish_and_confirms_it(wire: Wire) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    wire.echo.slow["held"] = asyncio.Event()
    await alice.sends("held")
    polling = poller(wire)
    await eventually(lambda: bool(wire.echo.begun))
    stopping = asyncio.create_task(polling.stop())
    await asyncio.sleep(0.05)
    assert not stopping.done()
    wire.echo.slow["held"].set()
    await stopping
    assert await wire.effects() == ["held"]
    assert pending(wire) == 0


async def test_a_chat_keeps_its_order_while_chats_are_handled_at_the_same_time(wire: Wire) -> None:
    draw, together, most = random.Random(7), 0, 0

    async def pause() -> None:
        nonlocal together, most
        together += 1
        most = max(most, together)
        await asyncio.sleep(draw.uniform(0, 0.01))
        together -= 1

    wire.echo.pause = pause
    people = [wire.sandbox.person(f"Citizen {number}", started=True) for number in range(15)]
    for turn in range(20):
        for number, person in enumerate(people):
            await person.sends(f"{number}:{turn:03}")
    polling = poller(wire)
    await eventually(lambda: pending(wire) == 0, patience=30)
    await polling.stop()
    effects = await wire.effects()
    assert len(effects) == 300
    for number in range(15):
        own = [text for text in effects if text.startswith(f"{number}:")]
        assert own == sorted(own)
    assert most > 3


async def test_an_outage_delays_updates_and_changes_neither_order_nor_number(wire: Wire) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    await alice.sends("before")
    polling = poller(wire)
    await alice.sees("before", since=0)
    wire.transactions.down = True
    for number in range(5):
        await alice.sends(f"during {number}")
    await asyncio.sleep(0.5)
    assert pending(wire) == 5
    wire.transactions.down = False
    await eventually(lambda: pending(wire) == 0)
    await polling.stop()
    assert await wire.effects() == ["before", *(f"during {number}" for number in range(5))]
    assert wire.sandbox.counters.duplicates() == {}


async def test_a_telegram_that_fails_for_a_while_is_asked_again(wire: Wire) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    faults: Faults = wire.sandbox.faults
    faults.fail(502, method="getUpdates", times=1)
    faults.reset(method="getUpdates", times=1)
    faults.flood(1, method="getUpdates", times=1)
    await alice.sends("hello")
    polling = poller(wire)
    await alice.sees("hello", since=0)
    await polling.stop()
    assert pending(wire) == 0


async def test_a_webhook_left_behind_gives_way(wire: Wire) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    await wire.bot.call("setWebhook", {"url": "http://127.0.0.1:9/old"})
    await alice.sends("hello")
    polling = poller(wire)
    await alice.sees("hello", since=0)
    await polling.stop()


async def test_a_refused_token_ends_polling(wire: Wire) -> None:
    wire.bot.request.point_at(wire.sandbox.api_base_url, "1:refused")  # type: ignore[attr-defined]
    with pytest.raises(InvalidToken):
        await Poller(wire.bot, wire.intake, allowed_updates=ALLOWED).run()
