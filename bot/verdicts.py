"""What a failed call to the Bot API means for the message it carried."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from enum import Enum, auto

from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from bot.http import NotReachedError, ServerFaultError, TooFastError

GIVEN_UP_AFTER = timedelta(hours=24)
LONGEST_PAUSE = 300.0
DONE_ALREADY = ("message is not modified", "message to delete not found")


class Verdict(Enum):
    """What becomes of a message."""

    ARRIVED = auto()
    """Telegram shows it already, or no longer, as it should be."""
    TOO_FAST = auto()
    """Not sent: Telegram asks to wait."""
    NOT_SENT = auto()
    """Not sent: try again."""
    IN_DOUBT = auto()
    """Nobody knows whether it was sent: a receipt is sent again, an announcement is not."""
    BLOCKED = auto()
    """The recipient does not want it."""
    WRONG = auto()
    """It will never be accepted as it is."""


def judge(error: Exception) -> Verdict:
    """Says what an error of a call means for the message."""
    match error:
        case TooFastError():
            return Verdict.TOO_FAST
        case Forbidden():
            return Verdict.BLOCKED
        case BadRequest():
            said = error.message.lower()
            return Verdict.ARRIVED if any(words in said for words in DONE_ALREADY) else Verdict.WRONG
        case NotReachedError() | ServerFaultError():
            return Verdict.NOT_SENT
        case NetworkError():
            return Verdict.IN_DOUBT
        case TelegramError() if error.message == "Invalid server response":
            return Verdict.IN_DOUBT
        case TelegramError():  # the token is refused, another program polls, the group became a supergroup
            return Verdict.NOT_SENT
        case _:
            return Verdict.WRONG


def next_attempt(now: datetime, attempts: int, created_at: datetime) -> datetime | None:
    """Says when to try again: twice as long each time, with chance in it; none after a day."""
    if now - created_at >= GIVEN_UP_AFTER:
        return None
    return now + timedelta(seconds=min(LONGEST_PAUSE, 2.0 ** min(attempts, 16)) * random.uniform(0.5, 1))
