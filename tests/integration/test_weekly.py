"""The week's questions: told once, on Monday at nine in Paris, to the press officers who want it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from bot import weeks
from consultation.week import last_week, monday
from handlers.services import Services
from storage import people, question_figures, question_groups, questions, weekly_refusals
from storage.database import Database
from storage.question_groups import GroupState
from storage.questions import QuestionState
from storage.tables import outbox
from tests.clock import FakeClock
from tests.stories import services

PAULINE, CAMILLE, ALICE = 6001, 6002, 4001
BEFORE_NINE = datetime(2021, 3, 1, 7, 59, tzinfo=UTC)  # a Monday, 8:59 in Paris
COST = "Combien coûte le plan ?"


@pytest.fixture
def at_work(database: Database, clock: FakeClock) -> Services:
    made = services(database, clock)
    return replace(made, policy=replace(made.policy, press_ids=frozenset({PAULINE, CAMILLE})))


@pytest.fixture
async def asked(database: Database, at_work: Services, clock: FakeClock) -> None:
    """Two press officers know the bot; in the last week one question was answered by the FAQ, two passed on."""

    def work(conn: Connection) -> None:
        for officer in (PAULINE, CAMILLE):
            people.meet(conn, officer, "fr", clock())
        ask(conn, clock(), "answer", "pgo-definition")
        group = question_groups.begin(conn, COST, clock())
        for _ in range(2):
            number = ask(conn, clock(), "fallback", None)
            questions.pass_on(conn, number, people.meet(conn, ALICE, "fr", clock()).id, group)
        ask(conn, clock(), "shown", "pgo-definition")

    await database.write(work)


def ask(conn: Connection, now: datetime, outcome: str, entry_id: str | None) -> int:
    person = people.meet(conn, ALICE, "fr", now)
    return questions.ask(conn, person_id=person.id, text=COST, outcome=outcome, entry_id=entry_id, now=now)


async def told(database: Database) -> list[tuple[int, str]]:
    """Whom a week was told, and what."""
    query = select(people.COLUMNS[1], outbox.c.params).join(outbox, outbox.c.person_id == people.COLUMNS[0])
    rows = await database.read(lambda conn: conn.execute(query.order_by(outbox.c.id)).all())
    return [(row.telegram_id, row.params["text"]) for row in rows]


@pytest.mark.parametrize(
    ("now", "began", "hours"),
    [
        (datetime(2021, 3, 1, 7, 59, tzinfo=UTC), date(2021, 2, 22), 168),
        (datetime(2021, 3, 1, 8, 0, tzinfo=UTC), date(2021, 3, 1), 168),
        (datetime(2021, 3, 29, 7, 0, tzinfo=UTC), date(2021, 3, 29), 167),  # summer time began on Sunday
        (datetime(2021, 11, 1, 8, 0, tzinfo=UTC), date(2021, 11, 1), 169),
        (datetime(2021, 11, 7, 23, 30, tzinfo=UTC), date(2021, 11, 1), 169),  # Monday in Paris, before nine
    ],
)
def test_a_week_begins_on_monday_at_nine_in_paris(now: datetime, began: date, hours: int) -> None:
    assert monday(now) == began
    since, until = last_week(now)
    assert until - since == timedelta(hours=hours)
    assert until <= now


async def test_it_is_told_once_whatever_the_clock_and_other_processes_do(
    database: Database, at_work: Services, clock: FakeClock, asked: None
) -> None:
    clock.moment = BEFORE_NINE
    await weeks.tell(at_work)
    assert await told(database) == []
    clock.advance(minutes=1)
    await asyncio.gather(*(weeks.tell(at_work) for _ in range(4)))
    clock.advance(hours=-3)
    await weeks.tell(at_work)
    clock.advance(days=2)
    await weeks.tell(at_work)
    said = await told(database)
    assert sorted(officer for officer, _ in said) == [PAULINE, CAMILLE]
    lines = ["Posées : 3", "Répondues par la FAQ : 1", "Transmises au service de presse : 2"]
    for line in [*lines, f"« {COST} » : 2"]:
        assert line.replace("\u00a0", " ") in said[0][1].replace("\u00a0", " ").replace("\u202f", " ")


async def test_who_was_away_on_monday_hears_when_back_and_who_does_not_want_it_hears_nothing(
    database: Database, at_work: Services, clock: FakeClock, asked: None
) -> None:
    def refuse(conn: Connection) -> None:
        officer = people.find(conn, CAMILLE)
        assert officer is not None
        weekly_refusals.refuse(conn, officer.id, clock())
        weekly_refusals.refuse(conn, officer.id, clock())

    await database.write(refuse)
    clock.moment = BEFORE_NINE + timedelta(days=2)
    await weeks.tell(at_work)
    assert [officer for officer, _ in await told(database)] == [PAULINE]


async def test_a_quiet_week_is_not_told(database: Database, at_work: Services, clock: FakeClock) -> None:
    await database.write(lambda conn: people.meet(conn, PAULINE, "fr", clock()))
    clock.moment = BEFORE_NINE + timedelta(minutes=1)
    await weeks.tell(at_work)
    assert await told(database) == []


async def test_what_was_answered_in_the_week_counts_and_no_longer_waits(
    database: Database, clock: FakeClock, asked: None
) -> None:
    def answer(conn: Connection) -> question_figures.QuestionFigures:
        officer = people.find(conn, PAULINE)
        assert officer is not None
        question_groups.settle(conn, 1, GroupState.ANSWERED, by=officer.id, now=clock(), answer="Rien.")
        questions.settle_group(conn, 1, QuestionState.ANSWERED, clock())
        return question_figures.read(conn, clock() - timedelta(days=1), clock() + timedelta(days=1))

    figures = await database.write(answer)
    assert (figures.asked, figures.passed_on, figures.settled, figures.waiting) == (3, 2, 2, 0)
    assert figures.groups == ((COST, 2),)
    assert figures.entries == {"pgo-definition": 1}
