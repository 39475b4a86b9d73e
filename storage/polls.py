"""The results of polls, as Telegram last gave them: how many chose what, and nobody's name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, select

from storage.tables import poll_results
from storage.upsert import insert_into

NUMBERED_ANEW = timedelta(days=7)
"""After a week without updates, Telegram may number them from anywhere."""


@dataclass(frozen=True, slots=True)
class PollResult:
    """How many people voted, and for what."""

    voters: int
    votes: tuple[tuple[str, int], ...]
    closed: bool


def keep(
    conn: Connection,
    poll_id: str,
    *,
    update_id: int,
    voters: int,
    votes: Sequence[tuple[str, int]],
    closed: bool,
    now: datetime,
) -> None:
    """Keeps what a poll has come to; what an older update says changes nothing."""
    said = {
        "update_id": update_id,
        "voters": voters,
        "votes": [list(one) for one in votes],
        "closed": closed,
        "at": now,
    }
    newer = or_(poll_results.c.update_id < update_id, poll_results.c.at < now - NUMBERED_ANEW)
    new = insert_into(conn, poll_results).values(poll_id=poll_id, **said)
    conn.execute(new.on_conflict_do_update(index_elements=[poll_results.c.poll_id], set_=said, where=newer))


def of(conn: Connection, poll_ids: Collection[str]) -> dict[str, PollResult]:
    """Finds the results of polls, by their ids; one that nobody has voted in yet has none."""
    query = select(poll_results).where(poll_results.c.poll_id.in_(poll_ids))
    return {
        row.poll_id: PollResult(row.voters, tuple((label, count) for label, count in row.votes), row.closed)
        for row in conn.execute(query)
    }
