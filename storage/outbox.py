"""Messages that must reach someone: rows written with the effect they tell of, sent after the commit.

Each message is delivered at least once, and one recipient's messages of a lane leave in the order they were put.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, insert, or_, select, update

from storage import cards, publications
from storage.cards import CardKind
from storage.signals import signal
from storage.tables import outbox, people

SIGNAL = "outbox"
REREAD = ("progress",)
"""Subjects of messages whose words are still needed once they were sent."""
ORDER_KEPT = 5
"""A message that failed this often no longer holds back those behind it."""


class Lane(IntEnum):
    """Who goes first: an answer to someone, then a card for moderators, then an announcement."""

    REPLY = 0
    CARD = 1
    BROADCAST = 2


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A message to send: `chat_id` is where Telegram wants it, `person_id` is none for the moderation chat."""

    id: int
    lane: Lane
    person_id: int | None
    chat_id: int
    method: str
    params: Mapping[str, Any]
    subject: str | None
    attempts: int
    created_at: datetime


_DUE = outbox.c.due_at <= bindparam("now")
_HEADS = (
    select(func.min(outbox.c.id))
    .where(
        outbox.c.state == "pending",
        or_(_DUE, and_(outbox.c.error.is_not(None), outbox.c.attempts < ORDER_KEPT)),
    )
    .group_by(outbox.c.lane, outbox.c.person_id, outbox.c.chat_id)
)
_READY = (
    select(
        outbox.c.id,
        outbox.c.lane,
        outbox.c.person_id,
        func.coalesce(outbox.c.chat_id, people.c.telegram_id).label("chat_id"),
        people.c.unreachable_at,
        outbox.c.method,
        outbox.c.params,
        outbox.c.subject,
        outbox.c.attempts,
        outbox.c.created_at,
    )
    .select_from(outbox.outerjoin(people, people.c.id == outbox.c.person_id))
    .where(
        outbox.c.id.in_(_HEADS),
        outbox.c.state == "pending",
        _DUE,
        or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= bindparam("now")),
    )
    .order_by(outbox.c.lane, outbox.c.due_at, outbox.c.id)
    .limit(bindparam("count"))
    .with_for_update(of=outbox, skip_locked=True)
)


def put(
    conn: Connection,
    *,
    method: str,
    params: Mapping[str, Any],
    lane: Lane,
    now: datetime,
    person_id: int | None = None,
    chat_id: int | None = None,
    subject: str | None = None,
    due_at: datetime | None = None,
) -> int:
    """Queues a Bot API call for a person or for a chat (one of the two); `params` go without `chat_id`."""
    if (person_id is None) == (chat_id is None):
        raise ValueError("a message goes to a person or to a chat")
    values = {
        "lane": int(lane),
        "person_id": person_id,
        "chat_id": chat_id,
        "method": method,
        "params": dict(params),
        "subject": subject,
        "state": "pending",
        "attempts": 0,
        "due_at": due_at or now,
        "created_at": now,
    }
    signal(conn, SIGNAL)
    number: int = conn.execute(insert(outbox).returning(outbox.c.id), values).scalar_one()
    return number


def lease(conn: Connection, *, now: datetime, count: int, seconds: float) -> list[OutboxRow]:
    """Takes the next messages for `seconds`, one of a recipient and lane at a time; a lease that ran out is void."""
    ready, gone = [], []
    for row in conn.execute(_READY, {"now": now, "count": count}):
        number, lane, person_id, chat_id, unreachable_at, method, params, subject, attempts, created_at = row
        if chat_id is None or unreachable_at is not None:
            gone.append(number)
        else:
            ready.append(
                OutboxRow(number, Lane(lane), person_id, chat_id, method, params, subject, attempts + 1, created_at)
            )
    if gone:
        _settle(conn, gone, "unreachable", now)
    if ready:
        conn.execute(
            update(outbox)
            .where(outbox.c.id.in_([row.id for row in ready]))
            .values(leased_until=now + timedelta(seconds=seconds), attempts=outbox.c.attempts + 1)
        )
    return ready


def give_back(
    conn: Connection, rows: Iterable[OutboxRow], *, due_at: datetime | None = None, error: str | None = None
) -> None:
    """Ends the lease of messages that were not really tried; one with an `error` keeps its place until `due_at`."""
    values: dict[str, object] = {"leased_until": None, "attempts": outbox.c.attempts - 1}
    if due_at is not None:
        values |= {"due_at": due_at, "error": error}
    conn.execute(
        update(outbox).where(outbox.c.id.in_([row.id for row in rows]), outbox.c.state == "pending").values(values)
    )


