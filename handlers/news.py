"""/actualites: the announcements already sent, as they were sent, and what the platform publishes.

The platform's feed is shown from the copy that `bot/feed.py` keeps: no screen waits for the platform, and when it does
not answer, the last good copy is shown with its date.
"""

from __future__ import annotations

from datetime import datetime
from html import escape
from urllib.parse import urlsplit

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation.feed import FeedItem
from consultation.refusal import Refusal
from consultation.text import shorten
from handlers import audience, published
from handlers.announcement import POLL
from handlers.context import Context
from handlers.dates import PARIS, day
from handlers.follow_up import turn_row
from handlers.published import Story
from handlers.screens import Screen, button
from handlers.texts import Safe
from storage import broadcasts, feeds, outbox
from storage.broadcasts import Broadcast
from storage.feeds import Copy

PAGE = 4
SHOWN = 600
"""How much of an announcement its page shows; the rest is a tap away."""
FEED_PAGE = 5


async def on_news(_: object, context: Context) -> None:
    """/actualites: the last announcements."""
    await context.say(await _archive_screen(context, 0))


async def on_page(_: object, context: Context) -> None:
    """Another page of announcements."""
    screen = await _archive_screen(context, context.carried_id())
    await context.toast()
    await context.replace(screen)


async def on_read(_: object, context: Context) -> None:
    """📄 Lire: one announcement exactly as it was sent, its formatting and its picture included."""
    number, chat, now = context.carried_id(), context.incoming.effective_chat, context.now
    if chat is None:
        raise Refusal("button-gone")
    person_id, elsewhere = context.person.id, chat.type != chat.PRIVATE
    texts, language, first = context.services.texts, context.language, "first" in context.carried

    def work(conn: Connection) -> None:
        sent = broadcasts.get_archived(conn, number)
        if sent is None:
            raise Refusal("button-gone")
        story = _stories(conn, [sent])[0]
        if story.deleted or sent.method == POLL:
            raise Refusal("button-gone")
        shown = published.copied(texts, sent if first else story.current, language)
        outbox.put(
            conn,
            method=shown.method,
            params=shown.params,
            lane=outbox.Lane.REPLY,
            person_id=None if elsewhere else person_id,
            chat_id=chat.id if elsewhere else None,
            now=now,
        )

    await context.write(work)
    await context.toast()


async def on_feed(_: object, context: Context) -> None:
    """📰 Sur la plateforme: what it publishes, from its feed."""
    screen = await _feed_screen(context, context.carried_id())
    await context.toast()
    await context.replace(screen)


async def _archive_screen(context: Context, page: int) -> Screen:
    def look(conn: Connection) -> tuple[int, int, list[Story]]:
        total = broadcasts.count_archived(conn)
        kept = max(0, min(page, (total - 1) // PAGE))
        return total, kept, _stories(conn, broadcasts.archived(conn, limit=PAGE, offset=kept * PAGE))

    total, page, found = await context.read(look)
    head = context.text("news-head") if found else context.text("news-none")
    feed = button(context.label("news-feed"), "news", "feed", 0)
    return Screen.of(
        "\n\n".join([head, *(_announcement(context, story) for story in found)]),
        *(_read(context, story) for story in found),
        turn_row(context, page, -(-total // PAGE), "news", "page"),
        [feed] if context.services.policy.feed_url else [],
        [button(context.label("menu-abonnements"), "menu", "go", "abonnements")],
        [button(context.label("button-menu"), "menu", "show")],
    )


def _stories(conn: Connection, sent: list[Broadcast]) -> list[Story]:
    return published.stories(sent, broadcasts.changes_of(conn, [one.id for one in sent]))


def _announcement(context: Context, story: Story) -> str:
    """What an announcement says now, and what became of it since it was sent."""
    sent, when = story.sent, context.when(story.sent.sent_at)
    if story.deleted:
        return context.text("news-deleted", when=when, since=context.when(story.deleted.sent_at))
    text = published.said(context.services.texts, story.current, context.language).text
    parts = [
        context.text("news-line", when=when, text=shorten(text, SHOWN) or context.label("broadcast-no-text")),
    ]
    about = audience.topics_in(context, sent.audience)
    if about:
        parts.append(context.text("news-topic", topic=about))
    if story.edited:
        parts.append(context.text("news-edited", when=context.when(story.edited.sent_at)))
    parts += [context.text("news-corrected", when=context.when(one.sent_at)) for one in story.corrections]
    return "\n".join(parts)


def _read(context: Context, story: Story) -> list[InlineKeyboardButton]:
    sent = story.sent
    if story.deleted or sent.method == POLL:
        return []
    when = context.when(sent.sent_at)
    row = [button(context.label("news-read", when=when), "news", "read", sent.id)]
    if story.edited:
        row.append(button(context.label("news-read-first"), "news", "read", sent.id, "first"))
    return row


async def _feed_screen(context: Context, page: int) -> Screen:
    url = context.services.policy.feed_url
    if url is None:
        raise Refusal("button-gone")
    copy = await context.read(lambda conn: feeds.find(conn, url))
    items = () if copy is None else copy.items
    pages = -(-len(items) // FEED_PAGE)
    page = max(0, min(page, pages - 1))
    shown = items[page * FEED_PAGE : (page + 1) * FEED_PAGE]
    site = urlsplit(url).hostname or url
    return Screen.of(
        "\n\n".join([context.text("news-feed-head", site=site), *(_item(context, item) for item in shown)])
        + "\n\n"
        + _state(context, copy),
        turn_row(context, page, pages, "news", "feed"),
        [button(context.label("news-announcements"), "news", "page", 0)],
        [button(context.label("button-menu"), "menu", "show")],
    )


def _item(context: Context, item: FeedItem) -> str:
    title = Safe(f'<a href="{escape(item.link)}">{escape(item.title)}</a>') if item.link else item.title
    when = _day(context, item.published) if item.published else context.label("news-no-day")
    parts = [context.text("news-feed-line", title=title, when=when)]
    if item.summary and item.summary != item.title:
        parts.append(context.text("news-feed-summary", summary=item.summary))
    return "\n".join(parts)


def _state(context: Context, copy: Copy | None) -> str:
    """Says how old the copy is, and whether the platform answers."""
    if copy is None or copy.fetched_at is None:
        return context.text("news-feed-never" if copy is not None and copy.error else "news-feed-not-yet")
    state = "news-feed-failing" if copy.error else "news-feed-copy" if copy.items else "news-feed-empty"
    return context.text(state, when=context.when(copy.fetched_at))


def _day(context: Context, when: datetime) -> str:
    return day(when.astimezone(PARIS).date(), context.language)


COMMANDS = ((("actualites", "news"), on_news),)
TAPS = {
    "news:feed": on_feed,
    "news:page": on_page,
    "news:read": on_read,
}
