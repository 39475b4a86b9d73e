"""What was approved, indexed in memory to be compared with what is about to be sent."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

from sqlalchemy import Connection, func, select

from consultation.commitment import says_all
from consultation.similarity import Similarity, text_of
from storage.tables import erasures, submissions
from storage.visibility import visible

MOST_COMPARED = 2_000
"""The newest are compared: reading them again takes about a second when one more is approved."""


class Approved:
    """The index and the numbers of what is in it, made again when something was approved, withdrawn or erased."""

    def __init__(self) -> None:
        self._state: tuple[object, ...] = ()
        self._numbers: list[int] = []
        self._index = Similarity(())

    def like(self, conn: Connection, text: str) -> list[int]:
        """Finds the numbers of those that say much the same, the likeliest first."""
        state = _state(conn)
        if state != self._state:
            rows = conn.execute(
                select(submissions.c.id, submissions.c.answers)
                .where(visible())
                .order_by(submissions.c.id.desc())
                .limit(MOST_COMPARED)
            ).all()
            self._numbers, self._index = [row.id for row in rows], Similarity([text_of(row.answers) for row in rows])
            self._state = state
        return [self._numbers[one.place] for one in self._index.nearest(text)]


def _state(conn: Connection) -> tuple[object, ...]:
    """What differs as soon as the approved texts do."""
    counted = select(func.count(), func.max(submissions.c.decided_at)).select_from(submissions)
    approved = conn.execute(counted.where(visible())).one()
    return (*approved, conn.execute(select(func.count()).select_from(erasures)).scalar_one())


def saying(conn: Connection, words: Collection[str], *, limit: int) -> list[int]:
    """Finds the numbers of approved contributions that say every word sought, the newest first."""
    rows = conn.execute(
        select(submissions.c.id, submissions.c.answers)
        .where(visible())
        .order_by(submissions.c.id.desc())
        .limit(MOST_COMPARED)
    )
    found = (row.id for row in rows if says_all(text_of(row.answers), words))
    return list(islice(found, limit))
