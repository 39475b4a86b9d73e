"""The one migration history agrees with the tables, and each step can be taken back, on both databases."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, event, func, inspect, select, text
from sqlalchemy import table as table_clause

from storage import drafts, people
from storage.database import Database, DatabaseUnavailable
from storage.drafts import DraftKind
from storage.migrate import (
    UnknownRevisionError,
    configuration,
    is_current,
    make_or_find_current,
    migrate,
    revisions,
    upgrade,
)
from storage.tables import metadata
from storage.transaction import in_transaction, transaction
from tests.postgres import Server


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture
async def empty_postgres_url(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    server = request.getfixturevalue("postgres_server")
    name = await server.create()
    yield server.url(name)
    await server.drop(name)


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(f"empty_{request.param}_url")
    return url


async def test_the_migrations_make_the_tables_that_the_code_uses(database: Database) -> None:
    def differences(conn: Connection) -> list[object]:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    assert await database.read(differences) == []


async def test_an_empty_database_is_given_at_once_what_the_history_leads_to(empty_url: str) -> None:
    def climbed(conn: Connection) -> dict[str, object]:
        upgrade(conn)
        shape = _shape(conn)
        command.downgrade(configuration(conn), "base")
        conn.execute(text("DROP TABLE alembic_version"))
        return shape

    def made(conn: Connection) -> dict[str, object]:
        assert make_or_find_current(conn)
        return _shape(conn)

    history, at_once = await in_transaction(empty_url, climbed), await in_transaction(empty_url, made)
    assert at_once == history
    assert {"register", "alembic_version"} < at_once.keys()
    assert "append_only" in str(at_once["triggers"]) or "register_no_delete" in str(at_once["triggers"])


async def test_processes_that_find_an_empty_database_together_make_it_once(empty_url: str) -> None:
    await asyncio.gather(*(migrate(empty_url) for _ in range(4)))
    assert await in_transaction(empty_url, is_current)


async def test_each_step_of_the_stairway_goes_up_down_and_up(empty_url: str) -> None:
    def climb(conn: Connection) -> None:
        for revision in revisions():
            upgrade(conn, revision)
            command.downgrade(configuration(conn), "-1")
            upgrade(conn, revision)
        assert is_current(conn)

    await in_transaction(empty_url, climb)


async def test_going_all_the_way_down_leaves_no_table(empty_url: str) -> None:
    def climb_and_fall(conn: Connection) -> list[str]:
        upgrade(conn)
        command.downgrade(configuration(conn), "base")
        return inspect(conn).get_table_names()

    assert await in_transaction(empty_url, climb_and_fall) == ["alembic_version"]


async def test_migrating_twice_changes_nothing(empty_url: str) -> None:
    await migrate(empty_url)
    database = Database.open(empty_url)
    await database.write(lambda conn: conn.execute(text("INSERT INTO limits VALUES ('global', 1, 0)")) and None)
    await migrate(empty_url)
    assert await database.read(is_current)
    assert await database.read(lambda conn: conn.execute(text("SELECT scope FROM limits")).scalars().all()) == [
        "global"
    ]
    await database.close()


async def test_an_empty_database_is_not_current(empty_url: str) -> None:
    database = Database.open(empty_url)
    assert not await database.read(is_current)
    await database.close()


async def test_a_database_from_a_newer_version_is_left_alone(database: Database, database_url: str) -> None:
    def pretend(conn: Connection) -> None:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    await database.write(pretend)
    with pytest.raises(UnknownRevisionError):
        await migrate(database_url)
    assert not await database.read(is_current)


async def test_a_database_that_cannot_be_reached_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable):
        await migrate(f"sqlite+aiosqlite:///{tmp_path / 'missing' / 'citizenbot.db'}")
    with pytest.raises(DatabaseUnavailable):
        await migrate(f"postgresql+asyncpg://postgres@/nothing?host={tmp_path}")


async def test_a_database_that_does_not_exist_is_said_so(postgres_server: Server) -> None:
    with pytest.raises(DatabaseUnavailable):
        await migrate(postgres_server.url("no_such_database"))


async def test_a_migration_gives_up_on_a_table_that_is_locked_and_changes_nothing(
    empty_postgres_url: str,
) -> None:
    await migrate(empty_postgres_url, revisions()[0])
    async with transaction(empty_postgres_url) as someone:
        await someone(lambda conn: conn.execute(text("LOCK TABLE people IN ACCESS EXCLUSIVE MODE")))
        with pytest.raises(DatabaseUnavailable):
            await migrate(empty_postgres_url, patience=1)
    await migrate(empty_postgres_url)


async def test_drafts_that_are_there_stay_and_no_number_from_before_is_given_again(empty_sqlite_url: str) -> None:
    """Before 0017, SQLite gave the number of the last draft again once it was discarded."""

    def before(conn: Connection) -> None:
        upgrade(conn, "0016")
        person = people.meet(conn, 4001, "fr", MOMENT).id
        kept, gone = (drafts.begin(conn, person, DraftKind.BROADCAST, field=None, now=MOMENT).id for _ in range(2))
        drafts.discard(conn, gone)
        assert drafts.begin(conn, person, DraftKind.BROADCAST, field=None, now=MOMENT).id == gone == kept + 1
        drafts.discard(conn, gone)

    def after(conn: Connection) -> tuple[list[int], int]:
        upgrade(conn)
        there = drafts.of_person(conn, 1, [DraftKind.BROADCAST])
        begun = drafts.begin(conn, 1, DraftKind.BROADCAST, field=None, now=MOMENT)
        return [draft.id for draft in there], begun.id

    await in_transaction(empty_sqlite_url, before)
    there, begun = await in_transaction(empty_sqlite_url, after)
    assert there == [1]
    assert begun > 2


async def test_migrations_only_add_so_that_old_and_new_code_run_side_by_side(empty_postgres_url: str) -> None:
    """What is no longer read is taken away by a later version, once no process of the older one is left."""
    asked: list[str] = []

    def note(*parameters: object) -> None:
        asked.append(str(parameters[2]))

    def climb(conn: Connection) -> None:
        upgrade(conn, BEFORE_THE_RULE)
        event.listen(conn, "before_cursor_execute", note)
        upgrade(conn)

    await in_transaction(empty_postgres_url, climb)
    assert any(statement.startswith("CREATE TABLE") for statement in map(str.strip, asked)), "it sees what is done"
    assert [statement for statement in asked if NOT_ADDING.search(statement)] == []
    for added in (found[1] for statement in asked for found in ADDED.finditer(statement)):
        assert "NOT NULL" not in added or "DEFAULT" in added, f"older code does not fill it: {added}"


MOMENT = datetime(2021, 2, 23, 9, 30, tzinfo=UTC)
BEFORE_THE_RULE = "0008"
"""The last migration that took something away: it moved a column."""
NOT_ADDING = re.compile(
    r"\b(DROP (TABLE|COLUMN)|RENAME|TRUNCATE|ALTER COLUMN|SET NOT NULL|SET DATA TYPE)\b", re.IGNORECASE
)
ADDED = re.compile(r"ADD COLUMN (.*)", re.IGNORECASE)


def _shape(conn: Connection) -> dict[str, object]:
    """All that a database is made of but the order of columns, which no statement relies on."""
    seen = inspect(conn)
    shape: dict[str, object] = {}
    for table in seen.get_table_names():
        shape[table] = {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"], column["default"], column.get("identity"))
                for column in seen.get_columns(table)
            },
            "primary key": seen.get_pk_constraint(table),
            "foreign keys": sorted(map(repr, seen.get_foreign_keys(table))),
            "unique": sorted(map(repr, seen.get_unique_constraints(table))),
            "checks": sorted(map(repr, seen.get_check_constraints(table))),
            "indexes": sorted(map(repr, seen.get_indexes(table))),
            "rows": conn.execute(select(func.count()).select_from(table_clause(table))).scalar(),
        }
    for what, query in BESIDE_TABLES[conn.dialect.name].items():
        shape[what] = [tuple(row) for row in conn.execute(text(query))]
    return shape


BESIDE_TABLES = {
    "sqlite": {
        "triggers": "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY name",
        "numbers never given again": "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%' ORDER BY name",
    },
    "postgresql": {
        "triggers": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
        "functions": "SELECT pg_get_functiondef(oid) FROM pg_proc "
        "WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
        "sequences": "SELECT sequencename, data_type::text FROM pg_sequences ORDER BY 1",
        "views": "SELECT viewname, definition FROM pg_views WHERE schemaname = 'public' ORDER BY 1",
    },
}
