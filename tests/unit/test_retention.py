"""One setting says how long things are kept; what need not be kept so long is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from consultation.retention import Retention


@pytest.mark.parametrize(
    ("days", "drafts", "incidents", "messages"),
    [(365, 90, 30, 7), (60, 60, 30, 7), (10, 10, 10, 7), (1, 1, 1, 1)],
)
def test_nothing_outlives_the_setting(days: int, drafts: int, incidents: int, messages: int) -> None:
    kept = Retention(days)
    assert kept.everything == timedelta(days=days)
    assert kept.drafts == timedelta(days=drafts)
    assert kept.incidents == timedelta(days=incidents)
    assert kept.messages == timedelta(days=messages)
