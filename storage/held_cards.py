"""Cards that are not in the moderation chat and should be: held back behind the board, lost, or waiting for a topic."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, exists, select, update

from consultation.moderation import OPEN
from storage.signals import signal
from storage.tables import held_cards, submissions
from storage.upsert import insert_into

SIGNAL = "queue"
"""Raised when there is a card to post, or a board to show."""


def hold(conn: Connection, submission_id: int, post_at: datetime) -> None:
    """Keeps in mind that a card is to be posted, from a moment on."""
    _upsert(conn, submission_id, post_at=post_at)
    signal(conn, SIGNAL)


def posted(conn: Connection, submission_id: int) -> None:
    """Forgets about a card: it was just queued for the chat."""
    conn.execute(update(held_cards).where(held_cards.c.submission_id == submission_id).values(post_at=None))


def shown(conn: Connection, submission_id: int, now: datetime) -> None:
    """Notes that “Suivante” showed a submission: the next one to ask sees another."""
    _upsert(conn, submission_id, shown_at=now)


def due(conn: Connection, now: datetime, *, limit: int) -> list[int]:
    """Lists submissions still to be decided whose card may be posted now, oldest first."""
    query = (
        select(held_cards.c.submission_id)
        .join(submissions, submissions.c.id == held_cards.c.submission_id)
        .where(held_cards.c.post_at <= now, submissions.c.status.in_(OPEN))
        .order_by(held_cards.c.submission_id)
        .limit(limit)
    )
    return list(conn.execute(query).scalars())


def take(conn: Connection, submission_id: int) -> bool:
    """Takes a card to post it; false if another process did."""
    return (
        conn.execute(
            update(held_cards)
            .where(held_cards.c.submission_id == submission_id, held_cards.c.post_at.is_not(None))
            .values(post_at=None)
        ).rowcount
        == 1
    )


def forget_decided(conn: Connection) -> None:
    """Forgets about submissions that no longer wait."""
    waits = exists().where(submissions.c.id == held_cards.c.submission_id, submissions.c.status.in_(OPEN))
    conn.execute(delete(held_cards).where(~waits))


def _upsert(conn: Connection, submission_id: int, **values: datetime) -> None:
    statement = insert_into(conn, held_cards).values(submission_id=submission_id, **values)
    conn.execute(statement.on_conflict_do_update(index_elements=[held_cards.c.submission_id], set_=values))
