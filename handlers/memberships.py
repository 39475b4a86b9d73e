"""Who was found in the moderation chat a moment ago: a few seconds, so that a busy hour asks Telegram less.

Whoever leaves, or is removed, loses it at once: Telegram tells, and every process forgets what it knew.
"""

from __future__ import annotations

from datetime import datetime, timedelta

LASTS = timedelta(seconds=10)
SIGNAL = "members"
"""Raised when somebody joined or left."""
MOST = 1_000


class Memberships:
    """Accounts found inside, until when that is trusted. Only that is kept: who was not found is asked again."""

    def __init__(self) -> None:
        self._until: dict[tuple[int, int], datetime] = {}
        self.generation = 0

    def holds(self, chat_id: int, account: int, now: datetime) -> bool:
        """Tells whether an account was found in a chat a moment ago."""
        until = self._until.get((chat_id, account))
        return until is not None and now < until

    def found(self, chat_id: int, account: int, now: datetime, generation: int) -> None:
        """Keeps that an account is inside, unless something changed since it was asked, at that `generation`."""
        if generation == self.generation:
            if len(self._until) >= MOST:
                self._until.clear()
            self._until[chat_id, account] = now + LASTS

    def forget(self) -> None:
        """Trusts nothing that was known."""
        self.generation += 1
        self._until.clear()
