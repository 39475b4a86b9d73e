"""Keeps the press office's progress messages true, and closes what is done. The sweeper calls it every two seconds."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from consultation.broadcast import State
from handlers import progress
from handlers.screens import Screen
from handlers.services import Services
from handlers.texts import Texts
from storage import audit, broadcasts, deliveries
from storage import progress as messages
from storage.broadcasts import Broadcast

EVERY = timedelta(seconds=3)
"""Telegram bears about one edit a second in a chat; a person reads slower than that."""


async def refresh(services: Services) -> None:
    """Edits each progress message whose figures moved; finishes and reports what has no delivery left to make."""
    for broadcast in await services.database.read(broadcasts.unfinished):
        await _refresh(services, broadcast, services.clock())


async def _refresh(services: Services, broadcast: Broadcast, now: datetime) -> None:
    database, texts = services.database, services.texts
    counts = await database.read(lambda conn: deliveries.counts(conn, broadcast.id))
    if not counts.remaining or (broadcast.state is State.STOPPED and counts.pending):
        await database.write(lambda conn: _finish(conn, texts, broadcast.id, now))
        return
    screen = await database.read(lambda conn: progress.news(conn, texts, broadcast, counts, now))
    if screen is not None:
        await database.write(lambda conn: _show(conn, broadcast, screen, now))


def _show(conn: Connection, broadcast: Broadcast, screen: Screen, now: datetime) -> None:
    if messages.claim(conn, broadcast, now, EVERY):
        progress.queue_edit(conn, broadcast, screen, now)


def _finish(conn: Connection, texts: Texts, broadcast_id: int, now: datetime) -> None:
    finished = broadcasts.finish(conn, broadcast_id, now)
    if finished is None:
        return
    audit.record(conn, "broadcast-ended", f"broadcast:{broadcast_id}", actor_id=None, now=now)
    progress.queue_state(conn, texts, finished, now)
    progress.queue_report(conn, texts, finished, now)
