"""What a moderator does, told without Telegram: a tap on a card and the web console make the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.cards import Place


@dataclass(frozen=True, slots=True)
class Act:
    """What a moderator does: to which submission, in which version, who they are, when.

    `place` is the message that showed the card, if it was one; `admin` tells whether they hold that role.
    """

    number: int
    version: int
    moderator_id: int
    name: str
    language: str
    now: datetime
    place: Place | None = None
    admin: bool = False
