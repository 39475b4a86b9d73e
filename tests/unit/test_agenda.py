"""When events are: Paris time in every season, the evening before, the order of an agenda."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from consultation import agenda
from consultation.content import Event


def event(
    ident: str = "atelier", start: date | None = None, begins: time | None = None, ends: time | None = None
) -> Event:
    return Event(ident, {"fr": "Atelier"}, {"fr": "…"}, start, None, begins, ends)


@pytest.mark.parametrize(
    ("day", "reminder"),
    [
        (date(2021, 1, 13), datetime(2021, 1, 12, 17, tzinfo=UTC)),
        (date(2021, 7, 14), datetime(2021, 7, 13, 16, tzinfo=UTC)),
        (date(2021, 3, 28), datetime(2021, 3, 27, 17, tzinfo=UTC)),  # clocks go forward that night
        (date(2021, 3, 29), datetime(2021, 3, 28, 16, tzinfo=UTC)),
        (date(2021, 10, 31), datetime(2021, 10, 30, 16, tzinfo=UTC)),  # clocks go back that night
        (date(2021, 11, 1), datetime(2021, 10, 31, 17, tzinfo=UTC)),
    ],
)
def test_people_are_reminded_at_six_in_the_evening_in_paris_whatever_the_season(day: date, reminder: datetime) -> None:
    assert agenda.remind_at(event(start=day)) == reminder


def test_a_reminder_is_due_until_the_event_begins_or_its_day_ends() -> None:
    whole_day = event(start=date(2021, 3, 28))  # a day of 23 hours
    in_the_morning = event(start=date(2021, 3, 28), begins=time(9, 30))
    since = datetime(2021, 3, 27, 17, tzinfo=UTC)
    assert not agenda.is_reminder_due(whole_day, since - timedelta(seconds=1))
    assert agenda.is_reminder_due(whole_day, since)
    assert agenda.is_reminder_due(whole_day, datetime(2021, 3, 28, 21, 59, tzinfo=UTC))
    assert not agenda.is_reminder_due(whole_day, datetime(2021, 3, 28, 22, tzinfo=UTC))
    assert agenda.is_reminder_due(in_the_morning, datetime(2021, 3, 28, 7, 29, tzinfo=UTC))
    assert not agenda.is_reminder_due(in_the_morning, datetime(2021, 3, 28, 7, 30, tzinfo=UTC))


def test_without_a_day_nothing_is_due_nor_past() -> None:
    unknown = event()
    now = datetime(2030, 1, 1, tzinfo=UTC)
    assert agenda.starts_at(unknown) is agenda.over_at(unknown) is agenda.remind_at(unknown) is None
    assert not agenda.is_reminder_due(unknown, now)
    assert not agenda.is_over(unknown, now)
    assert agenda.dated(unknown) == ""


def test_an_event_is_over_at_its_end_else_once_begun_else_at_midnight() -> None:
    day = date(2021, 7, 14)
    assert agenda.over_at(event(start=day, begins=time(10), ends=time(12))) == datetime(2021, 7, 14, 10, tzinfo=UTC)
    assert agenda.over_at(event(start=day, begins=time(10))) == datetime(2021, 7, 14, 8, tzinfo=UTC)
    assert agenda.over_at(event(start=day)) == datetime(2021, 7, 14, 22, tzinfo=UTC)


def test_what_comes_next_is_first_then_what_has_no_day_then_what_is_past() -> None:
    now = datetime(2021, 3, 1, tzinfo=UTC)
    events = [
        event("long-ago", date(2020, 1, 1)),
        event("unknown-b"),
        event("later", date(2021, 5, 1)),
        event("unknown-a"),
        event("yesterday", date(2021, 2, 28)),
        event("tomorrow", date(2021, 3, 2)),
        event("tomorrow-at-nine", date(2021, 3, 2), time(9)),
    ]
    assert [one.id for one in agenda.in_order(events, now)] == [
        "tomorrow",
        "tomorrow-at-nine",
        "later",
        "unknown-b",
        "unknown-a",
        "yesterday",
        "long-ago",
    ]


def test_another_day_or_hour_is_another_moment() -> None:
    moments = {
        agenda.dated(event(start=date(2021, 3, 2))),
        agenda.dated(event(start=date(2021, 3, 3))),
        agenda.dated(event(start=date(2021, 3, 2), begins=time(9))),
        agenda.dated(event(start=date(2021, 3, 2), begins=time(14, 30))),
    }
    assert len(moments) == 4
    assert max(len(moment) for moment in moments) <= 20


def test_today_is_todays_date_in_paris() -> None:
    late = datetime(2021, 7, 13, 22, 30, tzinfo=UTC)
    assert agenda.is_today(date(2021, 7, 14), late)
    assert not agenda.is_today(date(2021, 7, 13), late)


def test_an_event_of_a_known_month_comes_before_those_without_any_date() -> None:
    now = datetime(2021, 3, 1, tzinfo=UTC)
    unknown = Event("unknown", {"fr": "Un jour"}, {"fr": "…"}, None, None)
    december = Event("december", {"fr": "En décembre"}, {"fr": "…"}, None, None, month=date(2021, 12, 1))
    april = Event("april", {"fr": "En avril"}, {"fr": "…"}, None, None, month=date(2021, 4, 1))
    assert [one.id for one in agenda.in_order((unknown, december, april), now)] == ["april", "december", "unknown"]
