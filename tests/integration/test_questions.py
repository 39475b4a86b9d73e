"""Questions that wait for the press office: counted by likeness, settled once, their corrections told to all."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from storage import faq_proposals, people, question_groups, questions
from storage.database import Database, Work
from storage.faq_proposals import Proposal, ProposalState
from storage.question_groups import Group, GroupState
from storage.questions import QuestionState, Reader
from storage.tables import questions as table
from tests.clock import FakeClock


def asks(conn: Connection, telegram_id: int, text: str, now: datetime, entry: str | None = None) -> tuple[int, int]:
    """Someone asks: their id, and the question's."""
    person = people.meet(conn, telegram_id, "fr", now)
    outcome = "fallback" if entry is None else "answer"
    return person.id, questions.ask(conn, person_id=person.id, text=text, outcome=outcome, entry_id=entry, now=now)


def passes_on(conn: Connection, telegram_id: int, text: str, now: datetime, group: int | None = None) -> int:
    """Someone passes a question on, into a group or a new one, which is returned."""
    person, question = asks(conn, telegram_id, text, now)
    if group is None:
        group = question_groups.begin(conn, text, now)
    else:
        assert question_groups.join(conn, group, now)
    assert questions.pass_on(conn, question, person, group)
    return group


async def at_once(url: str, *works: Work[object]) -> list[object]:
    """Does things at the same moment, each in a process of its own."""
    databases = [Database.open(url) for _ in works]
    done = await asyncio.gather(*(one.write(work) for one, work in zip(databases, works, strict=True)))
    for one in databases:
        await one.close()
    return done


