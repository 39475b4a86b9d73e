"""How much is fair: what each person does is counted in windows of a minute, in memory, within a bounded size."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

WINDOW = timedelta(minutes=1)
CAPACITY = 10_000
"""Windows remembered by a process: past that, the one that began first is forgotten, and its person counted anew."""


class Verdict(Enum):
    """What to do with something a person did."""

    FAIR = "fair"
    TOO_MUCH = "too much"  # the first over the limit in its window: it is said
    STILL_TOO_MUCH = "still too much"  # the others of that window: nothing more is said


@dataclass(slots=True)
class _Window:
    began: datetime
    count: int = 0


class Windows:
    """Counts by key (who, doing what). A window opens with the first act and closes a minute later."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._windows: OrderedDict[Hashable, _Window] = OrderedDict()

    def count(self, key: Hashable, most: int, now: datetime) -> Verdict:
        """Counts one more act, and judges it: `most` are fair in a window."""
        window = self._windows.get(key)
        if window is None or not window.began <= now < window.began + WINDOW:  # a clock put back opens a new one
            window = self._windows[key] = _Window(now)
            self._windows.move_to_end(key)
            if len(self._windows) > self._capacity:
                self._windows.popitem(last=False)
        window.count += 1
        if window.count <= most:
            return Verdict.FAIR
        return Verdict.TOO_MUCH if window.count == most + 1 else Verdict.STILL_TOO_MUCH

    def seconds_left(self, key: Hashable, now: datetime) -> int:
        """Says how long it takes until the key's window closes, at least a second."""
        window = self._windows.get(key)
        left = timedelta(0) if window is None else window.began + WINDOW - now
        return max(1, round(left.total_seconds()))

    def __len__(self) -> int:
        return len(self._windows)
