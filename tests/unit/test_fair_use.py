"""How much is fair: counted by the minute, said once, forgotten in time and within bounds."""

from __future__ import annotations

from consultation.fair_use import Verdict, Windows
from tests.clock import FakeClock

ALICE, BRUNO = "alice", "bruno"


def test_what_is_over_the_limit_is_told_once_until_the_window_closes(clock: FakeClock) -> None:
    windows = Windows()
    verdicts = [windows.count(ALICE, 3, clock()) for _ in range(6)]
    assert verdicts == [Verdict.FAIR] * 3 + [Verdict.TOO_MUCH] + [Verdict.STILL_TOO_MUCH] * 2
    clock.advance(seconds=59)
    assert windows.count(ALICE, 3, clock()) is Verdict.STILL_TOO_MUCH
    assert windows.seconds_left(ALICE, clock()) == 1
    clock.advance(seconds=1)
    assert windows.count(ALICE, 3, clock()) is Verdict.FAIR


def test_each_key_has_its_own_window(clock: FakeClock) -> None:
    windows = Windows()
    assert [windows.count(ALICE, 1, clock()) for _ in range(2)] == [Verdict.FAIR, Verdict.TOO_MUCH]
    assert [windows.count(BRUNO, 1, clock()) for _ in range(2)] == [Verdict.FAIR, Verdict.TOO_MUCH]


def test_a_clock_put_back_opens_a_new_window(clock: FakeClock) -> None:
    windows = Windows()
    assert [windows.count(ALICE, 1, clock()) for _ in range(2)] == [Verdict.FAIR, Verdict.TOO_MUCH]
    clock.advance(hours=-1)
    assert windows.count(ALICE, 1, clock()) is Verdict.FAIR


def test_memory_is_bounded_and_the_oldest_window_goes_first(clock: FakeClock) -> None:
    windows = Windows(capacity=3)
    for key in range(100):
        windows.count(key, 1, clock())
        clock.advance(milliseconds=1)
    assert len(windows) == 3
    assert windows.count(99, 1, clock()) is Verdict.TOO_MUCH
    assert windows.count(0, 1, clock()) is Verdict.FAIR


def test_a_window_that_opens_again_is_not_the_oldest(clock: FakeClock) -> None:
    windows = Windows(capacity=2)
    windows.count(ALICE, 1, clock())
    windows.count(BRUNO, 1, clock())
    clock.advance(minutes=1)
    windows.count(ALICE, 1, clock())
    windows.count("camille", 1, clock())
    assert windows.count(ALICE, 1, clock()) is Verdict.TOO_MUCH


def test_what_no_window_counts_is_free_at_once(clock: FakeClock) -> None:
    assert Windows().seconds_left(ALICE, clock()) == 1
