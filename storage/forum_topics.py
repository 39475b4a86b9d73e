"""The topics of a forum group: one a theme, made when its first card comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from storage.tables import forum_topics
from storage.upsert import insert_into


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme's topic: `thread_id` once it is made; `refused` while Telegram does not let us make it."""

    theme: str
    thread_id: int | None
    refused: bool
    again_at: datetime | None

    def settled(self, now: datetime) -> bool:
        """Tells whether it is known where cards of this theme go: to their topic, or to the general one for now."""
        return self.thread_id is not None or (self.refused and self.again_at is not None and now < self.again_at)


def find(conn: Connection, chat_id: int, theme: str) -> Topic | None:
    """Finds a theme's topic."""
    query = select(forum_topics.c.theme, forum_topics.c.thread_id, forum_topics.c.refused, forum_topics.c.again_at)
    row = conn.execute(query.where(forum_topics.c.chat_id == chat_id, forum_topics.c.theme == theme)).one_or_none()
    return None if row is None else Topic(*row)


def claim(conn: Connection, chat_id: int, theme: str, now: datetime, until: datetime) -> bool:
    """Takes the making of a topic until a moment; false if it is made, or if another process is at it."""
    values = {"thread_id": None, "refused": False, "again_at": until}
    new = insert_into(conn, forum_topics).values(chat_id=chat_id, theme=theme, **values)
    if conn.execute(new.on_conflict_do_nothing()).rowcount == 1:
        return True
    this = update(forum_topics).where(forum_topics.c.chat_id == chat_id, forum_topics.c.theme == theme)
    free = (forum_topics.c.thread_id.is_(None), forum_topics.c.again_at <= now)
    return conn.execute(this.where(*free).values(values)).rowcount == 1


def made(conn: Connection, chat_id: int, theme: str, thread_id: int) -> None:
    """Remembers a topic just made."""
    _set(conn, chat_id, theme, thread_id=thread_id, refused=False, again_at=None)


def refused(conn: Connection, chat_id: int, theme: str, again_at: datetime) -> None:
    """Remembers that a topic could not be made, and when to try again."""
    _set(conn, chat_id, theme, thread_id=None, refused=True, again_at=again_at)


def forget(conn: Connection, chat_id: int, thread_id: int) -> None:
    """Forgets a topic that someone deleted."""
    conn.execute(delete(forum_topics).where(forum_topics.c.chat_id == chat_id, forum_topics.c.thread_id == thread_id))


def _set(conn: Connection, chat_id: int, theme: str, **values: object) -> None:
    this = update(forum_topics).where(forum_topics.c.chat_id == chat_id, forum_topics.c.theme == theme)
    conn.execute(this.values(**values))
