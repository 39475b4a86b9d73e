"""What Telegram gives back: a card or a post is made again, elsewhere or later, and never lost."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from storage import cards, forum_topics, held_cards, moderation_chats, outbox, publications
from storage.cards import CardKind
from storage.outbox import OutboxRow

AGAIN = timedelta(minutes=10)
"""A card that was refused for another reason than its topic is tried again after so long."""
NO_TOPIC = ("thread not found", "topic_deleted", "topic_closed")
NO_MESSAGE = ("message to edit not found", "message_id_invalid")


def returned(conn: Connection, row: OutboxRow, error: str, now: datetime) -> None:
    """Gives a message up; if it showed a submission, its card or its post is made again."""
    outbox.failed(conn, row, error, now)
    kind, _, number = (row.subject or "").partition(":")
    said, thread = error.lower(), row.params.get("message_thread_id")
    topic_gone = thread is not None and any(words in said for words in NO_TOPIC)
    if topic_gone and isinstance(thread, int):
        forum_topics.forget(conn, row.chat_id, thread)
    if kind == CardKind.CARD or (kind == CardKind.FILE and topic_gone):
        held_cards.hold(conn, int(number), now if topic_gone else now + AGAIN)
    elif kind == publications.EDIT and any(words in said for words in NO_MESSAGE):
        publications.lost(conn, int(number), int(row.params["message_id"]), now)
    elif kind in publications.SUBJECTS:
        publications.refused(conn, int(number), now)
    elif row.person_id is None and row.method.startswith("edit") and any(words in said for words in NO_MESSAGE):
        lost = cards.lose(conn, row.chat_id, int(row.params["message_id"]))
        if lost is not None:
            held_cards.hold(conn, lost, now)


def moved(conn: Connection, row: OutboxRow, new_chat_id: int, told: str, now: datetime) -> None:
    """Follows a group that became a supergroup, and sends this message there."""
    moderation_chats.move(conn, row.chat_id, new_chat_id, now)
    outbox.retry(conn, row, now, told)
