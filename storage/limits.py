"""How often messages may leave, shared by every process: one row for each scope (GCRA).

Scopes are "global", "person:<id>" and "chat:<id>". Moments are seconds since the epoch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import limits

GLOBAL = "global"


@dataclass(frozen=True, slots=True)
class Request:
    """Asks for `count` slots of a scope, `interval` seconds apart, of which `burst` may be taken at once."""

    scope: str
    interval: float
    burst: int
    count: int


AHEAD = 120.0
"""Nobody reserves further ahead, in seconds: what stands beyond comes from a clock that was put back."""
_FIND = (
    select(limits.c.scope, limits.c.next_at, limits.c.halted_until)
    .where(limits.c.scope.in_(bindparam("scopes", expanding=True)))
    .order_by(limits.c.scope)
    .with_for_update()
)
_NEW = {"scope": bindparam("of"), "next_at": 0.0, "halted_until": 0.0}
_MEET = {
    "sqlite": sqlite.insert(limits).values(_NEW).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(limits).values(_NEW).on_conflict_do_nothing(),
}
_MOVE = update(limits).where(limits.c.scope == bindparam("of")).values(next_at=bindparam("next"))


def reserve(conn: Connection, scope: str, *, interval: float, burst: int, now: float, count: int) -> list[float]:
    """Takes slots of one scope: the moments at which `count` messages may leave."""
    return reserve_all(conn, [Request(scope, interval, burst, count)], now)[0]


def reserve_all(conn: Connection, requests: Sequence[Request], now: float) -> list[list[float]]:
    """Takes slots of several different scopes at once; rows are locked in one order, so that nobody waits in a ring."""
    scopes = sorted(request.scope for request in requests)
    rows = {scope: (next_at, halted) for scope, next_at, halted in conn.execute(_FIND, {"scopes": scopes})}
    missing = [{"of": scope} for scope in scopes if scope not in rows]
    if missing:
        conn.execute(_MEET[conn.dialect.name], missing)
        rows = {scope: (next_at, halted) for scope, next_at, halted in conn.execute(_FIND, {"scopes": scopes})}
    granted, moves = [], []
    for request in requests:
        slots, next_at = take(request, *rows[request.scope], now)
        granted.append(slots)
        moves.append({"of": request.scope, "next": next_at})
    conn.execute(_MOVE, sorted(moves, key=lambda move: str(move["of"])))
    return granted


def halt(conn: Connection, scope: str, until: float) -> None:
    """Lets nothing of a scope leave before a moment: Telegram said 429."""
    conn.execute(_MEET[conn.dialect.name], {"of": scope})
    conn.execute(
        update(limits).where(limits.c.scope == scope, limits.c.halted_until < until).values(halted_until=until)
    )


def delete_idle(conn: Connection, moment: float) -> int:
    """Forgets scopes that nothing used since a moment, and counts them."""
    idle = delete(limits).where(limits.c.next_at < moment, limits.c.halted_until < moment)
    return conn.execute(idle).rowcount


def take(request: Request, next_at: float, halted_until: float, now: float) -> tuple[list[float], float]:
    """Computes the slots and the next theoretical arrival time."""
    allowance = (request.burst - 1) * request.interval
    next_at = min(next_at, now + AHEAD)
    slots = []
    for _ in range(request.count):
        slot = max(now, next_at - allowance, halted_until)
        next_at = max(next_at, slot) + request.interval
        slots.append(slot)
    return slots, next_at