def sent(conn: Connection, row: OutboxRow, message_id: int | None, now: datetime) -> None:
    """Settles a message that arrived: what it said is not kept. A card or its file is remembered where it stands."""
    kind, _, number = (row.subject or "").partition(":")
    values: dict[str, object] = {
        "state": "sent",
        "message_id": message_id,
        "leased_until": None,
        "error": None,
        "settled_at": now,
    }
    if kind not in REREAD:
        values["params"] = {}
    settled = conn.execute(update(outbox).where(outbox.c.id == row.id).values(values))
    if kind in list(CardKind) and message_id is not None and settled.rowcount:
        submission_id = int(number)
        cards.add(
            conn,
            submission_id=submission_id,
            chat_id=row.chat_id,
            message_id=message_id,
            now=now,
            kind=CardKind(kind),
        )
    if kind == publications.EDIT:
        publications.edited(conn, int(number))
    if kind != publications.SUBJECT or message_id is None:
        return
    if not publications.posted(conn, int(number), message_id):
        unwanted = {"message_id": message_id}  # what it shows was taken back, or erased, while it was leaving
        put(conn, method="deleteMessage", params=unwanted, lane=Lane.CARD, chat_id=row.chat_id, now=now)


def unreachable(conn: Connection, row: OutboxRow, now: datetime) -> None:
    """Marks the person who blocked the bot, once, and settles all that waited for them."""
    conn.execute(
        update(people).where(people.c.id == row.person_id, people.c.unreachable_at.is_(None)).values(unreachable_at=now)
    )
    waiting = select(outbox.c.id).where(outbox.c.person_id == row.person_id, outbox.c.state == "pending")
    _settle(conn, list(conn.execute(waiting).scalars()), "unreachable", now)


def take_back(conn: Connection, subject: str, *, since: datetime, now: datetime) -> list[int]:
    """Takes back the messages about a subject that have not left, and lists whom the others reached, or may have."""
    these = (outbox.c.subject == subject, outbox.c.created_at >= since, outbox.c.person_id.is_not(None))
    unsent = or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now)
    conn.execute(outbox.delete().where(*these, outbox.c.state == "pending", unsent))
    left = select(outbox.c.person_id).where(*these, outbox.c.state.in_(("pending", "sent"))).distinct()
    return sorted(person_id for person_id in conn.execute(left).scalars() if person_id is not None)


def retry(conn: Connection, row: OutboxRow, due_at: datetime, error: str) -> None:
    """Puts a message back for later, with what went wrong."""
    conn.execute(
        update(outbox)
        .where(outbox.c.id == row.id, outbox.c.state == "pending")
        .values(due_at=due_at, leased_until=None, error=error[:200])
    )


def failed(conn: Connection, row: OutboxRow, error: str, now: datetime) -> None:
    """Gives a message up, with what went wrong."""
    conn.execute(
        update(outbox)
        .where(outbox.c.id == row.id, outbox.c.state == "pending")
        .values(state="failed", leased_until=None, error=error[:200], settled_at=now)
    )


def counts(conn: Connection) -> dict[str, int]:
    """Counts messages by state."""
    rows = conn.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    return {state: number for state, number in rows}  # noqa: C416 - rows are not tuples for the type checker


def overdue_seconds(conn: Connection, now: datetime) -> int:
    """Says for how long the message that is most overdue could have been sent; 0 if none is."""
    query = select(func.min(outbox.c.due_at)).where(outbox.c.state == "pending", outbox.c.lane == bindparam("lane"))
    due: list[datetime | None] = [conn.execute(query, {"lane": lane}).scalar_one() for lane in Lane]
    return max((max(0, int((now - moment).total_seconds())) for moment in due if moment is not None), default=0)


def waiting(conn: Connection) -> dict[int, int]:
    """Counts what waits to be sent in each lane."""
    query = select(outbox.c.lane, func.count()).where(outbox.c.state == "pending").group_by(outbox.c.lane)
    return {lane: number for lane, number in conn.execute(query)}  # noqa: C416 - rows are not tuples for the type checker


def delete_before(conn: Connection, moment: datetime) -> int:
    """Forgets messages settled before a moment, and counts them."""
    return conn.execute(outbox.delete().where(outbox.c.settled_at < moment)).rowcount


def _settle(conn: Connection, numbers: list[int], state: str, now: datetime) -> None:
    conn.execute(update(outbox).where(outbox.c.id.in_(numbers)).values(state=state, leased_until=None, settled_at=now))
