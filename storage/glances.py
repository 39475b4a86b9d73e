"""What must be known of a person before their message is understood: one look, since every message costs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select

from storage.people import COLUMNS, Person, person_of
from storage.prepared import Prepared
from storage.tables import drafts, people, questions

MEMORY = timedelta(hours=1)
"""How long a question may be followed up: "et en 2018 ?" the next day is a question of its own."""


@dataclass(frozen=True, slots=True)
class Glance:
    """Who speaks, whether they have begun something, what they asked last, and when the one many questions ago was."""

    person: Person
    has_draft: bool
    last_question: str | None
    many_ago: datetime | None


_OWN = questions.c.person_id == people.c.id
_DRAFT = select(drafts.c.id).where(drafts.c.person_id == people.c.id).limit(1)
_LAST = select(questions.c.text).where(_OWN, questions.c.created_at >= bindparam("since"))
_MANY = select(questions.c.created_at).where(_OWN).order_by(questions.c.id.desc()).limit(1).offset(bindparam("before"))
_WHAT = (
    *COLUMNS,
    _DRAFT.correlate(people).scalar_subquery(),
    _LAST.order_by(questions.c.id.desc()).limit(1).correlate(people).scalar_subquery(),
    _MANY.correlate(people).scalar_subquery(),
)
_LOOK = Prepared(select(*_WHAT).where(people.c.telegram_id == bindparam("account")), [column.type for column in _WHAT])


def look(conn: Connection, telegram_id: int, *, many: int, now: datetime) -> Glance | None:
    """Looks at a person; none who was never met. `many_ago` is the moment of the question `many` before the next."""
    row = _LOOK.row(conn, {"account": telegram_id, "before": many - 1, "since": now - MEMORY})
    if row is None:
        return None
    *columns, draft, question, many_ago = row
    return Glance(person_of(columns), draft is not None, question, many_ago)
