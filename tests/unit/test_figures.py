"""The figures: what a median is, and who is counted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from consultation.figures import Decided, delay, figures, quantile
from consultation.moderation import Status

NOW = datetime(2021, 3, 31, 12, tzinfo=UTC)


def decided(hours: int, *, days_ago: int = 1, moderator: int = 1, reason: str | None = None) -> Decided:
    """A decision that took so many hours."""
    status = Status.REJECTED if reason else Status.APPROVED
    return Decided(NOW - timedelta(days=days_ago), timedelta(hours=hours), status, reason, "usager", moderator)


def test_half_wait_no_longer_than_the_median_and_nine_out_of_ten_than_p90() -> None:
    measured = delay([decided(hours) for hours in (10, 1, 9, 2, 8, 3, 7, 4, 6, 5)])
    assert measured is not None
    assert (measured.count, measured.median, measured.p90) == (10, timedelta(hours=5), timedelta(hours=9))


def test_without_a_decision_there_is_no_delay() -> None:
    assert delay([]) is None


@given(st.lists(st.timedeltas(timedelta(0), timedelta(days=90)), min_size=1), st.floats(0.01, 1))
def test_a_quantile_is_one_of_them_and_holds_for_as_many(waited: list[timedelta], part: float) -> None:
    ordered = sorted(waited)
    value = quantile(ordered, part)
    assert value in ordered
    assert sum(one <= value for one in ordered) >= part * len(ordered) - 1e-9


def test_the_week_is_part_of_the_month() -> None:
    told = figures(
        [decided(2), decided(4, days_ago=20, moderator=2, reason="off_topic")],
        now=NOW,
        waiting_by_theme={"usager": 3, "numerique": 1},
        oldest=None,
        days=(),
    )
    assert told.week is not None
    assert told.month is not None
    assert (told.week.count, told.month.count, told.waiting) == (1, 2, 4)
    assert told.reasons == {"off_topic": 1}
    assert told.load == {1: 1, 2: 1}
