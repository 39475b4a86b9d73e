"""What announcements caused, as counters: who did what is not kept.

Telegram says nothing of who taps a button that leads elsewhere. What comes back to the bot is put down to the
announcement under which it was tapped; what is typed, to the last one that the person received, within `WINDOW`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import Connection, exists, or_, select

from consultation.broadcast import IN_PLACE, DeliveryState
from storage.tables import AnyRow, broadcasts, changes, deliveries, effects, people, subscriptions
from storage.upsert import insert_into

WINDOW = timedelta(hours=48)
"""How long after an announcement arrived what its reader types is put down to it."""
LATELY = 50
"""Announcements, newest first, among which the one of a tapped message is looked for."""
VALUE_LENGTH = 100
_TELEGRAM = ("t.me", "telegram.me")


class EffectKind(StrEnum):
    """What a reader of an announcement did."""

    OPT_OUT = "opt_out"
    BLOCK = "block"
    TAP = "tap"


@dataclass(frozen=True, slots=True)
class Effect:
    """How often something was done; `value` says which button, of a tap."""

    kind: EffectKind
    value: str
    count: int


def note_opt_out(conn: Connection, person_id: int, message_id: int | None, now: datetime) -> None:
    """Counts someone who is about to say no to all announcements, once: under `message_id` if they tapped there."""
    if _said_no_already(conn, person_id):
        return
    found = None if message_id is None else _of_message(conn, person_id, message_id)
    if found is None:
        found = next((row.id for row in _lately_received(conn, person_id, now)), None)
    _count(conn, found, EffectKind.OPT_OUT)


def note_block(conn: Connection, person_id: int, now: datetime) -> None:
    """Counts someone who has just blocked the bot."""
    _count(conn, next((row.id for row in _lately_received(conn, person_id, now)), None), EffectKind.BLOCK)


def note_tap(conn: Connection, person_id: int, message_id: int, asks_for: str) -> None:
    """Counts the tap of a button, if it stands under an announcement."""
    _count(conn, _of_message(conn, person_id, message_id), EffectKind.TAP, asks_for)


def note_return(conn: Connection, person_id: int, payload: str, now: datetime) -> None:
    """Counts someone who came back by a link to the bot, if an announcement they received has that link."""
    for row in _lately_received(conn, person_id, now):
        if payload in _payloads(row):
            _count(conn, row.id, EffectKind.TAP, payload)
            return


def of(conn: Connection, broadcast_id: int) -> list[Effect]:
    """Lists what an announcement caused, most first."""
    query = select(effects.c.kind, effects.c.value, effects.c.count).where(effects.c.broadcast_id == broadcast_id)
    rows = conn.execute(query.order_by(effects.c.count.desc(), effects.c.kind, effects.c.value))
    return [Effect(EffectKind(kind), value, count) for kind, value, count in rows]


def _said_no_already(conn: Connection, person_id: int) -> bool:
    follows = exists().where(subscriptions.c.person_id == person_id)
    wants = or_(people.c.subscribed_at.is_not(None), people.c.stopped_at.is_(None), follows)
    return conn.execute(select(people.c.id).where(people.c.id == person_id, wants)).first() is None


def _count(conn: Connection, broadcast_id: int | None, kind: EffectKind, value: str = "") -> None:
    if broadcast_id is None:
        return
    row = {"broadcast_id": broadcast_id, "kind": kind.value, "value": value[:VALUE_LENGTH], "count": 1}
    new = insert_into(conn, effects).values(row)
    conn.execute(
        new.on_conflict_do_update(
            index_elements=[effects.c.broadcast_id, effects.c.kind, effects.c.value],
            set_={"count": effects.c.count + 1},
        )
    )


def _of_message(conn: Connection, person_id: int, message_id: int) -> int | None:
    """Finds the announcement that a message of a person's chat is: among the last ones, by their keys."""
    lately = select(broadcasts.c.id).order_by(broadcasts.c.id.desc()).limit(LATELY)
    query = select(deliveries.c.broadcast_id).where(
        deliveries.c.broadcast_id.in_(lately.scalar_subquery()),
        deliveries.c.person_id == person_id,
        deliveries.c.message_id == message_id,
    )
    first = query.order_by(deliveries.c.broadcast_id).limit(1)  # what rewrites a message has its number, too
    number: int | None = conn.execute(first).scalar_one_or_none()
    return number


def _lately_received(conn: Connection, person_id: int, now: datetime) -> Iterable[AnyRow]:
    """Lists the announcements that a person received within the window, last first; a rewriting is not received."""
    since = now - WINDOW
    in_place = exists().where(changes.c.broadcast_id == broadcasts.c.id, changes.c.kind.in_(sorted(IN_PLACE)))
    under_way = or_(broadcasts.c.finished_at.is_(None), broadcasts.c.finished_at >= since)
    query = (
        select(broadcasts.c.id, broadcasts.c.params, broadcasts.c.versions)
        .join(deliveries, deliveries.c.broadcast_id == broadcasts.c.id)
        .where(
            broadcasts.c.started_at.is_not(None),
            under_way,
            ~in_place,
            deliveries.c.person_id == person_id,
            deliveries.c.state == DeliveryState.SENT,
            deliveries.c.message_id.is_not(None),
            deliveries.c.settled_at >= since,
        )
        .order_by(deliveries.c.settled_at.desc(), broadcasts.c.id.desc())
    )
    return conn.execute(query).all()


def _payloads(row: AnyRow) -> set[str]:
    """The links to a bot that stand under an announcement, by what they ask for."""
    said = [row.params, *(version["params"] for version in (row.versions or {}).values())]
    return {payload for params in said for payload in map(payload_of, _addresses(params)) if payload}


def payload_of(url: str) -> str | None:
    """Says what a link to a bot asks for ("https://t.me/a_bot?start=contribuer"); none of another address."""
    parts = urlsplit(url)
    return next(iter(parse_qs(parts.query).get("start", ())), None) if parts.hostname in _TELEGRAM else None


def _addresses(params: Any) -> list[str]:
    rows = params.get("reply_markup", {}).get("inline_keyboard", [])
    return [one["url"] for row in rows for one in row if "url" in one]
