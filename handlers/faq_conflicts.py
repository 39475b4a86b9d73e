"""FAQ entries edited in chat whose files changed too: each press officer is told once of each version of a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog
from sqlalchemy import Connection

from consultation.content import in_language
from consultation.text import shorten
from handlers.screens import Screen
from handlers.services import Services
from storage import audit, faq_entries, outbox, people
from storage.faq_files import Conflict
from storage.people import Person

LISTED = 20
TOLD_BEFORE = 100
"""Last notices of an entry that are looked at."""

log = structlog.get_logger(__name__)


async def tell_conflicts(services: Services) -> None:
    """Says which entries the files and the chat disagree on: ids in the log, titles to those not told before."""
    conflicts, now = services.faq.conflicts, services.clock()
    if not conflicts:
        return
    log.warning("faq-conflicts", entries=[conflict.ours.id for conflict in conflicts])
    await services.database.write(lambda conn: _tell_all(conn, services, conflicts, now))


def _tell_all(conn: Connection, services: Services, conflicts: Sequence[Conflict], now: datetime) -> None:
    faq_entries.alone(conn)  # several processes start at once
    for officer in people.find_all(conn, services.policy.press_staff):
        new = [conflict for conflict in conflicts if not _knows(conn, officer, conflict)]
        if new:
            params = _screen(services, officer.language, new).params()
            outbox.put(conn, method="sendMessage", params=params, lane=outbox.Lane.REPLY, person_id=officer.id, now=now)
        for conflict in new:
            audit.record(conn, "told", _subject(conflict), actor_id=None, now=now, details=_details(officer, conflict))


def _knows(conn: Connection, officer: Person, conflict: Conflict) -> bool:
    told = audit.timeline(conn, _subject(conflict), last=TOLD_BEFORE)
    return _details(officer, conflict) in [entry.details for entry in told]


def _subject(conflict: Conflict) -> str:
    return f"faq_conflict:{conflict.ours.id}"


def _details(officer: Person, conflict: Conflict) -> dict[str, str | int | None]:
    return {"person": officer.id, "file": conflict.file}


def _screen(services: Services, language: str, conflicts: Sequence[Conflict]) -> Screen:
    titles = [f"• {in_language(conflict.ours.question, language)}" for conflict in conflicts[:LISTED]]
    if len(conflicts) > LISTED:
        titles.append(services.texts.plain(language, "desk-more", count=len(conflicts) - LISTED))
    return Screen(services.texts(language, "conflict-told", list=shorten("\n".join(titles), 3500)))
