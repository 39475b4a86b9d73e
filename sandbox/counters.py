"""What the bot did to the server, counted: calls, answers, the busiest second, messages sent twice."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable

from sandbox.wire import Json

# The methods whose success puts a message in a chat; edits are counted with them by Telegram's limits.
SENDING = frozenset(
    [
        "sendMessage",
        "sendPhoto",
        "sendDocument",
        "sendVideo",
        "sendAnimation",
        "sendAudio",
        "sendVoice",
        "sendVideoNote",
        "sendSticker",
        "sendPoll",
        "sendLocation",
        "sendVenue",
        "sendContact",
        "sendDice",
        "sendMediaGroup",
        "copyMessage",
        "copyMessages",
        "forwardMessage",
        "forwardMessages",
    ]
)
EDITING = frozenset(["editMessageText", "editMessageCaption", "editMessageReplyMarkup", "editMessageMedia"])
_REMEMBERED = 2000


class Busiest:
    """The most events within a sliding span of time."""

    __slots__ = ("_moments", "_seconds", "most")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._moments: deque[float] = deque()
        self.most = 0

    def add(self, now: float) -> None:
        """Counts one event."""
        self._moments.append(now)
        while self._moments[0] <= now - self._seconds:
            self._moments.popleft()
        self.most = max(self.most, len(self._moments))


class Counters:
    """Counts every call; the last ones are kept whole."""

    def __init__(self, timer: Callable[[], float] = time.monotonic) -> None:
        self._timer = timer
        self.calls: Counter[str] = Counter()
        # (method, HTTP status) -> answers; a call that a fault leaves unanswered has status 0
        self.answers: Counter[tuple[str, int]] = Counter()
        # (chat id, text or caption) -> messages put there
        self.texts: Counter[tuple[int | str, str]] = Counter()
        self.recent: deque[tuple[str, Json]] = deque(maxlen=_REMEMBERED)
        self._second = Busiest(1)
        self._chat_seconds: dict[int | str, Busiest] = {}
        self._chat_minutes: dict[int | str, Busiest] = {}

    def called(self, method: str, raw: Json) -> None:
        """Counts a call as it comes in."""
        self.calls[method] += 1
        self.recent.append((method, raw))

    def answered(self, method: str, status: int) -> None:
        """Counts an answer as it goes out."""
        self.answers[method, status] += 1

    def took_effect(self, method: str, parameters: Json) -> None:
        """Counts a message sent or edited."""
        chat_id = parameters.get("chat_id", "")
        now = self._timer()
        self._second.add(now)
        for spans, seconds in ((self._chat_seconds, 1), (self._chat_minutes, 60)):
            span = spans.get(chat_id)
            if span is None:
                span = spans[chat_id] = Busiest(seconds)
            span.add(now)
        if method in SENDING:
            self.texts[chat_id, parameters.get("text") or parameters.get("caption", "")] += 1

    @property
    def busiest_second(self) -> int:
        """The most messages and edits that took effect within one second, all chats together."""
        return self._second.most

    def busiest_second_of(self, chat_id: int | str) -> int:
        """The same in one chat."""
        span = self._chat_seconds.get(chat_id)
        return span.most if span else 0

    def busiest_minute_of(self, chat_id: int | str) -> int:
        """The most messages and edits within sixty seconds in one chat."""
        span = self._chat_minutes.get(chat_id)
        return span.most if span else 0

    def duplicates(self) -> dict[tuple[int | str, str], int]:
        """Returns the texts that reached the same chat more than once, with how often."""
        return {key: count for key, count in self.texts.items() if count > 1}

    def parameters_of(self, method: str) -> list[Json]:
        """Returns the parameters of the recent calls of a method, as they were sent."""
        return [raw for called, raw in self.recent if called == method]
