"""The queue on both databases: bounded lists, turns, what is done once, what is lost and made again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Connection, insert, select, update

from consultation.moderation import OPEN, Status
from handlers import cards, digest
from handlers.services import Services
from storage import cards as shown
from storage import claims, forum_topics, held_cards, lost_cards, moderation_chats, outbox, people, queue, rounds
from storage.database import Database
from storage.outbox import OutboxRow
from storage.queue import Filter
from storage.submissions import Submission
from storage.tables import outbox as outbox_table
from storage.tables import submission_versions as versions_table
from storage.tables import submissions as table
from tests.clock import FakeClock
from tests.stories import MODERATION, services, submit

NEW_HOME = -1009876543210
WAITING = Filter(OPEN)


@pytest.fixture
def at_work(database: Database, clock: FakeClock) -> Services:
    return services(database, clock)


def numbers(found: list[Submission]) -> list[int]:
    return [one.id for one in found]


def mark(conn: Connection, number: int, status: Status) -> None:
    conn.execute(update(table).where(table.c.id == number).values(status=status.value))


def story(conn: Connection, clock: FakeClock, count: int) -> list[int]:
    """Contributions sent an hour apart; each third is being reviewed."""
    sent = []
    for index in range(count):
        sent.append(submit(conn, clock(), title=f"Idée {index}", theme="usager" if index % 2 else "long").id)
        if index % 3 == 0:
            mark(conn, sent[-1], Status.IN_REVIEW)
        clock.advance(hours=1)
    return sent


def waiting_messages(conn: Connection) -> list[tuple[str, int, str | None]]:
    query = select(outbox_table.c.method, outbox_table.c.chat_id, outbox_table.c.subject)
    rows = conn.execute(query.where(outbox_table.c.state == "pending").order_by(outbox_table.c.id))
    return [(row.method, row.chat_id, row.subject) for row in rows]


def leased(conn: Connection, now: datetime) -> OutboxRow:
    """The next message, taken to be sent."""
    (row,) = outbox.lease(conn, now=now, count=1, seconds=30)
    return row


async def test_pages_follow_each_other_over_every_state_and_back(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> None:
        sent = story(conn, clock, 20)
        seen, after = [], None
        while True:
            page = queue.page(conn, WAITING, size=6, after=after)
            seen.append(numbers(page.found))
            after = page.found[-1].id
            if not page.more:
                break
        assert [number for each in seen for number in each] == sent
        back = queue.page(conn, WAITING, size=6, after=seen[2][0], backwards=True)
        assert (numbers(back.found), back.more) == (seen[1], True)
        assert not queue.page(conn, WAITING, size=6, after=seen[1][0], backwards=True).more
        newest = queue.page(conn, replace(WAITING, newest_first=True), size=6)
        assert numbers(newest.found) == sent[::-1][:6]

    await database.write(work)


async def test_a_list_is_bounded_by_theme_and_age(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> None:
        begun = clock()
        sent = story(conn, clock, 10)
        themed = queue.page(conn, replace(WAITING, theme="usager"), size=9)
        assert numbers(themed.found) == sent[1::2]
        old = replace(WAITING, before=begun + timedelta(hours=2, minutes=30))
        assert numbers(queue.page(conn, old, size=9).found) == sent[:3]
        assert queue.count(conn, old) == 3
        recent = replace(WAITING, since=begun + timedelta(hours=7))
        assert numbers(queue.page(conn, recent, size=9).found) == sent[7:]
        assert queue.page(conn, replace(WAITING, since=clock()), size=9).found == []
        assert queue.page(conn, replace(WAITING, before=begun - timedelta(hours=1)), size=9).found == []

    await database.write(work)


async def test_words_are_sought_so_many_at_a_time(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> None:
        sent = [submit(conn, clock(), title=f"Délai {index}", signature="Zoé Secrète").id for index in range(3)]
        sent += [submit(conn, clock(), title="Autre").id for _ in range(6)]
        everything = Filter(frozenset(Status), newest_first=True)
        first = queue.seek(conn, everything, "DELAI 2", size=8, within=4)
        assert (first.found, first.more, first.reached) == ([], True, sent[5])
        second = queue.seek(conn, everything, "DELAI 2", size=8, within=4, after=first.reached)
        assert (numbers(second.found), second.more) == ([sent[2]], True)
        assert not queue.seek(conn, everything, "delai 2", size=8, within=4, after=second.reached).more
        assert queue.seek(conn, everything, "secrete", size=8, within=4, after=sent[4]).found == []

    await database.write(work)


async def test_the_next_one_is_the_oldest_that_nobody_has(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> None:
        mehdi = people.meet(conn, 9001, "fr", clock())
        first, second, third = (submit(conn, clock()).id for _ in range(3))
        claims.take(conn, first, mehdi.id, clock() + timedelta(minutes=30))
        order = []
        for _ in range(3):
            following = queue.next_to_decide(conn, clock())
            assert following is not None
            held_cards.shown(conn, following.id, clock.advance(seconds=1))
            order.append(following.id)
        assert order == [second, third, second]
        clock.advance(hours=1)
        freed = queue.next_to_decide(conn, clock())
        assert freed is not None
        assert freed.id == first
        for number in (first, second, third):
            mark(conn, number, Status.APPROVED)
        assert queue.next_to_decide(conn, clock()) is None

    await database.write(work)


async def test_what_waits_too_long_waits_since_its_version_in_force(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> None:
        old, amended = submit(conn, clock()), submit(conn, clock())
        sent_at, now = clock(), clock.advance(days=8)
        conn.execute(update(table).where(table.c.id == amended.id).values(version=2))
        conn.execute(
            insert(versions_table).values(
                submission_id=amended.id, version=2, person_id=amended.person_id, answers={}, at=now
            )
        )
        assert queue.overdue(conn, now - timedelta(days=7), limit=9) == [(old.id, sent_at)]

    await database.write(work)


async def test_a_round_is_taken_once_by_however_many_and_never_for_the_past(
    database: Database, database_url: str
) -> None:
    others = [Database.open(database_url, busy_timeout=60) for _ in range(4)]
    for day in ("2021-02-23", "2021-02-24"):
        work = partial(rounds.claim, name="digest", slot=day)
        taken = await asyncio.gather(*(each.write(work) for each in others for _ in range(5)))
        assert sum(taken) == 1
    assert not await database.write(lambda conn: rounds.claim(conn, "digest", "2021-02-23"))
    for each in others:
        await each.close()


async def test_the_day_is_told_once_with_its_figures(database: Database, at_work: Services, clock: FakeClock) -> None:
    def work(conn: Connection) -> None:
        submit(conn, clock())
        clock.moment = datetime(2021, 2, 24, 7, 59, tzinfo=UTC)
        assert not digest.digest(conn, at_work, clock())
        clock.advance(minutes=1)
        assert digest.digest(conn, at_work, clock())
        assert not digest.digest(conn, at_work, clock.advance(hours=3))
        ((method, chat_id, subject),) = waiting_messages(conn)
        assert (method, chat_id, subject) == ("sendMessage", MODERATION, "digest:2021-02-24")
        text = conn.execute(select(outbox_table.c.params)).scalar_one()["text"]
        assert "Une contribution reçue" in text
        assert "Une attend un modérateur" in text

    await database.write(work)


async def test_a_quiet_day_is_not_told(database: Database, at_work: Services, clock: FakeClock) -> None:
    def work(conn: Connection) -> None:
        assert not digest.digest(conn, at_work, clock())
        assert waiting_messages(conn) == []

    await database.write(work)


async def test_what_waits_too_long_is_recalled_once_a_day_and_never_at_night(
    database: Database, at_work: Services, clock: FakeClock
) -> None:
    def work(conn: Connection) -> None:
        submit(conn, clock())
        told = []
        for _ in range(24 * 10):
            if digest.remind(conn, at_work, clock.advance(hours=1)):
                told.append(clock())
        assert [moment.date().day for moment in told] == [2, 3, 4, 5]
        assert {moment.hour for moment in told} <= set(range(8, 18))

    await database.write(work)


async def test_past_a_backlog_cards_are_held_back(database: Database, at_work: Services, clock: FakeClock) -> None:
    policy = replace(at_work.policy, board_after=2)
    few = replace(at_work, policy=policy)

    def work(conn: Connection) -> None:
        sent = [submit(conn, clock()) for _ in range(2)]
        for one in sent:
            cards.post(conn, few, one, clock())
        late = submit(conn, clock())
        cards.post(conn, few, late, clock())
        assert [subject for _, _, subject in waiting_messages(conn)] == [f"card:{one.id}" for one in sent]
        assert held_cards.due(conn, clock(), limit=9) == [late.id]
        chat = moderation_chats.get(conn, MODERATION)
        assert chat.board_since == clock()
        assert moderation_chats.claim_board(conn, chat, "shown", clock())
        assert not moderation_chats.claim_board(conn, chat, "shown", clock())
        assert moderation_chats.close_board(conn, MODERATION)
        assert not moderation_chats.close_board(conn, MODERATION)
        assert held_cards.take(conn, late.id)
        assert not held_cards.take(conn, late.id)

    await database.write(work)


async def test_a_group_that_moved_takes_what_waits_along(
    database: Database, at_work: Services, clock: FakeClock
) -> None:
    def work(conn: Connection) -> None:
        standing, coming = submit(conn, clock()), submit(conn, clock())
        shown.add(conn, submission_id=standing.id, chat_id=MODERATION, message_id=7, now=clock())
        cards.repaint(conn, at_work, standing, clock(), cards.Place(7, chat_id=MODERATION))
        cards.post(conn, at_work, coming, clock())
        assert moderation_chats.move(conn, MODERATION, NEW_HOME, clock())
        assert not moderation_chats.move(conn, MODERATION, NEW_HOME, clock())
        assert moderation_chats.home(conn, MODERATION) == NEW_HOME
        assert waiting_messages(conn) == [("sendMessage", NEW_HOME, f"card:{coming.id}")]
        assert held_cards.due(conn, clock(), limit=9) == [standing.id]
        assert shown.latest(conn, standing.id) is None

    await database.write(work)


@pytest.mark.parametrize(
    ("error", "delay"),
    [("message thread not found", timedelta()), ("chat not found", lost_cards.AGAIN)],
)
async def test_a_card_that_is_refused_is_posted_again(
    database: Database, at_work: Services, clock: FakeClock, error: str, delay: timedelta
) -> None:
    def work(conn: Connection) -> None:
        moderation_chats.look(conn, MODERATION, is_forum=True)
        assert forum_topics.claim(conn, MODERATION, "usager", clock(), clock() + timedelta(minutes=1))
        assert not forum_topics.claim(conn, MODERATION, "usager", clock(), clock() + timedelta(minutes=1))
        forum_topics.made(conn, MODERATION, "usager", 4)
        sent = submit(conn, clock())
        cards.post(conn, at_work, sent, clock())
        row = leased(conn, clock())
        assert row.params["message_thread_id"] == 4
        lost_cards.returned(conn, row, error, clock())
        assert held_cards.due(conn, clock() + delay, limit=9) == [sent.id]
        assert held_cards.due(conn, clock() + delay - timedelta(seconds=1), limit=9) == []
        topic = forum_topics.find(conn, MODERATION, "usager")
        assert (topic is None) == ("thread" in error)

    await database.write(work)


async def test_the_edit_of_a_deleted_card_brings_it_back_unless_it_is_decided(
    database: Database, at_work: Services, clock: FakeClock
) -> None:
    def work(conn: Connection) -> None:
        for decided in (False, True):
            sent = submit(conn, clock())
            for message_id in (10 * sent.id, 10 * sent.id + 1):  # an older version's card, and the one in force
                shown.add(conn, submission_id=sent.id, chat_id=MODERATION, message_id=message_id, now=clock())
            if decided:
                mark(conn, sent.id, Status.APPROVED)
            for message_id in (10 * sent.id, 10 * sent.id + 1):
                cards.repaint(conn, at_work, sent, clock(), cards.Place(message_id, chat_id=MODERATION))
                lost_cards.returned(conn, leased(conn, clock()), "message to edit not found", clock())
                in_force = message_id == 10 * sent.id + 1
                assert (sent.id in held_cards.due(conn, clock(), limit=9)) == (in_force and not decided)
        held_cards.forget_decided(conn)

    await database.write(work)


async def test_cards_are_brought_up_to_date_once_an_hour(
    database: Database, at_work: Services, clock: FakeClock
) -> None:
    def work(conn: Connection) -> None:
        sent = submit(conn, clock())
        shown.add(conn, submission_id=sent.id, chat_id=MODERATION, message_id=7, now=clock())
        assert digest.refresh(conn, at_work, clock())
        assert not digest.refresh(conn, at_work, clock.advance(minutes=30))
        assert waiting_messages(conn) == [("editMessageText", MODERATION, f"repaint:chat:{MODERATION}:7")]

    await database.write(work)
