"""Telegram's published sending limits, when a test or a bench wants them: beyond one, a 429 with its retry_after."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.wire import too_many_requests


@dataclass(frozen=True, slots=True)
class Rate:
    """So many messages in so many seconds."""

    count: int
    seconds: float


# https://core.telegram.org/bots/faq: about 30 messages a second in all, one a second in a chat, 20 a minute in a group.
EVERYTHING = Rate(30, 1)
ONE_CHAT = Rate(1, 1)
ONE_GROUP = Rate(20, 60)


class Window:
    """The moments of the last messages, as many as a rate lets through."""

    __slots__ = ("_moments", "_rate")

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._moments: deque[float] = deque(maxlen=rate.count)

    def wait(self, now: float) -> float:
        """Returns the seconds until one more is allowed, 0 when it is allowed now."""
        if len(self._moments) < self._rate.count:
            return 0.0
        return max(0.0, self._moments[0] + self._rate.seconds - now)

    def add(self, now: float) -> None:
        """Counts one message."""
        self._moments.append(now)


class Limits:
    """Refuses what comes too fast; off unless asked for. Edits count as messages."""

    def __init__(
        self,
        enabled: bool = False,
        everything: Rate = EVERYTHING,
        one_chat: Rate = ONE_CHAT,
        one_group: Rate = ONE_GROUP,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self.enabled = enabled
        self._everything, self._one_chat, self._one_group = everything, one_chat, one_group
        self._timer = timer
        self._in_all: dict[int, Window] = {}
        self._by_chat: dict[tuple[int, int | str], list[Window]] = {}

    def check(self, bot_id: int, chat_id: int | str, messages: int = 1) -> None:
        """Counts messages about to be sent, or raises 429 when a limit is reached."""
        if not self.enabled:
            return
        windows = [self._all(bot_id), *self._chat(bot_id, chat_id)]
        now = self._timer()
        wait = max(window.wait(now) for window in windows)
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        for window in windows:
            for _ in range(messages):
                window.add(now)

    def _all(self, bot_id: int) -> Window:
        window = self._in_all.get(bot_id)
        if window is None:
            window = self._in_all[bot_id] = Window(self._everything)
        return window

    def _chat(self, bot_id: int, chat_id: int | str) -> list[Window]:
        windows = self._by_chat.get((bot_id, chat_id))
        if windows is None:
            private = isinstance(chat_id, int) and chat_id > 0
            rates = (self._one_chat,) if private else (self._one_chat, self._one_group)
            windows = self._by_chat[bot_id, chat_id] = [Window(rate) for rate in rates]
        return windows
