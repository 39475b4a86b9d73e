"""One look at whoever writes: what they have begun, what they asked last, how much they asked."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from sqlalchemy import Connection

from storage import drafts, people, questions
from storage.database import Database
from storage.drafts import DraftKind
from storage.glances import MEMORY, look
from tests.clock import FakeClock


async def test_nobody_is_seen_before_they_are_met(database: Database, clock: FakeClock) -> None:
    assert await database.read(lambda conn: look(conn, 1, many=20, now=clock())) is None


async def test_a_look_tells_what_a_person_is_busy_with(database: Database, clock: FakeClock) -> None:
    def begin(conn: Connection) -> None:
        alice, bruno = people.meet(conn, 1, "fr", clock()), people.meet(conn, 2, "en", clock())
        drafts.begin(conn, bruno.id, DraftKind.CONTRIBUTION, field="theme", now=clock())
        questions.ask(conn, person_id=alice.id, text="Combien ?", outcome="fallback", entry_id=None, now=clock())

    await database.write(begin)
    alice = await database.read(lambda conn: look(conn, 1, many=20, now=clock()))
    bruno = await database.read(lambda conn: look(conn, 2, many=20, now=clock()))
    assert alice is not None
    assert bruno is not None
    assert (alice.person, alice.has_draft) == (await database.read(lambda conn: people.find(conn, 1)), False)
    assert (alice.last_question, alice.many_ago) == ("Combien ?", None)
    assert (bruno.person.language, bruno.has_draft, bruno.last_question) == ("en", True, None)


async def test_a_follow_up_leans_on_a_recent_question_only(database: Database, clock: FakeClock) -> None:
    def ask(conn: Connection) -> None:
        alice = people.meet(conn, 1, "fr", clock())
        questions.ask(conn, person_id=alice.id, text="Combien ?", outcome="fallback", entry_id=None, now=clock())

    await database.write(ask)
    clock.advance(seconds=MEMORY.total_seconds() + 1)
    later = await database.read(lambda conn: look(conn, 1, many=20, now=clock()))
    assert later is not None
    assert later.last_question is None


async def test_many_ago_is_the_moment_of_the_question_so_many_before(database: Database, clock: FakeClock) -> None:
    began = clock()

    def ask(conn: Connection) -> None:
        alice = people.meet(conn, 1, "fr", began)
        for minutes in range(3):
            now = began + timedelta(minutes=minutes)
            questions.ask(conn, person_id=alice.id, text="?", outcome="fallback", entry_id=None, now=now)

    await database.write(ask)
    for many, expected in ((1, began + timedelta(minutes=2)), (3, began), (4, None)):
        seen = await database.read(partial(look, telegram_id=1, many=many, now=began))
        assert seen is not None
        assert seen.many_ago == expected
