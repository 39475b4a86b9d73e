"""How the service is: what keeps it from being ready, and what someone should look at. Codes and counts, no words.

| finding | ready? | what it means |
| --- | --- | --- |
| `database-away` | no | reading does not answer within two seconds |
| `database-saves-nothing` | no | the last transaction was refused (locked, full, read-only): its code |
| `stopping` | no | it was asked to stop |
| `messages-late` | yes | receipts, decisions or cards are overdue by that many seconds |
| `updates-set-aside` | yes | that many updates met a bug within the last hour |
| `telegram-not-reached` | yes | that many polls in a row failed |
| `job-failing` | yes | scheduled work failed the last time: its name |
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import orjson
from sqlalchemy import Connection

from handlers.services import Services
from storage import outbox, quarantine
from storage.database import DatabaseUnavailable

if TYPE_CHECKING:
    from aiohttp import web

ANSWERS_WITHIN = 2.0
LATE = timedelta(minutes=5)
"""Much more than a halt that Telegram asks for, or a group's twenty cards a minute."""
RECENT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be; `stops` what should send us nothing meanwhile."""

    what: str
    detail: str | int = ""
    stops: bool = False


Look = Callable[[], Iterable[Finding]]
"""What a part of the service has to say of itself."""


@dataclass(frozen=True, slots=True)
class Health:
    """What was found in one look."""

    findings: tuple[Finding, ...]

    @property
    def ready(self) -> bool:
        """Tells whether updates may be sent here."""
        return not any(finding.stops for finding in self.findings)

    def as_json(self) -> dict[str, object]:
        """Says it to a machine."""
        told = [(finding.stops, {"what": finding.what, "detail": finding.detail}) for finding in self.findings]
        return {
            "live": True,
            "ready": self.ready,
            "reasons": [one for stops, one in told if stops],
            "alarms": [one for stops, one in told if not stops],
        }


class Examiner:
    """Looks at the database, at what waits in it, and asks each part of the service."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._looks: list[Look] = []

    def ask(self, look: Look) -> None:
        """Asks a part of the service, too, from now on."""
        self._looks.append(look)

    async def examine(self) -> Health:
        """Looks at everything."""
        found = [finding for look in self._looks for finding in look()]
        return Health((*found, *await self._of_database()))

    async def _of_database(self) -> list[Finding]:
        database, now = self._services.database, self._services.clock()

        def look(conn: Connection) -> list[Finding]:
            late, aside = outbox.overdue_seconds(conn, now), quarantine.count_since(conn, now - RECENT)
            found = [Finding("messages-late", late)] if late >= LATE.total_seconds() else []
            return [*found, Finding("updates-set-aside", aside)] if aside else found

        try:
            async with asyncio.timeout(ANSWERS_WITHIN):
                found = await database.read(look)
        except (DatabaseUnavailable, TimeoutError):
            return [Finding("database-away", stops=True)]
        if database.trouble is not None:
            found.append(Finding("database-saves-nothing", database.trouble, stops=True))
        return found


def health_route(examiner: Examiner) -> web.RouteDef:
    """Answers `GET /health`: 200 when ready, 503 when not, with the reasons and the alarms as JSON."""
    from aiohttp import web

    async def tell(_: web.Request) -> web.Response:
        health = await examiner.examine()
        body = orjson.dumps(health.as_json())
        return web.Response(status=200 if health.ready else 503, body=body, content_type="application/json")

    return web.get("/health", tell)
