"""What the moderation chat is told once a day: the figures, and what has waited for too long.

Each is queued in the transaction that marks its day as done, so that no day has two, whatever restarts, other
processes, changes of hour or a clock that is put back.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation.moderation_day import digest_since, is_digest_due, is_reminder_due, slot_of_day, slot_of_hour
from handlers import cards
from handlers.cards import Place
from handlers.dates import moment
from handlers.screens import Screen, button
from handlers.services import Services
from handlers.texts import DEFAULT_LANGUAGE
from storage import cards as shown
from storage import outbox, queue, rounds, submissions

DIGEST, REMINDER, REFRESH = "digest", "reminder", "refresh"
MOST_LATE = 100
"""Counted no further: “more than 100”."""
MOST_REFRESHED = 15
"""Cards that are edited as they stand, in an hour."""


def digest(conn: Connection, services: Services, now: datetime) -> bool:
    """Queues the day's figures, once it is time; false if there is nothing to do."""
    hour, chat = services.policy.digest_hour, cards.home(conn, services)
    if hour is None or chat is None or not is_digest_due(now, hour) or not rounds.claim(conn, DIGEST, slot_of_day(now)):
        return False
    figures, texts = queue.figures(conn, digest_since(now, hour)), services.texts
    if not (figures.received or figures.decided or figures.waiting):
        return False  # the day is done all the same: nothing is told later of a quiet morning
    lines = [
        texts(DEFAULT_LANGUAGE, "digest-head"),
        texts(DEFAULT_LANGUAGE, "digest-received", count=figures.received),
        texts(DEFAULT_LANGUAGE, "digest-decided", count=figures.decided),
        texts(DEFAULT_LANGUAGE, "digest-waiting", count=figures.waiting),
    ]
    if figures.oldest is not None:
        when = moment(figures.oldest.submitted_at, DEFAULT_LANGUAGE)
        lines.append(texts(DEFAULT_LANGUAGE, "digest-oldest", number=str(figures.oldest.id), when=when))
    _say(conn, chat.chat_id, Screen.of("\n".join(lines), _next(services) if figures.waiting else []), DIGEST, now)
    return True


def remind(conn: Connection, services: Services, now: datetime) -> bool:
    """Queues a reminder when something has waited longer than authors were told; once a day, never at night."""
    chat, days = cards.home(conn, services), services.policy.expected_days
    if chat is None or not is_reminder_due(now):
        return False
    late = queue.overdue(conn, now - timedelta(days=days), limit=MOST_LATE + 1)
    if not late or not rounds.claim(conn, REMINDER, slot_of_day(now)):
        return False
    number, waits_since = late[0]
    count, more = min(len(late), MOST_LATE), "yes" if len(late) > MOST_LATE else "no"
    head = services.texts(DEFAULT_LANGUAGE, "reminder-late", count=count, more=more, days=days)
    when = moment(waits_since, DEFAULT_LANGUAGE)
    oldest = services.texts(DEFAULT_LANGUAGE, "reminder-oldest", number=str(number), when=when)
    _say(conn, chat.chat_id, Screen.of(head + "\n" + oldest, _next(services)), REMINDER, now)
    return True


def refresh(conn: Connection, services: Services, now: datetime) -> bool:
    """Queues edits of cards as they stand, once an hour: one that was deleted is noticed."""
    chat = cards.home(conn, services)
    if chat is None or not rounds.claim(conn, REFRESH, slot_of_hour(now)):
        return False
    for number, message_id in shown.standing(conn, chat.chat_id, limit=MOST_REFRESHED):
        place, submission = Place(message_id, chat_id=chat.chat_id), submissions.get(conn, number)
        if submission is not None and not shown.repaint_waits(conn, cards.repaint_subject(place)):
            cards.repaint(conn, services, submission, now, place)
    return True


def _next(services: Services) -> list[InlineKeyboardButton]:
    return [button(services.texts.plain(DEFAULT_LANGUAGE, "board-next"), "board", "next")]


def _say(conn: Connection, chat_id: int, screen: Screen, what: str, now: datetime) -> None:
    lane, subject = outbox.Lane.CARD, f"{what}:{slot_of_day(now)}"
    outbox.put(conn, method="sendMessage", params=screen.params(), lane=lane, chat_id=chat_id, subject=subject, now=now)
