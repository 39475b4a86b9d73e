"""What every handler may use: one frozen object, handed to python-telegram-bot as its `bot_data`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from consultation.content import Consultation
from consultation.fair_use import Windows
from handlers.memberships import Memberships
from handlers.meter import Meter, NoMeter
from handlers.painter import Painter
from handlers.texts import Texts
from storage.approved import Approved
from storage.database import Database
from storage.faq import FaqStore
from storage.updates import RecentUpdates


@dataclass(frozen=True, slots=True)
class Policy:
    """The settings that handlers read: who decides, who announces, how much is fair (0 is no limit)."""

    moderation_chat_id: int | None = None
    moderator_ids: frozenset[int] = frozenset()
    press_ids: frozenset[int] = frozenset()
    admin_ids: frozenset[int] = frozenset()
    admin_chat_id: int | None = None
    console_url: str | None = None
    console_minutes: int = 15
    expected_days: int = 7
    claim_minutes: int = 30
    undo_minutes: int = 10
    quorum: Mapping[str, int] = field(default_factory=dict)
    """How many moderators must agree on a decision, by its verb; one where nothing is said."""
    publication_chat_id: int | None = None
    publication_url: str | None = None
    board_after: int = 15
    digest_hour: int | None = 9
    submissions_per_day: int = 10
    questions_per_minute: int = 20
    passed_on_per_day: int = 20
    messages_per_minute: int = 0
    taps_per_minute: int = 0
    inline_per_minute: int = 0
    second_validation: bool = True
    second_approval: bool = False
    paid_broadcast: bool = False
    controller: str = ""
    privacy_contact: str = ""
    retention_days: int = 365
    feed_url: str | None = None
    feed_every: timedelta = timedelta(minutes=30)
    closing_grace: timedelta = timedelta(minutes=30)

    @property
    def staff_ids(self) -> frozenset[int]:
        """Everyone the settings give a role, by Telegram id."""
        return self.moderator_ids | self.press_ids | self.admin_ids

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
    meter: Meter = field(default_factory=NoMeter)
    recent: RecentUpdates = field(default_factory=RecentUpdates)
    windows: Windows = field(default_factory=Windows)
    approved: Approved = field(default_factory=Approved)
    memberships: Memberships = field(default_factory=Memberships)
    painter: Painter = field(default_factory=Painter)
    albums: RecentUpdates = field(default_factory=RecentUpdates)
    """Albums of which a picture was seen: Telegram sends each of them as a message of its own."""
