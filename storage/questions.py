"""What citizens asked, and the questions passed on to the press office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select, update

from storage.tables import AnyRow, questions


class QuestionState(StrEnum):
    """Whether someone at the press office has to answer."""

    ASKED = "asked"
    PASSED_ON = "passed_on"
    ANSWERED = "answered"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Question:
    """A question a citizen asked."""

    id: int
    person_id: int
    text: str
    state: QuestionState
    created_at: datetime


_COLUMNS = (
    questions.c.id,
    questions.c.person_id,
    questions.c.text,
    questions.c.state,
    questions.c.created_at,
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
    number: int = conn.execute(insert(questions).values(values).returning(questions.c.id)).scalar_one()
    return number


def last_of(conn: Connection, person_id: int) -> str | None:
    """Finds what a person asked last: a follow-up needs it."""
    query = select(questions.c.text).where(questions.c.person_id == person_id)
    return conn.execute(query.order_by(questions.c.id.desc()).limit(1)).scalar_one_or_none()


def count_since(conn: Connection, person_id: int, since: datetime) -> int:
    """Counts what a person asked since a moment."""
    query = select(func.count()).select_from(questions)
    return conn.execute(query.where(questions.c.person_id == person_id, questions.c.created_at >= since)).scalar_one()


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


def say_helped(conn: Connection, question_id: int, person_id: int, *, helped: bool) -> None:
    """Keeps whether the answer helped."""
    statement = update(questions).where(questions.c.id == question_id, questions.c.person_id == person_id)
    conn.execute(statement.values(helped=helped))


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


def answered_by_entry(conn: Connection, entry_id: str, since: datetime, *, until: datetime | None = None) -> list[int]:
    """Lists the people an entry answered in a time: those to tell when it is corrected."""
    query = select(questions.c.person_id).distinct()
    found = query.where(questions.c.entry_id == entry_id, questions.c.created_at >= since)
    if until is not None:
        found = found.where(questions.c.created_at < until)
    return sorted(conn.execute(found).scalars())


def most_asked(conn: Connection, *, limit: int) -> list[str]:
    """Lists the entries that answered most, most first."""
    query = select(questions.c.entry_id).where(questions.c.entry_id.is_not(None)).group_by(questions.c.entry_id)
    return list(conn.execute(query.order_by(func.count().desc(), questions.c.entry_id).limit(limit)).scalars())


def _question(row: AnyRow) -> Question:
    number, person_id, text, state, created_at = row
    return Question(number, person_id, text, QuestionState(state), created_at)
