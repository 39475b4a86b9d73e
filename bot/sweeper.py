"""Scheduled work, as a table: what is due is found by a query, so that nothing is lost by a restart."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from bot import agenda, days, departures, feed, progress, reposting, sealing, weeks
from bot.health import Finding
from bot.incidents import place_of, tell_admins
from consultation.retention import UPDATES, Retention
from handlers import claiming, erasing
from handlers.services import Services
from storage import (
    deliveries,
    drafts,
    erasure,
    faq_entries,
    limits,
    outbox,
    quarantine,
    retention,
    staff,
    updates,
    web_sessions,
)
from storage.database import DatabaseUnavailable

LIMITS_KEPT = timedelta(hours=1)
FORGOTTEN_AT_ONCE = 50
"""How many submissions are emptied and people forgotten in one transaction."""

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
        self._failing: set[str] = set()

    def look(self) -> list[Finding]:
        """Says which jobs failed the last time they were done."""
        return [Finding("job-failing", name) for name in sorted(self._failing)]

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
            except Exception as error:
                log.exception("job-failed", job=job.name)
                await self._note(job, error)
            else:
                self._failing.discard(job.name)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(job.every.total_seconds()):
                    await woken.wait()

    async def _note(self, job: Job, error: Exception) -> None:
        """Keeps the first failure of a row of them for those who keep the service."""
        if job.name in self._failing:
            return
        self._failing.add(job.name)
        place, now = place_of(error), self._services.clock()
        with contextlib.suppress(DatabaseUnavailable):
            await self._services.database.write(
                lambda conn: quarantine.put(conn, update_id=None, error=place, payload=f"job {job.name}", now=now)
            )


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
    """Deletes what was kept long enough, and leaves nothing of it in SQLite's log."""
    now = services.clock()
    counts = await services.database.write(lambda conn: _forget(conn, services, now))
    if any(counts.values()):
        log.info("forgotten", **{what: count for what, count in counts.items() if count})
        await services.database.scrub()


async def scrub(services: Services) -> None:
    """Rewrites SQLite's file after someone erased themselves, so that no byte of theirs is left in it."""
    waiting = await services.database.read(erasure.to_scrub)
    if waiting and await services.database.scrub(rewrite=True):
        now = services.clock()
        await services.database.write(lambda conn: erasure.scrubbed(conn, waiting, now))
        log.info("scrubbed", erasures=len(waiting))


def _forget(conn: Connection, services: Services, now: datetime) -> dict[str, int]:
    kept = Retention(services.policy.retention_days)
    counts = {
        "updates": updates.forget_before(conn, now - UPDATES),
        "quarantine": quarantine.delete_before(conn, now - kept.incidents),
        "outbox": outbox.delete_before(conn, now - kept.messages),
        "drafts": drafts.delete_untouched_since(conn, now - kept.drafts),
        "questions": retention.delete_questions(conn, now - kept.everything),
        "staff": staff.forget_unseen_since(conn, now - kept.everything),
        "entries": web_sessions.delete_expired(conn, now),
        "limits": limits.delete_idle(conn, (now - LIMITS_KEPT).timestamp()),
    }
    inactive = retention.inactive_since(conn, now - kept.everything, limit=FORGOTTEN_AT_ONCE)
    for person_id in inactive:
        erasing.erase(conn, services, person_id, keep_approved=True, now=now)
    closed = retention.closed_before(conn, now - kept.everything, limit=FORGOTTEN_AT_ONCE)
    erasing.empty(conn, services, closed, now)
    return counts | {"submissions": len(closed), "people": len(inactive)}


JOBS = (
    Job("broadcast-progress", timedelta(seconds=2), progress.refresh),
    Job("departures", timedelta(seconds=1), departures.start_due),
    Job("abandoned-deliveries", timedelta(seconds=5), abandon_deliveries),
    Job("register", timedelta(seconds=1), sealing.seal),
    Job("faq", timedelta(seconds=5), follow_faq, signal=faq_entries.SIGNAL),
    Job("registered", timedelta(minutes=1), agenda.write_to_registered),
    Job("feed", timedelta(minutes=1), feed.refresh),
    Job("moderation-day", timedelta(minutes=1), days.tell),
    Job("questions-week", timedelta(minutes=1), weeks.tell),
    Job("posts", timedelta(minutes=1), reposting.repost),
    Job("register-head", timedelta(minutes=1), sealing.post_head),
    Job("past-events", timedelta(hours=1), agenda.forget_past),
    Job("claims", timedelta(minutes=1), claiming.expire),
    Job("incidents", timedelta(minutes=1), tell_admins),
    Job("forget", timedelta(hours=1), forget),
    Job("scrub", timedelta(minutes=10), scrub),
)
