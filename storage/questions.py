"""What citizens asked, and the questions passed on to the press office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select, union, update

from storage.prepared import Prepared
from storage.tables import AnyRow, people, question_groups, questions


class QuestionState(StrEnum):
    """Whether someone at the press office has to answer."""

    ASKED = "asked"
    PASSED_ON = "passed_on"
    ANSWERED = "answered"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Question:
    """A question a citizen asked; `entry_id` is the entry that answered it, well or not."""

    id: int
    person_id: int
    text: str
    state: QuestionState
    entry_id: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone who received an answer, and the language they read."""

    person_id: int
    language: str


_COLUMNS = (
    questions.c.id,
    questions.c.person_id,
    questions.c.text,
    questions.c.state,
    questions.c.entry_id,
    questions.c.created_at,
)

_ASK = Prepared(
    insert(questions).returning(questions.c.id),
    names=("person_id", "text", "outcome", "entry_id", "state", "created_at"),
)


def ask(conn: Connection, *, person_id: int, text: str, outcome: str, entry_id: str | None, now: datetime) -> int:
    """Keeps a question and what the FAQ made of it."""
    values = {
        "person_id": person_id,
        "text": text,
        "outcome": outcome,
        "entry_id": entry_id,
        "state": QuestionState.ASKED.value,
        "created_at": now,
    }
    row = _ASK.row(conn, values)
    assert row is not None  # noqa: S101 - what is inserted is returned
    number: int = row[0]
    return number


def count_passed_on(conn: Connection, person_id: int, since: datetime) -> int:
    """Counts the questions a person asked since a moment and handed to the press office."""
    handed = select(func.count()).select_from(questions).where(questions.c.state != QuestionState.ASKED)
    return conn.execute(handed.where(questions.c.person_id == person_id, questions.c.created_at >= since)).scalar_one()


def get(conn: Connection, question_id: int) -> Question | None:
    """Finds a question."""
    row = conn.execute(select(*_COLUMNS).where(questions.c.id == question_id)).one_or_none()
    return None if row is None else _question(row)


def pass_on(conn: Connection, question_id: int, person_id: int, group_id: int) -> bool:
    """Hands a question to the press office, within its group; false if it was already."""
    statement = update(questions).where(
        questions.c.id == question_id,
        questions.c.person_id == person_id,
        questions.c.state == QuestionState.ASKED,
    )
    values = {"state": QuestionState.PASSED_ON.value, "group_id": group_id}
    return conn.execute(statement.values(values)).rowcount == 1


def choose(conn: Connection, question_id: int, person_id: int, entry_id: str) -> bool:
    """Keeps which of the likely entries a person chose for their question; false if it has its answer."""
    statement = update(questions).where(
        questions.c.id == question_id, questions.c.person_id == person_id, questions.c.entry_id.is_(None)
    )
    return conn.execute(statement.values(entry_id=entry_id)).rowcount == 1


def say_helped(conn: Connection, question_id: int, person_id: int, *, helped: bool) -> None:
    """Keeps whether the answer helped."""
    statement = update(questions).where(questions.c.id == question_id, questions.c.person_id == person_id)
    conn.execute(statement.values(helped=helped))


def waits_in_group(conn: Connection, group_id: int, person_id: int) -> bool:
    """Tells whether a person has passed on a question of this group before."""
    query = select(questions.c.id).where(questions.c.group_id == group_id, questions.c.person_id == person_id)
    return conn.execute(query.limit(1)).first() is not None


def of_group(conn: Connection, group_id: int, *, limit: int) -> list[Question]:
    """Lists the questions of a group, latest first."""
    query = select(*_COLUMNS).where(questions.c.group_id == group_id).order_by(questions.c.id.desc())
    return [_question(row) for row in conn.execute(query.limit(limit))]


def settle_group(conn: Connection, group_id: int, state: QuestionState, now: datetime) -> list[Question]:
    """Settles the questions of a group that were passed on, and lists them: those who asked hear of it."""
    statement = (
        update(questions)
        .where(questions.c.group_id == group_id, questions.c.state == QuestionState.PASSED_ON)
        .values(state=state.value, answered_at=now)
        .returning(*_COLUMNS)
    )
    return sorted((_question(row) for row in conn.execute(statement)), key=lambda question: question.id)


def readers(
    conn: Connection, entry_id: str, answers: frozenset[str], *, since: datetime, until: datetime
) -> list[Reader]:
    """Lists who can be told of a correction: those whom an entry answered in a time, and those whom the press office
    gave one of its French `answers` before or beside the FAQ.
    """
    answered = select(questions.c.person_id).where(
        questions.c.entry_id == entry_id, questions.c.created_at >= since, questions.c.created_at < until
    )
    told = (
        select(questions.c.person_id)
        .join(question_groups, question_groups.c.id == questions.c.group_id)
        .where(
            question_groups.c.entry_id == entry_id,
            question_groups.c.answer.in_(answers),
            questions.c.state == QuestionState.ANSWERED,
        )
    )
    query = select(people.c.id, people.c.language).where(
        people.c.id.in_(union(answered, told)),
        people.c.telegram_id.is_not(None),
        people.c.unreachable_at.is_(None),
    )
    return [Reader(*row) for row in conn.execute(query.order_by(people.c.id))]


def most_asked(conn: Connection, *, limit: int) -> list[str]:
    """Lists the entries that answered most, most first."""
    query = select(questions.c.entry_id).where(questions.c.entry_id.is_not(None)).group_by(questions.c.entry_id)
    return list(conn.execute(query.order_by(func.count().desc(), questions.c.entry_id).limit(limit)).scalars())


def _question(row: AnyRow) -> Question:
    number, person_id, text, state, *rest = row
    return Question(number, person_id, text, QuestionState(state), *rest)
