"""Copies a whole database into another one, of the same kind or not: the way from SQLite to PostgreSQL, and back.

All or nothing: one transaction reads, one writes, and every table is counted before the second is committed. The
service must be stopped meanwhile; a SQLite file is locked against it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Integer,
    String,
    Table,
    bindparam,
    cast,
    delete,
    func,
    insert,
    null,
    select,
    tuple_,
    update,
)
from sqlalchemy import table as table_clause
from sqlalchemy.dialects.postgresql import JSONB, REGCLASS

from storage.migrate import is_current, upgrade
from storage.tables import metadata
from storage.transaction import Run, transaction

AT_ONCE = 1000
"""Rows read and written at a time: what is held in memory."""

Rows = Sequence[Mapping[str, Any]]
_NUMBERS = table_clause("sqlite_sequence", Column("name", String), Column("seq", Integer))
"""Where SQLite keeps the last number it gave, for the tables that never give one again."""
_NULLABLE_JSON = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class CannotCopyError(Exception):
    """The one database cannot be copied into the other; nothing was changed."""


class SourceNotCurrentError(CannotCopyError):
    """The database to copy from was not migrated by this version of the program."""


class TargetNotEmptyError(CannotCopyError):
    """The database to copy into already holds something."""


class CountsDifferError(CannotCopyError):
    """A table was not copied whole."""


async def copy(source_url: str, target_url: str, told: Callable[[str, int], None] | None = None) -> dict[str, int]:
    """Copies every row and says how many of each table; calls `told` with a table's name and count when it is done."""
    async with transaction(source_url, snapshot=True) as source, transaction(target_url) as target:
        if not await source(is_current):
            raise SourceNotCurrentError
        await target(upgrade)
        if await target(_holds_something):
            raise TargetNotEmptyError
        counts = {}
        for table in metadata.sorted_tables:
            counts[table.name] = await _copy_table(table, source, target)
            if told is not None:
                told(table.name, counts[table.name])
        for table in metadata.sorted_tables:
            last = await source(partial(_last_number, table=table))
            if last is not None:
                await target(partial(_number_after, table=table, last=last))
        return counts


async def _copy_table(table: Table, source: Run, target: Run) -> int:
    """Copies a table by pages of its primary key; references to rows of its own are set once all are there."""
    after: tuple[Any, ...] | None = None
    own = [column for column in table.columns if any(key.column.table is table for key in column.foreign_keys)]
    while page := await source(partial(_page, table=table, after=after)):
        await target(partial(_put, table=table, page=page, own=own))
        after = tuple(page[-1][column.name] for column in table.primary_key.columns)
    for column in own:
        await _refer(table, column, source, target)
    expected, copied = await source(lambda conn: _count(conn, table)), await target(lambda conn: _count(conn, table))
    if expected != copied:
        raise CountsDifferError(f"{table.name}: {copied} of {expected}")
    return copied


async def _refer(table: Table, column: Column[Any], source: Run, target: Run) -> None:
    [key] = table.primary_key.columns
    query = select(key, column).where(column.is_not(None))
    pairs = await source(lambda conn: [{"of": row[0], "to": row[1]} for row in conn.execute(query)])
    if pairs:
        statement = update(table).where(key == bindparam("of")).values({column: bindparam("to")})
        await target(lambda conn: conn.execute(statement, pairs))


def _page(conn: Connection, *, table: Table, after: tuple[Any, ...] | None) -> Rows:
    keys = list(table.primary_key.columns)
    query = select(table).order_by(*keys).limit(AT_ONCE)
    if after is not None:
        query = query.where(_after(keys, after))
    return [dict(row._mapping) for row in conn.execute(query)]


def _after(keys: list[Column[Any]], after: tuple[Any, ...]) -> Any:
    """Compares a key of several columns as one value, which both databases read from the primary key's index."""
    if len(keys) == 1:
        return keys[0] > after[0]
    values = [bindparam(None, value, type_=key.type) for key, value in zip(keys, after, strict=True)]
    return tuple_(*keys) > tuple_(*values)


def _put(conn: Connection, *, table: Table, page: Rows, own: list[Column[Any]]) -> None:
    values: dict[str, Any] = {}
    for column in table.columns:
        if column in own:
            values[column.name] = null()
        elif isinstance(column.type, JSON) and column.nullable:
            values[column.name] = bindparam(column.name, type_=_NULLABLE_JSON)
        else:
            values[column.name] = bindparam(column.name, type_=column.type)
    conn.execute(insert(table).values(values), [dict(row) for row in page])


def _count(conn: Connection, table: Table) -> int:
    return conn.execute(select(func.count()).select_from(table)).scalar_one()


def _holds_something(conn: Connection) -> bool:
    return any(conn.execute(select(1).select_from(table).limit(1)).first() for table in metadata.sorted_tables)


def _last_number(conn: Connection, *, table: Table) -> int | None:
    """Finds the last number that was given to a row of a table, there still or not; none if it numbers no rows."""
    column = table.autoincrement_column
    if column is None:
        return None
    if conn.dialect.name == "postgresql":
        query = select(func.pg_sequence_last_value(cast(_sequence(table, column), REGCLASS)))
    elif table.dialect_options["sqlite"]["autoincrement"]:
        query = select(_NUMBERS.c.seq).where(_NUMBERS.c.name == table.name)
    else:
        query = select(func.max(column))
    return conn.execute(query).scalar()


def _number_after(conn: Connection, *, table: Table, last: int) -> None:
    """Lets a table number its next row after this one, as it would have where it comes from."""
    column = table.autoincrement_column
    if column is not None and conn.dialect.name == "postgresql":
        conn.execute(select(func.setval(cast(_sequence(table, column), REGCLASS), last)))
    elif table.dialect_options["sqlite"]["autoincrement"]:
        conn.execute(delete(_NUMBERS).where(_NUMBERS.c.name == table.name))
        conn.execute(insert(_NUMBERS).values(name=table.name, seq=last))


def _sequence(table: Table, column: Column[Any]) -> ColumnElement[str]:
    return func.pg_get_serial_sequence(table.name, column.name)
