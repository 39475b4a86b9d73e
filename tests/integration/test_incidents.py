"""Bugs are told once for each place in the code, grouped, to who keeps the service, and say nothing of anyone."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.incidents import place_of, tell_admins
from handlers.services import Services
from storage import people, quarantine
from storage.database import Database
from storage.tables import outbox
from tests.clock import FakeClock
from tests.stories import services

ADMIN, PAYLOAD = 4242, '{"message": {"text": "un secret de Camille"}}'


@pytest.fixture
def at_work(database: Database, clock: FakeClock) -> Services:
    made = services(database, clock)
    return replace(made, policy=replace(made.policy, admin_ids=frozenset({ADMIN, 999})))


async def set_aside(at_work: Services, place: str, count: int) -> None:
    def work(conn: Connection) -> None:
        people.meet(conn, ADMIN, "fr", at_work.clock())
        for _ in range(count):
            quarantine.put(conn, update_id=None, error=place, payload=PAYLOAD, now=at_work.clock())

    await at_work.database.write(work)


async def told(database: Database) -> list[tuple[int | None, int | None, str]]:
    """To which person or chat what was said, in order."""
    query = select(outbox.c.person_id, outbox.c.chat_id, outbox.c.params).order_by(outbox.c.id)

    def read(conn: Connection) -> list[tuple[Any, ...]]:
        return [(row.person_id, row.chat_id, row.params["text"]) for row in conn.execute(query)]

    return await database.read(read)


async def test_a_place_is_told_once_with_how_many_it_concerns(database: Database, at_work: Services) -> None:
    await set_aside(at_work, "KeyError at handlers/form.py:12", 3)
    await set_aside(at_work, "ValueError at bot/intake.py:7", 1)
    for _ in range(3):
        await tell_admins(at_work)
    first, second = await told(database)
    assert first[:2] == second[:2] == (1, None)  # the admin who never wrote to the bot cannot be written to
    assert "3 incidents" in first[2]
    assert "<code>KeyError at handlers/form.py:12</code>" in first[2]
    assert "Q-3" in first[2]
    assert "Un incident" in second[2]
    assert not any("secret" in text for *_, text in (first, second))


async def test_the_same_place_is_told_again_a_day_later_at_the_earliest(
    database: Database, at_work: Services, clock: FakeClock
) -> None:
    await set_aside(at_work, "KeyError", 1)
    await tell_admins(at_work)
    await set_aside(at_work, "KeyError", 2)
    clock.advance(hours=23)
    await tell_admins(at_work)
    assert len(await told(database)) == 1
    clock.advance(hours=2)
    await tell_admins(at_work)
    assert "2 incidents" in (await told(database))[1][2]


async def test_several_processes_tell_it_once(database_url: str, database: Database, at_work: Services) -> None:
    others = [Database.open(database_url) for _ in range(3)]
    await set_aside(at_work, "KeyError", 5)
    await asyncio.gather(*(tell_admins(replace(at_work, database=one)) for one in [database, *others]))
    assert len(await told(database)) == 1
    for one in others:
        await one.close()


async def test_an_admin_chat_is_told_instead_of_each_admin(database: Database, at_work: Services) -> None:
    await set_aside(at_work, "KeyError", 1)
    await tell_admins(replace(at_work, policy=replace(at_work.policy, admin_chat_id=-100777)))
    ((person, chat, _),) = await told(database)
    assert (person, chat) == (None, -100777)


def test_a_place_quotes_nobody() -> None:
    try:
        raise KeyError("un secret de Camille")
    except KeyError as error:
        assert place_of(error) == "KeyError"
    try:
        replace(object())  # type: ignore[type-var]
    except TypeError as error:
        assert "object" not in place_of(error)
