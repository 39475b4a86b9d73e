"""Announcements that were confirmed. One is confirmed, moved or finished by one conditional statement, hence once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, case, delete, exists, false, func, insert, or_, select, update

from consultation.audience import TO_EVERYONE, Audience
from consultation.broadcast import AHEAD, IN_PLACE, OPEN, Change, ChangeKind, DeliveryState, Rule, State
from consultation.refusal import Refusal
from storage import deliveries
from storage.tables import AnyRow, broadcasts, changes, drafts
from storage.tables import deliveries as rows

MOVING = (DeliveryState.PENDING, DeliveryState.SENDING)


@dataclass(frozen=True, slots=True)
class Version:
    """What is said in another language: parameters of the same method, and what is forwarded instead, if anything."""

    params: Mapping[str, Any]
    source: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is confirmed: a Bot API method, its parameters without `chat_id`, for whom and when.

    With a `source`, that message of the author's chat is forwarded: everybody then answers one and the same poll.
    `number` is that of an announcement taken back before anything left, which this one takes up.
    """

    method: str
    params: Mapping[str, Any]
    source: int | None = None
    versions: Mapping[str, Version] = field(default_factory=dict)
    audience: Audience = TO_EVERYONE
    paid: bool = False
    due_at: datetime | None = None
    change: Change | None = None
    composition: Mapping[str, Any] | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Broadcast:
    """An announcement: a Bot API method and its parameters without `chat_id`, for `total` people once it has begun."""

    id: int
    author_id: int
    state: State
    method: str
    params: Mapping[str, Any]
    total: int
    progress_message_id: int | None
    created_at: datetime
    finished_at: datetime | None
    source: int | None = None
    versions: Mapping[str, Version] = field(default_factory=dict)
    audience: Audience = TO_EVERYONE
    public: bool = True
    paid: bool = False
    due_at: datetime | None = None
    started_at: datetime | None = None
    change: Change | None = None
    composition: Mapping[str, Any] | None = None

    @property
    def sent_at(self) -> datetime:
        """When it left, or was confirmed if it has not."""
        return self.started_at or self.created_at

    @property
    def stage(self) -> str:
        """Where it stands, as it is named: what was stopped before it left is not told like the rest."""
        never_left = self.state is State.STOPPED and self.started_at is None
        return "recalled" if never_left else self.state.value

    def in_language(self, language: str) -> Mapping[str, Any]:
        """The parameters that a language's readers get."""
        version = self.versions.get(language)
        return self.params if version is None else version.params


_FROM = broadcasts.outerjoin(changes, changes.c.broadcast_id == broadcasts.c.id)
_QUERY = select(*broadcasts.c, changes.c.kind.label("change_kind"), changes.c.about_id).select_from(_FROM)
_ARCHIVED = and_(
    broadcasts.c.public,
    or_(changes.c.kind.is_(None), changes.c.kind.not_in(sorted(IN_PLACE))),
    or_(
        broadcasts.c.state == State.FINISHED,
        exists().where(rows.c.broadcast_id == broadcasts.c.id, rows.c.state == DeliveryState.SENT),
    ),
)
"""What was stopped before it reached anyone was never published; a change in place is shown where it was made."""


_STOPPED_AHEAD = broadcasts.c.state.in_(sorted(AHEAD))
"""What is stopped before anything left has nothing to wait for."""


def confirm(
    conn: Connection,
    draft_id: int,
    plan: Plan,
    *,
    author_id: int,
    progress_message_id: int | None,
    now: datetime,
    state: State = State.SENDING,
) -> Broadcast:
    """Turns a draft into an announcement: being sent to its audience as it is now, or waiting for its moment."""
    mine = delete(drafts).where(drafts.c.id == draft_id, drafts.c.person_id == author_id)
    if conn.execute(mine).rowcount != 1:
        raise Refusal("broadcast-already-sent")
    values = {
        **_written(plan),
        "author_id": author_id,
        "state": state.value,
        "public": plan.audience.public if plan.change is None else _is_public(conn, plan.change.about),
        "progress_message_id": progress_message_id,
        "created_at": now,
    }
    number = _take_up(conn, plan.number, values)
    if number is None:
        number = conn.execute(insert(broadcasts).values(values).returning(broadcasts.c.id)).scalar_one()
    if plan.change is not None:
        conn.execute(delete(changes).where(changes.c.broadcast_id == number))
        changed = {"broadcast_id": number, "about_id": plan.change.about, "kind": plan.change.kind.value}
        conn.execute(insert(changes).values(changed))
    confirmed = get(conn, number)
    assert confirmed is not None  # noqa: S101 - just written in this transaction
    if state in AHEAD:
        return confirmed
    begun = begin(conn, confirmed, now)
    if begun.total == 0:
        raise Refusal("broadcast-nobody")
    return begun


