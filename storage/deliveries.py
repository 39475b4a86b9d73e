"""One row for each person an announcement is for. A row is `sending` before the call to Telegram, and is sent once.

What a crash leaves as `sending` becomes `unknown`: nobody knows whether it arrived, so it is shown, never resent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, bindparam, exists, func, insert, literal, or_, select, tuple_, update

from consultation.audience import TO_EVERYONE, Audience
from consultation.broadcast import DELETABLE, IN_PLACE, Change, ChangeKind, Counts, DeliveryState, State
from storage import audiences
from storage.outbox import SIGNAL
from storage.signals import signal
from storage.tables import AnyRow, broadcasts, changes, deliveries, people


@dataclass(frozen=True, slots=True)
class Delivery:
    """An announcement to send to one person, at `chat_id` for Telegram; `params` are shared by all of them."""

    broadcast_id: int
    person_id: int
    chat_id: int
    method: str
    params: Mapping[str, Any]
    confirmed_at: datetime
    repeatable: bool = False
    """Tells whether making the call twice does no harm: a change of what is already there."""
    paid: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one delivery; `pending` with a `due_at` puts it back for later."""

    delivery: Delivery
    state: DeliveryState
    message_id: int | None = None
    more_ids: tuple[int, ...] = ()
    error: str | None = None
    due_at: datetime | None = None


_author = people.alias()
_ACTIVE = (
    select(
        *broadcasts.c, _author.c.telegram_id.label("author_chat"), changes.c.kind.label("change"), changes.c.about_id
    )
    .select_from(
        broadcasts.join(_author, _author.c.id == broadcasts.c.author_id).outerjoin(
            changes, changes.c.broadcast_id == broadcasts.c.id
        )
    )
    .where(broadcasts.c.state == State.SENDING, broadcasts.c.finished_at.is_(None))
)
_KEY = tuple_(deliveries.c.broadcast_id, deliveries.c.person_id)
_READY = (
    select(
        deliveries.c.broadcast_id,
        deliveries.c.person_id,
        people.c.telegram_id,
        people.c.subscribed_at,
        people.c.unreachable_at,
        people.c.language,
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
        more_ids=bindparam("_more", type_=deliveries.c.more_ids.type),
        error=bindparam("_error"),
        settled_at=bindparam("_settled"),
        due_at=func.coalesce(bindparam("_due", type_=deliveries.c.due_at.type), deliveries.c.due_at),
        leased_until=None,
    )
)


def fill(conn: Connection, broadcast_id: int, now: datetime, audience: Audience = TO_EVERYONE) -> int:
    """Writes a row for everyone who, at this moment, is in the audience and reachable, and counts them."""
    return _fill(conn, broadcast_id, now, audiences.members(audience))


def fill_change(conn: Connection, broadcast_id: int, change: Change, now: datetime) -> int:
    """Writes a row for everyone whose message is to be changed where it stands, and counts them."""
    return _fill(conn, broadcast_id, now, _changeable(change, now))


def count_changeable(conn: Connection, change: Change, now: datetime) -> int:
    """Counts the messages that can be changed where they stand."""
    return conn.execute(select(func.count()).select_from(_changeable(change, now).subquery())).scalar_one()


def _changeable(change: Change, now: datetime) -> Select[int]:
    """Selects who has a message of an announcement; what is too old for Telegram to delete is left out."""
    gone = deliveries.alias()
    deleted = exists().where(
        changes.c.about_id == change.about,
        changes.c.kind == ChangeKind.DELETION,
        gone.c.broadcast_id == changes.c.broadcast_id,
        gone.c.person_id == deliveries.c.person_id,
        gone.c.state == DeliveryState.SENT,
    )
    query = (
        select(deliveries.c.person_id)
        .join(people, people.c.id == deliveries.c.person_id)
        .where(
            deliveries.c.broadcast_id == change.about,
            deliveries.c.state == DeliveryState.SENT,
            deliveries.c.message_id.is_not(None),
            people.c.telegram_id.is_not(None),
            people.c.unreachable_at.is_(None),
            ~deleted,
        )
    )
    return query.where(deliveries.c.settled_at > now - DELETABLE) if change.kind is ChangeKind.DELETION else query


