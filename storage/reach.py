"""How an announcement reached people over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, case, func, select

from consultation.broadcast import DeliveryState
from storage.tables import deliveries

STEPS = 24
"""Moments at which the reach is read: a curve on a phone shows no more."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How many had the announcement at each of some moments; `after` are counted from its departure."""

    after: tuple[timedelta, ...]
    reached: tuple[int, ...]

    def time_to(self, share: float) -> timedelta | None:
        """Says after how long a share of all those reached had it."""
        if not self.reached or not self.reached[-1]:
            return None
        wanted = share * self.reached[-1]
        return next(after for after, count in zip(self.after, self.reached, strict=True) if count >= wanted)


NOWHERE = Reach((), ())


def read(conn: Connection, broadcast_id: int, since: datetime) -> Reach:
    """Reads, in one pass, how many had received an announcement at each step between its departure and the last."""
    mine = (deliveries.c.broadcast_id == broadcast_id, deliveries.c.state == DeliveryState.SENT)
    last: datetime | None = conn.execute(select(func.max(deliveries.c.settled_at)).where(*mine)).scalar_one()
    if last is None:
        return NOWHERE
    whole = max(last - since, timedelta(seconds=1))
    after = [whole * step / STEPS for step in range(STEPS + 1)]
    reached = _reached_by(conn, broadcast_id, [since + one for one in after])
    return Reach(tuple(after), tuple(reached))


def _reached_by(conn: Connection, broadcast_id: int, moments: Sequence[datetime]) -> list[int]:
    counts = [
        func.coalesce(func.sum(case((deliveries.c.settled_at <= moment, 1), else_=0)), 0).label(f"step_{place}")
        for place, moment in enumerate(moments)
    ]
    query = select(*counts).where(deliveries.c.broadcast_id == broadcast_id, deliveries.c.state == DeliveryState.SENT)
    return [int(count) for count in conn.execute(query).one()]