def _take_up(conn: Connection, number: int | None, values: Mapping[str, object]) -> int | None:
    """Writes an announcement in the place of one that was taken back before anything left; none if that is no more."""
    unsent = and_(broadcasts.c.state == State.STOPPED, broadcasts.c.started_at.is_(None))
    again = update(broadcasts).where(broadcasts.c.id == number, unsent).values(**values, finished_at=None)
    return number if number is not None and conn.execute(again).rowcount == 1 else None


def begin(conn: Connection, broadcast: Broadcast, now: datetime) -> Broadcast:
    """Counts the recipients, at this moment, of an announcement that is being sent from now on."""
    change = broadcast.change
    if change is None or change.kind not in IN_PLACE:
        total = deliveries.fill(conn, broadcast.id, now, broadcast.audience)
    else:
        total = deliveries.fill_change(conn, broadcast.id, change, now)
    begun = {"total": total, "started_at": now, "progress_at": now}
    conn.execute(update(broadcasts).where(broadcasts.c.id == broadcast.id).values(begun))
    return replace(broadcast, total=total, started_at=now)


def get(conn: Connection, broadcast_id: int) -> Broadcast | None:
    """Finds an announcement by number."""
    return next(iter(_all(conn, _QUERY.where(broadcasts.c.id == broadcast_id))), None)


def recent(conn: Connection, *, limit: int, offset: int = 0) -> list[Broadcast]:
    """Lists announcements, newest first."""
    return _all(conn, _QUERY.order_by(broadcasts.c.id.desc()).limit(limit).offset(offset))


def count(conn: Connection) -> int:
    """Counts announcements."""
    return conn.execute(select(func.count()).select_from(broadcasts)).scalar_one()


def archived(conn: Connection, *, limit: int, offset: int = 0) -> list[Broadcast]:
    """Lists the announcements that people received, newest first."""
    return _all(conn, _QUERY.where(_ARCHIVED).order_by(broadcasts.c.id.desc()).limit(limit).offset(offset))


def count_archived(conn: Connection) -> int:
    """Counts the announcements that people received."""
    return conn.execute(select(func.count()).select_from(_FROM).where(_ARCHIVED)).scalar_one()


def get_archived(conn: Connection, broadcast_id: int) -> Broadcast | None:
    """Finds an announcement that people received."""
    return next(iter(_all(conn, _QUERY.where(broadcasts.c.id == broadcast_id, _ARCHIVED))), None)


def changes_of(conn: Connection, broadcast_ids: Collection[int]) -> list[Broadcast]:
    """Lists what puts these announcements right, and has begun to: corrections, edits, deletions, oldest first."""
    begun = broadcasts.c.started_at.is_not(None)
    return _all(conn, _QUERY.where(changes.c.about_id.in_(broadcast_ids), begun).order_by(broadcasts.c.id))


def unfinished(conn: Connection) -> list[Broadcast]:
    """Lists the announcements whose figures still move, oldest first."""
    moving = and_(broadcasts.c.finished_at.is_(None), broadcasts.c.state.not_in(sorted(AHEAD)))
    return _all(conn, _QUERY.where(moving).order_by(broadcasts.c.id))


def due(conn: Connection, now: datetime) -> list[Broadcast]:
    """Lists the announcements whose moment has come, oldest first."""
    ready = and_(broadcasts.c.state == State.SCHEDULED, broadcasts.c.due_at <= now)
    return _all(conn, _QUERY.where(ready).order_by(broadcasts.c.due_at, broadcasts.c.id))


def start(conn: Connection, broadcast_id: int, source: State, now: datetime) -> Broadcast | None:
    """Begins to send an announcement that waited, once; none if it was no longer waiting in that state."""
    this = update(broadcasts).where(broadcasts.c.id == broadcast_id, broadcasts.c.state == source)
    if conn.execute(this.values(state=State.SENDING.value)).rowcount != 1:
        return None
    waiting = get(conn, broadcast_id)
    return None if waiting is None else begin(conn, waiting, now)


