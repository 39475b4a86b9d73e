"""The windows of this process: strict whatever the delays on the way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.windows import CROWDED, LONGEST, Passage, Window, Windows


@given(
    most=st.integers(1, 30),
    sends=st.lists(st.tuples(st.floats(0, 0.2), st.floats(0, LONGEST), st.floats(0, 1)), max_size=120),
)
def test_no_second_receives_more_than_its_limit(most: int, sends: list[tuple[float, float, float]]) -> None:
    """Each send is (pause before it, time until its answer, where in between it is received)."""
    window, now, received = Window(most, 1.0), 0.0, []
    under_way: list[tuple[float, Passage]] = []
    for pause, latency, share in sends:
        now += pause
        while True:
            for end, passage in under_way:
                if end <= now:
                    passage.end = min(passage.end, end)
            opens_at = window.opens_at(now)
            if opens_at <= now:
                break
            now = min([opens_at, *(end for end, _ in under_way if now < end < opens_at)])
        passage = Passage(now)
        window.add(passage)
        under_way.append((now + latency, passage))
        received.append(now + latency * share)
    received.sort()
    for first, last in zip(received, received[most:], strict=False):
        assert last - first >= 1.0 - 1e-9


def test_a_message_without_an_answer_does_not_close_the_window_for_ever() -> None:
    window = Window(1, 1.0)
    window.add(Passage(10.0))
    assert window.opens_at(10.0) == 10.0 + LONGEST + 1.0
    assert window.opens_at(10.0 + LONGEST + 1.0) == 10.0 + LONGEST + 1.0
    assert window.is_idle(10.0 + LONGEST + 1.0)


def test_a_group_has_more_windows_than_a_person_and_idle_ones_are_forgotten() -> None:
    windows = Windows(private=[Window(1, 1)], group=[Window(1, 1), Window(20, 60)])
    assert [len(windows.of(chat, 0.0)) for chat in (5, -5)] == [1, 2]
    busy = windows.of(5, 0.0)
    busy[0].add(Passage(0.0))
    for chat in range(100, 100 + CROWDED):
        windows.of(chat, 0.5)
    assert windows.of(5, 0.5) is busy
    assert windows.of(-5, 0.5)[0] is not None
    assert Windows(private=[], group=[]).of(5, 0.0) == ()
