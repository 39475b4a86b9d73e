"""What those who registered for an event are written: its day once known or changed, and a reminder the evening before.

A unit of work marks people and queues their messages in one transaction, so each message is queued once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Connection

from consultation import agenda
from consultation.content import Event, in_language
from handlers.agenda import when, where
from handlers.screens import Screen, button
from handlers.services import Services
from storage import outbox, registrations
from storage.registrations import Registered

Write = Callable[[Registered], Screen]


def tell_day(conn: Connection, services: Services, event: Event, now: datetime, *, most: int) -> int:
    """Queues the news for at most so many of those who know of no day, or of another; returns how many they were."""
    also_reminded = event.start if agenda.is_reminder_due(event, now) else None
    taken = registrations.take_to_tell(conn, event.id, agenda.dated(event), also_reminded, most=most)
    return _queue(conn, event, taken, now, lambda one: _news_screen(services, one, event))


def remind(conn: Connection, services: Services, event: Event, now: datetime, *, most: int) -> int:
    """Queues the reminder for at most so many of those who have not had it; returns how many they were."""
    if event.start is None:
        return 0
    taken = registrations.take_to_remind(conn, event.id, event.start, most=most)
    sentence = "agenda-reminder-today" if agenda.is_today(event.start, now) else "agenda-reminder"
    return _queue(conn, event, taken, now, lambda one: _screen(services, one, event, sentence))


def _news_screen(services: Services, one: Registered, event: Event) -> Screen:
    return _screen(services, one, event, "agenda-day-changed" if one.told else "agenda-day-known")


def _screen(services: Services, one: Registered, event: Event, sentence: str) -> Screen:
    texts, language = services.texts, one.language
    text = texts(
        language,
        sentence,
        title=in_language(event.title, language),
        when=when(services, language, event),
        place=where(services, language, event),
    )
    return Screen.of(
        text,
        [button(texts.plain(language, "agenda-open"), "event", "open", event.id)],
        [button(texts.plain(language, "agenda-quit"), "event", "quit", event.id)],
    )


def _queue(conn: Connection, event: Event, taken: Iterable[Registered], now: datetime, write: Write) -> int:
    queued = 0
    for one in taken:
        outbox.put(
            conn,
            method="sendMessage",
            params=write(one).params(),
            lane=outbox.Lane.BROADCAST,  # nobody's receipt waits behind a thousand reminders
            person_id=one.person_id,
            subject=f"event:{event.id}",
            now=now,
        )
        queued += 1
    return queued
