"""Writes to those who registered for events, when it is time; the sweeper calls it every minute.

What was written to whom is marked in the transaction that queues it: nobody is written to twice, whatever restarts,
other processes or a clock that jumps. A process that was away too long reminds nobody of what is past.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import structlog
from sqlalchemy import Connection

from consultation import agenda
from handlers import reminders
from handlers.services import Services
from storage import registrations, visits

BATCH = 200
"""People written to in one transaction."""
KEPT = timedelta(days=30)
"""How long it is kept who came to an event, once it is over."""

log = structlog.get_logger(__name__)


async def write_to_registered(services: Services) -> None:
    """Tells days that became known or changed, then reminds."""
    now = services.clock()
    for event in services.consultation.events:
        if event.start is None or agenda.is_over(event, now):
            continue
        told = await _all(services, partial(reminders.tell_day, services=services, event=event, now=now, most=BATCH))
        reminded = 0
        if agenda.is_reminder_due(event, now):
            work = partial(reminders.remind, services=services, event=event, now=now, most=BATCH)
            reminded = await _all(services, work)
        if told or reminded:
            log.info("registered-written-to", of=event.id, told=told, reminded=reminded)


async def forget_past(services: Services) -> None:
    """Forgets who came to events that are over for long, and by which link people came in a day ago."""
    now = services.clock()
    past = [event for event in services.consultation.events if agenda.is_over(event, now - KEPT)]

    def work(conn: Connection) -> None:
        visits.delete_before(conn, now - visits.KEPT)
        for event in past:
            registrations.delete_of(conn, event.id)

    await services.database.write(work)


async def _all(services: Services, work: Callable[[Connection], int]) -> int:
    """Runs a unit until it finds no full batch; returns how many people it wrote to."""
    total = 0
    while (count := await services.database.write(work)) == BATCH:
        total += count
    return total + count
