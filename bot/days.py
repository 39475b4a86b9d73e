"""Tells the moderation chat once a day how it stands; the sweeper calls it every minute."""

from __future__ import annotations

import structlog
from sqlalchemy import Connection

from handlers import digest
from handlers.services import Services
from storage import held_cards

log = structlog.get_logger(__name__)


async def tell(services: Services) -> None:
    """Gives the figures, reminds of what waits too long, brings cards up to date: each when it is due."""
    if services.policy.moderation_chat_id is None:
        return
    now = services.clock()

    def work(conn: Connection) -> dict[str, bool]:
        done = {
            digest.DIGEST: digest.digest(conn, services, now),
            digest.REMINDER: digest.remind(conn, services, now),
            digest.REFRESH: digest.refresh(conn, services, now),
        }
        if done[digest.REFRESH]:
            held_cards.forget_decided(conn)
        return done

    done = await services.database.write(work)
    for what in (digest.DIGEST, digest.REMINDER):
        if done[what]:
            log.info("moderation-told", of=what)
