"""Reads every row of every table, whatever the tables are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from storage.database import Database
from storage.tables import metadata


@dataclass(frozen=True, slots=True)
class Cell:
    """One value, and where it stands."""

    table: str
    column: str
    value: Any

    def holds(self, words: str) -> bool:
        """Tells whether a text or a number is in it, however deep in JSON."""
        return words in (self.value if isinstance(self.value, str) else json.dumps(self.value, default=str))


async def cells(database: Database) -> list[Cell]:
    """Every value kept."""
    return await database.read(lambda conn: list(_cells(conn)))


def _cells(conn: Connection) -> Iterator[Cell]:
    for table in metadata.sorted_tables:
        for row in conn.execute(select(table)):
            for column, value in row._mapping.items():
                yield Cell(table.name, str(column), value)
