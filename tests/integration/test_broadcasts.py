"""Announcements on both databases: confirmed once, moved by orders, closed when nothing is left to send."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection

from consultation.audience import TO_EVERYONE
from consultation.broadcast import Counts, DeliveryState, Order, State
from consultation.refusal import Refusal
from handlers import progress
from handlers.screens import Screen
from handlers.texts import Texts
from storage import audiences, broadcasts, deliveries, drafts, outbox, people
from storage import progress as messages
from storage.broadcasts import Broadcast, Plan
from storage.database import Database
from storage.deliveries import Delivery, Outcome
from storage.drafts import DraftKind
from tests.clock import FakeClock

EVERY = timedelta(seconds=3)


async def _draft(database: Database, now: datetime) -> tuple[int, int]:
    """A press officer (who is not subscribed) and their draft."""

    def story(conn: Connection) -> tuple[int, int]:
        pauline = people.meet(conn, 900, "fr", now)
        draft = drafts.begin(conn, pauline.id, DraftKind.BROADCAST, field=None, now=now)
        return pauline.id, draft.id

    return await database.write(story)


async def _subscribers(database: Database, count: int, now: datetime) -> list[int]:
    def story(conn: Connection) -> list[int]:
        met = [people.meet(conn, 1000 + number, "fr", now).id for number in range(count)]
        for person_id in met:
            people.subscribe(conn, person_id, now)
        return met

    return await database.write(story)


async def _confirm(database: Database, now: datetime) -> Broadcast:
    pauline, draft = await _draft(database, now)
    return await database.write(lambda conn: confirm(conn, draft, pauline, now))


def confirm(conn: Connection, draft: int, pauline: int, now: datetime) -> Broadcast:
    return broadcasts.confirm(
        conn,
        draft,
        Plan("sendMessage", {"text": "Bonjour"}),
        author_id=pauline,
        progress_message_id=7,
        now=now,
    )


async def _lease(database: Database, now: datetime, count: int = 100) -> list[Delivery]:
    return await database.write(lambda conn: deliveries.lease(conn, now=now, count=count, seconds=30))


async def _settle(database: Database, rows: Sequence[Delivery], state: DeliveryState, now: datetime) -> None:
    await database.write(lambda conn: deliveries.settle(conn, [Outcome(row, state) for row in rows], now))


async def _order(database: Database, number: int, order: Order, now: datetime) -> Broadcast | None:
    return await database.write(lambda conn: broadcasts.move(conn, number, order.value, now))


async def _counts(database: Database, number: int) -> Counts:
    return await database.read(lambda conn: deliveries.counts(conn, number))


async def test_it_is_for_those_subscribed_and_reachable_when_it_is_confirmed(
    database: Database, clock: FakeClock
) -> None:
    alice, bruno, camille = await _subscribers(database, 3, clock())
    await database.write(lambda conn: people.unsubscribe(conn, alice))
    await database.write(lambda conn: people.set_unreachable(conn, bruno, clock()))
    assert await database.read(lambda conn: audiences.count(conn, TO_EVERYONE)) == 1
    sent = await _confirm(database, clock())
    assert (sent.state, sent.total, sent.progress_message_id) == (State.SENDING, 1, 7)
    assert [row.person_id for row in await _lease(database, clock())] == [camille]


async def test_a_draft_is_sent_once_and_only_by_who_wrote_it(database: Database, clock: FakeClock) -> None:
    alice, *_ = await _subscribers(database, 2, clock())
    pauline, draft = await _draft(database, clock())
    with pytest.raises(Refusal, match="broadcast-already-sent"):
        await database.write(lambda conn: confirm(conn, draft, alice, clock()))
    await database.write(lambda conn: confirm(conn, draft, pauline, clock()))
    with pytest.raises(Refusal, match="broadcast-already-sent"):
        await database.write(lambda conn: confirm(conn, draft, pauline, clock()))
    assert len(await database.read(lambda conn: broadcasts.recent(conn, limit=10))) == 1


async def test_without_anyone_subscribed_nothing_is_sent_and_the_draft_stays(
    database: Database, clock: FakeClock
) -> None:
    pauline, draft = await _draft(database, clock())
    with pytest.raises(Refusal, match="broadcast-nobody"):
        await database.write(lambda conn: confirm(conn, draft, pauline, clock()))
    assert await database.read(lambda conn: drafts.get(conn, draft, pauline)) is not None
    assert await database.read(lambda conn: broadcasts.recent(conn, limit=10)) == []


async def test_a_pause_holds_everything_back_and_resuming_lets_it_go(database: Database, clock: FakeClock) -> None:
    await _subscribers(database, 3, clock())
    sent = await _confirm(database, clock())
    assert await _order(database, sent.id, Order.RESUME, clock()) is None
    paused = await _order(database, sent.id, Order.PAUSE, clock())
    assert paused is not None
    assert paused.state is State.PAUSED
    assert await _lease(database, clock()) == []
    await _order(database, sent.id, Order.RESUME, clock())
    assert len(await _lease(database, clock())) == 3


async def test_stopping_spares_those_whose_turn_had_not_come(database: Database, clock: FakeClock) -> None:
    await _subscribers(database, 5, clock())
    sent = await _confirm(database, clock())
    first, second = await _lease(database, clock(), 2)
    await _order(database, sent.id, Order.PAUSE, clock())
    await _order(database, sent.id, Order.STOP, clock())
    assert await _counts(database, sent.id) == Counts(sending=2, skipped=3)
    assert await database.write(lambda conn: broadcasts.finish(conn, sent.id, clock())) is None
    await _settle(database, [first], DeliveryState.SENT, clock())
    await _settle(database, [second], DeliveryState.PENDING, clock())  # Telegram said “later”
    ended = await database.write(lambda conn: broadcasts.finish(conn, sent.id, clock()))
    assert ended is not None
    assert (ended.state, ended.finished_at) == (State.STOPPED, clock())
    assert await _counts(database, sent.id) == Counts(sent=1, skipped=4)


async def test_it_is_finished_once_when_every_delivery_is_settled(database: Database, clock: FakeClock) -> None:
    await _subscribers(database, 2, clock())
    sent = await _confirm(database, clock())
    rows = await _lease(database, clock())
    await _settle(database, rows[:1], DeliveryState.SENT, clock())
    assert await database.write(lambda conn: broadcasts.finish(conn, sent.id, clock())) is None
    await _settle(database, rows[1:], DeliveryState.BLOCKED, clock())
    ended = await database.write(lambda conn: broadcasts.finish(conn, sent.id, clock()))
    assert ended is not None
    assert ended.state is State.FINISHED
    assert await database.write(lambda conn: broadcasts.finish(conn, sent.id, clock())) is None
    assert await database.read(broadcasts.unfinished) == []


async def test_progress_is_shown_at_a_polite_pace_among_all_processes(database: Database, clock: FakeClock) -> None:
    await _subscribers(database, 2, clock())
    sent = await _confirm(database, clock())

    async def claim() -> bool:
        return await database.write(lambda conn: messages.claim(conn, sent, clock(), EVERY))

    assert not await claim()  # the confirmation has just shown it
    clock.advance(seconds=3)
    assert [await claim(), await claim()] == [True, False]
    clock.advance(seconds=3)
    await _order(database, sent.id, Order.PAUSE, clock())
    clock.advance(seconds=3)
    assert not await claim()  # what was about to be shown is no longer so


async def test_progress_is_news_only_if_figures_moved_and_the_last_edit_left(
    database: Database, clock: FakeClock
) -> None:
    await _subscribers(database, 30, clock())
    sent = await _confirm(database, clock())
    texts = Texts(strict=True)

    def look(conn: Connection) -> Screen | None:
        return progress.news(conn, texts, sent, deliveries.counts(conn, sent.id), clock())

    async def news() -> str | None:
        screen = await database.read(look)
        return screen.text if screen else None

    async def show() -> None:
        screen = await database.read(look)
        assert screen is not None
        await database.write(lambda conn: progress.queue_edit(conn, sent, screen, clock()))

    async def edits_leave() -> None:
        def leave(conn: Connection) -> None:
            for row in outbox.lease(conn, now=clock(), count=10, seconds=30):
                outbox.sent(conn, row, 7, clock())

        await database.write(leave)

    await show()
    assert await news() is None  # the edit still waits its turn
    await edits_leave()
    assert await news() is None  # and says it all
    clock.advance(seconds=5)
    await _settle(database, await _lease(database, clock(), 10), DeliveryState.SENT, clock())
    assert "2 par seconde" in (await news() or "")
    assert "10\u00a0secondes" in (await news() or "")
    await show()
    await edits_leave()
    clock.advance(seconds=60)
    assert "0 par seconde" in (await news() or "")
