"""Reads the platform's feed, Atom or RSS: plain text, dates, addresses one may open; whatever else it holds is left."""

from __future__ import annotations

import io
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.sax import SAXException

from consultation.text import clean, shorten

MOST_ITEMS = 40
TITLE_LENGTH = 200
SUMMARY_LENGTH = 400
ADDRESS_LENGTH = 500
HTML_READ = 20_000
"""Of one field, only so much is looked at."""
ENDS = (b"</rss>", b"</feed>", b"</rdf:rdf>")
END_ROOM = 200
BREAKING = frozenset({"p", "br", "li", "div", "tr", "h1", "h2", "h3", "h4", "blockquote"})
SILENT = frozenset({"script", "style"})


class FeedError(ValueError):
    """This is not a feed, or not the whole of it."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """Something the platform published, as plain text."""

    title: str
    summary: str
    link: str | None
    published: datetime | None


def read_feed(document: bytes, address: str, content_type: str = "") -> tuple[FeedItem, ...]:
    """Reads a document fetched at `address`, the items in its order; raises `FeedError` for anything but a feed.

    One that is not well-formed is read if it is all there: many platforms write "&nbsp;" where they may not.
    """
    import feedparser  # type: ignore[import-untyped]  # only where a feed is followed

    headers = {"content-location": address, "content-type": content_type}
    parsed = feedparser.parse(io.BytesIO(document), response_headers=headers)
    if not parsed.get("version"):
        raise FeedError("neither Atom nor RSS")
    if isinstance(parsed.get("bozo_exception"), SAXException) and not _is_whole(document):
        raise FeedError("cut short")
    items = (_item(entry) for entry in parsed.entries)
    return tuple(item for item in items if item.title)[:MOST_ITEMS]


def _is_whole(document: bytes) -> bool:
    end = document.rstrip()[-END_ROOM:].lower()
    return any(tag in end for tag in ENDS)


def _item(entry: Mapping[str, object]) -> FeedItem:
    link, summary = entry.get("link"), plain(entry.get("summary"))
    moments = (entry[name] for name in ("published_parsed", "updated_parsed") if name in entry)
    return FeedItem(
        title=shorten(plain(entry.get("title")) or summary, TITLE_LENGTH),
        summary=shorten(summary, SUMMARY_LENGTH),
        link=link if isinstance(link, str) and _may_be_opened(link) else None,
        published=next((_moment(one) for one in moments if isinstance(one, time.struct_time)), None),
    )


def plain(html: object) -> str:
    """Keeps the words of an HTML text, on one line."""
    if not isinstance(html, str):
        return ""
    words = _Words()
    words.feed(html[:HTML_READ])
    words.close()
    return " ".join(clean("".join(words.found)).split())


class _Words(HTMLParser):
    """Gathers the text between the tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT
        if tag in BREAKING:
            self.found.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT and self._silent > 0
        if tag in BREAKING:
            self.found.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def _may_be_opened(link: str) -> bool:
    """Tells whether a link leads to a web page: nothing else is shown."""
    if len(link) > ADDRESS_LENGTH or not link.isprintable() or any(char.isspace() for char in link):
        return False
    with suppress(ValueError):
        parts = urlsplit(link)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    return False


def _moment(parsed: time.struct_time) -> datetime | None:
    with suppress(ValueError):
        return datetime(*parsed[:6], tzinfo=UTC)
    return None
