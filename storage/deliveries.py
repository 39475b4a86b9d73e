"""One row for each person an announcement is for. A row is `sending` before the call to Telegram, and is sent once.

What a crash leaves as `sending` becomes `unknown`: nobody knows whether it arrived, so it is shown, never resent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, literal, or_, select, tuple_, update

from consultation.broadcast import Counts, DeliveryState, State
from consultation.subscription import Topic
from storage import subscriptions
from storage.outbox import SIGNAL
from storage.signals import signal
from storage.tables import AnyRow, broadcasts, deliveries, people


@dataclass(frozen=True, slots=True)
class Delivery:
    """An announcement to send to one person, at `chat_id` for Telegram; `params` are shared by all of them."""

    broadcast_id: int
    person_id: int
    chat_id: int
    method: str
    params: Mapping[str, Any]
    confirmed_at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one delivery; `pending` with a `due_at` puts it back for later."""

    delivery: Delivery
    state: DeliveryState
    message_id: int | None = None
    error: str | None = None
    due_at: datetime | None = None


_ACTIVE = select(
    broadcasts.c.id, broadcasts.c.method, broadcasts.c.params, broadcasts.c.created_at, broadcasts.c.topic
).where(broadcasts.c.state == State.SENDING, broadcasts.c.finished_at.is_(None))
_KEY = tuple_(deliveries.c.broadcast_id, deliveries.c.person_id)
_READY = (
    select(
        deliveries.c.broadcast_id,
        deliveries.c.person_id,
        people.c.telegram_id,
        people.c.subscribed_at,
        people.c.unreachable_at,
    )
    .select_from(deliveries.join(people, people.c.id == deliveries.c.person_id))
    .where(
        deliveries.c.state == DeliveryState.PENDING,
        deliveries.c.due_at <= bindparam("now"),
        deliveries.c.broadcast_id.in_(bindparam("active", expanding=True)),
    )
    .order_by(deliveries.c.due_at)  # and no more: the index gives that order without a sort
    .limit(bindparam("count"))
    .with_for_update(of=deliveries, skip_locked=True)
)
_SETTLE = (
    update(deliveries)
    .where(
        deliveries.c.broadcast_id == bindparam("_broadcast"),
        deliveries.c.person_id == bindparam("_person"),
        or_(
            deliveries.c.state == DeliveryState.SENDING,
            deliveries.c.state == DeliveryState.UNKNOWN,  # the truth may come after the lease ran out
        ),
    )
    .values(
        state=bindparam("_state"),
        message_id=bindparam("_message"),
        error=bindparam("_error"),
        settled_at=bindparam("_settled"),
        due_at=func.coalesce(bindparam("_due", type_=deliveries.c.due_at.type), deliveries.c.due_at),
        leased_until=None,
    )
)


def fill(conn: Connection, broadcast_id: int, now: datetime, topic: Topic | None = None) -> int:
    """Writes a row for everyone who, at this moment, asked for it and is reachable, and counts them."""
    audience = subscriptions.audience(topic).add_columns(
        literal(broadcast_id), literal(DeliveryState.PENDING.value), literal(now, deliveries.c.due_at.type)
    )
    signal(conn, SIGNAL)
    return conn.execute(
        insert(deliveries).from_select(["person_id", "broadcast_id", "state", "due_at"], audience)
    ).rowcount


def is_work(conn: Connection) -> bool:
    """Tells whether an announcement is being sent."""
    return conn.execute(_ACTIVE.limit(1)).first() is not None


