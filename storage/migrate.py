"""Brings a database up to the schema of `tables.py`, by the one Alembic history that both databases share."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from sqlalchemy import Connection, text

from storage.faults import is_outage, unavailable
from storage.transaction import in_transaction

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 4_205_771_023
"""PostgreSQL's advisory lock that lets one process at a time migrate; the others then find nothing to do."""


PATIENCE = 10
"""Seconds that a migration waits for a table in use: those who use it wait behind it meanwhile."""


class UnknownRevisionError(Exception):
    """The database was migrated by a newer version of the program: this one must not touch it."""


async def migrate(database_url: str, revision: str = "head", *, patience: int = PATIENCE) -> None:
    """Brings a database up to a revision, in one transaction; does nothing if it is there already."""
    try:
        await in_transaction(database_url, lambda conn: upgrade(conn, revision, patience=patience))
    except CommandError as error:
        raise UnknownRevisionError(str(error)) from error
    except Exception as error:
        if is_outage(error):
            raise unavailable(error) from error
        raise


def upgrade(conn: Connection, revision: str = "head", *, patience: int = PATIENCE) -> None:
    """Applies the migrations up to a revision, in the caller's transaction."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        conn.execute(text(f"SET LOCAL lock_timeout = '{patience}s'"))
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
