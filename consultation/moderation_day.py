"""When moderators are told of the day: hours of Paris, whatever the season, and never a reminder at night."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from consultation.agenda import PARIS

MORNING, EVENING = 9, 19
"""A reminder comes between these hours."""


def is_digest_due(now: datetime, hour: int) -> bool:
    """Tells whether the day's figures may be given: from their hour to midnight, if a process was away."""
    return now.astimezone(PARIS).hour >= hour


def is_reminder_due(now: datetime) -> bool:
    """Tells whether it is an hour at which people may be reminded."""
    return MORNING <= now.astimezone(PARIS).hour < EVENING


def digest_since(now: datetime, hour: int) -> datetime:
    """Says since when the day's figures count: the same hour of the day before, 23 to 25 hours before that of today."""
    yesterday = now.astimezone(PARIS).date() - timedelta(days=1)
    return datetime.combine(yesterday, time(hour), PARIS).astimezone(UTC)


def slot_of_day(now: datetime) -> str:
    """Names a day in Paris; a later one is greater."""
    return now.astimezone(PARIS).date().isoformat()


def slot_of_hour(now: datetime) -> str:
    """Names an hour; a later one is greater."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H")
