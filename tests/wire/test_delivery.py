"""What was committed reaches people: retried, halted, given up, once for announcements, whole after a crash."""

from __future__ import annotations

import asyncio
import time
from datetime import timedelta

from sqlalchemy import Connection, insert, select, update

from bot.delivery import Delivery
from consultation.broadcast import Counts
from sandbox.person import Person
from storage import cards, deliveries, outbox, submissions
from storage.database import Database
from storage.outbox import Lane
from storage.tables import broadcasts
from storage.tables import outbox as outbox_table
from storage.tables import people as people_table
from tests.wire.conftest import Wire, eventually, meet, real_clock


async def put(wire: Wire, text: str, *, person_id: int | None = None, chat_id: int | None = None) -> int:
    """A message in the outbox."""
    return await wire.database.write(
        lambda conn: outbox.put(
            conn,
            method="sendMessage",
            params={"text": text},
            lane=Lane.CARD if person_id is None else Lane.REPLY,
            now=real_clock(),
            person_id=person_id,
            chat_id=chat_id,
        )
    )


async def announce(wire: Wire, persons: list[Person], text: str = "Bonjour") -> int:
    """An announcement to these people."""
    numbers = await meet(wire.database, *[person.id for person in persons], subscribed=True)
    return await announce_to_subscribers(wire.database, numbers, text)


async def announce_to_subscribers(database: Database, numbers: list[int], text: str = "Bonjour") -> int:
    """An announcement to those who subscribed before."""

    def story(conn: Connection) -> int:
        values = {
            "author_id": numbers[0],
            "state": "sending",
            "method": "sendMessage",
            "params": {"text": text},
            "total": len(numbers),
            "created_at": real_clock(),
        }
        number: int = conn.execute(insert(broadcasts).values(values).returning(broadcasts.c.id)).scalar_one()
        deliveries.fill(conn, number, real_clock())
        return number

    return await database.write(story)


async def counts(wire: Wire, number: int) -> Counts:
    return await wire.database.read(lambda conn: deliveries.counts(conn, number))


async def all_settled(wire: Wire, number: int) -> None:
    """Waits until nothing more will happen to an announcement."""

    async def settled() -> bool:
        return (await counts(wire, number)).remaining == 0

    await eventually(settled, patience=20)


async def states(wire: Wire) -> dict[str, int]:
    return await wire.database.read(outbox.counts)


async def outbox_becomes(wire: Wire, **expected: int) -> None:
    """Waits until the outbox holds so many messages in each state."""

    async def holds() -> bool:
        return await states(wire) == expected

    await eventually(holds)


def citizens(wire: Wire, number: int) -> list[Person]:
    return [wire.sandbox.person(f"Citizen {index}", started=True) for index in range(number)]


async def test_a_committed_message_leaves_at_once_not_at_the_next_poll(wire: Wire) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    (number,) = await meet(wire.database, alice.id)
    wire.start(Delivery(wire.bot, wire.services, wire.gate, poll=60).run())
    await asyncio.sleep(0.2)
    since = time.monotonic()
    await put(wire, "Reçu", person_id=number)
    await alice.sees("Reçu", since=0)
    assert time.monotonic() - since < 5


async def test_one_persons_messages_arrive_in_order_and_a_card_is_remembered(wire: Wire) -> None:
    alice, mehdi = wire.sandbox.person("Alice", started=True), wire.sandbox.person("Mehdi", started=True)
    moderation = wire.sandbox.channel("Modération", admins=[mehdi, wire.sandbox.bot])
    (number,) = await meet(wire.database, alice.id)

    def story(conn: Connection) -> int:
        now = real_clock()
        for index in range(10):
            params = {"text": f"message {index}"}
            outbox.put(conn, method="sendMessage", params=params, lane=Lane.REPLY, now=now, person_id=number)
        sent = submissions.add(conn, person_id=number, answers={"theme": "x"}, form_version=1, now=now)
        outbox.put(
            conn,
            method="sendMessage",
            params={"text": "Carte"},
            lane=Lane.CARD,
            now=now,
            chat_id=moderation.id,
            subject=f"card:{sent.id}",
        )
        return sent.id

    submission = await wire.database.write(story)
    wire.deliver()
    await outbox_becomes(wire, sent=11)
    texts = [message["text"] for message in alice.messages]
    assert texts == [f"message {index}" for index in range(10)]
    card = await mehdi.sees("Carte", moderation, since=0)
    assert await wire.database.read(lambda conn: cards.latest(conn, submission)) == (moderation.id, card["message_id"])


