"""Dates as people say them, in Paris time and in their language (Babel)."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache

from babel.dates import format_date, format_datetime, format_time, format_timedelta

from consultation.agenda import PARIS as PARIS


def moment(when: datetime, language: str) -> str:
    """Says a moment: "24 novembre 2026 à 08:12"."""
    local = when.astimezone(PARIS)
    pattern = "d MMMM y 'à' HH:mm" if language == "fr" else "d MMMM y 'at' HH:mm"
    return format_datetime(local, pattern, locale=language)


@lru_cache(maxsize=512)
def day(when: date, language: str) -> str:
    """Says a day: "23 février 2021"."""
    return format_date(when, "d MMMM y", locale=language)


def hour(when: time, language: str) -> str:
    """Says a time of day: "14:30"."""
    return format_time(when, "HH:mm", locale=language)


def since(when: datetime, now: datetime, language: str) -> str:
    """Says how long ago: "il y a 5 minutes"."""
    return format_timedelta(when - now, add_direction=True, locale=language)
