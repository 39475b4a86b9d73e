"""The figures of citizens' questions over a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from storage.question_groups import GroupState
from storage.questions import QuestionState
from storage.tables import question_groups, questions
from storage.words import GONE

MOST_NAMED = 5
_NOT_ASKED = ("shown", "smalltalk")
"""Outcomes of what nobody typed as a question: an entry that was opened, a greeting."""


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """How many questions were asked, what came of them, which come back most."""

    asked: int
    answered: int
    passed_on: int
    settled: int
    waiting: int
    groups: tuple[tuple[str, int], ...]
    entries: Mapping[str, int]


def read(conn: Connection, since: datetime, until: datetime) -> QuestionFigures:
    """Reads the figures of the questions asked since a moment and before another."""
    here = and_(questions.c.created_at >= since, questions.c.created_at < until, questions.c.outcome.not_in(_NOT_ASKED))
    handed = questions.c.state != QuestionState.ASKED
    by_faq = and_(here, questions.c.entry_id.is_not(None), ~handed)
    times = func.count().label("times")
    of_group = (
        select(question_groups.c.text, times)
        .join(questions, questions.c.group_id == question_groups.c.id)
        .where(here, question_groups.c.text != GONE)
        .group_by(question_groups.c.id, question_groups.c.text)
        .order_by(times.desc(), question_groups.c.id)
    )
    of_entry = (
        select(questions.c.entry_id, times)
        .where(by_faq)
        .group_by(questions.c.entry_id)
        .order_by(times.desc(), questions.c.entry_id)
    )
    settled = and_(
        questions.c.state == QuestionState.ANSWERED,
        questions.c.answered_at >= since,
        questions.c.answered_at < until,
    )
    open_then = (question_groups.c.state == GroupState.OPEN, question_groups.c.created_at < until)
    return QuestionFigures(
        asked=conn.execute(select(func.count()).where(here)).scalar_one(),
        answered=conn.execute(select(func.count()).where(by_faq)).scalar_one(),
        passed_on=conn.execute(select(func.count()).where(here, handed)).scalar_one(),
        settled=conn.execute(select(func.count()).where(settled)).scalar_one(),
        waiting=conn.execute(select(func.count()).select_from(question_groups).where(*open_then)).scalar_one(),
        groups=tuple((text, count) for text, count in conn.execute(of_group.limit(MOST_NAMED))),
        entries={row.entry_id: row.times for row in conn.execute(of_entry.limit(MOST_NAMED))},
    )
