"""Nothing personal outlives the retention in force, whatever the day; what people still use stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, select

from bot.sweeper import forget
from consultation.moderation import Decision
from handlers.services import Services
from storage import cards, consents, drafts, outbox, people, question_groups, questions, submissions
from storage.database import Database
from storage.drafts import DraftKind
from storage.outbox import Lane
from storage.people import Person
from storage.submissions import Submission
from storage.tables import question_groups as groups
from storage.tables import questions as asked
from tests.clock import FakeClock
from tests.stories import MODERATION, services, submit

DAYS = 45
START = datetime(2021, 1, 1, tzinfo=UTC)
QUESTION = "Combien de guichets ont fermé depuis 2018 ?"


@pytest.fixture
def at_work(database: Database, clock: FakeClock) -> Services:
    """Services that keep things for 45 days."""
    usual = services(database, clock)
    return replace(usual, policy=replace(usual.policy, retention_days=DAYS))


async def meets(database: Database, clock: FakeClock, account: int) -> Person:
    return await database.write(lambda conn: people.meet(conn, account, "fr", clock()))


async def known(database: Database, account: int) -> bool:
    return await database.read(lambda conn: people.find(conn, account)) is not None


async def asks(database: Database, clock: FakeClock, person: Person, group: int | None = None) -> int:
    def ask(conn: Connection) -> int:
        number = questions.ask(conn, person_id=person.id, text=QUESTION, outcome="fallback", entry_id=None, now=clock())
        place = group or question_groups.begin(conn, QUESTION, clock())
        questions.pass_on(conn, number, person.id, place)
        return place

    return await database.write(ask)


async def sends(database: Database, clock: FakeClock, account: int, decision: Decision | None) -> Submission:
    def send(conn: Connection) -> Submission:
        sent = submit(conn, clock(), account)
        if decision is None:
            return sent
        detail = {Decision.REFUSE: "off_topic", Decision.ASK: "title"}.get(decision)
        by = people.meet(conn, 9001, "fr", clock())
        people.set_staff_name(conn, by.id, "Mehdi")
        decided = submissions.decide(conn, sent.id, decision.value, version=1, by=by.id, detail=detail, now=clock())
        assert decided is not None
        return decided

    return await database.write(send)


async def text_is_kept(database: Database, sent: Submission) -> bool:
    kept = await database.read(lambda conn: submissions.get(conn, sent.id))
    assert kept is not None
    return bool(kept.answers)


async def test_questions_go_and_their_group_says_nothing_more(
    database: Database, at_work: Services, clock: FakeClock
) -> None:
    alice, bruno = await meets(database, clock, 4001), await meets(database, clock, 4002)
    alone, shared = await asks(database, clock, alice), await asks(database, clock, alice)
    clock.advance(days=DAYS - 1)
    await asks(database, clock, bruno, shared)
    clock.advance(days=2)
    await forget(at_work)
    left = select(asked.c.person_id)
    assert await database.read(lambda conn: conn.execute(left).scalars().all()) == [bruno.id]
    said = await database.read(lambda conn: conn.execute(select(groups.c.id, groups.c.text, groups.c.state)).all())
    assert {row.id: (row.text, row.state) for row in said} == {
        alone: ("…", "dismissed"),
        shared: (QUESTION, "open"),
    }


@pytest.mark.parametrize(
    ("decision", "stays"),
    [(None, True), (Decision.APPROVE, True), (Decision.REFUSE, False), (Decision.ASK, False)],
)
async def test_what_was_not_approved_loses_its_text(
    database: Database, at_work: Services, clock: FakeClock, decision: Decision | None, stays: bool
) -> None:
    sent = await sends(database, clock, 4001, decision)
    clock.advance(days=DAYS - 1)
    await forget(at_work)
    assert await text_is_kept(database, sent)
    clock.advance(days=2)
    await forget(at_work)
    assert await text_is_kept(database, sent) is stays


async def test_the_card_of_an_emptied_submission_follows(
    database: Database, at_work: Services, clock: FakeClock
) -> None:
    sent = await sends(database, clock, 4001, Decision.REFUSE)
    await database.write(
        lambda conn: cards.add(conn, submission_id=sent.id, chat_id=MODERATION, message_id=7, now=clock())
    )
    clock.advance(days=DAYS + 1)
    await forget(at_work)
    [edit] = await database.write(lambda conn: outbox.lease(conn, now=clock(), count=9, seconds=9))
    assert (edit.method, edit.params["message_id"]) == ("editMessageText", 7)
    assert "Son texte a été effacé" in edit.params["text"]
    assert "Refusée" in edit.params["text"]


async def test_who_left_nothing_newer_is_forgotten_and_their_approved_text_stays(
    database: Database, at_work: Services, clock: FakeClock
) -> None:
    sent = await sends(database, clock, 4001, Decision.APPROVE)
    alice = await meets(database, clock, 4001)
    await database.write(lambda conn: consents.give(conn, alice.id, 1, clock()))
    clock.advance(days=DAYS - 1)
    await forget(at_work)
    assert await known(database, 4001)
    clock.advance(days=2)
    await forget(at_work)
    assert not await known(database, 4001)
    assert await text_is_kept(database, sent)


async def test_who_still_uses_the_service_is_known(database: Database, at_work: Services, clock: FakeClock) -> None:
    subscriber, drafter, asker, author, officer = [await meets(database, clock, 4001 + place) for place in range(5)]
    await database.write(lambda conn: people.subscribe(conn, subscriber.id, clock()))
    await database.write(lambda conn: people.set_staff_name(conn, officer.id, "Pauline"))
    await sends(database, clock, author.telegram_id, None)
    await meets(database, clock, 4100)
    clock.advance(days=DAYS)
    await database.write(
        lambda conn: drafts.begin(conn, drafter.id, DraftKind.CONTRIBUTION, field="title", now=clock())
    )
    await asks(database, clock, asker)
    clock.advance(days=1)
    await forget(at_work)
    everyone = [await known(database, person.telegram_id) for person in (subscriber, drafter, asker, author, officer)]
    assert everyone == [True] * 5
    assert not await known(database, 4100)


async def test_drafts_and_traces_of_messages_go_with_the_shorter_term(
    database: Database, at_work: Services, clock: FakeClock
) -> None:
    alice = await meets(database, clock, 4001)

    def live(conn: Connection) -> None:
        drafts.begin(conn, alice.id, DraftKind.CONTRIBUTION, field="title", now=clock())
        outbox.put(conn, method="sendMessage", params={"text": "x"}, lane=Lane.REPLY, person_id=alice.id, now=clock())
        for row in outbox.lease(conn, now=clock(), count=9, seconds=9):
            outbox.sent(conn, row, 7, clock())

    await database.write(live)
    clock.advance(days=8)
    await forget(at_work)
    assert await database.read(outbox.counts) == {}
    assert await database.read(lambda conn: drafts.current(conn, alice.id)) is not None
    clock.advance(days=DAYS)
    await forget(at_work)
    assert await database.read(lambda conn: drafts.current(conn, alice.id)) is None
