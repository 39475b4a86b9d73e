"""What happens in the world, told to whoever listens: the page, the tests."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.chat import Chat
from sandbox.wire import Json


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: message, edit, delete, toast, typing, person, chat, block, commands.

    `keyboard` tells that a message also changed what its readers have under the text field.
    """

    kind: str
    chat: Chat | None = None
    message: Json | None = None
    message_id: int = 0
    person: int = 0
    text: str = ""
    alert: bool = False
    keyboard: bool = False


@dataclass(frozen=True, slots=True)
class Toast:
    """What an answered tap shows for a moment."""

    revision: int
    text: str
    alert: bool


class Events:
    """Counts changes, calls listeners, wakes those who wait for the next change."""

    def __init__(self) -> None:
        self.revision = 0
        self.listeners: list[Callable[[Event], None]] = []
        self.toasts: dict[int, deque[Toast]] = {}
        self._waiters: set[asyncio.Future[None]] = set()

    @property
    def heard(self) -> bool:
        """Tells whether anyone listens, so that an Event is worth building."""
        return bool(self.listeners)

    def changed(self) -> int:
        """Counts one change, wakes the waiting, returns its revision."""
        self.revision += 1
        if self._waiters:
            for waiter in self._waiters:
                if not waiter.done():
                    waiter.set_result(None)
            self._waiters.clear()
        return self.revision

    def emit(self, event: Event) -> None:
        """Tells the listeners."""
        for listener in self.listeners:
            listener(event)

    def toast(self, person_id: int, text: str, alert: bool) -> None:
        """Keeps a toast for the tests and tells the listeners."""
        toasts = self.toasts.setdefault(person_id, deque(maxlen=100))
        toasts.append(Toast(self.changed(), text, alert))
        self.emit(Event("toast", person=person_id, text=text, alert=alert))

    async def next_change(self, seconds: float) -> None:
        """Returns at the next change, or after the seconds when there is none."""
        if seconds <= 0:
            return
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        try:
            await asyncio.wait((waiter,), timeout=seconds)
        finally:
            self._waiters.discard(waiter)
