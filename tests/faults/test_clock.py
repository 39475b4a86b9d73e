"""Clocks that jump by an hour or a day, and the two nights when Paris changes its own: what is due happens once."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from bot import agenda, days, departures
from consultation.agenda import dated
from consultation.broadcast import State
from consultation.content import Event
from handlers.services import Services
from storage import broadcasts, drafts, people, registrations
from storage.broadcasts import Plan
from storage.database import Database
from storage.drafts import DraftKind
from storage.tables import deliveries, outbox
from tests.clock import FakeClock
from tests.faults.scale import scaled
from tests.faults.tally import Tally
from tests.stories import CONSULTATION, services, submit

JOBS = (departures.start_due, agenda.write_to_registered, days.tell)
EVERY = timedelta(minutes=scaled(41, 7))
JUMPS = scaled(0.2, 0.05)
PEOPLE = 5
PROCESSES = 3


@pytest.mark.parametrize("sunday", [date(2021, 3, 28), date(2021, 10, 31)], ids=["forward", "back"])
async def test_what_is_due_happens_once_whatever_the_clocks_do(
    database: Database, sunday: date, clock: FakeClock, tally: Tally
) -> None:
    noon = datetime(sunday.year, sunday.month, sunday.day, 12, tzinfo=UTC)
    clock.moment = noon - timedelta(days=3)
    event = Event("atelier", {"fr": "Atelier", "en": "Workshop"}, {"fr": "…"}, sunday, "Rennes")
    at_work = replace(services(database, clock), consultation=replace(CONSULTATION, events=(event,)))
    leaves_at = noon.replace(hour=1, minute=30)  # while the clocks change
    await database.write(lambda conn: prepare(conn, event, leaves_at, clock()))
    jumps, draw = 0, random.Random(sunday.toordinal())
    end = noon + timedelta(days=2)
    while clock.moment < end:
        clock.moment += EVERY
        await do_all(at_work)
        if draw.random() < JUMPS:
            jump = draw.choice([timedelta(hours=1), timedelta(days=1)]) * draw.choice([1, -1])
            jumps += 1
            clock.moment += jump
            await do_all(at_work)
            clock.moment -= jump
    done, digests = await database.read(happened)
    once = [f"{what}:{number}" for what in ("reminder", "announced") for number in range(2, 2 + PEOPLE)]
    tally.compare(once, done)
    tally.more |= {"digests": len(digests), "of days": len(set(digests)), "jumps": jumps, "processes": PROCESSES}
    assert jumps > 10
    assert (tally.lost, tally.doubled) == (0, 0)
    assert len(digests) == len(set(digests)) > 0


def prepare(conn: Connection, event: Event, leaves_at: datetime, now: datetime) -> None:
    """People who come to an event and hear announcements, one that is scheduled, a contribution that waits."""
    submit(conn, now)
    for number in range(PEOPLE):
        person = people.meet(conn, 1001 + number, "fr", now)
        people.subscribe(conn, person.id, now)
        registrations.register(conn, person.id, event.id, told=dated(event), reminded_for=None, now=now)
    pauline = people.meet(conn, 900, "fr", now)
    draft = drafts.begin(conn, pauline.id, DraftKind.BROADCAST, field=None, now=now)
    plan = Plan("sendMessage", {"text": "Bonjour"}, due_at=leaves_at)
    broadcasts.confirm(
        conn, draft.id, plan, author_id=pauline.id, progress_message_id=None, now=now, state=State.SCHEDULED
    )


async def do_all(at_work: Services) -> None:
    """Does every job in every process at the same time."""
    await asyncio.gather(*(job(at_work) for job in JOBS for _ in range(PROCESSES)))


def happened(conn: Connection) -> tuple[list[str], list[str]]:
    """Everyone who was reminded or announced to, as often as they were; the days whose figures were told."""
    reminded = conn.execute(select(outbox.c.person_id).where(outbox.c.person_id.is_not(None))).scalars()
    announced = conn.execute(select(deliveries.c.person_id)).scalars()
    done = [f"reminder:{number}" for number in reminded] + [f"announced:{number}" for number in announced]
    told = conn.execute(select(outbox.c.subject).where(outbox.c.subject.like("digest:%"))).scalars()
    return done, [str(subject) for subject in told]
