"""Forged buttons and links: whatever a citizen’s app sends, nobody else’s affairs change, and nothing breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Connection, Table, select

from handlers.registry import MODERATOR_COMMANDS, PRESS_COMMANDS, commands, taps
from sandbox.person import Person
from sandbox.screen import text_of
from storage import outbox, people, quarantine, register
from storage.tables import metadata
from tests.acceptance.conftest import Service
from tests.acceptance.journeys import contributes
from tests.wire.conftest import eventually

TAILS = (
    "",
    ":1",
    ":0",
    ":-1",
    ":1:1",
    ":1:1:refuse:off_topic",
    ":1:2:approve",
    ":1:é",
    ":99999999999999999999",
    ":title",
    ":" + "x" * 40,
)
APART = {"updates", "limits", "quarantine", "register"}
"""Tables that say only that something came, and what is sealed meanwhile of what was done before."""
TITLE = "Publier les délais"


def snapshot(conn: Connection, without: int) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table that is not about one person."""
    return {
        table.name: [dict(row._mapping) for row in conn.execute(_rows(table, without))]
        for table in metadata.sorted_tables
        if table.name not in APART
    }


def _rows(table: Table, without: int) -> Any:
    query = select(table).order_by(*table.primary_key.columns)
    if table.name == "people":
        return query.where(table.c.id != without)
    owner = next((table.c[name] for name in ("person_id", "author_id", "actor_id") if name in table.c), None)
    return query if owner is None else query.where((owner != without) | owner.is_(None))


@pytest.fixture
def update_ids() -> Iterator[int]:
    return iter(count(700_000_000))


def forged(update_id: int, person: Person, data: str) -> dict[str, Any]:
    """A tap on a button that we never showed."""
    chat = {"id": person.id, "type": "private", "first_name": person.name}
    message = {"message_id": 1, "date": 1_600_000_000, "chat": chat, "text": "…"}
    sender = {**person.user, "language_code": "fr"}
    query = {"id": str(update_id), "from": sender, "chat_instance": "1", "data": data[:64], "message": message}
    return {"update_id": update_id, "callback_query": query}


async def test_no_forged_button_changes_anything_of_anyone_else(
    service: Service, alice: Person, bruno: Person, update_ids: Iterator[int]
) -> None:
    await contributes(bruno, title=TITLE)
    await service.pauline.sends("/annonce")
    await bruno.sends("Quelle est la recette de la ratatouille ?")
    await bruno.taps("Oui, transmettre")
    await bruno.sees("transmis au service de presse")
    await alice.sends("/start")
    await alice.sees("plan d’action de la France")
    known = await service.database.read(lambda conn: people.find(conn, alice.id))
    assert known is not None
    await eventually(lambda: at_rest(service), 30.0)
    before = await service.database.read(lambda conn: snapshot(conn, known.id))
    tried = 0
    for tap in taps():
        for tail in TAILS:
            await service.intake.handle(forged(next(update_ids), alice, tap + tail))
            tried += 1
    assert tried > 1000
    assert await service.database.read(quarantine.list_recent) == []
    after = await service.database.read(lambda conn: snapshot(conn, known.id))
    for name, rows in before.items():
        assert after[name] == rows, name


async def at_rest(service: Service) -> bool:
    """Tells whether all that was to be sent and sealed is: what follows of itself changes rows, too."""
    counts = await service.database.read(outbox.counts)
    return not counts.get("pending") and not await service.database.read(register.waits)


@pytest.mark.parametrize(
    "link",
    ["decide_1", "commitment_-1", "faq_../../secret", "console_1", "event_999999999999999999999", "é", "_", "x" * 64],
)
async def test_no_forged_deep_link_grants_or_changes_anything(
    service: Service, alice: Person, bruno: Person, link: str
) -> None:
    await contributes(bruno, title=TITLE)
    await alice.sends("/start")
    await alice.sees("plan d’action de la France")
    known = await service.database.read(lambda conn: people.find(conn, alice.id))
    assert known is not None
    await eventually(lambda: at_rest(service), 30.0)
    before = await service.database.read(lambda conn: snapshot(conn, known.id))
    since = len(alice.messages)
    await alice.sends(f"/start {link}")
    await eventually(lambda: any(message["from"]["is_bot"] for message in alice.messages[since:]))
    assert await service.database.read(quarantine.list_recent) == []
    assert await service.database.read(lambda conn: snapshot(conn, known.id)) == before
    assert not [message for message in alice.messages if TITLE in text_of(message)]


@pytest.mark.parametrize("name", [*MODERATOR_COMMANDS, *PRESS_COMMANDS])
async def test_no_command_of_the_staff_answers_a_citizen(service: Service, alice: Person, name: str) -> None:
    assert name in commands()
    await alice.sends(f"/{name} 1")
    said = await alice.sees("")
    assert re.search("réserv|Seuls", said["text"])
