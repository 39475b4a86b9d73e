"""How long each kind of thing is kept: the operator's one setting, and shorter terms where nothing longer is needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

UPDATES = timedelta(days=7)
"""Telegram delivers an update again for 24 hours at most."""
MESSAGES_DAYS = 7
INCIDENTS_DAYS = 30
DRAFTS_DAYS = 90


@dataclass(frozen=True, slots=True)
class Retention:
    """What `privacy.retention_days` means for each kind of thing: nothing personal outlives it."""

    days: int

    @property
    def everything(self) -> timedelta:
        """Questions, submissions that were not approved, and people who left nothing newer."""
        return timedelta(days=self.days)

    @property
    def drafts(self) -> timedelta:
        """What was begun and not come back to."""
        return timedelta(days=min(DRAFTS_DAYS, self.days))

    @property
    def incidents(self) -> timedelta:
        """Updates set aside for whoever mends the program."""
        return timedelta(days=min(INCIDENTS_DAYS, self.days))

    @property
    def messages(self) -> timedelta:
        """Traces of messages that were sent."""
        return timedelta(days=min(MESSAGES_DAYS, self.days))
