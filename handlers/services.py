"""What every handler may use: one frozen object, handed to python-telegram-bot as its `bot_data`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from consultation.content import Consultation
from handlers.texts import Texts
from storage.database import Database
from storage.faq import FaqStore
from storage.updates import RecentUpdates


@dataclass(frozen=True, slots=True)
class Policy:
    """The settings that handlers read: who decides, who announces, how much is fair."""

    moderation_chat_id: int | None = None
    moderator_ids: frozenset[int] = frozenset()
    press_ids: frozenset[int] = frozenset()
    admin_ids: frozenset[int] = frozenset()
    submissions_per_day: int = 10
    questions_per_minute: int = 20
    second_validation: bool = True
    controller: str = ""
    privacy_contact: str = ""
    retention_days: int = 365

    @property
    def press_staff(self) -> frozenset[int]:
        """Who may answer, announce and edit the FAQ: press officers and admins, by Telegram id."""
        return self.press_ids | self.admin_ids


@dataclass(frozen=True, slots=True)
class Services:
    """The database, the texts, the consultation, the FAQ, the rules in force and the clock."""

    database: Database
    texts: Texts
    consultation: Consultation
    faq: FaqStore
    policy: Policy
    clock: Callable[[], datetime]
    recent: RecentUpdates = field(default_factory=RecentUpdates)
