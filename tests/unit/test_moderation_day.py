"""When moderators are told of the day: at their hour in Paris, whatever the season; reminded never at night."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from consultation.moderation_day import digest_since, is_digest_due, is_reminder_due, slot_of_day, slot_of_hour


def hours(first: datetime, count: int) -> list[datetime]:
    """The hours that follow a moment."""
    return [first + timedelta(hours=index) for index in range(count)]


@pytest.mark.parametrize("day", [datetime(2021, 3, 27, 23, tzinfo=UTC), datetime(2021, 10, 30, 22, tzinfo=UTC)])
@pytest.mark.parametrize("hour", [0, 2, 3, 9, 23])
def test_each_day_has_its_figures_even_when_the_hour_changes(day: datetime, hour: int) -> None:
    due = {slot_of_day(now) for now in hours(day, 25) if is_digest_due(now, hour)}
    assert slot_of_day(day + timedelta(hours=12)) in due


def test_figures_count_from_the_same_hour_of_the_day_before() -> None:
    summer = datetime(2021, 3, 28, 7, 0, tzinfo=UTC)  # 9:00 in Paris, the hour having just changed
    assert digest_since(summer, 9) == datetime(2021, 3, 27, 8, 0, tzinfo=UTC)
    assert digest_since(summer + timedelta(days=1), 9) == summer


def test_nobody_is_reminded_at_night() -> None:
    reminded = [now.hour for now in hours(datetime(2021, 2, 23, 0, 0, tzinfo=UTC), 24) if is_reminder_due(now)]
    assert reminded == list(range(8, 18))  # 9:00 to 19:00 in Paris, in winter


def test_slots_grow_with_time() -> None:
    moments = hours(datetime(2021, 10, 30, 20, 0, tzinfo=UTC), 12)
    assert [slot_of_hour(now) for now in moments] == sorted({slot_of_hour(now) for now in moments})
    assert [slot_of_day(now) for now in moments] == sorted(slot_of_day(now) for now in moments)
