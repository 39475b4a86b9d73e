"""When things are: an event's moments in Paris, the order of an agenda, the moment to remind people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from consultation.content import Event

PARIS = ZoneInfo("Europe/Paris")
REMINDER = time(18)
"""The hour, in Paris, at which people are reminded the day before."""


def starts_at(event: Event) -> datetime | None:
    """Says when an event begins: at midnight in Paris when its hour is not known; none without a day."""
    return None if event.start is None else _in_paris(event.start, event.begins or time.min)


def over_at(event: Event) -> datetime | None:
    """Says when nobody can go there any more: at its end, else its beginning, else the end of its day."""
    if event.start is None:
        return None
    last = event.ends or event.begins
    return _in_paris(event.start, last) if last else _in_paris(event.start + timedelta(days=1), time.min)


def remind_at(event: Event) -> datetime | None:
    """Says when to remind people: the day before at 18:00 in Paris, whatever the season."""
    return None if event.start is None else _in_paris(event.start - timedelta(days=1), REMINDER)


def is_over(event: Event, now: datetime) -> bool:
    """Tells whether an event is past; one without a day is not."""
    over = over_at(event)
    return over is not None and over <= now


def is_reminder_due(event: Event, now: datetime) -> bool:
    """Tells whether people are to be reminded now: from the evening before until it begins, or its day ends."""
    since, until = remind_at(event), starts_at(event) if event.begins else over_at(event)
    return since is not None and until is not None and since <= now < until


def dated(event: Event) -> str:
    """Writes an event's moment for comparison: people are told when it is no longer the one they know."""
    if event.start is None:
        return ""
    return event.start.isoformat() + (f"T{event.begins:%H:%M}" if event.begins else "")


def in_order(events: Iterable[Event], now: datetime) -> list[Event]:
    """Sorts an agenda: what comes first, what has no day yet (those of a known month first), then what is past."""

    def place(event: Event) -> tuple[int, float]:
        start = starts_at(event)
        if start is None:
            return 1, (event.month or date.max).toordinal()
        return (2, -start.timestamp()) if is_over(event, now) else (0, start.timestamp())

    return sorted(events, key=place)


def is_today(day: date, now: datetime) -> bool:
    """Tells whether a day is today in Paris."""
    return now.astimezone(PARIS).date() == day


def _in_paris(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, PARIS).astimezone(UTC)