def lease(conn: Connection, *, now: datetime, count: int, seconds: float) -> list[Delivery]:
    """Marks the next deliveries as being sent, before any call; those who left or blocked meanwhile are settled."""
    active = {row.id: row for row in conn.execute(_ACTIVE)}
    if not active or count < 1:
        return []
    ready: list[Delivery] = []
    aside: dict[DeliveryState, list[tuple[int, int]]] = {}
    found = list(conn.execute(_READY, {"now": now, "active": list(active), "count": count}))
    following = _following(conn, active, found)
    for number, person_id, chat_id, subscribed_at, unreachable_at in found:
        broadcast = active[number]
        if unreachable_at is not None:
            aside.setdefault(DeliveryState.BLOCKED, []).append((number, person_id))
        elif chat_id is None or (subscribed_at is None and (number, person_id) not in following):
            aside.setdefault(DeliveryState.SKIPPED, []).append((number, person_id))
        else:
            ready.append(Delivery(number, person_id, chat_id, broadcast.method, broadcast.params, broadcast.created_at))
    for state, keys in aside.items():
        conn.execute(update(deliveries).where(_KEY.in_(keys)).values(state=state.value, settled_at=now))
    if ready:
        taken = [(row.broadcast_id, row.person_id) for row in ready]
        conn.execute(
            update(deliveries)
            .where(_KEY.in_(taken))
            .values(state=DeliveryState.SENDING.value, leased_until=now + timedelta(seconds=seconds))
        )
    return ready


def settle(conn: Connection, outcomes: Iterable[Outcome], now: datetime) -> None:
    """Writes what came of a batch of deliveries; a person who blocked the bot is marked, once."""
    outcomes = list(outcomes)
    if outcomes:
        conn.execute(_SETTLE, [_values(outcome, now) for outcome in outcomes])
    blocked = [outcome.delivery.person_id for outcome in outcomes if outcome.state is DeliveryState.BLOCKED]
    if blocked:
        conn.execute(
            update(people).where(people.c.id.in_(blocked), people.c.unreachable_at.is_(None)).values(unreachable_at=now)
        )


def give_back(conn: Connection, rows: Iterable[Delivery]) -> None:
    """Puts back deliveries that were taken and not tried."""
    keys = [(row.broadcast_id, row.person_id) for row in rows]
    conn.execute(
        update(deliveries)
        .where(_KEY.in_(keys), deliveries.c.state == DeliveryState.SENDING)
        .values(state=DeliveryState.PENDING.value, leased_until=None)
    )


def abandon(conn: Connection, now: datetime) -> int:
    """Turns deliveries whose lease ran out into `unknown`, and counts them."""
    return conn.execute(
        update(deliveries)
        .where(deliveries.c.state == DeliveryState.SENDING, deliveries.c.leased_until <= now)
        .values(state=DeliveryState.UNKNOWN.value, leased_until=None, settled_at=now)
    ).rowcount


def counts(conn: Connection, broadcast_id: int) -> Counts:
    """Counts an announcement's deliveries by state."""
    rows = conn.execute(
        select(deliveries.c.state, func.count())
        .where(deliveries.c.broadcast_id == broadcast_id)
        .group_by(deliveries.c.state)
    )
    return Counts(**{state: number for state, number in rows})  # noqa: C416 - rows are not tuples to the type checker


def _following(conn: Connection, active: Mapping[int, AnyRow], found: Iterable[AnyRow]) -> set[tuple[int, int]]:
    """Finds, of those who did not ask for all announcements, who still follows what theirs is about."""
    asked: dict[int, list[int]] = {}
    for row in found:
        if row.subscribed_at is None and active[row.broadcast_id].topic is not None:
            asked.setdefault(row.broadcast_id, []).append(row.person_id)
    return {
        (number, person_id)
        for number, people_of in asked.items()
        for person_id in subscriptions.followers_among(conn, Topic.parse(active[number].topic), people_of)
    }


def _values(outcome: Outcome, now: datetime) -> dict[str, object]:
    pending = outcome.state is DeliveryState.PENDING
    return {
        "_broadcast": outcome.delivery.broadcast_id,
        "_person": outcome.delivery.person_id,
        "_state": outcome.state.value,
        "_message": outcome.message_id,
        "_error": outcome.error[:200] if outcome.error else None,
        "_settled": None if pending else now,
        "_due": outcome.due_at,
    }
