"""Announcements that were confirmed. One is confirmed, moved or finished by one conditional statement, hence once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, case, delete, exists, func, insert, or_, select, update

from consultation.broadcast import OPEN, DeliveryState, Rule, State
from consultation.refusal import Refusal
from consultation.subscription import Topic
from storage import deliveries
from storage.tables import AnyRow, broadcasts, drafts, outbox
from storage.tables import deliveries as rows

MOVING = (DeliveryState.PENDING, DeliveryState.SENDING)
CALLED = (DeliveryState.SENT, DeliveryState.BLOCKED, DeliveryState.FAILED)


@dataclass(frozen=True, slots=True)
class Broadcast:
    """An announcement: a Bot API method and its parameters without `chat_id`, for `total` people.

    With a `topic`, it is also for those who follow that without asking for all announcements.
    """

    id: int
    author_id: int
    state: State
    method: str
    params: Mapping[str, Any]
    total: int
    progress_message_id: int | None
    created_at: datetime
    finished_at: datetime | None
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A progress message: its state in the outbox and what it says."""

    state: str
    text: str


_COLUMNS = (
    broadcasts.c.id,
    broadcasts.c.author_id,
    broadcasts.c.state,
    broadcasts.c.method,
    broadcasts.c.params,
    broadcasts.c.total,
    broadcasts.c.progress_message_id,
    broadcasts.c.created_at,
    broadcasts.c.finished_at,
    broadcasts.c.topic,
)
_ARCHIVED = or_(
    broadcasts.c.state == State.FINISHED,
    exists().where(rows.c.broadcast_id == broadcasts.c.id, rows.c.state == DeliveryState.SENT),
)
"""What was stopped before it reached anyone was never published."""


def confirm(
    conn: Connection,
    draft_id: int,
    *,
    author_id: int,
    method: str,
    params: Mapping[str, Any],
    progress_message_id: int | None,
    now: datetime,
    topic: Topic | None = None,
) -> Broadcast:
    """Turns a draft into an announcement being sent to everyone who, at this moment, asked for it and is reachable."""
    mine = delete(drafts).where(drafts.c.id == draft_id, drafts.c.person_id == author_id)
    if conn.execute(mine).rowcount != 1:
        raise Refusal("broadcast-already-sent")
    values = {
        "author_id": author_id,
        "state": State.SENDING.value,
        "method": method,
        "params": dict(params),
        "total": 0,
        "topic": None if topic is None else str(topic),
        "progress_message_id": progress_message_id,
        "progress_at": now,
        "created_at": now,
    }
    number = conn.execute(insert(broadcasts).values(values).returning(broadcasts.c.id)).scalar_one()
    total = deliveries.fill(conn, number, now, topic)
    if total == 0:
        raise Refusal("broadcast-nobody")
    counted = update(broadcasts).where(broadcasts.c.id == number).values(total=total)
    return _broadcast(conn.execute(counted.returning(*_COLUMNS)).one())


def get(conn: Connection, broadcast_id: int) -> Broadcast | None:
    """Finds an announcement by number."""
    row = conn.execute(select(*_COLUMNS).where(broadcasts.c.id == broadcast_id)).one_or_none()
    return None if row is None else _broadcast(row)


def recent(conn: Connection, *, limit: int) -> list[Broadcast]:
    """Lists announcements, newest first."""
    query = select(*_COLUMNS).order_by(broadcasts.c.id.desc()).limit(limit)
    return [_broadcast(row) for row in conn.execute(query)]


def archived(conn: Connection, *, limit: int, offset: int = 0) -> list[Broadcast]:
    """Lists the announcements that people received, newest first."""
    query = select(*_COLUMNS).where(_ARCHIVED).order_by(broadcasts.c.id.desc()).limit(limit).offset(offset)
    return [_broadcast(row) for row in conn.execute(query)]


def count_archived(conn: Connection) -> int:
    """Counts the announcements that people received."""
    return conn.execute(select(func.count()).select_from(broadcasts).where(_ARCHIVED)).scalar_one()


def get_archived(conn: Connection, broadcast_id: int) -> Broadcast | None:
    """Finds an announcement that people received."""
    row = conn.execute(select(*_COLUMNS).where(broadcasts.c.id == broadcast_id, _ARCHIVED)).one_or_none()
    return None if row is None else _broadcast(row)


