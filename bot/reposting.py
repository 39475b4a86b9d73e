"""Posts of the publication channel that Telegram refused, or that somebody deleted: tried again, told to the admins."""

from __future__ import annotations

from datetime import datetime

import structlog
from sqlalchemy import Connection

from bot.incidents import queue_to_admins
from handlers import publication
from handlers.dates import PARIS
from handlers.services import Services
from handlers.texts import DEFAULT_LANGUAGE
from storage import publications, rounds

AT_ONCE = 200
NAMED = 20
"""How many lost posts are named in one message."""

log = structlog.get_logger(__name__)


async def repost(services: Services) -> None:
    """Makes again the posts whose time has come; tells the admins what is refused, once a day, and what was deleted."""
    if not await services.database.read(publications.awaits):
        return
    now = services.clock()

    def work(conn: Connection) -> tuple[int, int]:
        taken = publications.take_due(conn, now, limit=AT_ONCE)
        for post in taken:
            publication.follow(conn, services, post.submission_id, now, afresh=True)
        deleted = [post.submission_id for post in taken if not post.refusals]
        if deleted:
            _tell_deleted(conn, services, deleted, now)
        _tell_refused(conn, services, now)
        return len(taken), len(deleted)

    again, deleted = await services.database.write(work)
    if again:
        log.warning("posts-again", count=again, deleted=deleted)


def _tell_refused(conn: Connection, services: Services, now: datetime) -> None:
    trouble = publications.trouble(conn)
    today = now.astimezone(PARIS).date().isoformat()
    if trouble is None or not rounds.claim(conn, "posts-refused", today):
        return
    said = services.texts(DEFAULT_LANGUAGE, "publication-refused", count=trouble.count, error=trouble.error)
    queue_to_admins(conn, services, said, now)


def _tell_deleted(conn: Connection, services: Services, numbers: list[int], now: datetime) -> None:
    named = ", ".join(str(number) for number in numbers[:NAMED]) + (", …" if len(numbers) > NAMED else "")
    said = services.texts(DEFAULT_LANGUAGE, "publication-deleted", count=len(numbers), numbers=named)
    queue_to_admins(conn, services, said, now)
