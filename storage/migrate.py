"""Brings a database up to the schema of `tables.py`, by the one Alembic history that both databases share."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, inspect, text

from storage.faults import is_outage, unavailable
from storage.transaction import in_transaction

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
T = TypeVar("T")
VERSION = re.compile(r"(\d+)_\w+\.py")
LOCK = 4_205_771_023
"""PostgreSQL's advisory lock that lets one process at a time migrate; the others then find nothing to do."""


PATIENCE = 10
"""Seconds that a migration waits for a table in use: those who use it wait behind it meanwhile."""


class UnknownRevisionError(Exception):
    """The database was migrated by a newer version of the program: this one must not touch it."""


async def migrate(database_url: str, revision: str = "head", *, patience: int = PATIENCE) -> None:
    """Brings a database up to a revision, in one transaction; does nothing if it is there already."""
    if revision == "head" and await _run(database_url, is_current):
        return
    from alembic.util.exc import CommandError  # loaded when there is something to do

    try:
        await _run(database_url, lambda conn: upgrade(conn, revision, patience=patience))
    except CommandError as error:
        raise UnknownRevisionError(str(error)) from error


async def _run(database_url: str, work: Callable[[Connection], T]) -> T:
    try:
        return await in_transaction(database_url, work)
    except Exception as error:
        if is_outage(error):
            raise unavailable(error) from error
        raise


def upgrade(conn: Connection, revision: str = "head", *, patience: int = PATIENCE) -> None:
    """Applies the migrations up to a revision, in the caller's transaction."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        conn.execute(text(f"SET LOCAL lock_timeout = '{patience}s'"))
    from alembic import command

    command.upgrade(configuration(conn), revision)


def is_current(conn: Connection) -> bool:
    """Tells whether a database has every migration."""
    if not inspect(conn).has_table("alembic_version"):
        return False
    return conn.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [head()]


def head() -> str:
    """Names the latest migration, by its file: the history is one line."""
    found = (VERSION.fullmatch(path.name) for path in (MIGRATIONS / "versions").iterdir())
    return max(name[1] for name in found if name)


def revisions() -> list[str]:
    """Lists the migrations, oldest first."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(configuration())
    return [script.revision for script in reversed(list(scripts.walk_revisions()))]


def configuration(conn: Connection | None = None) -> Config:
    """Sets Alembic up without a file: its scripts stand beside this module."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = conn
    return config
