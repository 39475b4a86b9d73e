"""Where a submission is shown to moderators: messages of the moderation chat, its card and its attached file."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select

from storage.tables import cards, outbox


class CardKind(StrEnum):
    """What a message of the moderation chat shows of a submission; also what its subject in the outbox begins with."""

    CARD = "card"
    FILE = "file"


def add(
    conn: Connection,
    *,
    submission_id: int,
    chat_id: int,
    message_id: int,
    now: datetime,
    kind: CardKind = CardKind.CARD,
) -> None:
    """Remembers the message that shows a submission."""
    values = {"submission_id": submission_id, "chat_id": chat_id, "message_id": message_id, "created_at": now}
    conn.execute(insert(cards).values(**values, kind=kind.value))


def latest(conn: Connection, submission_id: int) -> tuple[int, int] | None:
    """Finds the chat and message that show a submission now."""
    query = select(cards.c.chat_id, cards.c.message_id).where(cards.c.kind == CardKind.CARD)
    row = conn.execute(query.where(cards.c.submission_id == submission_id).order_by(cards.c.id.desc()).limit(1)).first()
    return None if row is None else (row.chat_id, row.message_id)


def every(conn: Connection, submission_id: int, kind: CardKind) -> list[tuple[int, int]]:
    """Lists the chats and messages that ever showed a submission, oldest first."""
    query = select(cards.c.chat_id, cards.c.message_id).where(cards.c.submission_id == submission_id)
    return [
        (row.chat_id, row.message_id) for row in conn.execute(query.where(cards.c.kind == kind).order_by(cards.c.id))
    ]


def forget_files(conn: Connection, submission_id: int) -> None:
    """Forgets the messages that showed a submission's file: they are being deleted."""
    conn.execute(delete(cards).where(cards.c.submission_id == submission_id, cards.c.kind == CardKind.FILE))


def repaint_waits(conn: Connection, subject: str) -> bool:
    """Tells whether the edit of a card, named by its subject in the outbox, is still to be sent."""
    query = select(outbox.c.id).where(outbox.c.subject == subject, outbox.c.state == "pending")
    return conn.execute(query.limit(1)).first() is not None
