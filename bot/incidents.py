"""Bugs told to those who keep the service: once for each place in the code, grouped, without a word of anyone.

What met the bug is kept in quarantine; the message says where in the code, how many, and the last reference. The same
place is told again a day later at the earliest, with what came since.
"""

from __future__ import annotations

import traceback
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy import Connection
from telegram.constants import ParseMode

from handlers.services import Services
from handlers.texts import DEFAULT_LANGUAGE
from storage import outbox, people, quarantine
from storage.outbox import Lane

PACKAGES = ("bot", "web", "handlers", "storage", "consultation")
QUIET = timedelta(days=1)

log = structlog.get_logger(__name__)


def place_of(error: BaseException) -> str:
    """Says what kind of fault it is and where in our code it was met; its words may quote someone."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).parent.name in PACKAGES]
    if not ours:
        return type(error).__name__
    return f"{type(error).__name__} at {'/'.join(Path(ours[-1].filename).parts[-2:])}:{ours[-1].lineno}"


async def tell_admins(services: Services) -> None:
    """Tells the incidents that nobody was told yet, to the admin chat or else to each admin."""
    now, texts = services.clock(), services.texts

    def work(conn: Connection) -> int:
        told = 0
        for incident in quarantine.untold(conn, quiet_since=now - QUIET):
            if not quarantine.mark_told(conn, incident, now):
                continue  # another process tells it
            text = texts(
                DEFAULT_LANGUAGE,
                "incident-told",
                place=incident.place,
                count=incident.count,
                reference=f"Q-{incident.last}",
            )
            queue_to_admins(conn, services, text, now)
            told += 1
        return told

    if told := await services.database.write(work):
        log.warning("incidents-told", places=told)


def queue_to_admins(conn: Connection, services: Services, text: str, now: datetime) -> None:
    """Writes to those who keep the service."""
    params = {"text": text, "parse_mode": ParseMode.HTML.value}
    for person_id, chat_id in _to_whom(conn, services):
        outbox.put(
            conn,
            method="sendMessage",
            params=params,
            lane=Lane.CARD,
            person_id=person_id,
            chat_id=chat_id,
            now=now,
        )


def _to_whom(conn: Connection, services: Services) -> list[tuple[int | None, int | None]]:
    """The admin chat, or the admins who have spoken to the bot: it cannot write to the others."""
    if services.policy.admin_chat_id is not None:
        return [(None, services.policy.admin_chat_id)]
    return [(person.id, None) for person in people.find_all(conn, services.policy.admin_ids)]
