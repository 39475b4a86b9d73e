"""An announcement that is about to leave, for people who opted in long ago; and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select

from consultation.broadcast import Counts, DeliveryState, State
from sandbox.person import Person
from sandbox.server import Sandbox
from storage import deliveries, people
from storage.database import Database
from storage.tables import broadcasts
from storage.tables import deliveries as deliveries_table
from storage.tables import people as people_table

TEXT = "Un atelier a lieu en ligne jeudi."
CHUNK = 10_000


def crowd(sandbox: Sandbox, count: int) -> list[Person]:
    """People who wrote to the bot long ago."""
    return [sandbox.person(f"Abonnée {number}", started=True) for number in range(count)]


async def announce(database: Database, found: Sequence[Person]) -> int:
    """Subscribes these people, and begins an announcement to all of them."""
    now = datetime.now(UTC)

    def begin(conn: Connection) -> int:
        author = people.meet(conn, 1, "fr", now).id
        common = {"language": "fr", "created_at": now, "subscribed_at": now}
        for start in range(0, len(found), CHUNK):
            rows = [{"telegram_id": person.id, **common} for person in found[start : start + CHUNK]]
            conn.execute(insert(people_table), rows)
        values = {
            "author_id": author,
            "state": State.SENDING.value,
            "method": "sendMessage",
            "params": {"text": TEXT},
            "total": len(found),
            "created_at": now,
            "started_at": now,
        }
        number: int = conn.execute(insert(broadcasts).values(values).returning(broadcasts.c.id)).scalar_one()
        assert deliveries.fill(conn, number, now) == len(found)
        return number

    return await database.write(begin)


async def counts(database: Database, number: int) -> Counts:
    """Counts its deliveries by state."""
    return await database.read(lambda conn: deliveries.counts(conn, number))


async def is_over(database: Database, number: int) -> bool:
    """Tells whether nothing of it is left to send, nor on its way."""
    now = await counts(database, number)
    return not now.pending and not now.sending


async def of_state(database: Database, number: int, state: DeliveryState) -> set[int]:
    """Lists whose delivery is in a state, by Telegram id."""
    query = (
        select(people_table.c.telegram_id)
        .join(deliveries_table, deliveries_table.c.person_id == people_table.c.id)
        .where(deliveries_table.c.broadcast_id == number, deliveries_table.c.state == state)
    )
    return await database.read(lambda conn: set(conn.execute(query).scalars()))


def arrivals(sandbox: Sandbox) -> list[int]:
    """Lists who got it, as often as they did."""
    return [int(chat) for (chat, text), times in sandbox.counters.texts.items() if text == TEXT for _ in range(times)]
