"""What announcements caused, on both databases: counters, put down to the right one, and nobody's name."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, insert, select

from consultation.broadcast import DeliveryState
from storage import effects, people, polls, reach, subscriptions
from storage.database import Database
from storage.effects import WINDOW, Effect, EffectKind
from storage.polls import PollResult
from storage.tables import broadcasts, changes, deliveries, poll_results
from storage.tables import effects as rows
from tests.clock import FakeClock

ALICE = 4001
LINK = {"reply_markup": {"inline_keyboard": [[{"text": "Oui", "url": "https://t.me/un_bot?start=contribuer"}]]}}


def received(
    conn: Connection, now: datetime, message_id: int | None, params: object = None, *, edits: int | None = None
) -> int:
    """Alice received an announcement at a moment, or one that she has was rewritten."""
    alice, author = people.meet(conn, ALICE, "fr", now), people.meet(conn, 9000, "fr", now)
    values = {"author_id": author.id, "state": "finished", "method": "sendMessage", "params": params or {"text": "x"}}
    values |= {"total": 1, "created_at": now, "started_at": now, "finished_at": now}
    number: int = conn.execute(insert(broadcasts).values(values).returning(broadcasts.c.id)).scalar_one()
    if edits is not None:
        conn.execute(insert(changes).values(broadcast_id=number, about_id=edits, kind="edit"))
    row = {"broadcast_id": number, "person_id": alice.id, "state": DeliveryState.SENT.value, "due_at": now}
    conn.execute(insert(deliveries).values(**row, message_id=message_id, settled_at=now))
    return number


def alice_of(conn: Connection) -> int:
    alice = people.find(conn, ALICE)
    assert alice is not None
    return alice.id


async def test_leaving_is_put_down_to_the_last_one_received_and_counted_once(
    database: Database, clock: FakeClock
) -> None:
    def work(conn: Connection) -> list[list[Effect]]:
        first = received(conn, clock(), 7)
        second = received(conn, clock.advance(hours=1), 8)
        received(conn, clock.advance(hours=1), 7, edits=first)
        for _ in range(2):
            effects.note_opt_out(conn, alice_of(conn), None, clock())
            subscriptions.stop(conn, alice_of(conn), clock())
        return [effects.of(conn, first), effects.of(conn, second)]

    assert await database.write(work) == [[], [Effect(EffectKind.OPT_OUT, "", 1)]]


async def test_leaving_under_an_announcement_is_put_down_to_it_however_old(
    database: Database, clock: FakeClock
) -> None:
    def work(conn: Connection) -> list[Effect]:
        first = received(conn, clock(), 7)
        received(conn, clock.advance(hours=1), 8)
        received(conn, clock(), 7, edits=first)
        clock.advance(days=30)
        effects.note_opt_out(conn, alice_of(conn), 7, clock())
        return effects.of(conn, first)

    assert await database.write(work) == [Effect(EffectKind.OPT_OUT, "", 1)]


@pytest.mark.parametrize(("later", "counted"), [(WINDOW, 1), (WINDOW + timedelta(seconds=1), 0)])
async def test_what_comes_long_after_is_put_down_to_nothing(
    database: Database, clock: FakeClock, later: timedelta, counted: int
) -> None:
    def work(conn: Connection) -> int:
        received(conn, clock(), 7)
        now = clock() + later
        effects.note_block(conn, alice_of(conn), now)
        return len(conn.execute(select(rows)).all())

    assert await database.write(work) == counted


async def test_taps_and_returns_are_counted_by_button(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> list[Effect]:
        number = received(conn, clock(), 7, LINK)
        received(conn, clock(), 8)
        person = alice_of(conn)
        effects.note_return(conn, person, "contribuer", clock())
        effects.note_return(conn, person, "contribuer", clock())
        effects.note_return(conn, person, "faq_autre", clock())
        effects.note_tap(conn, person, 7, "themes")
        effects.note_tap(conn, person, 99, "themes")
        return effects.of(conn, number)

    assert await database.write(work) == [Effect(EffectKind.TAP, "contribuer", 2), Effect(EffectKind.TAP, "themes", 1)]


async def test_counters_name_nobody() -> None:
    assert set(rows.c.keys()) == {"broadcast_id", "kind", "value", "count"}
    assert not {name for name in poll_results.c.keys() if "person" in name or "user" in name}  # noqa: SIM118


async def test_an_older_update_of_a_poll_changes_nothing_but_after_a_week(database: Database, clock: FakeClock) -> None:
    def keep(conn: Connection, update_id: int, voters: int) -> PollResult:
        said = {"update_id": update_id, "voters": voters, "votes": [("Oui", voters)], "closed": False}
        polls.keep(conn, "p", **said, now=clock())  # type: ignore[arg-type]
        return polls.of(conn, ["p"])["p"]

    def work(conn: Connection) -> list[int]:
        seen = [keep(conn, 10, 1).voters, keep(conn, 12, 3).voters, keep(conn, 11, 2).voters]
        clock.advance(days=8)
        return [*seen, keep(conn, 2, 4).voters]

    assert await database.write(work) == [1, 3, 3, 4]


async def test_the_reach_is_read_over_time(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> reach.Reach:
        since = clock()
        number = received(conn, since, 7)
        for place in range(1, 5):
            person = people.meet(conn, 5000 + place, "fr", since)
            row = {"broadcast_id": number, "person_id": person.id, "state": "sent", "due_at": since, "message_id": 1}
            conn.execute(insert(deliveries).values(**row, settled_at=since + timedelta(minutes=6 * place)))
        return reach.read(conn, number, since)

    found = await database.write(work)
    assert found.reached[0] == 1
    assert found.reached[-1] == 5
    assert found.time_to(0.5) == timedelta(minutes=12)
    assert found.time_to(1) == timedelta(minutes=24)
    assert reach.NOWHERE.time_to(0.5) is None
