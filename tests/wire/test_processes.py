"""Two processes behind one address, on PostgreSQL: one effect for each update, each chat in order."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial

import pytest

from bot.application import build_application
from bot.delivery import Delivery
from bot.gate import Gate, Rates
from bot.http import AiohttpRequest
from bot.intake import Intake
from handlers.services import Services
from sandbox.bots import TOKEN
from sandbox.person import Person
from sandbox.server import Sandbox
from storage import outbox
from storage.database import Database
from storage.engines import open_transactions
from storage.outbox import Lane
from storage.updates import RecentUpdates
from tests.transactions import SpiedTransactions
from tests.wire.conftest import UNLIMITED, Echo, Wire, eventually, kept, meet, real_clock
from tests.wire.test_delivery import all_settled, announce, citizens, counts
from tests.wire.test_intake import message


@pytest.fixture
async def processes(sandbox: Sandbox, postgres_url: str, template: Services) -> AsyncIterator[list[Wire]]:
    """Two processes on one database, as far as they can tell."""
    made = []
    for _ in range(2):
        transactions = SpiedTransactions(open_transactions(postgres_url))
        database = Database(transactions)
        services = replace(template, database=database, recent=RecentUpdates())
        application = build_application(AiohttpRequest(), services, TOKEN, sandbox.api_base_url)
        echo = Echo()
        echo.register(application)
        await application.initialize()
        gate = Gate(database, UNLIMITED)
        made.append(Wire(sandbox, services, echo, application, gate, Intake(application, services), transactions))
    yield made
    for process in made:
        for task in process.running:
            task.cancel()
        await asyncio.gather(*process.running, return_exceptions=True)
        await process.application.shutdown()
        await process.database.close()


async def test_a_chat_keeps_its_order_across_processes_even_when_telegram_loses_patience(
    processes: list[Wire],
) -> None:
    """As Telegram does: one update of a chat at a time, to any process, and again elsewhere if no answer comes."""
    draw, impatient = random.Random(11), 0

    async def pause() -> None:
        await asyncio.sleep(draw.uniform(0, 0.08))

    for process in processes:
        process.echo.pause = pause
    handling: list[asyncio.Task[None]] = []

    async def lane(number: int, person: Person) -> None:
        nonlocal impatient
        for turn in range(8):
            update = message(person, f"{number}:{turn:03}")
            for attempt in range(100):
                task = asyncio.create_task(processes[(turn + attempt) % 2].intake.handle(update))
                handling.append(task)
                done, _ = await asyncio.wait({task}, timeout=0.05)
                if done:
                    break
                impatient += 1

    people = citizens(processes[0], 8)
    await asyncio.gather(*[lane(number, person) for number, person in enumerate(people)])
    await asyncio.gather(*handling)
    assert impatient > 0
    effects = await processes[0].database.read(kept)
    assert len(effects) == 64
    for number in range(8):
        own = [text for text in effects if text.startswith(f"{number}:")]
        assert own == sorted(own), "no inversion"
    assert processes[0].sandbox.counters.duplicates() == {}


async def test_an_update_given_to_both_has_one_effect(processes: list[Wire]) -> None:
    people = citizens(processes[0], 5)
    kinds = ("text", "chat")  # with an effect, and with an answer alone
    updates = [message(people[number % 5], f"{kinds[number % 2]} {number}") for number in range(50)] * 2
    random.Random(2).shuffle(updates)
    await asyncio.gather(*[process.intake.handle(update) for update in updates for process in processes])
    effects = await processes[0].database.read(kept)
    assert sorted(effects) == sorted(f"text {number}" for number in range(0, 50, 2))
    assert processes[0].sandbox.calls("sendMessage") == 50
    assert processes[0].sandbox.counters.duplicates() == {}


async def test_both_deliver_and_nobody_is_written_to_twice(processes: list[Wire]) -> None:
    people = citizens(processes[0], 60)
    number = await announce(processes[0], people)
    numbers = await meet(processes[0].database, *[person.id for person in people[:10]])
    for person_id in numbers:
        for turn in range(3):
            await processes[0].database.write(
                partial(
                    outbox.put,
                    method="sendMessage",
                    params={"text": f"receipt {turn}"},
                    lane=Lane.REPLY,
                    now=real_clock(),
                    person_id=person_id,
                )
            )
    for process in processes:
        process.deliver(in_flight=8)
    await all_settled(processes[0], number)
    assert (await counts(processes[0], number)).sent == 60

    async def all_sent() -> bool:
        return await processes[0].database.read(outbox.counts) == {"sent": 30}

    await eventually(all_sent)
    assert processes[0].sandbox.counters.duplicates() == {}
    for person in people[:10]:
        receipts = [text["text"] for text in person.messages if text["text"].startswith("receipt")]
        assert receipts == ["receipt 0", "receipt 1", "receipt 2"]


async def test_what_one_process_commits_wakes_the_delivery_of_the_other(processes: list[Wire]) -> None:
    here, there = processes
    alice = here.sandbox.person("Alice", started=True)
    (number,) = await meet(here.database, alice.id)
    there.start(Delivery(there.bot, there.services, there.gate, poll=60).run())
    await asyncio.sleep(0.5)
    await here.database.write(
        lambda conn: outbox.put(
            conn, method="sendMessage", params={"text": "hello"}, lane=Lane.REPLY, now=real_clock(), person_id=number
        )
    )
    await alice.sees("hello", since=0)


async def test_two_processes_share_the_limit(processes: list[Wire]) -> None:
    gates = [Gate(process.database, Rates(20, 1, 20)) for process in processes]
    moments: list[float] = []

    async def send(gate: Gate, chat_id: int) -> None:
        async with gate.turn(Lane.BROADCAST, chat_id=chat_id):
            moments.append(time.monotonic())

    await asyncio.gather(*[send(gates[index % 2], 1000 + index) for index in range(50)])
    moments.sort()
    span = moments[-1] - moments[0]
    assert span > 49 / 20 - 0.15, "together they are no faster than one"


async def test_a_halt_is_heard_by_the_other_process(processes: list[Wire]) -> None:
    here, there = (Gate(process.database, Rates()) for process in processes)
    await here.halt(1)
    since = time.monotonic()
    async with there.turn(Lane.REPLY, chat_id=1):
        assert time.monotonic() - since >= 0.9
