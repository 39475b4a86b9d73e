"""Audiences on both databases: one condition a group, alone and combined; who said no to all is left out."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import Connection, insert, update

from consultation.audience import EVERYONE, TO_EVERYONE, Audience, Group, GroupKind
from consultation.broadcast import Change, ChangeKind, Counts, DeliveryState, stars
from consultation.subscription import Topic, TopicKind
from storage import audiences, broadcasts, deliveries, drafts, people, registrations, subscriptions
from storage.broadcasts import Broadcast, Plan
from storage.database import Database
from storage.deliveries import Outcome
from storage.drafts import DraftKind
from storage.tables import commitment_links, commitments, submissions
from tests.clock import FakeClock
from tests.stories import submit

USAGER = Group(GroupKind.THEME, "usager")
EVENT = Group(GroupKind.EVENT, "atelier")
TWELVE = Group(GroupKind.COMMITMENT, "12")


def announce(conn: Connection, clock: FakeClock, plan: Plan) -> Broadcast:
    author = people.meet(conn, 900, "fr", clock())
    draft = drafts.begin(conn, author.id, DraftKind.BROADCAST, field=None, now=clock())
    return broadcasts.confirm(conn, draft.id, plan, author_id=author.id, progress_message_id=None, now=clock())


def send(conn: Connection, clock: FakeClock, state: DeliveryState = DeliveryState.SENT) -> list[deliveries.Delivery]:
    """Everything that waits leaves; each message's number is its recipient's."""
    rows = deliveries.lease(conn, now=clock(), count=50, seconds=30)
    deliveries.settle(conn, [Outcome(row, state, message_id=row.chat_id) for row in rows], clock())
    return rows


def contribute(conn: Connection, clock: FakeClock, telegram_id: int) -> int:
    """Someone whose approved contribution is linked to commitment 12."""
    sent = submit(conn, clock(), telegram_id)
    conn.execute(update(submissions).where(submissions.c.id == sent.id).values(status="approved"))
    values = {"submission_id": sent.id, "commitment": 12, "verdict": "retained", "answer": "Oui", "revision": 1}
    conn.execute(insert(commitment_links).values(**values, at=clock()))
    return sent.person_id


def look(conn: Connection, audience: Audience, asked: list[int]) -> tuple[set[int], int, set[int]]:
    """Who is in an audience, asked in its three ways."""
    found = set(conn.execute(audiences.members(audience)).scalars())
    return found, audiences.count(conn, audience), audiences.among(conn, audience, asked)


async def test_each_group_is_a_condition_and_groups_combine(database: Database, clock: FakeClock) -> None:
    def live(conn: Connection) -> dict[str, int]:
        named = {name: people.meet(conn, 1000 + place, "fr", clock()).id for place, name in enumerate("aftebs")}
        twelve = {"number": 12, "title": {}, "description": {}, "theme": "usager", "status": "proposed", "version": 1}
        conn.execute(insert(commitments).values(**twelve, created_at=clock(), changed_at=clock()))
        people.subscribe(conn, named["a"], clock())
        for name in ("f", "b"):
            subscriptions.follow(conn, named[name], Topic(TopicKind.THEME, "usager"), clock())
        for name in ("e", "b", "s"):
            registrations.register(conn, named[name], "atelier", told="", reminded_for=None, now=clock())
        named["c"] = contribute(conn, clock, 1100)
        subscriptions.stop(conn, named["s"], clock())
        return named

    who = await database.write(live)
    names = {number: name for name, number in who.items()}
    for audience, expected in (
        (TO_EVERYONE, "a"),
        (Audience((USAGER,)), "bf"),
        (Audience((EVENT,)), "be"),
        (Audience((TWELVE,)), "c"),
        (Audience((EVERYONE, USAGER, EVENT, TWELVE)), "abcef"),
        (Audience((USAGER, EVENT), all_at_once=True), "b"),
        (Audience((EVERYONE, USAGER), all_at_once=True), ""),
        (Audience(()), ""),
    ):
        found, count, among = await database.read(partial(look, audience=audience, asked=list(names)))
        assert "".join(sorted(names[number] for number in found)) == expected
        assert count == len(expected)
        assert among == found


async def test_who_leaves_the_audience_before_their_turn_receives_nothing(database: Database, clock: FakeClock) -> None:
    def live(conn: Connection) -> Broadcast:
        for telegram_id in (1001, 1002):
            person = people.meet(conn, telegram_id, "fr", clock())
            registrations.register(conn, person.id, "atelier", told="", reminded_for=None, now=clock())
        sent = announce(conn, clock, Plan("sendMessage", {"text": "Bonjour"}, audience=Audience((EVENT,))))
        registrations.cancel(conn, person.id, "atelier")
        return sent

    sent = await database.write(live)
    assert sent.total == 2
    assert not sent.public
    rows = await database.write(lambda conn: send(conn, clock))
    assert [row.chat_id for row in rows] == [1001]
    assert await database.read(lambda conn: deliveries.counts(conn, sent.id)) == Counts(sent=1, skipped=1)
    assert await database.read(broadcasts.count_archived) == 0


def test_an_audience_is_written_and_read_again() -> None:
    for audience in (TO_EVERYONE, Audience((USAGER, TWELVE), all_at_once=True)):
        assert Audience.from_json(audience.to_json()) == audience
    assert TO_EVERYONE.toggled(USAGER).toggled(USAGER) == TO_EVERYONE


@pytest.mark.parametrize(("recipients", "price"), [(0, 0), (1, 1), (10, 1), (11, 2), (100_000, 10_000)])
def test_a_paid_broadcast_costs_a_tenth_of_a_star_a_message(recipients: int, price: int) -> None:
    assert stars(recipients) == price


async def test_each_call_is_what_its_person_needs(database: Database, clock: FakeClock) -> None:
    def live(conn: Connection) -> list[tuple[str, dict[str, object]]]:
        author = people.meet(conn, 900, "fr", clock())
        for telegram_id, language in ((1001, "fr"), (1002, "en")):
            people.subscribe(conn, people.meet(conn, telegram_id, language, clock()).id, clock())
        versions = {"en": broadcasts.Version({"question": "Which?"}, source=8)}
        poll = Plan("sendPoll", {"question": "Lequel ?"}, source=7, versions=versions, paid=True)
        announce(conn, clock, poll)
        assert author.telegram_id == 900
        return [(row.method, dict(row.params)) for row in sorted(send(conn, clock), key=lambda row: row.chat_id)]

    assert await database.write(live) == [
        ("forwardMessage", {"from_chat_id": 900, "message_id": 7, "allow_paid_broadcast": True}),
        ("forwardMessage", {"from_chat_id": 900, "message_id": 8, "allow_paid_broadcast": True}),
    ]


async def test_a_change_in_place_reaches_what_arrived_even_of_those_who_stopped_and_is_made_again_after_a_crash(
    database: Database, clock: FakeClock
) -> None:
    def live(conn: Connection) -> None:
        for telegram_id in (1001, 1002, 1003):
            people.subscribe(conn, people.meet(conn, telegram_id, "fr", clock()).id, clock())
        first = announce(conn, clock, Plan("sendMessage", {"text": "Le 3 mai"}))
        send(conn, clock)
        subscriptions.stop(conn, people.meet(conn, 1001, "fr", clock()).id, clock())
        people.set_unreachable(conn, people.meet(conn, 1002, "fr", clock()).id, clock())
        edit = Change(ChangeKind.EDIT, first.id)
        assert deliveries.count_changeable(conn, edit, clock()) == 2
        announce(conn, clock, Plan("editMessageText", {"text": "Le 4 mai"}, change=edit))

    await database.write(live)
    taken = await database.write(lambda conn: deliveries.lease(conn, now=clock(), count=9, seconds=30))
    assert [(row.method, row.params, row.repeatable) for row in sorted(taken, key=lambda row: row.chat_id)] == [
        ("editMessageText", {"text": "Le 4 mai", "message_id": 1001}, True),
        ("editMessageText", {"text": "Le 4 mai", "message_id": 1003}, True),
    ]
    clock.advance(seconds=31)
    assert await database.write(lambda conn: deliveries.abandon(conn, clock())) == 0
    assert await database.read(lambda conn: deliveries.counts(conn, 2)) == Counts(pending=2)


async def test_what_is_too_old_or_gone_already_is_not_deleted(database: Database, clock: FakeClock) -> None:
    def live(conn: Connection) -> tuple[int, int]:
        people.subscribe(conn, people.meet(conn, 1001, "fr", clock()).id, clock())
        first = announce(conn, clock, Plan("sendMessage", {"text": "Le 3 mai"}))
        send(conn, clock)
        broadcasts.finish(conn, first.id, clock())
        deletion = Change(ChangeKind.DELETION, first.id)
        clock.advance(hours=47)
        assert deliveries.count_changeable(conn, deletion, clock()) == 1
        clock.advance(hours=2)
        assert deliveries.count_changeable(conn, deletion, clock()) == 0
        clock.advance(hours=-2)
        announce(conn, clock, Plan("deleteMessages", {}, change=deletion))
        [row] = send(conn, clock)
        assert (row.method, row.params) == ("deleteMessage", {"message_id": 1001})
        edit = Change(ChangeKind.EDIT, first.id)
        return deliveries.count_changeable(conn, deletion, clock()), deliveries.count_changeable(conn, edit, clock())

    assert await database.write(live) == (0, 0)
