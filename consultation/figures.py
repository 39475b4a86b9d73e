"""The figures of moderation: what waits, how long decisions take, why and by whom. A load, not a ranking."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from consultation.moderation import Status

WEEK, MONTH = timedelta(days=7), timedelta(days=30)
DAYS = 30
"""So many days are told, today included."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in force: when, after how long, which, why, on which theme, by whom."""

    at: datetime
    waited: timedelta
    status: Status
    reason: str | None
    theme: str
    moderator: int


@dataclass(frozen=True, slots=True)
class Delay:
    """How many decisions, half of them within `median`, nine out of ten within `p90`."""

    count: int
    median: timedelta
    p90: timedelta


@dataclass(frozen=True, slots=True)
class Day:
    """What a day of Paris saw."""

    day: date
    received: int
    decided: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All of it; decisions are those of the last 30 days, `cut` when there were too many to count them all."""

    waiting: int
    oldest: datetime | None
    waiting_by_theme: Mapping[str, int]
    week: Delay | None
    month: Delay | None
    outcomes: Mapping[Status, int]
    reasons: Mapping[str, int]
    themes: Mapping[str, int]
    load: Mapping[int, int]
    days: tuple[Day, ...]
    cut: bool = False


def delay(decided: Sequence[Decided]) -> Delay | None:
    """Measures how long decisions took; none if there were none."""
    waited = sorted(one.waited for one in decided)
    return Delay(len(waited), quantile(waited, 0.5), quantile(waited, 0.9)) if waited else None


def quantile(ordered: Sequence[timedelta], part: float) -> timedelta:
    """Finds the smallest value that so great a part of them does not exceed (nearest rank)."""
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


def figures(
    decided: Sequence[Decided],
    *,
    now: datetime,
    waiting_by_theme: Mapping[str, int],
    oldest: datetime | None,
    days: tuple[Day, ...],
    cut: bool = False,
) -> Figures:
    """Counts what was decided in the last 30 days, and puts it beside what waits."""
    return Figures(
        waiting=sum(waiting_by_theme.values()),
        oldest=oldest,
        waiting_by_theme=waiting_by_theme,
        week=delay([one for one in decided if one.at >= now - WEEK]),
        month=delay(decided),
        outcomes=Counter(one.status for one in decided),
        reasons=Counter(one.reason for one in decided if one.reason is not None),
        themes=Counter(one.theme for one in decided),
        load=Counter(one.moderator for one in decided),
        days=days,
        cut=cut,
    )