async def test_a_fault_of_the_server_or_the_network_is_tried_again_and_order_kept(wire: Wire) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    (number,) = await meet(wire.database, alice.id)
    wire.sandbox.faults.fail(502, method="sendMessage", times=1)
    wire.sandbox.faults.reset(method="sendMessage", times=1)
    await put(wire, "first", person_id=number)
    await put(wire, "second", person_id=number)
    wire.deliver()
    await outbox_becomes(wire, sent=2)
    assert [message["text"] for message in alice.messages] == ["first", "second"]


async def test_a_message_whose_fate_is_unknown_is_sent_again_unlike_an_announcement(wire: Wire) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    (number,) = await meet(wire.database, alice.id)
    wire.sandbox.faults.reset(method="sendMessage", when="after", times=1)
    await put(wire, "receipt", person_id=number)
    wire.deliver()
    await outbox_becomes(wire, sent=1)
    assert [message["text"] for message in alice.messages] == ["receipt", "receipt"]
    wire.sandbox.faults.reset(method="sendMessage", when="after", times=1)
    announcement = await announce(wire, [alice])
    await all_settled(wire, announcement)
    assert await counts(wire, announcement) == Counts(unknown=1)
    assert [message["text"] for message in alice.messages].count("Bonjour") == 1


async def test_who_blocked_the_bot_is_called_once_and_never_again(wire: Wire) -> None:
    alice, bruno = (wire.sandbox.person(name, started=True) for name in ("Alice", "Bruno"))
    (number, other) = await meet(wire.database, alice.id, bruno.id, subscribed=True)
    await alice.blocks_bot()
    for text in ("one", "two", "three"):
        await put(wire, text, person_id=number)
    await put(wire, "hello", person_id=other)
    wire.deliver()
    await outbox_becomes(wire, sent=1, unreachable=3)
    await put(wire, "four", person_id=number)
    await outbox_becomes(wire, sent=1, unreachable=4)
    assert wire.sandbox.counters.answers["sendMessage", 403] == 1
    announcement = await announce_to_subscribers(wire.database, [number, other])
    await all_settled(wire, announcement)
    assert await counts(wire, announcement) == Counts(sent=1)
    assert wire.sandbox.counters.answers["sendMessage", 403] == 1
    marked = select(people_table.c.unreachable_at).where(people_table.c.id == number)
    assert await wire.database.read(lambda conn: conn.execute(marked).scalar_one()) is not None


async def test_what_telegram_will_never_accept_is_given_up_and_the_rest_goes_on(wire: Wire) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    (number,) = await meet(wire.database, alice.id)
    await put(wire, "", person_id=number)
    await put(wire, "good", person_id=number)
    wire.deliver()
    await outbox_becomes(wire, failed=1, sent=1)
    error = select(outbox_table.c.error).where(outbox_table.c.state == "failed")
    assert "BadRequest" in await wire.database.read(lambda conn: conn.execute(error).scalar_one())


async def test_an_edit_that_changes_nothing_is_a_success(wire: Wire) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    (number,) = await meet(wire.database, alice.id)
    message = await wire.bot.call("sendMessage", {"chat_id": alice.id, "text": "same"})
    params = {"message_id": message["message_id"], "text": "same"}
    await wire.database.write(
        lambda conn: outbox.put(
            conn, method="editMessageText", params=params, lane=Lane.CARD, now=real_clock(), person_id=number
        )
    )
    wire.deliver()
    await outbox_becomes(wire, sent=1)
    assert wire.sandbox.counters.answers["editMessageText", 400] == 1


async def test_a_chat_told_to_wait_waits_and_the_others_do_not(wire: Wire) -> None:
    alice, bruno = (wire.sandbox.person(name, started=True) for name in ("Alice", "Bruno"))
    numbers = await meet(wire.database, alice.id, bruno.id)
    flood = wire.sandbox.faults.flood(2, method="sendMessage", chat=alice.id, times=1)
    for turn in range(3):
        for number in numbers:
            await put(wire, f"message {turn}", person_id=number)
    since = time.monotonic()
    wire.deliver()
    await bruno.sees("message 2", since=0)
    assert time.monotonic() - since < 2
    await alice.sees("message 2", since=0)
    assert time.monotonic() - since >= 2
    assert (flood.struck, flood.violations) == (1, 0)
    assert [message["text"] for message in alice.messages] == [f"message {turn}" for turn in range(3)]


