"""Scheduled work, as a table: what is due is found by a query, so that nothing is lost by a restart."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from bot import progress
from handlers.services import Services
from storage import deliveries, drafts, faq_entries, limits, outbox, quarantine, updates
from storage.database import DatabaseUnavailable

UPDATES_KEPT = timedelta(days=7)
"""Telegram delivers an update again for 24 hours at most."""
QUARANTINE_KEPT = timedelta(days=30)
OUTBOX_KEPT = timedelta(days=7)
DRAFTS_KEPT = timedelta(days=90)
LIMITS_KEPT = timedelta(hours=1)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do every so often, and at once on a `signal`. Several processes may do it; it may be cut short."""

    name: str
    every: timedelta
    work: Callable[[Services], Awaitable[object]]
    signal: str | None = None


class Sweeper:
    """Does each job in its turn, until cancelled; one that fails is done again next time."""

    def __init__(self, services: Services, jobs: tuple[Job, ...]) -> None:
        self._services = services
        self._jobs = jobs

    async def run(self) -> None:
        """Does the jobs, each at its own pace."""
        async with asyncio.TaskGroup() as group:
            for job in self._jobs:
                group.create_task(self._repeat(job), name=job.name)

    async def _repeat(self, job: Job) -> None:
        woken = asyncio.Event()
        if job.signal is not None:
            self._services.database.on(job.signal, woken.set)
        while True:
            woken.clear()
            try:
                await job.work(self._services)
            except DatabaseUnavailable:
                log.warning("job-waits-for-database", job=job.name)
            except Exception:
                log.exception("job-failed", job=job.name)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(job.every.total_seconds()):
                    await woken.wait()


async def abandon_deliveries(services: Services) -> None:
    """Calls "unknown" what was being sent when a process died: it is not sent again by itself."""
    now = services.clock()
    count = await services.database.write(lambda conn: deliveries.abandon(conn, now))
    if count:
        log.warning("deliveries-unknown", count=count)


async def follow_faq(services: Services) -> None:
    """Takes up changes of the FAQ made by another process."""
    await services.faq.refresh_if_changed()


async def forget(services: Services) -> None:
    """Deletes what was kept long enough."""
    now = services.clock()
    counts = await services.database.write(lambda conn: _forget(conn, now))
    if any(counts.values()):
        log.info("forgotten", **counts)


def _forget(conn: Connection, now: datetime) -> dict[str, int]:
    return {
        "updates": updates.forget_before(conn, now - UPDATES_KEPT),
        "quarantine": quarantine.delete_before(conn, now - QUARANTINE_KEPT),
        "outbox": outbox.delete_before(conn, now - OUTBOX_KEPT),
        "drafts": drafts.delete_untouched_since(conn, now - DRAFTS_KEPT),
        "limits": limits.delete_idle(conn, (now - LIMITS_KEPT).timestamp()),
    }


JOBS = (
    Job("broadcast-progress", timedelta(seconds=2), progress.refresh),
    Job("abandoned-deliveries", timedelta(seconds=5), abandon_deliveries),
    Job("faq", timedelta(seconds=5), follow_faq, signal=faq_entries.SIGNAL),
    Job("forget", timedelta(hours=1), forget),
)
