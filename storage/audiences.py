"""Who is in an audience now. One condition for each kind of group: counting, filling and asking again use the same."""

from __future__ import annotations

from collections.abc import Callable, Collection

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, or_, select

from consultation.audience import Audience, Group, GroupKind
from consultation.broadcast import DeliveryState
from consultation.subscription import TopicKind
from storage import commitment_links
from storage.tables import deliveries, people, registrations, subscriptions


def members(audience: Audience) -> Select[int]:
    """Selects who, at this moment, is in an audience and can be written to."""
    return select(people.c.id).where(
        _wanted(audience), people.c.unreachable_at.is_(None), people.c.telegram_id.is_not(None)
    )


def count(conn: Connection, audience: Audience) -> int:
    """Counts whom an announcement would reach now."""
    return conn.execute(select(func.count()).select_from(members(audience).subquery())).scalar_one()


def among(conn: Connection, audience: Audience, person_ids: Collection[int]) -> set[int]:
    """Finds who of these people is in an audience now."""
    query = select(people.c.id).where(people.c.id.in_(person_ids), _wanted(audience))
    return set(conn.execute(query).scalars())


def _wanted(audience: Audience) -> ColumnElement[bool]:
    conditions = [_CONDITIONS[group.kind](group) for group in audience.groups]
    return (and_ if audience.all_at_once else or_)(*conditions) if conditions else false()


def _everyone(_: Group) -> ColumnElement[bool]:
    return people.c.subscribed_at.is_not(None)


def _follow(group: Group) -> ColumnElement[bool]:
    kind = TopicKind(group.kind.value)
    about = and_(subscriptions.c.kind == kind.value, subscriptions.c.value == group.value)
    return people.c.id.in_(select(subscriptions.c.person_id).where(about))


def _registered(group: Group) -> ColumnElement[bool]:
    come = select(registrations.c.person_id).where(registrations.c.event_id == group.value)
    return _unless_stopped(people.c.id.in_(come))


def _contributed(group: Group) -> ColumnElement[bool]:
    linked = commitment_links.authors(commitment_links.linked_to(int(group.value)))
    return _unless_stopped(people.c.id.in_(linked))


def _received(group: Group) -> ColumnElement[bool]:
    got = select(deliveries.c.person_id).where(
        deliveries.c.broadcast_id == int(group.value), deliveries.c.state == DeliveryState.SENT
    )
    return _unless_stopped(people.c.id.in_(got))


def _unless_stopped(concerned: ColumnElement[bool]) -> ColumnElement[bool]:
    """Leaves out those who are concerned by it, and said no to all announcements."""
    return and_(people.c.stopped_at.is_(None), concerned)


_CONDITIONS: dict[GroupKind, Callable[[Group], ColumnElement[bool]]] = {
    GroupKind.EVERYONE: _everyone,
    GroupKind.THEME: _follow,
    GroupKind.DEPARTEMENT: _follow,
    GroupKind.EVENT: _registered,
    GroupKind.COMMITMENT: _contributed,
    GroupKind.RECEIVED: _received,
}
