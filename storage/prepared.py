"""Statements that every update runs, prepared once.

On SQLite the driver itself runs them: SQLAlchemy takes 30 to 80 µs of CPU around a statement that takes 2 to 10. On
PostgreSQL, where the network takes more than either, they run as any other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Values = Mapping[str, object]
Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Ready:
    """What SQLite's driver is given: the text, each value's name, default and writer, each column's reader."""

    text: str
    values: tuple[tuple[str, object, Convert | None], ...]
    readers: tuple[tuple[int, Convert], ...]

    def arguments(self, given: Values) -> list[object]:
        return [
            given.get(name, default) if write is None else write(given.get(name, default))
            for name, default, write in self.values
        ]

    def read(self, row: Sequence[Any]) -> Sequence[Any]:
        if not self.readers:
            return row
        values = list(row)
        for place, read in self.readers:
            values[place] = read(values[place])
        return values


class Prepared:
    """A statement and its columns, if it gives any. `names` are the values of an insert."""

    def __init__(
        self,
        statement: Select[*tuple[Any, ...]] | Insert,
        columns: Collection[TypeEngine[Any]] = (),
        *,
        names: Sequence[str] | None = None,
    ) -> None:
        self._statement = statement
        self._columns = tuple(columns)
        self._names = names
        self._ready: _Ready | None = None

    def row(self, conn: Connection, values: Values) -> Sequence[Any] | None:
        """Runs it and gives the only row, if there is one."""
        if conn.dialect.name != "sqlite":
            return conn.execute(self._statement, values).one_or_none()
        ready = self._prepare(conn.dialect)
        rows = _run(conn, ready, values).fetchall()  # all: a statement half read would hold the log back
        return ready.read(rows[0]) if rows else None

    def count(self, conn: Connection, values: Values) -> int:
        """Runs it and counts the rows that it changed."""
        if conn.dialect.name != "sqlite":
            return conn.execute(self._statement, values).rowcount
        return _run(conn, self._prepare(conn.dialect), values).rowcount

    def _prepare(self, dialect: Dialect) -> _Ready:
        if self._ready is None:
            compiled = self._statement.compile(dialect=dialect, column_keys=self._names)
            assert isinstance(compiled, SQLCompiler)  # noqa: S101 - what statements are compiled to
            values = tuple(
                (name, compiled.params[name], compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
                for name in compiled.positiontup or ()
            )
            readers = (kind.dialect_impl(dialect).result_processor(dialect, None) for kind in self._columns)
            kept = tuple((place, read) for place, read in enumerate(readers) if read is not None)
            self._ready = _Ready(str(compiled), values, kept)
        return self._ready


def _run(conn: Connection, ready: _Ready, values: Values) -> sqlite3.Cursor:
    driver: Any = conn.connection.driver_connection
    try:
        cursor: sqlite3.Cursor = driver.execute(ready.text, ready.arguments(values))
    except sqlite3.Error as error:  # as SQLAlchemy says it, without the values: people wrote them
        raise DBAPIError.instance(
            ready.text, None, error, sqlite3.Error, hide_parameters=True, dialect=conn.dialect
        ) from error
    return cursor
