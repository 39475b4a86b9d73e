"""Who follows what: the announcements they ask for, besides or instead of all of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from consultation.subscription import Topic, TopicKind
from storage.tables import people, subscriptions

_FOLLOW = {
    "sqlite": sqlite.insert(subscriptions).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(subscriptions).on_conflict_do_nothing(),
}


def follow(conn: Connection, person_id: int, topic: Topic, now: datetime) -> None:
    """Opts a person in to the announcements about a topic."""
    values = {"person_id": person_id, "kind": topic.kind.value, "value": topic.value, "created_at": now}
    conn.execute(_FOLLOW[conn.dialect.name], values)
    conn.execute(update(people).where(people.c.id == person_id).values(stopped_at=None))


def leave(conn: Connection, person_id: int, topic: Topic) -> None:
    """Opts a person out of the announcements about a topic."""
    conn.execute(delete(subscriptions).where(subscriptions.c.person_id == person_id, _about(topic)))


def followed(conn: Connection, person_id: int) -> list[Topic]:
    """Lists what a person follows, in the order they chose it."""
    query = select(subscriptions.c.kind, subscriptions.c.value).where(subscriptions.c.person_id == person_id)
    ordered = query.order_by(subscriptions.c.created_at, subscriptions.c.kind, subscriptions.c.value)
    return [Topic(TopicKind(kind), value) for kind, value in conn.execute(ordered)]


def stop(conn: Connection, person_id: int, now: datetime) -> None:
    """Opts a person out of every announcement, at once: also of those to people concerned by something."""
    conn.execute(delete(subscriptions).where(subscriptions.c.person_id == person_id))
    conn.execute(update(people).where(people.c.id == person_id).values(subscribed_at=None, stopped_at=now))


def _about(topic: Topic) -> ColumnElement[bool]:
    return and_(subscriptions.c.kind == topic.kind.value, subscriptions.c.value == topic.value)
