"""Who receives which announcements, on both databases: all of them, or those about what one follows."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import pytest
from sqlalchemy import Connection

from consultation.audience import TO_EVERYONE, Audience, Group
from consultation.broadcast import Counts, DeliveryState
from consultation.refusal import Refusal
from consultation.subscription import Topic, TopicKind
from storage import audiences, broadcasts, deliveries, drafts, people, subscriptions
from storage.broadcasts import Broadcast, Plan
from storage.database import Database
from storage.deliveries import Outcome
from storage.drafts import DraftKind
from tests.clock import FakeClock

USAGER = Topic(TopicKind.THEME, "usager")
RELANCE = Topic(TopicKind.THEME, "relance")
ILLE_ET_VILAINE = Topic(TopicKind.DEPARTEMENT, "35")


def test_a_topic_is_written_and_read_again() -> None:
    assert Topic.parse(str(ILLE_ET_VILAINE)) == ILLE_ET_VILAINE
    assert Topic.choose("departement", "2A", []).value == "2A"


@pytest.mark.parametrize(("kind", "value"), [("theme", "35"), ("departement", "usager"), ("ville", "35"), ("", "")])
def test_what_does_not_exist_cannot_be_chosen(kind: str, value: str) -> None:
    with pytest.raises(Refusal, match="button-gone"):
        Topic.choose(kind, value, ["usager"])


def meet(conn: Connection, telegram_id: int, now: datetime, *topics: Topic, everything: bool = False) -> int:
    """Someone who follows these topics, or asked for all announcements."""
    person_id = people.meet(conn, telegram_id, "fr", now).id
    for topic in topics:
        subscriptions.follow(conn, person_id, topic, now)
    if everything:
        people.subscribe(conn, person_id, now)
    return person_id


def about(topic: Topic | None) -> Audience:
    """Everyone, and those who follow a topic."""
    return TO_EVERYONE if topic is None else TO_EVERYONE.toggled(Group.parse(str(topic)))


def announce(conn: Connection, topic: Topic | None, now: datetime) -> Broadcast:
    """An announcement about a topic, confirmed."""
    author = people.meet(conn, 900, "fr", now).id
    draft = drafts.begin(conn, author, DraftKind.BROADCAST, field=None, now=now)
    return broadcasts.confirm(
        conn,
        draft.id,
        Plan("sendMessage", {"text": "Bonjour"}, audience=about(topic)),
        author_id=author,
        progress_message_id=7,
        now=now,
    )


async def test_what_one_follows_is_kept_once_in_order_and_left(database: Database, clock: FakeClock) -> None:
    alice = await database.write(lambda conn: meet(conn, 1001, clock(), USAGER))
    clock.advance(seconds=1)
    await database.write(lambda conn: subscriptions.follow(conn, alice, ILLE_ET_VILAINE, clock()))
    await database.write(lambda conn: subscriptions.follow(conn, alice, USAGER, clock()))
    assert await database.read(lambda conn: subscriptions.followed(conn, alice)) == [USAGER, ILLE_ET_VILAINE]
    await database.write(lambda conn: subscriptions.leave(conn, alice, USAGER))
    await database.write(lambda conn: subscriptions.leave(conn, alice, RELANCE))
    assert await database.read(lambda conn: subscriptions.followed(conn, alice)) == [ILLE_ET_VILAINE]


async def test_an_announcement_reaches_those_who_want_all_and_those_who_follow_its_topic(
    database: Database, clock: FakeClock
) -> None:
    def story(conn: Connection) -> tuple[list[int], list[int], list[int]]:
        now = clock()
        everything = meet(conn, 1001, now, everything=True)
        both = meet(conn, 1002, now, USAGER, everything=True)
        follower = meet(conn, 1003, now, RELANCE, USAGER)
        local = meet(conn, 1004, now, ILLE_ET_VILAINE)
        away = meet(conn, 1005, now, USAGER)
        people.set_unreachable(conn, away, now)
        meet(conn, 1006, now)
        found = [list(conn.execute(audiences.members(about(topic))).scalars()) for topic in (None, USAGER)]
        assert [sorted(reached) for reached in found] == [[everything, both], [everything, both, follower]]
        assert audiences.count(conn, about(ILLE_ET_VILAINE)) == 3
        return [everything, both], [everything, both, follower], [everything, both, local]

    everyone, of_theme, of_place = await database.write(story)
    for topic, expected in ((None, everyone), (USAGER, of_theme), (ILLE_ET_VILAINE, of_place)):
        assert await database.write(partial(send, topic=topic, now=clock())) == expected


def send(conn: Connection, topic: Topic | None, now: datetime) -> list[int]:
    """An announcement about a topic goes out: to whom?"""
    sent = announce(conn, topic, now)
    rows = deliveries.lease(conn, now=now, count=50, seconds=30)
    deliveries.settle(conn, [Outcome(row, DeliveryState.SENT) for row in rows], now)
    assert (sent.audience, sent.total) == (about(topic), len(rows))
    return sorted(row.person_id for row in rows)


async def test_who_leaves_before_their_turn_receives_nothing(database: Database, clock: FakeClock) -> None:
    def story(conn: Connection) -> list[int]:
        stays = meet(conn, 1001, clock(), USAGER)
        leaves = meet(conn, 1002, clock(), USAGER)
        stops = meet(conn, 1003, clock(), USAGER, everything=True)
        only_topics = meet(conn, 1004, clock(), USAGER, everything=True)
        announce(conn, USAGER, clock())
        subscriptions.leave(conn, leaves, USAGER)
        subscriptions.stop(conn, stops, clock())
        people.unsubscribe(conn, only_topics)
        return [stays, only_topics]

    left = await database.write(story)
    rows = await database.write(lambda conn: deliveries.lease(conn, now=clock(), count=50, seconds=30))
    assert sorted(row.person_id for row in rows) == left
    assert await database.read(lambda conn: deliveries.counts(conn, 1)) == Counts(sending=2, skipped=2)


async def test_stopping_leaves_everything_at_once(database: Database, clock: FakeClock) -> None:
    alice = await database.write(lambda conn: meet(conn, 1001, clock(), USAGER, ILLE_ET_VILAINE, everything=True))
    await database.write(lambda conn: subscriptions.stop(conn, alice, clock()))
    assert await database.read(lambda conn: subscriptions.followed(conn, alice)) == []
    assert await database.read(lambda conn: audiences.count(conn, about(USAGER))) == 0


async def test_the_archive_holds_what_people_received_and_nothing_else(database: Database, clock: FakeClock) -> None:
    def story(conn: Connection) -> list[int]:
        alice = meet(conn, 1001, clock(), everything=True)
        numbers = [announce(conn, None, clock()).id for _ in range(3)]
        rows = deliveries.lease(conn, now=clock(), count=50, seconds=30)
        first = [row for row in rows if (row.broadcast_id, row.person_id) == (numbers[0], alice)]
        deliveries.settle(conn, [Outcome(row, DeliveryState.SENT) for row in first], clock())
        others = [row for row in rows if row not in first]
        deliveries.settle(conn, [Outcome(row, DeliveryState.FAILED) for row in others], clock())
        broadcasts.finish(conn, numbers[2], clock())
        return numbers

    first, second, third = await database.write(story)
    listed = await database.read(lambda conn: broadcasts.archived(conn, limit=10))
    assert [sent.id for sent in listed] == [third, first]
    assert [sent.id for sent in await database.read(lambda conn: broadcasts.archived(conn, limit=1, offset=1))] == [
        first
    ]
    assert await database.read(broadcasts.count_archived) == 2
    assert await database.read(lambda conn: broadcasts.get_archived(conn, second)) is None