def unfinished(conn: Connection) -> list[Broadcast]:
    """Lists the announcements whose figures still move, oldest first."""
    query = select(*_COLUMNS).where(broadcasts.c.finished_at.is_(None)).order_by(broadcasts.c.id)
    return [_broadcast(row) for row in conn.execute(query)]


def move(conn: Connection, broadcast_id: int, rule: Rule, now: datetime) -> Broadcast | None:
    """Pauses, resumes or stops an announcement; none if it was no longer in a state the order starts from."""
    statement = (
        update(broadcasts)
        .where(broadcasts.c.id == broadcast_id, broadcasts.c.state.in_(rule.sources))
        .values(state=rule.target.value, progress_at=now)
        .returning(*_COLUMNS)
    )
    row = conn.execute(statement).one_or_none()
    _skip_pending(conn, broadcast_id, now)
    return None if row is None else _broadcast(row)


def finish(conn: Connection, broadcast_id: int, now: datetime) -> Broadcast | None:
    """Closes an announcement none of whose deliveries is still to come; none if some are, or if it was closed.

    A call under way when the sending was stopped may have come back as “later”: it does not leave either.
    """
    _skip_pending(conn, broadcast_id, now)
    waiting = exists().where(rows.c.broadcast_id == broadcast_id, rows.c.state.in_(MOVING))
    statement = (
        update(broadcasts)
        .where(broadcasts.c.id == broadcast_id, broadcasts.c.finished_at.is_(None), ~waiting)
        .values(
            finished_at=now,
            state=case((broadcasts.c.state.in_(OPEN), State.FINISHED.value), else_=broadcasts.c.state),
        )
        .returning(*_COLUMNS)
    )
    row = conn.execute(statement).one_or_none()
    return None if row is None else _broadcast(row)


def claim_progress(conn: Connection, broadcast: Broadcast, now: datetime, every: timedelta) -> bool:
    """Takes the right to show progress, once per `every` among all processes, if the state is still the one known."""
    statement = update(broadcasts).where(
        broadcasts.c.id == broadcast.id,
        broadcasts.c.state == broadcast.state,
        broadcasts.c.finished_at.is_(None),
        or_(broadcasts.c.progress_at.is_(None), broadcasts.c.progress_at <= now - every),
    )
    return conn.execute(statement.values(progress_at=now)).rowcount == 1


def shown(conn: Connection, broadcast_id: int) -> Shown | None:
    """Finds the last edit of the progress message that was queued."""
    query = select(outbox.c.state, outbox.c.params).where(outbox.c.subject == progress_subject(broadcast_id))
    row = conn.execute(query.order_by(outbox.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else Shown(row.state, row.params["text"])


def take_back_edits(conn: Connection, broadcast_id: int) -> None:
    """Withdraws the edits of the progress message that have not left: a newer one is about to say it better."""
    waiting = delete(outbox).where(outbox.c.subject == progress_subject(broadcast_id), outbox.c.state == "pending")
    conn.execute(waiting.where(outbox.c.leased_until.is_(None)))


def progress_subject(broadcast_id: int) -> str:
    """Names an announcement's progress message in the outbox."""
    return f"progress:{broadcast_id}"


def called_since(conn: Connection, broadcast_id: int, moment: datetime) -> int:
    """Counts the calls to Telegram that came to an end since a moment: the rate is made of these."""
    query = select(func.count()).where(
        rows.c.broadcast_id == broadcast_id, rows.c.state.in_(CALLED), rows.c.settled_at >= moment
    )
    return conn.execute(query).scalar_one()


def _skip_pending(conn: Connection, broadcast_id: int, now: datetime) -> None:
    """Settles what has not left of an announcement, if it was stopped."""
    stopped = select(broadcasts.c.id).where(broadcasts.c.id == broadcast_id, broadcasts.c.state == State.STOPPED)
    waiting = update(rows).where(rows.c.broadcast_id.in_(stopped), rows.c.state == DeliveryState.PENDING)
    conn.execute(waiting.values(state=DeliveryState.SKIPPED.value, settled_at=now))


def _broadcast(row: AnyRow) -> Broadcast:
    return Broadcast(
        row.id,
        row.author_id,
        State(row.state),
        row.method,
        row.params,
        row.total,
        row.progress_message_id,
        row.created_at,
        row.finished_at,
        None if row.topic is None else Topic.parse(row.topic),
    )
