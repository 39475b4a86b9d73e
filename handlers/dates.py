"""Dates as people say them, in Paris time and in their language (Babel)."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache

from babel.dates import format_date, format_datetime, format_time, format_timedelta

from consultation.agenda import PARIS as PARIS

NBSP = "\u00a0"


def moment(when: datetime, language: str) -> str:
    """Says a moment: "24 novembre 2026 à 8 h 12"."""
    local = when.astimezone(PARIS)
    if language == "fr":
        return f"{day(local.date(), language)} à {hour(local.time(), language)}"
    return format_datetime(local, "d MMMM y 'at' HH:mm", locale=language)


@lru_cache(maxsize=512)
def day(when: date, language: str) -> str:
    """Says a day: "23 février 2021"."""
    return format_date(when, "d MMMM y", locale=language)


def month(when: date, language: str) -> str:
    """Says a month, as a line begins: "Décembre 2021"."""
    said = format_date(when, "LLLL y", locale=language)
    return said[:1].upper() + said[1:]


def hour(when: time, language: str) -> str:
    """Says a time of day: "14 h 30", "18 h" in French, "14:30" elsewhere."""
    if language == "fr":
        return f"{when.hour}{NBSP}h" + (f"{NBSP}{when.minute:02}" if when.minute else "")
    return format_time(when, "HH:mm", locale=language)


def since(when: datetime, now: datetime, language: str) -> str:
    """Says how long ago: "il y a 5 minutes"."""
    return format_timedelta(when - now, add_direction=True, locale=language)
