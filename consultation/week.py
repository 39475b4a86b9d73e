"""The week of the press office: from Monday nine o'clock to Monday nine o'clock in Paris, whatever the season."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from consultation.agenda import PARIS

HOUR = time(9)


def monday(now: datetime) -> date:
    """Says on which Monday the week under way began."""
    local = now.astimezone(PARIS)
    day = local.date() - timedelta(days=local.weekday())
    return day - timedelta(weeks=1) if local.weekday() == 0 and local.time() < HOUR else day


def last_week(now: datetime) -> tuple[datetime, datetime]:
    """Says when the last whole week began and ended: an hour longer or shorter than others when clocks change."""
    end = monday(now)
    return _begins(end - timedelta(weeks=1)), _begins(end)


def _begins(day: date) -> datetime:
    return datetime.combine(day, HOUR, PARIS).astimezone(UTC)
