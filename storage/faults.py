"""What a failed unit of work means: the database is away, two units met, or the program is wrong."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

CONFLICTS = {"40001", "40P01"}
"""PostgreSQL's serialization failure and deadlock: running the unit again is the documented answer."""
OUTAGES = {"08", "53", "57", "58"}
"""PostgreSQL's classes: connection lost, resources exhausted, an operator stepped in, a fault of the machine."""
READ_ONLY, LOCKED, CANCELLED = "25006", "55P03", "57014"
"""A standby after a failover or a table locked for long is an outage; a statement cancelled for being slow is not."""
SQLITE_OUTAGES = {5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 26}
"""SQLite's BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL and NOTADB."""


class DatabaseUnavailable(Exception):  # noqa: N818 - a state of the world, named as one
    """The database is down, locked or full: nothing was saved, try again later."""


def is_conflict(error: BaseException) -> bool:
    """Tells whether running the unit again is the right answer."""
    return _sqlstate(error) in CONFLICTS


def is_outage(error: BaseException) -> bool:
    """Tells whether the database is away, rather than the program wrong."""
    if isinstance(error, (DatabaseUnavailable, OSError, PoolTimeoutError)):
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", None)
    if isinstance(code, int):
        return code & 0xFF in SQLITE_OUTAGES
    state = _sqlstate(error)
    return state in (READ_ONLY, LOCKED) or (state[:2] in OUTAGES and state != CANCELLED)


def unavailable(error: BaseException) -> DatabaseUnavailable:
    """Says that the database is away, by the kind of fault alone: its text may quote data or a password."""
    known = isinstance(error, DatabaseUnavailable)
    return DatabaseUnavailable(str(error) if known else type(getattr(error, "orig", None) or error).__name__)


def code_of(error: BaseException) -> str:
    """Names a fault by the database's own code, which quotes nobody: SQLITE_FULL, 57P01; by its type if it has none."""
    while isinstance(error, DatabaseUnavailable) and error.__cause__ is not None:
        error = error.__cause__
    name = getattr(getattr(error, "orig", error), "sqlite_errorname", None)
    return name if isinstance(name, str) else _sqlstate(error) or type(error).__name__


def _sqlstate(error: BaseException) -> str:
    """Finds PostgreSQL's code of an error, wrapped by SQLAlchemy or not; empty if there is none."""
    return getattr(getattr(error, "orig", error), "sqlstate", None) or ""