def _fill(conn: Connection, broadcast_id: int, now: datetime, wanted: Select[int]) -> int:
    columns = wanted.add_columns(
        literal(broadcast_id), literal(DeliveryState.PENDING.value), literal(now, deliveries.c.due_at.type)
    )
    signal(conn, SIGNAL)
    return conn.execute(
        insert(deliveries).from_select(["person_id", "broadcast_id", "state", "due_at"], columns)
    ).rowcount


def lease(conn: Connection, *, now: datetime, count: int, seconds: float, paid: int | None = None) -> list[Delivery]:
    """Marks the next deliveries as being sent, before any call; those who left or blocked meanwhile are settled.

    `paid` is how many of those that are paid for, if they go by a way of their own.
    """
    active = {row.id: row for row in conn.execute(_ACTIVE)}
    if paid is None:
        return _lease(conn, active, now, count, seconds)
    fast = {number: row for number, row in active.items() if row.paid}
    slow = {number: row for number, row in active.items() if not row.paid}
    return [*_lease(conn, slow, now, count, seconds), *_lease(conn, fast, now, paid, seconds)]


def _lease(conn: Connection, active: Mapping[int, AnyRow], now: datetime, count: int, seconds: float) -> list[Delivery]:
    if not active or count < 1:
        return []
    ready: list[Delivery] = []
    aside: dict[DeliveryState, list[tuple[int, int]]] = {}
    found = list(conn.execute(_READY, {"now": now, "active": list(active), "count": count}))
    calls = _Calls.prepare(conn, active, found)
    for row in found:
        key = (row.broadcast_id, row.person_id)
        if row.unreachable_at is not None:
            aside.setdefault(DeliveryState.BLOCKED, []).append(key)
        elif (delivery := calls.of(row)) is None:
            aside.setdefault(DeliveryState.SKIPPED, []).append(key)
        else:
            ready.append(delivery)
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
    """Turns deliveries whose lease ran out into `unknown`, and counts them; a change of what is there is made again."""
    cut_short = update(deliveries).where(deliveries.c.state == DeliveryState.SENDING, deliveries.c.leased_until <= now)
    in_place = select(changes.c.broadcast_id).where(changes.c.kind.in_(sorted(IN_PLACE)))
    again = cut_short.where(deliveries.c.broadcast_id.in_(in_place))
    conn.execute(again.values(state=DeliveryState.PENDING.value, leased_until=None))
    unknown = cut_short.values(state=DeliveryState.UNKNOWN.value, leased_until=None, settled_at=now)
    return conn.execute(unknown).rowcount


def retry_unknown(conn: Connection, broadcast_id: int, now: datetime) -> int:
    """Puts back, because someone said so, what nobody knows to have arrived; counts it."""
    doubtful = update(deliveries).where(
        deliveries.c.broadcast_id == broadcast_id, deliveries.c.state == DeliveryState.UNKNOWN
    )
    signal(conn, SIGNAL)
    return conn.execute(
        doubtful.values(state=DeliveryState.PENDING.value, due_at=now, settled_at=None, error=None)
    ).rowcount


def counts(conn: Connection, broadcast_id: int) -> Counts:
    """Counts an announcement's deliveries by state."""
    rows = conn.execute(
        select(deliveries.c.state, func.count())
        .where(deliveries.c.broadcast_id == broadcast_id)
        .group_by(deliveries.c.state)
    )
    return Counts(**{state: number for state, number in rows})  # noqa: C416 - rows are not tuples to the type checker


