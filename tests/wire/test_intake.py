"""What becomes of an update, whichever way it came."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import count

import pytest

from bot.intake import Intake
from sandbox.person import Person
from storage import quarantine, updates
from storage.database import DatabaseUnavailable
from storage.updates import RecentUpdates
from tests.wire.conftest import Wire, eventually, meet

_numbers = count(5001)


def message(person: Person, text: str, number: int | None = None) -> dict[str, object]:
    """An update: someone wrote in private."""
    number = number or next(_numbers)
    chat = {"id": person.id, "type": "private", "first_name": person.name}
    body = {"message_id": number, "date": 1, "chat": chat, "from": person.user, "text": text}
    return {"update_id": number, "message": body}


@pytest.fixture
def alice(wire: Wire) -> Person:
    """A citizen."""
    return wire.sandbox.person("Alice", started=True)


async def test_a_refusal_is_said_kindly_and_confirmed(wire: Wire, alice: Person) -> None:
    wire.deliver()
    update = message(alice, "refused")
    await wire.intake.handle(update)
    await wire.intake.handle(update)
    await alice.sees("rien à annuler", since=0)
    await asyncio.sleep(0.2)
    assert wire.sandbox.calls("sendMessage") == 1
    assert await wire.database.read(quarantine.count) == 0


async def test_a_refused_tap_gets_a_toast(wire: Wire, alice: Person) -> None:
    keyboard = {
        "inline_keyboard": [[{"text": "Bouton", "callback_data": "x"}, {"text": "Piège", "callback_data": "poison"}]]
    }
    await wire.bot.call("sendMessage", {"chat_id": alice.id, "text": "?", "reply_markup": keyboard})
    await alice.taps("Bouton")
    await alice.taps("Piège")
    for update in await wire.bot.call("getUpdates", {}):
        await wire.intake.handle(update)
    await alice.sees_toast("plus valable")
    await alice.sees_toast("Q-1")
    assert await wire.database.read(quarantine.count) == 1


async def test_a_bug_after_the_commit_keeps_the_effect_and_is_set_aside_once(wire: Wire, alice: Person) -> None:
    update = message(alice, "late poison")
    for _ in range(3):
        await wire.intake.handle(update)
    assert await wire.effects() == ["late poison"]
    assert await wire.database.read(quarantine.count) == 1


async def test_an_answer_that_telegram_does_not_take_is_no_reason_to_come_back(wire: Wire, alice: Person) -> None:
    await alice.blocks_bot()
    update = message(alice, "hello")
    await wire.intake.handle(update)
    await wire.intake.handle(update)
    assert await wire.effects() == ["hello"]
    assert wire.sandbox.calls("sendMessage") == 1
    assert await wire.database.read(quarantine.count) == 0


async def test_an_answer_that_meets_a_fault_of_the_network_leaves_by_the_outbox(wire: Wire, alice: Person) -> None:
    wire.sandbox.faults.fail(502, method="sendMessage", times=1)
    await wire.intake.handle(message(alice, "hello"))
    assert alice.messages == []
    wire.deliver()
    await alice.sees("hello", since=0)


async def test_an_update_nobody_handles_is_confirmed_and_asked_about_no_more(wire: Wire) -> None:
    for number, body in enumerate(('"unheard_of": {"a": 1}', '"poll": {"id": "1"}', '"nothing": null')):
        await wire.intake.handle(f'{{"update_id": {70 + number}, {body}}}'.encode())
    assert await wire.database.read(updates.latest) == [70, 71, 72]
    before = wire.transactions.count
    await wire.intake.handle({"update_id": 70, "unheard_of": {"a": 1}})
    assert wire.transactions.count == before


async def test_after_a_restart_what_was_handled_is_known_without_asking(wire: Wire, alice: Person) -> None:
    update = message(alice, "hello")
    await wire.intake.handle(update)
    restarted = replace(wire.services, recent=RecentUpdates())
    wire.application.bot_data = restarted
    again = Intake(wire.application, restarted)
    await again.warm_up()
    await again.handle(update)
    assert await wire.effects() == ["hello"]
    assert wire.sandbox.calls("sendMessage") == 1


async def test_an_outage_breaks_off_those_who_wait_behind_in_the_same_chat(wire: Wire, alice: Person) -> None:
    bruno = wire.sandbox.person("Bruno", started=True)
    await meet(wire.database, alice.id, bruno.id)
    wire.echo.slow["first"] = asyncio.Event()
    first = asyncio.create_task(wire.intake.handle(message(alice, "first")))
    await eventually(lambda: bool(wire.echo.begun))
    second = asyncio.create_task(wire.intake.handle(message(alice, "second")))
    await asyncio.sleep(0.05)
    wire.transactions.failures = [ConnectionRefusedError()]
    wire.echo.slow["first"].set()
    outcomes = await asyncio.gather(first, second, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [DatabaseUnavailable] * 2
    await wire.intake.handle(message(alice, "third"))
    assert await wire.effects() == ["third"]


async def test_a_bad_update_in_a_group_is_told_there_and_of_a_channel_to_nobody(wire: Wire, alice: Person) -> None:
    group = wire.sandbox.supergroup("Modération", members=[alice, wire.sandbox.bot])
    wire.deliver()
    update = message(alice, "poison")
    update["message"]["chat"] = {"id": group.id, "type": "supergroup", "title": "Modération"}  # type: ignore[index]
    await wire.intake.handle(update)
    await alice.sees("Q-1", group, since=0)
    post = {"message_id": 1, "date": "bad", "chat": {"id": group.id, "type": "channel", "title": "x"}}
    await wire.intake.handle({"update_id": 90, "channel_post": post})
    assert await wire.database.read(quarantine.count) == 2
