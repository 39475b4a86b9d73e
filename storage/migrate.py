"""Brings a database up to the schema of `tables.py`, by the one Alembic history that both databases share."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from storage.database import DatabaseUnavailable

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 4_205_771_023
"""PostgreSQL's advisory lock that lets one process at a time migrate; the others then find nothing to do."""


class UnknownRevisionError(Exception):
    """The database was migrated by a newer version of the program: this one must not touch it."""


async def migrate(database_url: str, revision: str = "head") -> None:
    """Brings a database up to a revision, in one transaction; does nothing if it is there already."""
    engine = migration_engine(database_url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(upgrade, revision)
    except CommandError as error:
        raise UnknownRevisionError(str(error)) from error
    except (DBAPIError, OSError) as error:
        raise DatabaseUnavailable(type(error).__name__) from error
    finally:
        await engine.dispose()


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


def migration_engine(database_url: str) -> AsyncEngine:
    """Opens a database for migrations: on SQLite, one transaction around the whole of it and foreign keys at rest."""
    engine = create_async_engine(database_url, poolclass=NullPool)
    if make_url(database_url).get_backend_name() == "sqlite":
        event.listen(engine.sync_engine, "connect", _begin_by_hand)
        event.listen(engine.sync_engine, "begin", _begin_immediate)
    return engine


def _begin_by_hand(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver commits before each CREATE TABLE otherwise


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
