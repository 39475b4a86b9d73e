"""Who receives which announcements: those who asked for all, and those who follow what one is about."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, or_, select, update
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


def leave(conn: Connection, person_id: int, topic: Topic) -> None:
    """Opts a person out of the announcements about a topic."""
    conn.execute(delete(subscriptions).where(subscriptions.c.person_id == person_id, _about(topic)))


def followed(conn: Connection, person_id: int) -> list[Topic]:
    """Lists what a person follows, in the order they chose it."""
    query = select(subscriptions.c.kind, subscriptions.c.value).where(subscriptions.c.person_id == person_id)
    ordered = query.order_by(subscriptions.c.created_at, subscriptions.c.kind, subscriptions.c.value)
    return [Topic(TopicKind(kind), value) for kind, value in conn.execute(ordered)]


def stop(conn: Connection, person_id: int) -> None:
    """Opts a person out of every announcement, at once."""
    conn.execute(delete(subscriptions).where(subscriptions.c.person_id == person_id))
    conn.execute(update(people).where(people.c.id == person_id).values(subscribed_at=None))


def audience(topic: Topic | None) -> Select[int]:
    """Selects whom an announcement reaches: everyone subscribed to all, and whoever follows its topic."""
    opted_in: ColumnElement[bool] = people.c.subscribed_at.is_not(None)
    if topic is not None:
        opted_in = or_(opted_in, people.c.id.in_(select(subscriptions.c.person_id).where(_about(topic))))
    return select(people.c.id).where(opted_in, people.c.unreachable_at.is_(None), people.c.telegram_id.is_not(None))


def count(conn: Connection, topic: Topic | None) -> int:
    """Counts whom an announcement would reach now."""
    return conn.execute(select(func.count()).select_from(audience(topic).subquery())).scalar_one()


def followers_among(conn: Connection, topic: Topic, person_ids: list[int]) -> set[int]:
    """Finds who of these people follows a topic now."""
    query = select(subscriptions.c.person_id).where(subscriptions.c.person_id.in_(person_ids), _about(topic))
    return set(conn.execute(query).scalars())


def _about(topic: Topic) -> ColumnElement[bool]:
    return and_(subscriptions.c.kind == topic.kind.value, subscriptions.c.value == topic.value)
