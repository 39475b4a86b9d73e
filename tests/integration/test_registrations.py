"""Who comes to events, on both databases: told of days, reminded once, whatever the clock and the processes do."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import Connection, select

from bot import agenda as job
from consultation import agenda
from consultation.content import Event
from handlers.services import Services
from storage import outbox, people, registrations, visits
from storage.database import Database
from storage.tables import outbox as outbox_table
from tests.clock import FakeClock
from tests.stories import CONSULTATION, services

SUMMER_TIME = date(2021, 3, 28)
"""The day the clocks go forward in Paris."""
BEFORE = datetime(2021, 3, 20, 9, tzinfo=UTC)
EVENING = datetime(2021, 3, 27, 17, tzinfo=UTC)


def workshop(start: date | None = SUMMER_TIME, begins: time | None = None, ident: str = "atelier") -> Event:
    return Event(ident, {"fr": "Atelier", "en": "Workshop"}, {"fr": "…"}, start, "Rennes", begins)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(BEFORE)


def with_events(database: Database, clock: FakeClock, *events: Event) -> Services:
    """The services, after a start with these events in the agenda."""
    return replace(services(database, clock), consultation=replace(CONSULTATION, events=events))


async def register(
    database: Database, event: Event, now: datetime, telegram_id: int = 1001, language: str = "fr"
) -> int:
    """Someone registers, as the journey does it."""

    def work(conn: Connection) -> int:
        person_id = people.meet(conn, telegram_id, language, now).id
        late = event.start if agenda.is_reminder_due(event, now) else None
        registrations.register(conn, person_id, event.id, told=agenda.dated(event), reminded_for=late, now=now)
        return person_id

    return await database.write(work)


async def written(database: Database) -> list[tuple[int, str]]:
    """To whom what was queued, oldest first: the first line."""
    query = select(outbox_table.c.person_id, outbox_table.c.params).order_by(outbox_table.c.id)
    rows = await database.read(lambda conn: list(conn.execute(query)))
    return [(row.person_id, row.params["text"].partition("\n")[0]) for row in rows]


TOMORROW, TODAY = "⏰ <b>Demain\u00a0: Atelier</b>", "⏰ <b>Aujourd’hui\u00a0: Atelier</b>"
KNOWN, CHANGED = "🗓 <b>La date est connue\u00a0: Atelier</b>", "🗓 <b>La date a changé\u00a0: Atelier</b>"


async def test_people_are_reminded_once_the_evening_before(database: Database, clock: FakeClock) -> None:
    alice = await register(database, workshop(), clock())
    bruno = await register(database, workshop(), clock(), 1002, "en")
    for moment in (BEFORE, EVENING - timedelta(minutes=1)):
        clock.moment = moment
        await job.write_to_registered(with_events(database, clock, workshop()))
        assert await written(database) == []
    for moment in (EVENING, EVENING + timedelta(minutes=1), EVENING + timedelta(hours=3)):
        clock.moment = moment
        await job.write_to_registered(with_events(database, clock, workshop()))
    assert await written(database) == [(alice, TOMORROW), (bruno, "⏰ <b>Tomorrow: Workshop</b>")]


async def test_several_processes_remind_once(database: Database, clock: FakeClock) -> None:
    for number in range(25):
        await register(database, workshop(), clock(), 1001 + number)
    clock.moment = EVENING
    running = with_events(database, clock, workshop())
    await asyncio.gather(*(job.write_to_registered(running) for _ in range(4)))
    assert sorted(person for person, _ in await written(database)) == list(range(1, 26))


async def test_more_people_than_a_transaction_takes_are_all_reminded(database: Database, clock: FakeClock) -> None:
    count = 2 * job.BATCH

    def crowd(conn: Connection) -> None:
        for number in range(count):
            person_id = people.meet(conn, 1001 + number, "fr", clock()).id
            told = agenda.dated(workshop())
            registrations.register(conn, person_id, "atelier", told=told, reminded_for=None, now=clock())

    await database.write(crowd)
    clock.moment = EVENING
    await job.write_to_registered(with_events(database, clock, workshop()))
    assert len({person for person, _ in await written(database)}) == len(await written(database)) == count


async def test_a_clock_put_back_reminds_nobody_again(database: Database, clock: FakeClock) -> None:
    alice = await register(database, workshop(), clock())
    for moment in (EVENING, BEFORE, EVENING - timedelta(hours=1), EVENING):
        clock.moment = moment
        await job.write_to_registered(with_events(database, clock, workshop()))
    assert await written(database) == [(alice, TOMORROW)]


async def test_a_process_that_was_away_reminds_on_the_day_and_not_after(database: Database, clock: FakeClock) -> None:
    alice = await register(database, workshop(), clock())
    await register(database, workshop(begins=time(9), ident="matin"), clock())
    clock.moment = datetime(2021, 3, 28, 7, 30, tzinfo=UTC)  # 9:30 in Paris, the clocks went forward
    events = (workshop(), workshop(begins=time(9), ident="matin"))
    await job.write_to_registered(with_events(database, clock, *events))
    assert await written(database) == [(alice, TODAY)]
    clock.moment = datetime(2021, 3, 28, 22, tzinfo=UTC)  # midnight in Paris
    await register(database, workshop(), clock(), 1002)
    await job.write_to_registered(with_events(database, clock, *events))
    assert len(await written(database)) == 1


async def test_who_registers_after_that_evening_is_not_reminded(database: Database, clock: FakeClock) -> None:
    clock.moment = EVENING + timedelta(minutes=5)
    await register(database, workshop(), clock())
    await job.write_to_registered(with_events(database, clock, workshop()))
    assert await written(database) == []


async def test_who_cancels_is_not_reminded(database: Database, clock: FakeClock) -> None:
    alice = await register(database, workshop(), clock())
    bruno = await register(database, workshop(), clock(), 1002)
    await database.write(lambda conn: registrations.cancel(conn, alice, "atelier"))
    assert await database.write(lambda conn: registrations.cancel_all(conn, bruno)) == 1
    clock.moment = EVENING
    await job.write_to_registered(with_events(database, clock, workshop()))
    assert await written(database) == []


async def test_people_hear_once_that_the_day_is_known_then_that_it_changed(
    database: Database, clock: FakeClock
) -> None:
    unknown, known = workshop(None), workshop()
    alice = await register(database, unknown, clock())
    await job.write_to_registered(with_events(database, clock, unknown))
    for _ in range(2):
        await job.write_to_registered(with_events(database, clock, known))
    assert await written(database) == [(alice, KNOWN)]
    later = workshop(date(2021, 4, 2), time(18, 30))
    for _ in range(2):
        await job.write_to_registered(with_events(database, clock, later))
    assert await written(database) == [(alice, KNOWN), (alice, CHANGED)]
    clock.moment = EVENING
    await job.write_to_registered(with_events(database, clock, later))
    clock.moment = datetime(2021, 4, 1, 16, tzinfo=UTC)
    await job.write_to_registered(with_events(database, clock, later))
    assert (await written(database))[2:] == [(alice, TOMORROW)]


async def test_a_day_put_off_after_the_reminder_is_reminded_again(database: Database, clock: FakeClock) -> None:
    alice = await register(database, workshop(), clock())
    clock.moment = EVENING
    await job.write_to_registered(with_events(database, clock, workshop()))
    later = workshop(date(2021, 4, 2))
    await job.write_to_registered(with_events(database, clock, later))
    clock.moment = datetime(2021, 4, 1, 16, tzinfo=UTC)
    await job.write_to_registered(with_events(database, clock, later))
    assert await written(database) == [(alice, TOMORROW), (alice, CHANGED), (alice, TOMORROW)]


async def test_news_of_a_day_that_is_tomorrow_is_its_reminder_too(database: Database, clock: FakeClock) -> None:
    alice = await register(database, workshop(None), clock())
    clock.moment = EVENING + timedelta(hours=1)
    for _ in range(2):
        await job.write_to_registered(with_events(database, clock, workshop()))
    assert await written(database) == [(alice, KNOWN)]


async def test_an_agenda_without_days_writes_to_nobody(database: Database, clock: FakeClock) -> None:
    await register(database, workshop(None), clock())
    clock.moment = datetime(2031, 1, 1, tzinfo=UTC)
    await job.write_to_registered(with_events(database, clock, workshop(None)))
    await job.write_to_registered(with_events(database, clock))
    await job.forget_past(with_events(database, clock, workshop(None)))
    assert await written(database) == []
    assert await database.read(lambda conn: registrations.count(conn, "atelier")) == 1


async def test_reminders_leave_after_receipts(database: Database, clock: FakeClock) -> None:
    alice = await register(database, workshop(), clock())
    clock.moment = EVENING
    await job.write_to_registered(with_events(database, clock, workshop()))
    receipt = {"method": "sendMessage", "params": {"text": "reçu"}, "person_id": alice, "now": clock()}
    await database.write(lambda conn: outbox.put(conn, lane=outbox.Lane.REPLY, **receipt))  # type: ignore[arg-type]
    rows = await database.write(lambda conn: outbox.lease(conn, now=clock(), count=1, seconds=30))
    assert [row.params["text"] for row in rows] == ["reçu"]


async def test_registering_twice_is_registering_once(database: Database, clock: FakeClock) -> None:
    alice = await register(database, workshop(), clock())
    await register(database, workshop(), clock())
    assert await database.read(lambda conn: registrations.count(conn, "atelier")) == 1
    assert await database.read(lambda conn: registrations.is_registered(conn, alice, "atelier"))
    assert not await database.read(lambda conn: registrations.is_registered(conn, alice, "forum"))


async def test_who_came_is_forgotten_a_month_after(database: Database, clock: FakeClock) -> None:
    await register(database, workshop(), clock())
    for moment, kept in ((datetime(2021, 4, 27, tzinfo=UTC), 1), (datetime(2021, 4, 28, tzinfo=UTC), 0)):
        clock.moment = moment
        await job.forget_past(with_events(database, clock, workshop()))
        assert await database.read(lambda conn: registrations.count(conn, "atelier")) == kept


async def test_a_visit_lasts_a_day_and_the_last_one_counts(database: Database, clock: FakeClock) -> None:
    alice = await database.write(lambda conn: people.meet(conn, 1001, "fr", clock()).id)
    assert await database.read(lambda conn: visits.current(conn, alice, clock())) is None
    await database.write(lambda conn: visits.enter(conn, alice, "atelier", clock()))
    clock.advance(hours=1)
    await database.write(lambda conn: visits.enter(conn, alice, "forum", clock()))
    clock.advance(hours=23)
    assert await database.read(lambda conn: visits.current(conn, alice, clock())) == "forum"
    clock.advance(hours=1)
    assert await database.read(lambda conn: visits.current(conn, alice, clock())) is None
    await database.write(lambda conn: visits.enter(conn, alice, "forum", clock()))
    await database.write(lambda conn: visits.leave(conn, alice))
    assert await database.read(lambda conn: visits.current(conn, alice, clock())) is None


async def test_visits_are_forgotten_after_a_day(database: Database, clock: FakeClock) -> None:
    alice = await database.write(lambda conn: people.meet(conn, 1001, "fr", clock()).id)
    await database.write(lambda conn: visits.enter(conn, alice, "atelier", clock()))
    clock.advance(days=1, seconds=1)
    await job.forget_past(with_events(database, clock))
    assert await database.write(lambda conn: visits.delete_before(conn, clock())) == 0
