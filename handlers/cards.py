"""The card of a submission in the moderation chat: what it says, its buttons, where it is posted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from telegram import InlineKeyboardButton
from telegram.constants import ParseMode

from consultation.moderation import OPEN, Status
from handlers.dates import moment, since
from handlers.form import summary
from handlers.screens import Screen, button
from handlers.services import Services
from handlers.texts import DEFAULT_LANGUAGE, Safe
from storage import outbox, people
from storage.submissions import Submission


def card_screen(services: Services, submission: Submission, now: datetime, *, decided_by: str | None = None) -> Screen:
    """Shows a submission to moderators: what it says, its age, who decided; buttons while it is open."""
    texts, language = services.texts, DEFAULT_LANGUAGE
    head = texts(
        language,
        "card-head",
        number=str(submission.id),
        version=submission.version,
        received=moment(submission.submitted_at, language),
        age=since(submission.submitted_at, now, language),
    )
    body = summary(texts, language, services.consultation, submission.answers)
    parts = [head, body]
    if decided_by is not None and submission.decided_at is not None:
        parts.append(Safe(_verdict(services, submission, decided_by)))
    rows = decision_rows(services, submission.id) if submission.status in OPEN else []
    return Screen.of("\n\n".join(parts), *rows)


def decision_rows(services: Services, number: int) -> list[list[InlineKeyboardButton]]:
    """The decisions a moderator may take on a card."""
    texts, language = services.texts, DEFAULT_LANGUAGE
    return [
        [
            button(texts.plain(language, "button-approve"), "card", "approve", number),
            button(texts.plain(language, "button-refuse"), "card", "choose", number, "refuse"),
        ],
        [button(texts.plain(language, "button-ask"), "card", "choose", number, "ask")],
    ]


def post(conn: Connection, services: Services, submission: Submission, now: datetime) -> None:
    """Queues the card, and the attachment after it, for the moderation chat."""
    chat_id = services.policy.moderation_chat_id
    if chat_id is None:
        return
    card = card_screen(services, submission, now).params()
    _put(conn, chat_id, "sendMessage", card, now, subject=f"card:{submission.id}")
    attachment = submission.answers.get("attachment")
    if isinstance(attachment, Mapping):
        kind = str(attachment["kind"])
        caption = services.texts(DEFAULT_LANGUAGE, "card-attachment", number=str(submission.id))
        params = {kind: attachment["file_id"], "caption": caption, "parse_mode": ParseMode.HTML.value}
        _put(conn, chat_id, "sendPhoto" if kind == "photo" else "sendDocument", params, now)


def repaint(
    conn: Connection, services: Services, submission: Submission, now: datetime, *, chat_id: int, message_id: int
) -> None:
    """Queues the edit that shows a card as it stands now."""
    name = people.staff_name(conn, submission.decided_by) if submission.decided_by else None
    screen = card_screen(services, submission, now, decided_by=name)
    _put(conn, chat_id, "editMessageText", {"message_id": message_id, **screen.params()}, now)


def _put(
    conn: Connection, chat_id: int, method: str, params: dict[str, Any], now: datetime, subject: str | None = None
) -> None:
    outbox.put(conn, method=method, params=params, lane=outbox.Lane.CARD, chat_id=chat_id, subject=subject, now=now)


def _verdict(services: Services, submission: Submission, decided_by: str) -> str:
    texts, language = services.texts, DEFAULT_LANGUAGE
    assert submission.decided_at is not None  # noqa: S101 - asked just before
    detail = ""
    if submission.status is Status.REJECTED and submission.reason:
        detail = texts.plain(language, f"reason-{submission.reason.replace('_', '-')}")
    if submission.status is Status.CHANGES_REQUESTED and submission.requested_field:
        detail = texts.plain(language, f"field-{submission.requested_field}")
    return texts(
        language,
        f"card-verdict-{submission.status.value.replace('_', '-')}",
        name=decided_by,
        when=moment(submission.decided_at, language),
        detail=detail,
    )
