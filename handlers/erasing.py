"""What follows when texts go: the moderation chat's messages that showed them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from handlers import cards, publication
from handlers.cards import Place
from handlers.services import Services
from storage import cards as shown
from storage import erasure, outbox, submissions
from storage.cards import CardKind
from storage.submissions import Submission


def erase(conn: Connection, services: Services, person_id: int, *, keep_approved: bool, now: datetime) -> None:
    """Erases a person, and shows moderators what is left of what they sent."""
    contact = services.consultation.press_contact
    public = (contact.phone, contact.email)
    changed = erasure.erase(conn, person_id, keep_approved=keep_approved, public=public, now=now)
    _follow(conn, services, changed, now)


def empty(conn: Connection, services: Services, numbers: Iterable[int], now: datetime) -> None:
    """Empties submissions that were kept long enough."""
    changed = []
    for number in numbers:
        erasure.empty(conn, number)
        changed.append(submissions.get(conn, number))
    _follow(conn, services, [item for item in changed if item is not None], now)


def _follow(conn: Connection, services: Services, changed: Iterable[Submission], now: datetime) -> None:
    for submission in changed:
        publication.follow(conn, services, submission.id, now, afresh=True)
        for chat_id, message_id in shown.every(conn, submission.id, CardKind.CARD):
            cards.repaint(conn, services, submission, now, Place(message_id, chat_id=chat_id))
        for chat_id, message_id in shown.every(conn, submission.id, CardKind.FILE):
            params, lane = {"message_id": message_id}, outbox.Lane.CARD
            outbox.put(conn, method="deleteMessage", params=params, lane=lane, chat_id=chat_id, now=now)
        shown.forget_files(conn, submission.id)
