"""Tells the press office the week's questions; the sweeper calls it every minute."""

from __future__ import annotations

import structlog

from handlers import weekly
from handlers.services import Services

log = structlog.get_logger(__name__)


async def tell(services: Services) -> None:
    """Gives the last week's figures, once."""
    if not services.policy.press_staff:
        return
    now = services.clock()
    if await services.database.read(lambda conn: weekly.is_told(conn, now)):
        return
    told = await services.database.write(lambda conn: weekly.tell(conn, services, now))
    if told:
        log.info("week-told", officers=told)
