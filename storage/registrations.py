"""Who comes to which event. Who is told of a day, or reminded, is marked in the same transaction: hence once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import people, registrations

_REGISTER = {
    "sqlite": sqlite.insert(registrations).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(registrations).on_conflict_do_nothing(),
}


@dataclass(frozen=True, slots=True)
class Registered:
    """Someone to write to about an event; `told` is the moment they know of, empty if none."""

    person_id: int
    language: str
    told: str


def register(
    conn: Connection, person_id: int, event_id: str, *, told: str, reminded_for: date | None, now: datetime
) -> None:
    """Notes that a person comes; `reminded_for` is the event's day if it is too late to remind them of it."""
    values = {
        "person_id": person_id,
        "event_id": event_id,
        "told": told,
        "reminded_for": reminded_for,
        "created_at": now,
    }
    conn.execute(_REGISTER[conn.dialect.name], values)


def cancel(conn: Connection, person_id: int, event_id: str) -> None:
    """Notes that a person does not come after all."""
    conn.execute(delete(registrations).where(registrations.c.person_id == person_id, _is(event_id)))


def cancel_all(conn: Connection, person_id: int) -> int:
    """Cancels all of a person's registrations, and counts them."""
    return conn.execute(delete(registrations).where(registrations.c.person_id == person_id)).rowcount


def is_registered(conn: Connection, person_id: int, event_id: str) -> bool:
    """Tells whether a person comes to an event."""
    query = select(registrations.c.person_id).where(registrations.c.person_id == person_id, _is(event_id))
    return conn.execute(query).first() is not None


def count(conn: Connection, event_id: str) -> int:
    """Counts who comes to an event."""
    return conn.execute(select(func.count()).select_from(registrations).where(_is(event_id))).scalar_one()


def take_to_tell(
    conn: Connection, event_id: str, told: str, reminded_for: date | None, *, most: int
) -> list[Registered]:
    """Takes, once, those who know of another day of an event than `told`; they know it from now on.

    `reminded_for` is the event's day if this is also its reminder.
    """
    values: dict[str, object] = {"told": told}
    if reminded_for is not None:
        values["reminded_for"] = reminded_for
    return _take(conn, event_id, registrations.c.told != told, values, most)


def take_to_remind(conn: Connection, event_id: str, day: date, *, most: int) -> list[Registered]:
    """Takes, once, those who were not reminded of an event's day yet."""
    not_yet = or_(registrations.c.reminded_for.is_(None), registrations.c.reminded_for != day)
    return _take(conn, event_id, not_yet, {"reminded_for": day}, most)


def delete_of(conn: Connection, event_id: str) -> int:
    """Forgets who came to an event, and counts them."""
    return conn.execute(delete(registrations).where(_is(event_id))).rowcount


def _take(
    conn: Connection, event_id: str, wanted: ColumnElement[bool], values: dict[str, object], most: int
) -> list[Registered]:
    query = (
        select(registrations.c.person_id, people.c.language, registrations.c.told)
        .join(people, people.c.id == registrations.c.person_id)
        .where(_is(event_id), wanted)
        .order_by(registrations.c.person_id)
        .limit(most)
        .with_for_update(of=registrations, skip_locked=True)
    )
    taken = [Registered(*row) for row in conn.execute(query)]
    mine = registrations.c.person_id.in_([one.person_id for one in taken])
    conn.execute(update(registrations).where(_is(event_id), mine).values(values))
    return taken


def _is(event_id: str) -> ColumnElement[bool]:
    return registrations.c.event_id == event_id
