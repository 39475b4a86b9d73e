"""How far an announcement has got, as a press officer sees it: one message that is edited, then a report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from babel.dates import format_timedelta
from babel.numbers import format_decimal
from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation.broadcast import AHEAD, Counts, Order, State, time_left
from handlers.dates import moment
from handlers.screens import Screen, button
from handlers.texts import DEFAULT_LANGUAGE, Texts
from storage import deliveries, outbox, people, progress
from storage.broadcasts import Broadcast

RATE_OVER = timedelta(seconds=15)
SELDOM = ("unknown", "skipped")
"""Figures that are told only when there is something to tell."""
EXPLAINED = ("blocked", "failed", *SELDOM)


def progress_screen(
    texts: Texts, language: str, broadcast: Broadcast, counts: Counts, per_second: float | None = None
) -> Screen:
    """Shows the figures so far, the rate just seen if it is known, and what may be done about it."""
    parts = [texts(language, f"progress-{broadcast.stage}", number=str(broadcast.id))]
    if broadcast.change is not None:
        about = str(broadcast.change.about)
        parts[0] += "\n" + texts(language, f"{broadcast.change.kind}-of-line", number=about)
    if broadcast.state in AHEAD:
        if broadcast.due_at is not None:
            parts.append(texts(language, "broadcast-due", when=moment(broadcast.due_at, language)))
    elif broadcast.started_at is not None or counts.total:
        parts.append(figures(texts, language, counts))
    if broadcast.finished_at is None and broadcast.state is State.SENDING:
        parts.append(_pace(texts, language, counts, per_second))
    orders = Order.possible(broadcast.state) if broadcast.finished_at is None else ()
    recall = texts.plain(language, "progress-recall", number=str(broadcast.id))
    return Screen.of(
        "\n\n".join(parts),
        order_buttons(texts, language, broadcast, orders),
        [button(recall, "broadcast", "recall", broadcast.id)] if broadcast.state in AHEAD else [],
    )


def report_screen(texts: Texts, language: str, broadcast: Broadcast, counts: Counts) -> Screen:
    """Tells how it ended: figures that add up, how long it took, what the less happy ones mean."""
    took = (broadcast.finished_at or broadcast.sent_at) - broadcast.sent_at
    parts = [
        texts(language, f"report-{broadcast.state}", number=str(broadcast.id), total=counts.total),
        figures(texts, language, counts),
        texts(language, "report-took", took=_duration(took, language)),
    ]
    parts += [texts(language, f"report-{name}") for name in EXPLAINED if getattr(counts, name)]
    if broadcast.change is not None:
        about = str(broadcast.change.about)
        parts.insert(1, texts(language, f"{broadcast.change.kind}-of-line", number=about))
    return Screen.of(
        "\n\n".join(parts),
        [again_button(texts, language, broadcast, counts)] if counts.unknown else [],
        [
            button(
                texts.plain(language, "announcement-open", number=str(broadcast.id)),
                "announcement",
                "open",
                broadcast.id,
            )
        ],
    )


def again_button(texts: Texts, language: str, broadcast: Broadcast, counts: Counts) -> InlineKeyboardButton:
    """Makes the button that sends again, knowingly, what may have arrived."""
    label = texts.plain(language, "announcement-again", count=counts.unknown)
    return button(label, "announcement", "again", broadcast.id)


def figures(texts: Texts, language: str, counts: Counts) -> str:
    """Writes one line a figure."""
    told = {"sent": counts.sent, "blocked": counts.blocked, "failed": counts.failed}
    told |= {name: getattr(counts, name) for name in SELDOM if getattr(counts, name)}
    if counts.remaining:
        told["remaining"] = counts.remaining
    return "\n".join(texts(language, f"progress-count-{name}", count=count) for name, count in told.items())


def order_buttons(
    texts: Texts, language: str, broadcast: Broadcast, orders: tuple[Order, ...], *origin: str
) -> list[InlineKeyboardButton]:
    """Makes a button for each thing a press officer may order; `origin` says which screen it stands on."""
    return [
        button(
            texts.plain(language, f"progress-order-{order.value.verb}", number=str(broadcast.id)),
            "broadcast",
            order.value.verb,
            broadcast.id,
            *origin,
        )
        for order in orders
    ]


def news(conn: Connection, texts: Texts, broadcast: Broadcast, counts: Counts, now: datetime) -> Screen | None:
    """Makes the next progress screen; none if figures have not moved or if the last edit still waits its turn."""
    last = progress.shown(conn, broadcast.id)
    if broadcast.progress_message_id is None or (last is not None and last.state == "pending"):
        return None
    since = max(broadcast.sent_at, now - RATE_OVER)
    seconds = max((now - since).total_seconds(), 1.0)
    rate = progress.called_since(conn, broadcast.id, since) / seconds
    screen = progress_screen(texts, _language(conn, broadcast), broadcast, counts, rate)
    return None if last is not None and last.text == screen.text else screen


def queue_edit(conn: Connection, broadcast: Broadcast, screen: Screen, now: datetime) -> None:
    """Queues an edit of the progress message. They leave in order, whoever queued them: the last one stays."""
    if broadcast.progress_message_id is not None:
        progress.take_back(conn, broadcast.id)
        params = {"message_id": broadcast.progress_message_id, **screen.params()}
        _put(conn, broadcast, "editMessageText", params, now, subject=progress.subject(broadcast.id))


def queue_state(conn: Connection, texts: Texts, broadcast: Broadcast, now: datetime) -> None:
    """Queues the edit that shows a state just entered."""
    counts = deliveries.counts(conn, broadcast.id)
    queue_edit(conn, broadcast, progress_screen(texts, _language(conn, broadcast), broadcast, counts), now)


def queue_report(conn: Connection, texts: Texts, broadcast: Broadcast, now: datetime) -> None:
    """Queues the final report, which comes after the last edit."""
    counts = deliveries.counts(conn, broadcast.id)
    screen = report_screen(texts, _language(conn, broadcast), broadcast, counts)
    _put(conn, broadcast, "sendMessage", screen.params(), now, subject=f"report:{broadcast.id}")


def _language(conn: Connection, broadcast: Broadcast) -> str:
    author = people.get(conn, broadcast.author_id)
    return author.language if author else DEFAULT_LANGUAGE


def _put(
    conn: Connection, broadcast: Broadcast, method: str, params: Mapping[str, Any], now: datetime, subject: str
) -> None:
    lane, person_id = outbox.Lane.CARD, broadcast.author_id
    outbox.put(conn, method=method, params=params, lane=lane, person_id=person_id, subject=subject, now=now)


def _pace(texts: Texts, language: str, counts: Counts, per_second: float | None) -> str:
    percent = 100 * counts.settled // max(counts.total, 1)
    if per_second is None:
        return texts(language, "progress-percent", percent=percent)
    rate = format_decimal(round(per_second, 1), locale=language)
    left = time_left(counts.remaining, per_second)
    if left is None:
        return texts(language, "progress-pace", percent=percent, rate=rate)
    return texts(language, "progress-pace-and-end", percent=percent, rate=rate, left=_duration(left, language))


def _duration(duration: timedelta, language: str) -> str:
    return format_timedelta(max(duration, timedelta(seconds=1)), threshold=1.5, locale=language)