@dataclass(frozen=True, slots=True)
class _Calls:
    """Makes the call of each row: in the person's language, about the message they got, if they still want it."""

    active: Mapping[int, AnyRow]
    wanted: frozenset[tuple[int, int]]
    targets: Mapping[tuple[int, int], list[int]]

    @classmethod
    def prepare(cls, conn: Connection, active: Mapping[int, AnyRow], found: Sequence[AnyRow]) -> _Calls:
        """Reads, in a query for each announcement, what the rows that are not plain need."""
        wanted: set[tuple[int, int]] = set()
        targets: dict[tuple[int, int], list[int]] = {}
        for number, broadcast in active.items():
            rows = [row for row in found if row.broadcast_id == number]
            if not rows:
                continue
            if broadcast.change is not None:
                targets |= _targets(conn, broadcast, [row.person_id for row in rows])
            if broadcast.change in IN_PLACE:
                continue
            audience = Audience.from_json(broadcast.audience)
            sure = {row.person_id for row in rows if row.subscribed_at is not None and audience.takes_everyone}
            asked = [row.person_id for row in rows if row.person_id not in sure]
            sure |= audiences.among(conn, audience, asked) if asked else set()
            wanted |= {(number, person_id) for person_id in sure}
        return cls(active, frozenset(wanted), targets)

    def of(self, row: AnyRow) -> Delivery | None:
        """Makes the delivery of a row; none for someone who left, or left the audience."""
        key, broadcast = (row.broadcast_id, row.person_id), self.active[row.broadcast_id]
        in_place = broadcast.change in IN_PLACE
        if row.telegram_id is None or key not in (self.targets if in_place else self.wanted):
            return None
        method, params = _call(broadcast, row.language, self.targets.get(key))
        if method == "forwardMessage" and params["from_chat_id"] is None:
            return None  # who wrote the poll has erased themselves
        since = broadcast.started_at or broadcast.created_at
        return Delivery(*key, row.telegram_id, method, params, since, in_place, broadcast.paid)


def _call(broadcast: AnyRow, language: str, target: list[int] | None) -> tuple[str, Mapping[str, Any]]:
    """Says what to call for a person: send, forward what cannot be sent anew, or change what they got."""
    if broadcast.change == ChangeKind.DELETION and target is not None:
        return (
            ("deleteMessage", {"message_id": target[0]})
            if len(target) == 1
            else (
                "deleteMessages",
                {"message_ids": target},
            )
        )
    version = (broadcast.versions or {}).get(language)
    params = broadcast.params if version is None else version["params"]
    if broadcast.change == ChangeKind.EDIT and target is not None:
        return broadcast.method, {**params, "message_id": target[0]}
    source = broadcast.source_message_id if version is None else version["source"]
    if source is not None:
        params = {"from_chat_id": broadcast.author_chat, "message_id": source}
    elif target is not None:  # a correction answers the message that it puts right
        params = {**params, "reply_parameters": {"message_id": target[0], "allow_sending_without_reply": True}}
    if broadcast.paid:
        params = {**params, "allow_paid_broadcast": True}
    return broadcast.method if source is None else "forwardMessage", params


def _targets(conn: Connection, broadcast: AnyRow, person_ids: list[int]) -> dict[tuple[int, int], list[int]]:
    """Finds the messages that these people got of the announcement that is put right."""
    query = select(deliveries.c.person_id, deliveries.c.message_id, deliveries.c.more_ids).where(
        deliveries.c.broadcast_id == broadcast.about_id,
        deliveries.c.person_id.in_(person_ids),
        deliveries.c.message_id.is_not(None),
    )
    return {(broadcast.id, row.person_id): [row.message_id, *(row.more_ids or [])] for row in conn.execute(query)}


def _values(outcome: Outcome, now: datetime) -> dict[str, object]:
    pending = outcome.state is DeliveryState.PENDING
    return {
        "_broadcast": outcome.delivery.broadcast_id,
        "_person": outcome.delivery.person_id,
        "_state": outcome.state.value,
        "_message": outcome.message_id,
        "_more": list(outcome.more_ids) or None,
        "_error": outcome.error[:200] if outcome.error else None,
        "_settled": None if pending else now,
        "_due": outcome.due_at,
    }
