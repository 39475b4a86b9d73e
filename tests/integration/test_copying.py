"""A database is copied whole into one of the other kind, or not at all; every table is in it, whoever adds one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, Connection, Date, Float, Integer, String, Table, insert, select
from sqlalchemy.exc import SQLAlchemyError

from storage import drafts, people
from storage.copying import AT_ONCE, CannotCopyError, SourceNotCurrentError, TargetNotEmptyError, copy
from storage.database import Database
from storage.drafts import DraftKind
from storage.tables import Instant, metadata
from tests.postgres import Server

ROWS = 3
MANY = 2 * AT_ONCE + 5
"""More rows than two pages hold, in the table of people."""
MOMENT = datetime(2021, 2, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'copy.db'}"


@pytest.fixture
async def empty_postgres(postgres_server: Server) -> AsyncIterator[str]:
    name = await postgres_server.create()
    yield postgres_server.url(name)
    await postgres_server.drop(name)


async def test_every_row_of_every_table_goes_to_postgresql_and_back(
    sqlite_url: str, empty_postgres: str, empty_sqlite: str
) -> None:
    source = await filled(sqlite_url)
    told: list[str] = []
    counts = await copy(sqlite_url, empty_postgres, lambda table, _: told.append(table))
    assert counts == {table.name: len(rows) for table, rows in source.items()}
    assert told == [table.name for table in metadata.sorted_tables]
    assert counts["people"] == MANY
    assert await everything(empty_postgres) == source
    assert await copy(empty_postgres, empty_sqlite) == counts
    assert await everything(empty_sqlite) == source


async def test_the_copy_numbers_its_next_rows_after_the_last(sqlite_url: str, empty_postgres: str) -> None:
    await filled(sqlite_url)
    await copy(sqlite_url, empty_postgres)
    database = Database.open(empty_postgres)
    person = await database.write(lambda conn: people.meet(conn, 987654321, "fr", MOMENT))
    assert person.id == MANY + 1
    await database.close()


async def test_the_copy_gives_no_number_again(sqlite_url: str, empty_postgres: str, empty_sqlite: str) -> None:
    """The last draft is gone: an old button still names it."""

    def begin_and_discard(conn: Connection) -> int:
        person = people.meet(conn, 4001, "fr", MOMENT)
        draft = drafts.begin(conn, person.id, DraftKind.BROADCAST, field=None, now=MOMENT)
        drafts.discard(conn, draft.id)
        return draft.id

    given = [await written(sqlite_url, begin_and_discard)]
    for source, target in ((sqlite_url, empty_postgres), (empty_postgres, empty_sqlite)):
        await copy(source, target)
        given.append(await written(target, begin_and_discard))
    assert given == [1, 2, 3]


async def test_nothing_is_put_into_a_database_that_is_in_use(sqlite_url: str, empty_postgres: str) -> None:
    await filled(sqlite_url)
    await copy(sqlite_url, empty_postgres)
    before = await everything(empty_postgres)
    with pytest.raises(TargetNotEmptyError):
        await copy(sqlite_url, empty_postgres)
    assert await everything(empty_postgres) == before


async def test_a_database_that_was_not_migrated_is_not_copied(empty_sqlite: str, empty_postgres: str) -> None:
    with pytest.raises(SourceNotCurrentError):
        await copy(empty_sqlite, empty_postgres)


async def test_a_copy_that_fails_half_way_leaves_nothing(sqlite_url: str, empty_postgres: str) -> None:
    await filled(sqlite_url)

    def stumble(table: str, _: int) -> None:
        if table == "submissions":
            raise CannotCopyError("the test's own")

    with pytest.raises(CannotCopyError):
        await copy(sqlite_url, empty_postgres, stumble)
    database = Database.open(empty_postgres)
    with pytest.raises(SQLAlchemyError):  # not even the tables
        await database.read(lambda conn: conn.execute(select(metadata.tables["people"])).all())
    await database.close()


async def filled(url: str) -> dict[Table, list[dict[str, Any]]]:
    """Puts rows into every table, and reads them all back."""

    def fill(conn: Connection) -> None:
        conn.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # rows may name later ones of their own table
        for table in metadata.sorted_tables:
            count = MANY if table.name == "people" else ROWS
            rows = [{column.name: value(column, number) for column in table.columns} for number in range(1, count + 1)]
            conn.execute(insert(table), rows)

    database = Database.open(url)
    await database.write(fill)
    await database.close()
    return await everything(url)


async def written(url: str, work: Callable[[Connection], int]) -> int:
    """Does something in a database."""
    database = Database.open(url)
    done = await database.write(work)
    await database.close()
    return done


async def everything(url: str) -> dict[Table, list[dict[str, Any]]]:
    """Reads every row of every table, in the order of its key."""

    def read(conn: Connection) -> dict[Table, list[dict[str, Any]]]:
        return {
            table: [dict(row._mapping) for row in conn.execute(select(table).order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
        }

    database = Database.open(url)
    found = await database.read(read)
    await database.close()
    return found


def value(column: Column[Any], number: int) -> Any:
    """Makes a value that suits a column; one that may be empty is so in the last row."""
    if column.foreign_keys:
        [key] = column.foreign_keys
        return value(key.column, ROWS + 1 - number if key.column.table is column.table else number)
    if column.nullable and number == ROWS:
        return None
    kinds: tuple[tuple[type, Any], ...] = (
        (Instant, MOMENT),
        (Date, date(2021, 2, 23)),
        (JSON, {"été": [number, None, "« oui »"]}),
        (Boolean, number % 2 == 0),
        (Float, number + 0.1),
        (Integer, number),
        (String, f"é{number}"),
    )
    found = next((made for kind, made in kinds if isinstance(column.type, kind)), None)
    if found is None:
        raise TypeError(f"the test knows no value for {column}")
    return found
