"""The last messages of a scope in this process: no more than so many in any stretch of so many seconds."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

LONGEST = 1.0
"""Seconds for which a message that got no answer is taken to be still on its way."""
CROWDED = 4096
"""Chats past which the idle ones are forgotten."""


class Passage:
    """One message on its way; `end` is when it was received at the latest."""

    __slots__ = ("end",)

    def __init__(self, now: float) -> None:
        self.end = now + LONGEST


class Window:
    """At most `most` messages in any `seconds`. A message was received between its passage and its answer."""

    __slots__ = ("_passages", "most", "seconds")

    def __init__(self, most: int, seconds: float) -> None:
        self.most = most
        self.seconds = seconds
        self._passages: deque[Passage] = deque()

    def opens_at(self, now: float) -> float:
        """Says when the next message may leave; not after `now` if it may at once."""
        while self._passages and self._passages[0].end + self.seconds <= now:
            self._passages.popleft()
        if len(self._passages) < self.most:
            return now
        return self._passages[0].end + self.seconds

    def add(self, passage: Passage) -> None:
        """Counts a message that leaves."""
        self._passages.append(passage)

    def is_idle(self, now: float) -> bool:
        """Tells whether nothing counts any more."""
        return self.opens_at(now) <= now and not self._passages


class Windows:
    """The windows of the chats that got something lately; the others are forgotten."""

    def __init__(self, *, private: Sequence[Window], group: Sequence[Window]) -> None:
        self._models = private, group
        self._open: dict[int, tuple[Window, ...]] = {}
        self._crowded = CROWDED

    def of(self, chat_id: int, now: float) -> tuple[Window, ...]:
        """Finds the windows of a chat (a group's or channel's id is negative); none if it has no limit."""
        windows = self._open.get(chat_id)
        if windows is None:
            models = self._models[chat_id < 0]
            if not models:
                return ()
            if len(self._open) >= self._crowded:
                self._forget_idle(now)
            windows = self._open[chat_id] = tuple(Window(model.most, model.seconds) for model in models)
        return windows

    def _forget_idle(self, now: float) -> None:
        busy = {chat: windows for chat, windows in self._open.items() if not all(w.is_idle(now) for w in windows)}
        self._open, self._crowded = busy, max(CROWDED, 2 * len(busy))
