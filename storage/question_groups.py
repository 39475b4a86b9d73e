"""Questions alike that the FAQ could not answer: counted together, answered once for everyone who asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select, update

from storage.tables import AnyRow, question_groups


class GroupState(StrEnum):
    """Whether the press office still has to answer."""

    OPEN = "open"
    ANSWERED = "answered"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Group:
    """Questions alike, shown by one of them."""

    id: int
    text: str
    state: GroupState
    count: int
    answer: str | None
    answered_by: int | None
    created_at: datetime
    last_at: datetime


_COLUMNS = (
    question_groups.c.id,
    question_groups.c.text,
    question_groups.c.state,
    question_groups.c.count,
    question_groups.c.answer,
    question_groups.c.answered_by,
    question_groups.c.created_at,
    question_groups.c.last_at,
)


def begin(conn: Connection, text: str, now: datetime) -> int:
    """Opens a group with its first question."""
    values = {"text": text, "state": GroupState.OPEN.value, "count": 1, "created_at": now, "last_at": now}
    number: int = conn.execute(insert(question_groups).values(values).returning(question_groups.c.id)).scalar_one()
    return number


def join(conn: Connection, group_id: int, now: datetime, *, counted: bool = True) -> bool:
    """Adds a question to a group, `counted` once a person; false if the group was answered meanwhile."""
    statement = update(question_groups).where(
        question_groups.c.id == group_id, question_groups.c.state == GroupState.OPEN
    )
    return conn.execute(statement.values(count=question_groups.c.count + int(counted), last_at=now)).rowcount == 1


def get(conn: Connection, group_id: int) -> Group | None:
    """Finds a group."""
    row = conn.execute(select(*_COLUMNS).where(question_groups.c.id == group_id)).one_or_none()
    return None if row is None else _group(row)


def texts(conn: Connection, *, after: int = 0, most: int = 2000) -> list[tuple[int, str]]:
    """Lists the open groups' questions, the latest asked first: what a new one is compared with.

    With `after`, only those of groups opened after that one.
    """
    query = select(question_groups.c.id, question_groups.c.text).where(
        question_groups.c.state == GroupState.OPEN, question_groups.c.id > after
    )
    rows = conn.execute(query.order_by(question_groups.c.last_at.desc()).limit(most))
    return [(row.id, row.text) for row in rows]


def latest(conn: Connection) -> int:
    """Finds the number of the last group opened; 0 if there is none."""
    return conn.execute(select(func.max(question_groups.c.id))).scalar_one() or 0


def waiting(conn: Connection, *, limit: int, offset: int = 0) -> list[Group]:
    """Lists the groups to answer, the most asked first, then the oldest."""
    query = select(*_COLUMNS).where(question_groups.c.state == GroupState.OPEN)
    ordered = query.order_by(question_groups.c.count.desc(), question_groups.c.id)
    return [_group(row) for row in conn.execute(ordered.limit(limit).offset(offset))]


def count_waiting(conn: Connection) -> int:
    """Counts the groups to answer."""
    query = select(func.count()).select_from(question_groups)
    return conn.execute(query.where(question_groups.c.state == GroupState.OPEN)).scalar_one()


def settle(
    conn: Connection,
    group_id: int,
    state: GroupState,
    *,
    by: int,
    now: datetime,
    answer: str | None = None,
    entry_id: str | None = None,
) -> Group | None:
    """Answers or dismisses a group, once; none if another press officer did meanwhile."""
    statement = (
        update(question_groups)
        .where(question_groups.c.id == group_id, question_groups.c.state == GroupState.OPEN)
        .values(state=state.value, answer=answer, entry_id=entry_id, answered_by=by, answered_at=now)
        .returning(*_COLUMNS)
    )
    row = conn.execute(statement).one_or_none()
    return None if row is None else _group(row)


def name_entry(conn: Connection, group_id: int, entry_id: str) -> None:
    """Remembers the entry that a group's answer became: its correction concerns those who asked."""
    conn.execute(update(question_groups).where(question_groups.c.id == group_id).values(entry_id=entry_id))


def _group(row: AnyRow) -> Group:
    number, text, state, *rest = row
    return Group(number, text, GroupState(state), *rest)
