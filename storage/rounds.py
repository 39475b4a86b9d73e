"""What is done once a day or once an hour, whatever restarts, other processes or a clock that is put back."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from storage.tables import rounds
from storage.upsert import insert_into


def is_done(conn: Connection, name: str, slot: str) -> bool:
    """Tells whether a round was taken for a day or an hour, or a later one."""
    done = select(rounds.c.name).where(rounds.c.name == name, rounds.c.slot >= slot)
    return conn.execute(done).first() is not None


def claim(conn: Connection, name: str, slot: str) -> bool:
    """Takes a round for a day or an hour, in the transaction of what it does; false if it was taken.

    Slots are written so that the later one is the greater ("2021-02-23"): an earlier one is never taken again.
    """
    new = insert_into(conn, rounds).values(name=name, slot=slot).on_conflict_do_nothing()
    if conn.execute(new).rowcount == 1:
        return True
    later = update(rounds).where(rounds.c.name == name, rounds.c.slot < slot)
    return conn.execute(later.values(slot=slot)).rowcount == 1
