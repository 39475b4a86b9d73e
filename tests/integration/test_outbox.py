"""The outbox on both databases: leases, order, lanes, what becomes of a message."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Connection, select

from storage import cards, outbox, people, submissions
from storage.database import Database
from storage.outbox import Lane, OutboxRow
from storage.tables import outbox as table
from storage.tables import people as people_table
from tests.clock import FakeClock

MODERATION = -1001


def _person(conn: Connection, telegram_id: int, now: datetime) -> int:
    return people.meet(conn, telegram_id, "fr", now).id


def _put(conn: Connection, text: str, now: datetime, *, person_id: int | None = None, lane: Lane = Lane.REPLY) -> int:
    return outbox.put(
        conn,
        method="sendMessage",
        params={"text": text},
        lane=lane,
        now=now,
        person_id=person_id,
        chat_id=MODERATION if person_id is None else None,
    )


async def _lease(database: Database, now: datetime, *, count: int = 10, seconds: float = 30) -> list[OutboxRow]:
    return await database.write(lambda conn: outbox.lease(conn, now=now, count=count, seconds=seconds))


def _texts(rows: list[OutboxRow]) -> list[str]:
    return [row.params["text"] for row in rows]


async def test_a_message_goes_to_a_person_or_to_a_chat_never_both(database: Database, clock: FakeClock) -> None:
    with pytest.raises(ValueError, match="a person or to a chat"):
        await database.write(
            lambda conn: outbox.put(
                conn, method="sendMessage", params={}, lane=Lane.REPLY, now=clock(), person_id=1, chat_id=2
            )
        )


async def test_a_lease_knows_where_telegram_wants_the_message(database: Database, clock: FakeClock) -> None:
    def story(conn: Connection) -> None:
        _put(conn, "receipt", clock(), person_id=_person(conn, 4242, clock()))
        _put(conn, "card", clock(), lane=Lane.CARD)

    await database.write(story)
    receipt, card = await _lease(database, clock())
    assert (receipt.chat_id, receipt.params, receipt.attempts) == (4242, {"text": "receipt"}, 1)
    assert (card.chat_id, card.person_id, card.lane) == (MODERATION, None, Lane.CARD)


async def test_lanes_come_before_age(database: Database, clock: FakeClock) -> None:
    def story(conn: Connection) -> None:
        for number, lane in enumerate((Lane.BROADCAST, Lane.CARD, Lane.REPLY)):
            _put(conn, lane.name, clock(), person_id=_person(conn, 10 + number, clock()), lane=lane)

    await database.write(story)
    assert _texts(await _lease(database, clock())) == ["REPLY", "CARD", "BROADCAST"]


async def test_one_recipient_gets_their_messages_one_by_one_in_order(database: Database, clock: FakeClock) -> None:
    def story(conn: Connection) -> None:
        alice, bruno = _person(conn, 1, clock()), _person(conn, 2, clock())
        for number in range(3):
            _put(conn, f"alice {number}", clock(), person_id=alice)
        _put(conn, "bruno 0", clock(), person_id=bruno)

    await database.write(story)
    seen = []
    for _ in range(3):
        rows = await _lease(database, clock())
        seen.append(_texts(rows))
        for row in rows:
            await database.write(partial(outbox.sent, row=row, message_id=7, now=clock()))
    assert seen == [["alice 0", "bruno 0"], ["alice 1"], ["alice 2"]]
    assert await _lease(database, clock()) == []


async def test_a_message_that_waits_for_a_retry_keeps_its_place_until_it_failed_too_often(
    database: Database, clock: FakeClock
) -> None:
    await database.write(lambda conn: [_put(conn, text, clock()) for text in ("first", "second")])
    for _ in range(outbox.ORDER_KEPT):
        (row,) = await _lease(database, clock())
        assert row.params["text"] == "first"
        due = clock() + timedelta(minutes=1)
        await database.write(partial(outbox.retry, row=row, due_at=due, error="NetworkError"))
        if row.attempts < outbox.ORDER_KEPT:
            assert await _lease(database, clock()) == []
            clock.advance(minutes=1)
    assert _texts(await _lease(database, clock())) == ["second"]


async def test_a_message_planned_for_later_holds_nobody_back(database: Database, clock: FakeClock) -> None:
    def story(conn: Connection) -> None:
        outbox.put(
            conn,
            method="sendMessage",
            params={"text": "reminder"},
            lane=Lane.REPLY,
            now=clock(),
            chat_id=MODERATION,
            due_at=clock() + timedelta(days=3),
        )
        _put(conn, "now", clock())

    await database.write(story)
    assert _texts(await _lease(database, clock())) == ["now"]
    clock.advance(days=3, seconds=1)
    assert _texts(await _lease(database, clock())) == ["reminder"]


async def test_a_lease_that_ran_out_is_taken_again_and_one_given_back_at_once(
    database: Database, clock: FakeClock
) -> None:
    await database.write(lambda conn: _put(conn, "hello", clock()))
    (first,) = await _lease(database, clock(), seconds=30)
    clock.advance(seconds=29)
    assert await _lease(database, clock()) == []
    clock.advance(seconds=1)
    (second,) = await _lease(database, clock())
    assert (second.id, second.attempts) == (first.id, 2)
    await database.write(lambda conn: outbox.give_back(conn, [second]))
    (third,) = await _lease(database, clock())
    assert third.attempts == 2


async def test_a_card_that_was_sent_is_remembered_where_it_stands(database: Database, clock: FakeClock) -> None:
    def story(conn: Connection) -> int:
        answers = {"theme": "open-data"}
        person_id = _person(conn, 1, clock())
        sent = submissions.add(conn, person_id=person_id, answers=answers, form_version=1, now=clock())
        outbox.put(
            conn,
            method="sendMessage",
            params={},
            lane=Lane.CARD,
            now=clock(),
            chat_id=MODERATION,
            subject=f"card:{sent.id}",
        )
        return sent.id

    submission_id = await database.write(story)
    (row,) = await _lease(database, clock())
    await database.write(lambda conn: outbox.sent(conn, row, 55, clock()))
    assert await database.read(lambda conn: cards.latest(conn, submission_id)) == (MODERATION, 55)
    assert await database.read(outbox.counts) == {"sent": 1}


async def test_who_blocked_the_bot_is_marked_once_and_nothing_more_is_tried(
    database: Database, clock: FakeClock
) -> None:
    def story(conn: Connection) -> int:
        camille = _person(conn, 3, clock())
        for text in ("one", "two"):
            _put(conn, text, clock(), person_id=camille)
        return camille

    camille = await database.write(story)
    (row,) = await _lease(database, clock())
    marked_at = clock()
    await database.write(lambda conn: outbox.unreachable(conn, row, marked_at))
    clock.advance(hours=1)
    await database.write(lambda conn: outbox.unreachable(conn, row, clock()))
    await database.write(lambda conn: _put(conn, "three", clock(), person_id=camille))
    assert await _lease(database, clock()) == []
    assert await database.read(outbox.counts) == {"unreachable": 3}
    since = await database.read(lambda conn: conn.execute(select(people_table.c.unreachable_at)).scalar_one())
    assert since == marked_at


async def test_a_message_given_up_says_why(database: Database, clock: FakeClock) -> None:
    await database.write(lambda conn: _put(conn, "bad", clock()))
    (row,) = await _lease(database, clock())
    await database.write(lambda conn: outbox.failed(conn, row, "Bad Request: chat not found" + "!" * 300, clock()))
    assert await _lease(database, clock()) == []
    state, error = await database.read(lambda conn: conn.execute(select(table.c.state, table.c.error)).one())
    assert (state, len(error)) == ("failed", 200)


async def test_what_waits_and_how_late_it_is_are_known(database: Database, clock: FakeClock) -> None:
    def overdue(conn: Connection) -> int:
        return outbox.overdue_seconds(conn, clock())

    assert await database.read(overdue) == 0
    await database.write(lambda conn: _put(conn, "a", clock()))
    clock.advance(minutes=5)
    await database.write(lambda conn: _put(conn, "b", clock()))
    assert await database.read(overdue) == 300
    assert sum((await database.read(outbox.waiting)).values()) == 2


async def test_settled_messages_are_forgotten_in_time(database: Database, clock: FakeClock) -> None:
    await database.write(lambda conn: _put(conn, "a", clock()))
    (row,) = await _lease(database, clock())
    await database.write(lambda conn: outbox.sent(conn, row, 1, clock()))
    clock.advance(days=1)
    await database.write(lambda conn: _put(conn, "b", clock()))
    assert await database.write(lambda conn: outbox.delete_before(conn, clock())) == 1
    assert await database.read(outbox.counts) == {"pending": 1}
