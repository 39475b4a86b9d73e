"""The message that shows an announcement's author how far it is: who may edit it, what it says, how fast it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, or_, select, update

from consultation.broadcast import DeliveryState
from storage.broadcasts import Broadcast
from storage.tables import broadcasts, deliveries, outbox

CALLED = (DeliveryState.SENT, DeliveryState.BLOCKED, DeliveryState.FAILED)


@dataclass(frozen=True, slots=True)
class Shown:
    """A progress message: its state in the outbox and what it says."""

    state: str
    text: str


def claim(conn: Connection, broadcast: Broadcast, now: datetime, every: timedelta) -> bool:
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
    query = select(outbox.c.state, outbox.c.params).where(outbox.c.subject == subject(broadcast_id))
    row = conn.execute(query.order_by(outbox.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else Shown(row.state, row.params["text"])


def take_back(conn: Connection, broadcast_id: int) -> None:
    """Withdraws the edits of the progress message that have not left: a newer one is about to say it better."""
    waiting = delete(outbox).where(outbox.c.subject == subject(broadcast_id), outbox.c.state == "pending")
    conn.execute(waiting.where(outbox.c.leased_until.is_(None)))


def subject(broadcast_id: int) -> str:
    """Names an announcement's progress message in the outbox."""
    return f"progress:{broadcast_id}"


def called_since(conn: Connection, broadcast_id: int, moment: datetime) -> int:
    """Counts the calls to Telegram that came to an end since a moment: the rate is made of these."""
    query = select(func.count()).where(
        deliveries.c.broadcast_id == broadcast_id, deliveries.c.state.in_(CALLED), deliveries.c.settled_at >= moment
    )
    return conn.execute(query).scalar_one()
