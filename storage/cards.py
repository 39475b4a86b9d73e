"""Where a submission is shown to moderators: messages of the moderation chat, its card and its attached file."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, func, insert, select

from consultation.moderation import OPEN
from storage.tables import cards, outbox, submissions


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


def shown_by(conn: Connection, chat_id: int, message_id: int) -> int | None:
    """Finds the submission that a message of a chat shows, as its card or its file."""
    query = select(cards.c.submission_id).where(cards.c.chat_id == chat_id, cards.c.message_id == message_id)
    return conn.execute(query.limit(1)).scalar_one_or_none()


def every(conn: Connection, submission_id: int, kind: CardKind) -> list[tuple[int, int]]:
    """Lists the chats and messages that ever showed a submission, oldest first."""
    query = select(cards.c.chat_id, cards.c.message_id).where(cards.c.submission_id == submission_id)
    return [
        (row.chat_id, row.message_id) for row in conn.execute(query.where(cards.c.kind == kind).order_by(cards.c.id))
    ]


def lose(conn: Connection, chat_id: int, message_id: int) -> int | None:
    """Forgets a message that someone deleted; gives the submission that is shown nowhere else now, if it was its card.

    An older version's card takes nothing away: the newer one stands below it.
    """
    this = (cards.c.chat_id == chat_id, cards.c.message_id == message_id, cards.c.kind == CardKind.CARD)
    number = conn.execute(select(cards.c.submission_id).where(*this)).scalar_one_or_none()
    if number is None:
        return None
    was_latest = latest(conn, number) == (chat_id, message_id)
    conn.execute(delete(cards).where(*this))
    return number if was_latest else None


def standing(conn: Connection, chat_id: int, *, limit: int) -> list[tuple[int, int]]:
    """Lists the submissions to be decided and the message that shows each of them in a chat, oldest first."""
    newest = (
        select(cards.c.submission_id, func.max(cards.c.message_id).label("message_id"))
        .join(submissions, submissions.c.id == cards.c.submission_id)
        .where(cards.c.chat_id == chat_id, cards.c.kind == CardKind.CARD, submissions.c.status.in_(OPEN))
        .group_by(cards.c.submission_id)
        .order_by(cards.c.submission_id)
        .limit(limit)
    )
    return [(row.submission_id, row.message_id) for row in conn.execute(newest)]


def stands_below(conn: Connection, chat_id: int, message_id: int) -> bool:
    """Tells whether a card was posted in a chat after a message."""
    below = select(cards.c.id).where(cards.c.chat_id == chat_id, cards.c.message_id > message_id)
    return conn.execute(below.limit(1)).first() is not None


def forget_files(conn: Connection, submission_id: int) -> None:
    """Forgets the messages that showed a submission's file: they are being deleted."""
    conn.execute(delete(cards).where(cards.c.submission_id == submission_id, cards.c.kind == CardKind.FILE))


def repaint_waits(conn: Connection, subject: str) -> bool:
    """Tells whether the edit of a card, named by its subject in the outbox, is still to be sent."""
    query = select(outbox.c.id).where(outbox.c.subject == subject, outbox.c.state == "pending")
    return conn.execute(query.limit(1)).first() is not None