def enter(conn: Connection, broadcast_id: int, source: State, target: State) -> Broadcast | None:
    """Takes an announcement that has not left from one state to another, once; none if it was not there."""
    this = update(broadcasts).where(broadcasts.c.id == broadcast_id, broadcasts.c.state == source)
    return get(conn, broadcast_id) if conn.execute(this.values(state=target.value)).rowcount == 1 else None


def move(conn: Connection, broadcast_id: int, rule: Rule, now: datetime) -> Broadcast | None:
    """Pauses, resumes or stops an announcement; none if it was no longer in a state the order starts from."""
    moves = {source.value: target.value for source, target in rule.moves.items()}
    statement = (
        update(broadcasts)
        .where(broadcasts.c.id == broadcast_id, broadcasts.c.state.in_(list(moves)), broadcasts.c.finished_at.is_(None))
        .values(
            state=case(moves, value=broadcasts.c.state),
            progress_at=now,
            finished_at=case((_STOPPED_AHEAD if State.STOPPED in rule.moves.values() else false(), now)),
        )
    )
    moved = conn.execute(statement).rowcount == 1
    _skip_pending(conn, broadcast_id, now)
    return get(conn, broadcast_id) if moved else None


def recall(conn: Connection, broadcast_id: int, now: datetime) -> Broadcast | None:
    """Takes back an announcement before anything left; none if something has, or it was taken back already."""
    this = update(broadcasts).where(broadcasts.c.id == broadcast_id, _STOPPED_AHEAD)
    taken = conn.execute(this.values(state=State.STOPPED.value, finished_at=now)).rowcount == 1
    return get(conn, broadcast_id) if taken else None


def resend_unknown(conn: Connection, broadcast_id: int, now: datetime) -> int:
    """Takes up again, knowingly, the deliveries of which nobody knows whether they arrived; counts them."""
    ended = update(broadcasts).where(
        broadcasts.c.id == broadcast_id, broadcasts.c.state.in_([State.FINISHED, State.SENDING, State.PAUSED])
    )
    count = deliveries.retry_unknown(conn, broadcast_id, now)
    again = {"state": State.SENDING.value, "finished_at": None, "started_at": now, "progress_at": now}
    if count and conn.execute(ended.values(again)).rowcount != 1:
        raise Refusal("broadcast-order-too-late")
    return count


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
    )
    return get(conn, broadcast_id) if conn.execute(statement).rowcount == 1 else None


def _skip_pending(conn: Connection, broadcast_id: int, now: datetime) -> None:
    """Settles what has not left of an announcement, if it was stopped."""
    stopped = select(broadcasts.c.id).where(broadcasts.c.id == broadcast_id, broadcasts.c.state == State.STOPPED)
    waiting = update(rows).where(rows.c.broadcast_id.in_(stopped), rows.c.state == DeliveryState.PENDING)
    conn.execute(waiting.values(state=DeliveryState.SKIPPED.value, settled_at=now))


def _all(conn: Connection, query: Select[Any]) -> list[Broadcast]:
    return [_broadcast(row) for row in conn.execute(query)]


def _is_public(conn: Connection, broadcast_id: int) -> bool:
    return bool(conn.execute(select(broadcasts.c.public).where(broadcasts.c.id == broadcast_id)).scalar_one())


def _written(plan: Plan) -> dict[str, object]:
    versions = {
        code: {"params": dict(version.params), "source": version.source} for code, version in plan.versions.items()
    }
    return {
        "method": plan.method,
        "params": dict(plan.params),
        "source_message_id": plan.source,
        "versions": versions or None,
        "audience": plan.audience.to_json(),
        "paid": plan.paid,
        "due_at": plan.due_at,
        "composition": plan.composition,
        "total": 0,
    }


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
        row.source_message_id,
        {code: Version(**written) for code, written in (row.versions or {}).items()},
        Audience.from_json(row.audience),
        row.public,
        row.paid,
        row.due_at,
        row.started_at,
        None if row.change_kind is None else Change(ChangeKind(row.change_kind), row.about_id),
        row.composition,
    )