async def test_an_announcement_told_to_wait_waits_as_a_whole(wire: Wire) -> None:
    people = citizens(wire, 30)
    flood = wire.sandbox.faults.flood(2, method="sendMessage", times=1, skip=10)
    number = await announce(wire, people)
    wire.start(Delivery(wire.bot, wire.services, wire.gate, poll=0.1, in_flight=2).run())
    await all_settled(wire, number)
    assert await counts(wire, number) == Counts(sent=30)
    assert (flood.struck, flood.violations) == (1, 0)
    assert wire.sandbox.counters.duplicates() == {}


async def test_a_crash_in_mid_announcement_leaves_unknown_what_was_under_way_and_sends_nothing_twice(
    wire: Wire,
) -> None:
    people = citizens(wire, 20)
    number = await announce(wire, people)
    fault = wire.sandbox.faults.hang(method="sendMessage", when="after", skip=7)
    first = Delivery(wire.bot, wire.services, wire.gate, poll=0.1, lease=1.0, in_flight=8, grace=0)
    task = wire.start(first.run())

    async def stuck() -> bool:
        return (await counts(wire, number)).sending == 4 and fault.struck == 4

    await eventually(stuck)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    wire.sandbox.faults.clear()
    left = await counts(wire, number)
    assert left.sending == 4, "calls cut short: nobody knows"
    await asyncio.sleep(1.0)
    assert await wire.database.write(lambda conn: deliveries.abandon(conn, real_clock())) == 4
    wire.deliver()
    await all_settled(wire, number)
    assert await counts(wire, number) == Counts(sent=16, unknown=4)
    assert wire.sandbox.counters.duplicates() == {}
    assert sum(wire.sandbox.counters.texts.values()) == 20


async def test_a_stop_finishes_calls_under_way_and_gives_back_the_rest(wire: Wire) -> None:
    people = citizens(wire, 12)
    number = await announce(wire, people)
    await put(wire, "receipt", person_id=(await meet(wire.database, people[0].id))[0])
    wire.sandbox.faults.delay(0.3, method="sendMessage")
    await wire.gate.halt(0.01)
    delivery = wire.deliver()
    await eventually(lambda: wire.sandbox.calls("sendMessage") > 0)
    await wire.gate.halt(60)
    await delivery.stop()
    done = await counts(wire, number)
    assert (done.sending, done.unknown, done.failed) == (0, 0, 0)
    assert done.sent + done.pending == 12
    leased = select(outbox_table.c.leased_until).where(outbox_table.c.leased_until.is_not(None))
    assert await wire.database.read(lambda conn: list(conn.execute(leased))) == []


async def test_an_outage_of_the_database_while_sending_loses_and_doubles_nothing(wire: Wire) -> None:
    people = citizens(wire, 20)
    wire.sandbox.faults.delay(0.2, method="sendMessage")
    number = await announce(wire, people)
    wire.deliver()
    await eventually(lambda: wire.sandbox.calls("sendMessage") >= 4)
    wire.transactions.down = True
    await asyncio.sleep(1)
    wire.transactions.down = False
    await all_settled(wire, number)
    assert await counts(wire, number) == Counts(sent=20)
    assert wire.sandbox.counters.duplicates() == {}


async def test_a_message_is_given_up_after_a_day(wire: Wire) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    (number,) = await meet(wire.database, alice.id)
    wire.sandbox.faults.fail(500, method="sendMessage")
    old, young = await put(wire, "old", person_id=number), await put(wire, "young", chat_id=alice.id)
    long_ago = real_clock() - timedelta(hours=25)
    await wire.database.write(
        lambda conn: (
            conn.execute(update(outbox_table).where(outbox_table.c.id == old).values(created_at=long_ago)).rowcount
        )
    )
    wire.deliver()
    await outbox_becomes(wire, failed=1, pending=1)
    errors = select(outbox_table.c.error).where(outbox_table.c.id == young)

    async def tried() -> bool:
        return await wire.database.read(lambda conn: conn.execute(errors).scalar_one()) is not None

    await eventually(tried)