async def test_groups_wait_the_most_asked_first_then_the_oldest(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> list[int]:
        numbers = [passes_on(conn, 1, text, clock.advance(minutes=1)) for text in ("a ?", "b ?", "c ?")]
        passes_on(conn, 2, "B ?", clock.advance(minutes=1), numbers[1])
        return numbers

    first, second, third = await database.write(work)
    waiting = await database.read(lambda conn: question_groups.waiting(conn, limit=9))
    assert [(group.id, group.count) for group in waiting] == [(second, 2), (first, 1), (third, 1)]
    assert waiting[0].last_at - waiting[0].created_at == timedelta(minutes=2)
    assert await database.read(lambda conn: question_groups.waiting(conn, limit=1, offset=2)) == waiting[2:]
    assert await database.read(question_groups.count_waiting) == 3
    assert await database.read(question_groups.latest) == third
    assert await database.read(question_groups.texts) == [(second, "b ?"), (third, "c ?"), (first, "a ?")]
    assert await database.read(lambda conn: question_groups.texts(conn, after=second)) == [(third, "c ?")]


async def test_one_person_counts_once_in_a_group(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> Group | None:
        group = passes_on(conn, 1, "Combien ?", clock())
        person, _ = asks(conn, 1, "combien", clock())
        assert questions.waits_in_group(conn, group, person)
        assert not questions.waits_in_group(conn, group, people.meet(conn, 2, "fr", clock()).id)
        question_groups.join(conn, group, clock(), counted=False)
        return question_groups.get(conn, group)

    group = await database.write(work)
    assert group is not None
    assert group.count == 1


async def test_a_question_is_passed_on_once_and_by_who_asked_it(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> list[bool]:
        person, question = asks(conn, 1, "Combien ?", clock())
        other = people.meet(conn, 2, "fr", clock()).id
        group = question_groups.begin(conn, "Combien ?", clock())
        return [questions.pass_on(conn, question, whose, group) for whose in (other, person, person)]

    assert await database.write(work) == [False, True, False]


async def test_of_two_who_answer_at_once_one_does_and_everyone_who_waits_hears(
    database: Database, database_url: str, clock: FakeClock
) -> None:
    now = clock()

    def story(conn: Connection) -> tuple[int, int, int]:
        group = passes_on(conn, 1, "Combien ?", now)
        passes_on(conn, 2, "combien", now, group)
        return group, people.meet(conn, 901, "fr", now).id, people.meet(conn, 902, "fr", now).id

    group, *officers = await database.write(story)

    def answering(by: int) -> Work[object]:
        def work(conn: Connection) -> list[str] | None:
            settled = question_groups.settle(
                conn, group, GroupState.ANSWERED, by=by, now=now, answer=f"Trois, dit {by}."
            )
            if settled is None:
                return None
            return [one.text for one in questions.settle_group(conn, group, QuestionState.ANSWERED, now)]

        return work

    done = await at_once(database_url, *map(answering, officers))
    winner = officers[0] if done[0] is not None else officers[1]
    assert [texts for texts in done if texts is not None] == [["Combien ?", "combien"]]
    kept = await database.read(lambda conn: question_groups.get(conn, group))
    assert kept is not None
    assert (kept.state, kept.answer, kept.answered_by) == (GroupState.ANSWERED, f"Trois, dit {winner}.", winner)
    assert not await database.write(lambda conn: question_groups.join(conn, group, now))
    assert await database.read(question_groups.count_waiting) == 0


async def test_of_two_who_decide_a_proposal_at_once_one_does(
    database: Database, database_url: str, clock: FakeClock
) -> None:
    now = clock()

    def story(conn: Connection) -> tuple[int, int]:
        group = passes_on(conn, 1, "Combien ?", now)
        by = people.meet(conn, 901, "fr", now).id
        assert not faq_proposals.is_made(conn, group)
        number = faq_proposals.add(conn, group_id=group, content={"answer": "Trois."}, by=by, now=now)
        assert faq_proposals.is_made(conn, group)
        return number, by

    number, by = await database.write(story)

    def deciding(state: ProposalState) -> Work[object]:
        return lambda conn: faq_proposals.decide(conn, number, state, by=by, now=now)

    done = await at_once(database_url, deciding(ProposalState.ACCEPTED), deciding(ProposalState.REFUSED))
    [decided] = [one for one in done if isinstance(one, Proposal)]
    assert await database.read(lambda conn: faq_proposals.get(conn, number)) == decided
    assert await database.read(faq_proposals.pending) == []
    refused = decided.state is ProposalState.REFUSED
    assert await database.read(lambda conn: faq_proposals.is_made(conn, decided.group_id or 0)) is not refused


async def test_a_likely_title_is_chosen_once(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> list[bool]:
        person, question = asks(conn, 1, "combien", clock())
        return [
            questions.choose(conn, question, person + 1, "cost"),
            questions.choose(conn, question, person, "cost"),
            questions.choose(conn, question, person, "dates"),
        ]

    assert await database.write(work) == [False, True, False]
    assert await database.read(lambda conn: questions.most_asked(conn, limit=9)) == ["cost"]


async def test_who_reads_a_correction(database: Database, clock: FakeClock) -> None:
    """Whoever had the old text from the FAQ in its time, or from the press office; nobody else, nobody who left."""

    def work(conn: Connection) -> list[Reader]:
        def at(hours: int) -> datetime:
            return clock.moment + timedelta(hours=hours)

        asks(conn, 1, "combien", at(0), "cost")
        reader, _ = asks(conn, 2, "combien", at(2), "cost")
        asks(conn, 2, "combien déjà", at(2), "cost")
        late, _ = asks(conn, 3, "combien", at(4), "cost")
        asks(conn, 4, "quand", at(2), "dates")
        gone, _ = asks(conn, 5, "combien", at(2), "cost")
        people.set_unreachable(conn, gone, at(3))
        group = passes_on(conn, 6, "Combien ?", at(0))
        question_groups.settle(conn, group, GroupState.ANSWERED, by=late, now=at(1), answer="Trois.")
        [told] = questions.settle_group(conn, group, QuestionState.ANSWERED, at(1))
        question_groups.name_entry(conn, group, "cost")
        people.set_language(conn, reader, "en")
        found = questions.readers(conn, "cost", frozenset({"Trois."}), since=at(1), until=at(3))
        assert found == [Reader(reader, "en"), Reader(told.person_id, "fr")]
        assert questions.readers(conn, "cost", frozenset({"Deux."}), since=at(1), until=at(3)) == found[:1]
        return questions.readers(conn, "cost", frozenset(), since=at(0), until=at(1))

    assert [reader.language for reader in await database.write(work)] == ["fr"]


@pytest.mark.parametrize("helped", [True, False])
async def test_only_who_asked_says_whether_it_helped(database: Database, clock: FakeClock, helped: bool) -> None:
    def work(conn: Connection) -> bool | None:
        person, question = asks(conn, 1, "combien", clock(), "cost")
        questions.say_helped(conn, question, person, helped=helped)
        questions.say_helped(conn, question, person + 1, helped=not helped)
        kept: bool | None = conn.execute(select(table.c.helped).where(table.c.id == question)).scalar_one()
        return kept

    assert await database.write(work) is helped
