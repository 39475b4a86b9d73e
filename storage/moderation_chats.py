"""The chat where submissions are decided: what kind it is, where it moved, and the board that stands in it.

The settings name a chat; when Telegram turned that group into a supergroup, its new id is here and wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from consultation.moderation import OPEN
from storage import held_cards
from storage.tables import cards, moderation_chats, outbox, submissions
from storage.upsert import insert_into

LONGEST_WAY = 5
"""A group becomes a supergroup once; more moves than this are a ring, made by hand."""
MOVED = "the group became a supergroup"


@dataclass(frozen=True, slots=True)
class ModerationChat:
    """What is known of a chat: `board_since` is set while cards are held back."""

    chat_id: int
    is_forum: bool = False
    board_since: datetime | None = None
    board_message_id: int | None = None
    board_shown: str | None = None
    board_at: datetime | None = None


def home(conn: Connection, chat_id: int | None) -> int | None:
    """Follows a chat from the id that the settings name to the one it has now."""
    for _ in range(LONGEST_WAY):
        moved = conn.execute(
            select(moderation_chats.c.moved_to).where(moderation_chats.c.chat_id == chat_id)
        ).scalar_one_or_none()
        if moved is None:
            break
        chat_id = moved
    return chat_id


def get(conn: Connection, chat_id: int) -> ModerationChat:
    """Tells what is known of a chat."""
    query = select(
        moderation_chats.c.chat_id,
        moderation_chats.c.is_forum,
        moderation_chats.c.board_since,
        moderation_chats.c.board_message_id,
        moderation_chats.c.board_shown,
        moderation_chats.c.board_at,
    )
    row = conn.execute(query.where(moderation_chats.c.chat_id == chat_id)).one_or_none()
    return ModerationChat(chat_id) if row is None else ModerationChat(*row)


def look(conn: Connection, chat_id: int, *, is_forum: bool) -> None:
    """Notes whether a chat has topics."""
    _meet(conn, chat_id)
    _set(conn, chat_id, is_forum=is_forum)


def open_board(conn: Connection, chat_id: int, now: datetime) -> None:
    """Holds cards back from now on, unless they are already."""
    _meet(conn, chat_id)
    closed = moderation_chats.c.board_since.is_(None)
    conn.execute(
        update(moderation_chats)
        .where(moderation_chats.c.chat_id == chat_id, closed)
        .values(board_since=now, board_message_id=None, board_shown=None, board_at=None)
    )


def close_board(conn: Connection, chat_id: int) -> bool:
    """Holds cards back no more; false if another process closed the board."""
    opened = moderation_chats.c.board_since.is_not(None)
    return (
        conn.execute(
            update(moderation_chats)
            .where(moderation_chats.c.chat_id == chat_id, opened)
            .values(board_since=None, board_message_id=None, board_shown=None, board_at=None)
        ).rowcount
        == 1
    )


def claim_board(conn: Connection, chat: ModerationChat, shown: str, now: datetime) -> bool:
    """Takes the next showing of the board; false if another process did, or closed it, since `chat` was read."""
    return (
        conn.execute(
            update(moderation_chats)
            .where(
                moderation_chats.c.chat_id == chat.chat_id,
                moderation_chats.c.board_since.is_not(None),
                moderation_chats.c.board_at.is_not_distinct_from(chat.board_at),
            )
            .values(board_at=now, board_shown=shown)
        ).rowcount
        == 1
    )


def place_board(conn: Connection, chat_id: int, message_id: int | None) -> None:
    """Remembers the message that is the board; none when it is gone."""
    _set(conn, chat_id, board_message_id=message_id)


def move(conn: Connection, old: int, new: int, now: datetime) -> bool:
    """Takes what waits for a chat to the supergroup it became; false if that was done already.

    Messages of the old group cannot be reached any more: their edits are given up, and cards still to be decided are
    posted again.
    """
    if old == new or home(conn, old) == new:
        return False
    before = get(conn, old)
    for chat_id in (old, new):
        _meet(conn, chat_id)
    _set(conn, old, moved_to=new)
    _set(conn, new, moved_to=None, board_since=before.board_since)
    _move_messages(conn, old, new, now)
    waiting = select(cards.c.submission_id).join(submissions, submissions.c.id == cards.c.submission_id)
    for number in conn.execute(waiting.where(cards.c.chat_id == old, submissions.c.status.in_(OPEN)).distinct()):
        held_cards.hold(conn, number[0], now)
    conn.execute(delete(cards).where(cards.c.chat_id == old))
    return True


def _move_messages(conn: Connection, old: int, new: int, now: datetime) -> None:
    here = (outbox.c.chat_id == old, outbox.c.state == "pending")
    rows = conn.execute(select(outbox.c.id, outbox.c.method, outbox.c.params).where(*here).order_by(outbox.c.id)).all()
    for number, method, params in rows:
        row = update(outbox).where(outbox.c.id == number)
        if method.startswith("send"):
            kept = {key: value for key, value in params.items() if key not in ("reply_parameters", "message_thread_id")}
            conn.execute(row.values(chat_id=new, params=kept, due_at=now))
        else:
            conn.execute(row.values(state="failed", leased_until=None, error=MOVED, settled_at=now))


def _meet(conn: Connection, chat_id: int) -> None:
    met = conn.execute(select(moderation_chats.c.chat_id).where(moderation_chats.c.chat_id == chat_id)).first()
    if met is None:
        new = insert_into(conn, moderation_chats).values(chat_id=chat_id, is_forum=False)
        conn.execute(new.on_conflict_do_nothing())


def _set(conn: Connection, chat_id: int, **values: object) -> None:
    conn.execute(update(moderation_chats).where(moderation_chats.c.chat_id == chat_id).values(**values))
