"""Keeps a copy of the platform's feed: asked for every so often, by one process, within bounds of size and time.

Whatever goes wrong (away, slow, too long, not a feed) is noted beside the last good copy, which stays.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import structlog
from sqlalchemy import Connection

from consultation.feed import FeedError, FeedItem, read_feed
from handlers.services import Services
from storage import feeds
from storage.feeds import Validators

if TYPE_CHECKING:
    import aiohttp

MOST_BYTES = 1024 * 1024
"""Of the document, unpacked."""
CHUNK = 64 * 1024
PATIENCE = 20.0
"""Seconds the whole of it may take."""
MOST_REDIRECTS = 5
ACCEPTED = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"
NOT_MODIFIED = 304
VALIDATOR_LENGTH = 100

log = structlog.get_logger(__name__)


class NotReadError(Exception):
    """The platform did not give a feed; why, in a few words without anything it wrote."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the platform gave: its items, and what to ask with next time."""

    items: tuple[FeedItem, ...]
    validators: Validators


async def refresh(services: Services, *, patience: float = PATIENCE) -> None:
    """Reads the feed again if the settings name one and it is time; the sweeper calls this."""
    url, every, now = services.policy.feed_url, services.policy.feed_every, services.clock()
    if url is None:
        return
    known = await services.database.write(lambda conn: feeds.claim(conn, url, now, every))
    if known is None:
        return
    try:
        fetched = await _fetch(url, known, patience)
    except NotReadError as error:
        log.warning("feed-not-read", error=str(error))
        await services.database.write(partial(feeds.fail, url=url, error=str(error)))
        return
    await services.database.write(partial(_keep, url=url, fetched=fetched, now=services.clock()))


def _keep(conn: Connection, *, url: str, fetched: Fetched | None, now: datetime) -> None:
    if fetched is None:
        feeds.confirm(conn, url, now)
    else:
        feeds.keep(conn, url, fetched.items, fetched.validators, now)


async def _fetch(url: str, known: Validators, patience: float) -> Fetched | None:
    """Asks for the feed; none if it has not changed."""
    import aiohttp

    headers = {"Accept": ACCEPTED, "User-Agent": "citizenbot"}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    try:
        async with (
            asyncio.timeout(patience),
            aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session,
            session.get(url, headers=headers, max_redirects=MOST_REDIRECTS) as response,
        ):
            if response.status == NOT_MODIFIED:
                return None
            if response.status != 200:
                raise NotReadError(f"HTTP {response.status}")
            document = await _read(response)
            address, kind = str(response.url), response.headers.get("Content-Type", "")
            validators = Validators(*(_short(response.headers.get(name)) for name in ("ETag", "Last-Modified")))
    except TimeoutError:
        raise NotReadError(f"more than {patience:.0f} s") from None
    except (aiohttp.ClientError, ValueError) as error:
        raise NotReadError(type(error).__name__) from error
    try:
        return Fetched(await asyncio.to_thread(read_feed, document, address, kind), validators)
    except FeedError as error:
        raise NotReadError(str(error)) from error


async def _read(response: aiohttp.ClientResponse) -> bytes:
    document = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK):
        document += chunk
        if len(document) > MOST_BYTES:
            raise NotReadError(f"more than {MOST_BYTES} bytes")
    return bytes(document)


def _short(validator: str | None) -> str | None:
    """Keeps a validator as it was given, or not at all."""
    return validator if validator and len(validator) <= VALIDATOR_LENGTH else None
