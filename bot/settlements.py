"""What is written once a call to Telegram came to an end, for each kind of message."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection
from telegram.error import ChatMigrated, TelegramError

from bot.http import TooFastError
from bot.verdicts import GIVEN_UP_AFTER, Verdict, judge, next_attempt
from consultation.broadcast import DeliveryState
from storage import lost_cards, outbox
from storage.deliveries import Delivery, Outcome
from storage.outbox import OutboxRow

Settlement = Callable[[Connection], None]
PAUSE = 10.0
"""Seconds before an announcement that certainly did not leave is tried again."""


def message_settlement(row: OutboxRow, error: Exception | None, message_id: int | None, now: datetime) -> Settlement:
    """Says what to write for a message of the outbox: it is sent again until it arrives, for a day."""
    verdict = Verdict.ARRIVED if error is None else judge(error)
    told = tell(error)
    if verdict is Verdict.ARRIVED:
        return lambda conn: outbox.sent(conn, row, message_id, now)
    if verdict is Verdict.BLOCKED and row.person_id is not None:
        return lambda conn: outbox.unreachable(conn, row, now)
    if isinstance(error, TooFastError):
        until = now + timedelta(seconds=error.seconds)
        return lambda conn: outbox.give_back(conn, [row], due_at=until, error=told)
    if isinstance(error, ChatMigrated):
        new_chat_id = error.new_chat_id
        return lambda conn: lost_cards.moved(conn, row, new_chat_id, told, now)
    due_at = None if verdict is Verdict.WRONG else next_attempt(now, row.attempts, row.created_at)
    if due_at is None:
        return lambda conn: lost_cards.returned(conn, row, told, now)
    later = due_at
    return lambda conn: outbox.retry(conn, row, later, told)


def delivery_outcome(row: Delivery, error: Exception | None, sent: tuple[int, ...], now: datetime) -> Outcome:
    """Says what becomes of an announcement for one person, and of the messages it made.

    It is sent again only if it certainly did not leave; a change of what is there is made until it is.
    """
    if error is None:
        return Outcome(row, DeliveryState.SENT, message_id=next(iter(sent), None), more_ids=sent[1:])
    told = tell(error)
    match judge(error):
        case Verdict.ARRIVED:
            return Outcome(row, DeliveryState.SENT)
        case Verdict.BLOCKED:
            return Outcome(row, DeliveryState.BLOCKED, error=told)
        case Verdict.IN_DOUBT if not row.repeatable:
            return Outcome(row, DeliveryState.UNKNOWN, error=told)
        case Verdict.TOO_FAST | Verdict.NOT_SENT | Verdict.IN_DOUBT if now - row.confirmed_at < GIVEN_UP_AFTER:
            seconds = error.seconds if isinstance(error, TooFastError) else PAUSE * random.uniform(0.5, 1)
            return Outcome(row, DeliveryState.PENDING, error=told, due_at=now + timedelta(seconds=seconds))
        case _:
            return Outcome(row, DeliveryState.FAILED, error=told)


def tell(error: Exception | None) -> str:
    """Tells an error for whoever looks at the row; only Telegram's own words are kept."""
    if error is None:
        return ""
    words = error.message if isinstance(error, TelegramError) else ""
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def message_ids_of(result: object) -> tuple[int, ...]:
    """Finds the ids of the messages that a call made or changed; none where the answer has none."""
    made = result if isinstance(result, list) else [result]
    numbers = [message.get("message_id") for message in made if isinstance(message, dict)]
    return tuple(number for number in numbers if isinstance(number, int))


def message_id_of(result: object) -> int | None:
    """Finds the id of the first message that a call made or changed."""
    return next(iter(message_ids_of(result)), None)
