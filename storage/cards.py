"""Where a submission is shown to moderators: a message of the moderation chat."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from storage.tables import cards, outbox


def add(conn: Connection, *, submission_id: int, chat_id: int, message_id: int, now: datetime) -> None:
    """Remembers the message that shows a submission."""
    conn.execute(
        insert(cards).values(submission_id=submission_id, chat_id=chat_id, message_id=message_id, created_at=now)
    )


def latest(conn: Connection, submission_id: int) -> tuple[int, int] | None:
    """Finds the chat and message that show a submission now."""
    query = select(cards.c.chat_id, cards.c.message_id).where(cards.c.submission_id == submission_id)
    row = conn.execute(query.order_by(cards.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else (row.chat_id, row.message_id)


def repaint_waits(conn: Connection, subject: str) -> bool:
    """Tells whether the edit of a card, named by its subject in the outbox, is still to be sent."""
    query = select(outbox.c.id).where(outbox.c.subject == subject, outbox.c.state == "pending")
    return conn.execute(query.limit(1)).first() is not None
