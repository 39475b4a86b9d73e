"""Prepared statements say the same as SQLAlchemy's way, and fail the same."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage.database import Database
from storage.prepared import Prepared
from storage.tables import people
from tests.clock import FakeClock

COLUMNS = (people.c.id, people.c.telegram_id, people.c.subscribed_at, people.c.created_at)
SELECT = select(*COLUMNS).where(people.c.telegram_id == bindparam("account"))
FIND = Prepared(SELECT, [column.type for column in COLUMNS])
MEET = Prepared(
    insert(people).returning(people.c.id), [people.c.id.type], names=("telegram_id", "language", "created_at")
)


def meet(conn: Connection, account: int, clock: FakeClock) -> int:
    """Writes a person, and gives their number."""
    row = MEET.row(conn, {"telegram_id": account, "language": "fr", "created_at": clock()})
    assert row is not None
    number: int = row[0]
    return number


async def test_a_row_is_read_as_it_was_written(database: Database, clock: FakeClock) -> None:
    number = await database.write(lambda conn: meet(conn, 7, clock))
    found = await database.read(lambda conn: FIND.row(conn, {"account": 7}))
    assert found is not None
    assert tuple(found) == (number, 7, None, clock())
    usual = await database.read(lambda conn: conn.execute(SELECT, {"account": 7}).one())
    assert tuple(usual) == tuple(found)
    assert await database.read(lambda conn: FIND.row(conn, {"account": 8})) is None


async def test_the_rows_changed_are_counted(database: Database, clock: FakeClock) -> None:
    again = Prepared(insert(people), names=("telegram_id", "language", "created_at"))
    values = {"telegram_id": 9, "language": "fr", "created_at": clock()}
    assert await database.write(lambda conn: again.count(conn, values)) == 1


async def test_a_fault_is_told_as_any_other_and_quotes_nobody(database: Database, clock: FakeClock) -> None:
    await database.write(lambda conn: meet(conn, 700_001, clock))
    with pytest.raises(IntegrityError) as failed:
        await database.write(lambda conn: meet(conn, 700_001, clock))
    assert isinstance(failed.value, DBAPIError)
    if not database.is_shared:
        assert "700001" not in str(failed.value)


async def test_a_neighbour_that_fails_takes_nobody_along(database: Database, clock: FakeClock) -> None:
    await database.write(lambda conn: meet(conn, 1, clock))
    one, two = database.write(lambda conn: meet(conn, 1, clock)), database.write(lambda conn: meet(conn, 2, clock))
    failed, number = await asyncio.gather(one, two, return_exceptions=True)
    assert isinstance(failed, IntegrityError)
    assert isinstance(number, int)
