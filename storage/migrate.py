"""Brings a database up to the schema of `tables.py`, by the one Alembic history that both databases share."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from storage.faults import is_outage, unavailable

T = TypeVar("T")
MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 4_205_771_023
"""PostgreSQL's advisory lock that lets one process at a time migrate; the others then find nothing to do."""


class UnknownRevisionError(Exception):
    """The database was migrated by a newer version of the program: this one must not touch it."""


async def migrate(database_url: str, revision: str = "head") -> None:
    """Brings a database up to a revision, in one transaction; does nothing if it is there already."""
    try:
        await in_transaction(database_url, lambda conn: upgrade(conn, revision))
    except CommandError as error:
        raise UnknownRevisionError(str(error)) from error
    except Exception as error:
        if is_outage(error):
            raise unavailable(error) from error
        raise


def upgrade(conn: Connection, revision: str = "head") -> None:
    """Applies the migrations up to a revision, in the caller's transaction."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    command.upgrade(configuration(conn), revision)


def is_current(conn: Connection) -> bool:
    """Tells whether a database has every migration."""
    heads = MigrationContext.configure(conn).get_current_heads()
    return set(heads) == set(ScriptDirectory.from_config(configuration()).get_heads())


def revisions() -> list[str]:
    """Lists the migrations, oldest first."""
    scripts = ScriptDirectory.from_config(configuration())
    return [script.revision for script in reversed(list(scripts.walk_revisions()))]


def configuration(conn: Connection | None = None) -> Config:
    """Sets Alembic up without a file: its scripts stand beside this module."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = conn
    return config


async def in_transaction(database_url: str, work: Callable[[Connection], T]) -> T:
    """Runs `work` in one transaction on a connection of its own; on SQLite, foreign keys are at rest."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return await asyncio.to_thread(_in_sqlite, url, work)
    connection = create_async_engine(url, poolclass=NullPool).connect()
    try:
        await connection.start()
    except Exception as error:
        raise unavailable(error) from error
    async with contextlib.aclosing(connection), connection.begin():
        return await connection.run_sync(work)


def _in_sqlite(url: URL, work: Callable[[Connection], T]) -> T:
    engine = create_engine(url.set(drivername="sqlite"), poolclass=NullPool)
    event.listen(engine, "connect", _begin_by_hand)
    event.listen(engine, "begin", _begin_immediate)
    with engine.begin() as connection:
        return work(connection)


def _begin_by_hand(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver commits before each CREATE TABLE otherwise


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
