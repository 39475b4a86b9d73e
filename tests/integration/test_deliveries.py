"""Deliveries on both databases: who an announcement is for, leases, what becomes of each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection, insert, select, update

from consultation.broadcast import Counts, DeliveryState
from storage import deliveries, people
from storage.database import Database
from storage.deliveries import Delivery, Outcome
from storage.tables import broadcasts
from storage.tables import people as people_table
from tests.clock import FakeClock


async def announce(database: Database, clock: FakeClock, *telegram_ids: int) -> int:
    """An announcement under way for these people, and not for those who did not subscribe."""

    def story(conn: Connection) -> int:
        author = people.meet(conn, 9000, "fr", clock()).id
        for telegram_id in telegram_ids:
            people.subscribe(conn, people.meet(conn, telegram_id, "fr", clock()).id, clock())
        values = {
            "author_id": author,
            "state": "sending",
            "method": "sendMessage",
            "params": {"text": "Bonjour"},
            "total": len(telegram_ids),
            "created_at": clock(),
        }
        number: int = conn.execute(insert(broadcasts).values(values).returning(broadcasts.c.id)).scalar_one()
        assert deliveries.fill(conn, number, clock()) == len(telegram_ids)
        return number

    return await database.write(story)


async def lease(database: Database, clock: FakeClock, count: int = 10, seconds: float = 30) -> list[Delivery]:
    rows = await database.write(lambda conn: deliveries.lease(conn, now=clock(), count=count, seconds=seconds))
    return sorted(rows, key=lambda row: row.chat_id)


async def counts(database: Database, number: int) -> Counts:
    return await database.read(lambda conn: deliveries.counts(conn, number))


async def settle(database: Database, clock: FakeClock, *outcomes: Outcome) -> None:
    await database.write(lambda conn: deliveries.settle(conn, outcomes, clock()))


async def test_a_row_is_being_sent_before_any_call(database: Database, clock: FakeClock) -> None:
    number = await announce(database, clock, 1, 2, 3)
    rows = await lease(database, clock, count=2)
    assert [(row.method, row.params) for row in rows] == [("sendMessage", {"text": "Bonjour"})] * 2
    assert await counts(database, number) == Counts(pending=1, sending=2)
    rows += await lease(database, clock)
    assert sorted(row.chat_id for row in rows) == [1, 2, 3]
    assert await lease(database, clock) == []


async def test_each_outcome_is_written_and_who_blocked_is_marked(database: Database, clock: FakeClock) -> None:
    number = await announce(database, clock, 1, 2, 3, 4, 5)
    sent, blocked, failed, unknown, later = await lease(database, clock)
    await settle(
        database,
        clock,
        Outcome(sent, DeliveryState.SENT, message_id=7),
        Outcome(blocked, DeliveryState.BLOCKED, error="Forbidden"),
        Outcome(failed, DeliveryState.FAILED, error="x" * 500),
        Outcome(unknown, DeliveryState.UNKNOWN, error="TimedOut"),
        Outcome(later, DeliveryState.PENDING, due_at=clock() + timedelta(seconds=5)),
    )
    assert await counts(database, number) == Counts(pending=1, sent=1, blocked=1, failed=1, unknown=1)
    unreachable = select(people_table.c.telegram_id).where(people_table.c.unreachable_at.is_not(None))
    assert await database.read(lambda conn: list(conn.execute(unreachable).scalars())) == [2]
    assert await lease(database, clock) == []
    clock.advance(seconds=5)
    assert [row.chat_id for row in await lease(database, clock)] == [5]


async def test_what_a_crash_leaves_becomes_unknown_and_is_never_leased_again(
    database: Database, clock: FakeClock
) -> None:
    number = await announce(database, clock, 1, 2)
    (taken,) = await lease(database, clock, count=1)
    clock.advance(seconds=29)
    assert await database.write(lambda conn: deliveries.abandon(conn, clock())) == 0
    clock.advance(seconds=1)
    assert await database.write(lambda conn: deliveries.abandon(conn, clock())) == 1
    (other,) = await lease(database, clock)
    assert other.chat_id != taken.chat_id
    assert await counts(database, number) == Counts(sending=1, unknown=1)
    await settle(database, clock, Outcome(taken, DeliveryState.SENT, message_id=3))
    assert await counts(database, number) == Counts(sending=1, sent=1), "the truth may come late"


async def test_what_was_taken_and_not_tried_goes_back(database: Database, clock: FakeClock) -> None:
    number = await announce(database, clock, 1, 2)
    rows = await lease(database, clock)
    await database.write(lambda conn: deliveries.give_back(conn, rows[:1]))
    assert await counts(database, number) == Counts(pending=1, sending=1)
    assert await lease(database, clock) == rows[:1]


async def test_who_left_or_blocked_meanwhile_is_not_called(database: Database, clock: FakeClock) -> None:
    number = await announce(database, clock, 1, 2, 3, 4)

    def meanwhile(conn: Connection) -> None:
        for telegram_id, change in (
            (1, {"subscribed_at": None}),
            (2, {"unreachable_at": clock()}),
            (3, {"telegram_id": None}),
        ):
            conn.execute(update(people_table).where(people_table.c.telegram_id == telegram_id).values(change))

    await database.write(meanwhile)
    assert [row.chat_id for row in await lease(database, clock)] == [4]
    assert await counts(database, number) == Counts(sending=1, blocked=1, skipped=2)


@pytest.mark.parametrize("state", ["paused", "stopped", "finished"])
async def test_an_announcement_that_is_not_being_sent_rests(database: Database, clock: FakeClock, state: str) -> None:
    number = await announce(database, clock, 1)
    await database.write(
        lambda conn: conn.execute(update(broadcasts).where(broadcasts.c.id == number).values(state=state)).rowcount
    )
    assert await lease(database, clock) == []


async def test_nobody_is_written_to_twice_by_two_processes(database_url: str, clock: FakeClock) -> None:
    processes = [Database.open(database_url) for _ in range(2)]
    number = await announce(processes[0], clock, *range(1, 101))
    taken: list[int] = []
    while rows := [row for process in processes for row in await lease(process, clock, count=7)]:
        taken += [row.chat_id for row in rows]
    assert sorted(taken) == list(range(1, 101))
    assert await counts(processes[0], number) == Counts(sending=100)
    for process in processes:
        await process.close()
