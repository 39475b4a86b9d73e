"""Who may come into the console: links used once, sessions that end, accounts forgotten with their names."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy import Connection, func, select

from consultation.roles import Role
from handlers import erasing
from storage import people, staff, web_sessions
from storage.database import Database
from storage.tables import web_links
from storage.tables import web_sessions as sessions_table
from storage.web_sessions import Entry, Origin
from tests.clock import FakeClock
from tests.stories import services

ISSUER = "https://auth.example.org"
HOUR = timedelta(hours=1)


async def entry_of(database: Database, clock: FakeClock, subject: str = "agent-7", name: str = "Camille") -> Entry:
    now = clock()
    person_id = await database.write(lambda conn: staff.enter(conn, ISSUER, subject, name=name, language="fr", now=now))
    return Entry(person_id, Role.MODERATOR, Origin.OIDC)


async def test_an_account_is_one_person_by_the_name_they_go_by_now(database: Database, clock: FakeClock) -> None:
    first, again = await entry_of(database, clock), await entry_of(database, clock, name="Camille D.")
    other = await entry_of(database, clock, subject="agent-8")
    assert first.person_id == again.person_id != other.person_id
    assert await database.read(lambda conn: people.staff_name(conn, first.person_id)) == "Camille D."


async def test_a_link_lets_in_one_of_many_who_try_at_once(database: Database, clock: FakeClock) -> None:
    entry, now = await entry_of(database, clock), clock()
    await database.write(lambda conn: web_sessions.make_link(conn, "a word", entry, until=now + HOUR))
    taken = await asyncio.gather(
        *(database.write(lambda conn: web_sessions.take_link(conn, "a word", now)) for _ in range(8))
    )
    assert [one for one in taken if one is not None] == [entry]


async def test_what_ran_out_lets_nobody_in_and_is_deleted(database: Database, clock: FakeClock) -> None:
    entry, now = await entry_of(database, clock), clock()

    def begin(conn: Connection) -> None:
        web_sessions.begin(conn, "a session", entry, now=now, until=now + HOUR)
        web_sessions.make_link(conn, "a link", entry, until=now + HOUR)

    await database.write(begin)
    found = await database.read(lambda conn: web_sessions.find(conn, "a session", now))
    assert found is not None
    assert (found.name, found.role, found.telegram_id) == ("Camille", Role.MODERATOR, None)
    later = clock.advance(hours=1)
    assert await database.read(lambda conn: web_sessions.find(conn, "a session", later)) is None
    assert await database.write(lambda conn: web_sessions.delete_expired(conn, later)) == 2


async def test_no_token_is_kept_as_it_is(database: Database, clock: FakeClock) -> None:
    entry, now = await entry_of(database, clock), clock()
    await database.write(lambda conn: web_sessions.begin(conn, "a session", entry, now=now, until=now + HOUR))
    kept = await database.read(lambda conn: conn.execute(select(sessions_table.c.token_hash)).scalar_one())
    assert kept != "a session"
    assert len(kept) == 64


async def test_who_does_not_come_back_is_forgotten_with_their_name(database: Database, clock: FakeClock) -> None:
    old = await entry_of(database, clock)
    seen = clock.advance(days=300)
    recent = await entry_of(database, clock, subject="agent-8", name="Bruno")
    assert await database.write(lambda conn: staff.forget_unseen_since(conn, seen)) == 1
    assert await database.read(lambda conn: staff.find(conn, ISSUER, "agent-7")) is None
    names = await database.read(lambda conn: [people.staff_name(conn, one.person_id) for one in (old, recent)])
    assert names == ["?", "Bruno"]


async def test_erasure_takes_sessions_and_links(database: Database, clock: FakeClock) -> None:
    now, at_work = clock(), services(database, clock)

    def begin(conn: Connection) -> int:
        mehdi = people.meet(conn, 6001, "fr", now)
        entry = Entry(mehdi.id, Role.MODERATOR, Origin.TELEGRAM)
        web_sessions.begin(conn, "a session", entry, now=now, until=now + HOUR)
        web_sessions.make_link(conn, "a link", entry, until=now + HOUR)
        return mehdi.id

    person_id = await database.write(begin)
    await database.write(lambda conn: erasing.erase(conn, at_work, person_id, keep_approved=False, now=now))

    def left(conn: Connection) -> list[int]:
        return [conn.execute(select(func.count()).select_from(one)).scalar_one() for one in (sessions_table, web_links)]

    assert await database.read(left) == [0, 0]
