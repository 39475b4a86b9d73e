"""Inserting what may be there already, on either database."""

from __future__ import annotations

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_into(conn: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Begins an insert that may say what to do on a conflict."""
    return postgresql.insert(table) if conn.dialect.name == "postgresql" else sqlite.insert(table)
