"""Sends announcements when their moment has come; the sweeper looks every second.

The moment is a row's, in UTC: a change of clocks, a restart or another process neither misses it nor starts it twice.
"""

from __future__ import annotations

from datetime import datetime

import structlog
from sqlalchemy import Connection

from consultation.broadcast import State
from handlers import progress
from handlers.services import Services
from storage import audit, broadcasts

log = structlog.get_logger(__name__)


async def start_due(services: Services) -> None:
    """Begins what is due: recipients are counted now, not when it was scheduled."""
    now = services.clock()
    for waiting in await services.database.read(lambda conn: broadcasts.due(conn, now)):
        await _start(services, waiting.id, now)


async def _start(services: Services, number: int, now: datetime) -> None:
    def work(conn: Connection) -> int | None:
        begun = broadcasts.start(conn, number, State.SCHEDULED, now)
        if begun is None:
            return None
        details: dict[str, str | int | None] = {"total": begun.total}
        audit.record(conn, "broadcast-begun", f"broadcast:{number}", actor_id=None, now=now, details=details)
        progress.queue_state(conn, services.texts, begun, now)
        return begun.total

    total = await services.database.write(work)
    if total is not None:
        log.info("announcement-begun", number=number, total=total)
