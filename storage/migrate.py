"""Brings a database up to the schema of `tables.py`, by the one Alembic history that both databases share.

An empty database is given the tables at once, without Alembic: a test holds that the history leads to the very same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, insert, inspect, text

from storage.faults import is_outage, unavailable
from storage.tables import metadata
from storage.transaction import in_transaction

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
T = TypeVar("T")
version = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""As Alembic makes it."""
VERSION = re.compile(r"(\d+)_\w+\.py")
LOCK = 4_205_771_023
"""PostgreSQL's advisory lock that lets one process at a time migrate; the others then find nothing to do."""
PATIENCE = 10
"""Seconds that a migration waits for a table in use: those who use it wait behind it meanwhile."""


class UnknownRevisionError(Exception):
    """The database was migrated by a newer version of the program: this one must not touch it."""


async def migrate(database_url: str, revision: str = "head", *, patience: int = PATIENCE) -> None:
    """Brings a database up to a revision, in one transaction; does nothing if it is there already."""
    if revision == "head" and await _run(database_url, make_or_find_current):
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


def make_or_find_current(conn: Connection) -> bool:
    """Makes every table of an empty database; tells whether it is now up to date."""
    if is_current(conn):
        return True
    _wait_for_others(conn)
    if inspect(conn).get_table_names():
        return is_current(conn)
    metadata.create_all(conn, checkfirst=False)
    version.create(conn)
    conn.execute(insert(version).values(version_num=head()))
    return True


def upgrade(conn: Connection, revision: str = "head", *, patience: int = PATIENCE) -> None:
    """Applies the migrations up to a revision, in the caller's transaction."""
    _wait_for_others(conn)
    if conn.dialect.name == "postgresql":
        conn.execute(text(f"SET LOCAL lock_timeout = '{patience}s'"))
    from alembic import command

    command.upgrade(configuration(conn), revision)


def _wait_for_others(conn: Connection) -> None:
    """Lets one process at a time change tables; on SQLite the transaction itself does."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


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
