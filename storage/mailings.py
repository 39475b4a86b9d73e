"""One message for many people: a row of the outbox each, by one statement, however many they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, insert, literal, or_, select

from storage.outbox import SIGNAL, Lane
from storage.signals import signal
from storage.tables import outbox, people

Recipients = Select[tuple[int]]
"""A query of people's ids; whoever it names twice is one recipient."""
_REACHABLE = and_(people.c.telegram_id.is_not(None), people.c.unreachable_at.is_(None))


def put_for_each(
    conn: Connection,
    recipients: Recipients,
    params: Mapping[str, Mapping[str, Any]],
    *,
    lane: Lane,
    subject: str,
    now: datetime,
    but: Sequence[Recipients] = (),
    default: str = "fr",
) -> int:
    """Queues a message for each person, in their language: `params` by language. Counts those who can be written to."""
    signal(conn, SIGNAL)
    total = 0
    for language, said in params.items():
        speaks = people.c.language == language
        if language == default:
            speaks = people.c.language.not_in([other for other in params if other != default])
        row = {
            "lane": literal(int(lane), outbox.c.lane.type),
            "person_id": people.c.id,
            "method": literal("sendMessage", outbox.c.method.type),
            "params": literal(dict(said), outbox.c.params.type),
            "subject": literal(subject, outbox.c.subject.type),
            "state": literal("pending", outbox.c.state.type),
            "attempts": literal(0, outbox.c.attempts.type),
            "due_at": literal(now, outbox.c.due_at.type),
            "created_at": literal(now, outbox.c.created_at.type),
        }
        these = and_(_reached(recipients, but), speaks)
        total += conn.execute(select(func.count()).select_from(people).where(these)).scalar_one()
        conn.execute(insert(outbox).from_select(list(row), select(*row.values()).where(these)))
    return total


def count(conn: Connection, *recipients: Recipients) -> int:
    """Counts those of these people who can be written to; whoever several queries name is one."""
    named = or_(*(people.c.id.in_(one) for one in recipients))
    return conn.execute(select(func.count()).select_from(people).where(_REACHABLE, named)).scalar_one()


def _reached(recipients: Recipients, but: Sequence[Recipients]) -> ColumnElement[bool]:
    return and_(_REACHABLE, people.c.id.in_(recipients), *(people.c.id.not_in(one) for one in but))
