"""Scheduled work: what was kept long enough goes, a delivery cut short is called so, a failure is not the end."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection
from structlog.testing import capture_logs

from bot.sweeper import Job, Sweeper, abandon_deliveries, follow_faq, forget
from consultation.broadcast import Counts
from handlers.services import Services
from storage import broadcasts, deliveries, drafts, limits, outbox, people, quarantine, updates
from storage.broadcasts import Plan
from storage.database import Database, DatabaseUnavailable
from storage.drafts import DraftKind
from tests.clock import FakeClock
from tests.stories import services

SOON = timedelta(milliseconds=1)


@pytest.fixture
def at_work(database: Database, clock: FakeClock) -> Services:
    return services(database, clock)


def leave_traces(conn: Connection, now: datetime, update_id: int) -> None:
    """Something of each kind that is kept for a while only."""
    updates.claim(conn, update_id, now)
    quarantine.put(conn, update_id=update_id, error="KeyError", payload="{}", now=now)
    person = people.meet(conn, 1000 + update_id, "fr", now)
    drafts.begin(conn, person.id, DraftKind.CONTRIBUTION, field="title", now=now)
    limits.reserve(conn, f"person:{person.id}", interval=1, burst=1, now=now.timestamp(), count=1)
    outbox.put(conn, method="sendMessage", params={"text": "x"}, lane=outbox.Lane.REPLY, person_id=person.id, now=now)
    for row in outbox.lease(conn, now=now, count=10, seconds=30):
        outbox.sent(conn, row, 7, now)


async def test_what_was_kept_long_enough_is_forgotten_and_the_rest_kept(
    database: Database, at_work: Services, clock: FakeClock
) -> None:
    old = clock()
    new = clock.advance(days=100)
    await database.write(lambda conn: leave_traces(conn, old, 1))
    await database.write(lambda conn: leave_traces(conn, new, 2))
    with capture_logs() as logged:
        await forget(at_work)
        await forget(at_work)
    counts = {"updates": 1, "quarantine": 1, "outbox": 1, "drafts": 1, "limits": 1}
    assert logged == [{"event": "forgotten", "log_level": "info", **counts}]
    assert await database.read(lambda conn: drafts.current(conn, 1)) is None
    assert await database.read(lambda conn: drafts.current(conn, 2)) is not None
    with pytest.raises(updates.AlreadyHandled):
        await database.write(lambda conn: updates.claim(conn, 2, new))
    await database.write(lambda conn: updates.claim(conn, 1, new))


async def test_a_delivery_cut_short_becomes_unknown(database: Database, at_work: Services, clock: FakeClock) -> None:
    now = clock()

    def begin(conn: Connection) -> int:
        pauline = people.meet(conn, 900, "fr", now)
        alice = people.meet(conn, 1001, "fr", now)
        people.subscribe(conn, alice.id, now)
        draft = drafts.begin(conn, pauline.id, DraftKind.BROADCAST, field=None, now=now)
        sending = broadcasts.confirm(
            conn,
            draft.id,
            Plan("sendMessage", {"text": "Bonjour"}),
            author_id=pauline.id,
            progress_message_id=7,
            now=now,
        )
        assert len(deliveries.lease(conn, now=now, count=10, seconds=30)) == 1
        return sending.id

    number = await database.write(begin)
    await abandon_deliveries(at_work)
    assert await database.read(lambda conn: deliveries.counts(conn, number)) == Counts(sending=1)
    clock.advance(seconds=31)
    await abandon_deliveries(at_work)
    assert await database.read(lambda conn: deliveries.counts(conn, number)) == Counts(unknown=1)


async def test_the_faq_is_followed(at_work: Services) -> None:
    await follow_faq(at_work)
    assert at_work.faq.entries() == ()


async def test_a_job_that_fails_is_done_again_and_the_others_go_on(database: Database, clock: FakeClock) -> None:
    done: list[str] = []
    enough = asyncio.Event()

    async def fail(_: Services) -> None:
        done.append("bug")
        raise ValueError

    async def wait_for_database(_: Services) -> None:
        done.append("outage")
        raise DatabaseUnavailable

    async def work(_: Services) -> None:
        done.append("work")
        if min(done.count(name) for name in ("bug", "outage", "work")) >= 3:
            enough.set()

    jobs = (Job("bug", SOON, fail), Job("outage", SOON, wait_for_database), Job("work", SOON, work))
    with capture_logs() as logged:
        running = asyncio.create_task(Sweeper(services(database, clock), jobs).run())
        await asyncio.wait_for(enough.wait(), 10)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
    assert {(line["event"], line["job"]) for line in logged} == {
        ("job-failed", "bug"),
        ("job-waits-for-database", "outage"),
    }
