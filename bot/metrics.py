"""The service's figures for Prometheus: counted as it works, and read from the database when someone asks.

Labels are words of the program (a command, a button's noun and verb, a method, an outcome): few, and nobody's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy import Connection

from bot.health import ANSWERS_WITHIN
from consultation.moderation import OPEN
from storage import outbox, quarantine, submissions
from storage.database import Database, DatabaseUnavailable
from storage.outbox import Lane

CONTENT_TYPE = CONTENT_TYPE_LATEST
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
KINDS = ("message", "edited_message", "channel_post", "callback_query", "inline_query", "my_chat_member", "chat_member")


class Metrics:
    """Every figure, under names that begin with `citizenbot_`."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        *,
        commands: Iterable[str],
        taps: Iterable[str],
    ) -> None:
        self._database, self._clock = database, clock
        self._commands, self._taps = frozenset(commands), frozenset(taps)
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._handled = Histogram(
            "citizenbot_update_seconds",
            "From an update's arrival to its confirmation",
            ["journey", "outcome"],
            buckets=BUCKETS,
            registry=registry,
        )
        self._called = Histogram(
            "citizenbot_call_seconds", "Calls of the Bot API", ["method", "outcome"], buckets=BUCKETS, registry=registry
        )
        self._asked = Counter("citizenbot_questions", "Questions put to the FAQ", ["outcome"], registry=registry)
        self._outbox = Gauge("citizenbot_outbox_waiting", "Messages to be sent", ["lane"], registry=registry)
        self._late = Gauge("citizenbot_outbox_overdue_seconds", "How late the latest message is", registry=registry)
        self._queue = Gauge("citizenbot_queue_waiting", "Contributions to be decided", registry=registry)
        self._queue_age = Gauge("citizenbot_queue_oldest_seconds", "How long the oldest waits", registry=registry)
        self._aside = Gauge("citizenbot_quarantine_updates", "Updates set aside after a bug", registry=registry)
        self._up = Gauge("citizenbot_database_up", "1 if the database answers and saves", registry=registry)

    def handled(self, update: Mapping[str, Any], outcome: str, seconds: float) -> None:
        """Times an update by its journey."""
        self._handled.labels(journey_of(update, self._commands, self._taps), outcome).observe(seconds)

    def called(self, method: str, outcome: str, seconds: float) -> None:
        """Times a call by its method."""
        self._called.labels(method, outcome).observe(seconds)

    def asked(self, outcome: str) -> None:
        """Counts a question by what the FAQ made of it."""
        self._asked.labels(outcome).inc()

    async def tell(self) -> bytes:
        """Writes everything in Prometheus's text format; what the database does not tell stays as it was."""
        try:
            async with asyncio.timeout(ANSWERS_WITHIN):
                await self._database.read(self._look)
            self._up.set(0 if self._database.trouble else 1)
        except (DatabaseUnavailable, TimeoutError):
            self._up.set(0)
        return generate_latest(self._registry)

    def _look(self, conn: Connection) -> None:
        now = self._clock()
        waiting = outbox.waiting(conn)
        for lane in Lane:
            self._outbox.labels(lane.name.lower()).set(waiting.get(lane, 0))
        self._late.set(outbox.overdue_seconds(conn, now))
        self._queue.set(submissions.count(conn, OPEN))
        oldest = submissions.waiting(conn, OPEN, limit=1)
        self._queue_age.set((now - oldest[0].submitted_at).total_seconds() if oldest else 0)
        self._aside.set(quarantine.count(conn))


def journey_of(update: Mapping[str, Any], commands: frozenset[str], taps: frozenset[str]) -> str:
    """Names what an update asks for: "/suivi", "form:send", "text", or its kind; never more than we registered."""
    kind = next((kind for kind in KINDS if kind in update), "other")
    content = update.get(kind)
    if not isinstance(content, Mapping):
        return "other"
    if kind == "callback_query":
        tap = ":".join(str(content.get("data", "")).split(":")[:2])
        return tap if tap in taps else "tap"
    if kind != "message":
        return kind
    text = content.get("text")
    if not isinstance(text, str):
        return "file"
    command = text[1:].split(maxsplit=1)[0].partition("@")[0] if text.startswith("/") and len(text) > 1 else ""
    return f"/{command}" if command in commands else "text"
