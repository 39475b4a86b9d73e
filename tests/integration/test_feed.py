"""The platform's feed, from a server on loopback: read when due, by one; whatever happens, the last good copy stays."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot import feed
from handlers.services import Services
from storage import feeds
from storage.database import Database
from storage.feeds import Copy
from tests.clock import FakeClock
from tests.stories import services
from tests.unit.test_feed import ATOM, RSS

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
EVERY = timedelta(minutes=30)


async def atom(_: web.Request) -> web.Response:
    return web.Response(body=ATOM, content_type="application/atom+xml", headers={"ETag": '"v1"'})


async def rss(_: web.Request) -> web.Response:
    return web.Response(body=RSS, content_type="application/rss+xml")


async def broken(_: web.Request) -> web.Response:
    return web.Response(body=ATOM[:300], content_type="application/atom+xml")


async def page(_: web.Request) -> web.Response:
    return web.Response(text="<!doctype html><title>Maintenance</title>", content_type="text/html")


async def failing(_: web.Request) -> web.Response:
    return web.Response(status=500, body=ATOM)


async def slow(_: web.Request) -> web.Response:
    await asyncio.sleep(5)
    return web.Response(body=ATOM)


async def dripping(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    for place in range(0, len(ATOM), 20):
        await response.write(ATOM[place : place + 20])
        await asyncio.sleep(0.1)
    return response


async def huge(request: web.Request) -> web.StreamResponse:
    """Ten megabytes."""
    response = web.StreamResponse()
    await response.prepare(request)
    for _ in range(160):
        await response.write(b"<!-- x -->" * 6554)
    return response


async def bomb(_: web.Request) -> web.Response:
    """A few kilobytes that unpack to ten megabytes."""
    return web.Response(body=gzip.compress(b" " * 10_000_000), headers={"Content-Encoding": "gzip"})


async def lying(request: web.Request) -> web.StreamResponse:
    """Closes before all that it promised."""
    response = web.StreamResponse(headers={"Content-Length": str(len(ATOM))})
    await response.prepare(request)
    await response.write(ATOM[:500])
    assert request.transport is not None
    request.transport.close()
    return response


async def elsewhere(_: web.Request) -> web.Response:
    raise web.HTTPFound("file:///etc/passwd")


async def circle(request: web.Request) -> web.Response:
    raise web.HTTPFound(request.path)


@dataclass
class Platform:
    """A web server that answers as it is told, and remembers what it was asked with."""

    answer: Answer = atom
    asked: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(dict(request.headers))
        return await self.answer(request)


@pytest.fixture
async def platform() -> AsyncIterator[Platform]:
    known = Platform()
    application = web.Application()
    application.router.add_get("/flux", known.handle)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0]
    known.url = f"http://{host}:{port}/flux"
    yield known
    await runner.cleanup()


@pytest.fixture
def at_work(database: Database, clock: FakeClock, platform: Platform) -> Services:
    usual = services(database, clock)
    return replace(usual, policy=replace(usual.policy, feed_url=platform.url, feed_every=EVERY))


async def copy(at_work: Services) -> Copy:
    """What people are shown."""
    url = at_work.policy.feed_url or ""
    found = await at_work.database.read(lambda conn: feeds.find(conn, url))
    assert found is not None
    return found


async def titles(at_work: Services) -> list[str]:
    return [item.title for item in (await copy(at_work)).items]


async def test_atom_then_rss_are_read_when_it_is_time(at_work: Services, platform: Platform, clock: FakeClock) -> None:
    await feed.refresh(at_work)
    assert await titles(at_work) == ["Un atelier & un forum", "Ouverture"]
    first = await copy(at_work)
    assert (first.fetched_at, first.error) == (clock(), None)
    platform.answer = rss
    clock.advance(minutes=29)
    await feed.refresh(at_work)
    assert len(platform.asked) == 1
    clock.advance(minutes=1)
    await feed.refresh(at_work)
    assert await titles(at_work) == ["Synthèse", "Sans titre"]


async def test_it_asks_only_for_what_is_newer(at_work: Services, platform: Platform, clock: FakeClock) -> None:
    modified = "Tue, 02 Mar 2021 09:00:00 GMT"

    async def answer(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == '"v1"' and request.headers.get("If-Modified-Since") == modified:
            return web.Response(status=304)
        return web.Response(body=ATOM, headers={"ETag": '"v1"', "Last-Modified": modified})

    platform.answer = answer
    await feed.refresh(at_work)
    assert "If-None-Match" not in platform.asked[0]
    assert "If-Modified-Since" not in platform.asked[0]
    clock.advance(minutes=30)
    await feed.refresh(at_work)
    kept = await copy(at_work)
    assert (len(kept.items), kept.fetched_at, kept.error) == (2, clock(), None)
    assert len(platform.asked) == 2


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (broken, "cut short"),
        (page, "neither Atom nor RSS"),
        (failing, "HTTP 500"),
        (slow, "more than 0 s"),
        (dripping, "more than 0 s"),
        (huge, "more than 1048576 bytes"),
        (bomb, "more than 1048576 bytes"),
        (lying, "ClientPayloadError"),
        (elsewhere, "NonHttpUrlRedirectClientError"),
        (circle, "TooManyRedirects"),
    ],
)
async def test_whatever_goes_wrong_the_last_good_copy_stays(
    at_work: Services, platform: Platform, clock: FakeClock, answer: Answer, why: str
) -> None:
    await feed.refresh(at_work)
    good = await copy(at_work)
    platform.answer = answer
    clock.advance(minutes=30)
    with capture_logs() as logged:
        await feed.refresh(at_work, patience=0.4)
    assert logged == [{"event": "feed-not-read", "error": why, "log_level": "warning"}]
    assert await copy(at_work) == replace(good, error=why)
    platform.answer = atom
    clock.advance(minutes=30)
    await feed.refresh(at_work)
    assert await copy(at_work) == replace(good, fetched_at=clock())


async def test_a_platform_that_is_away_is_asked_again_later(
    database: Database, clock: FakeClock, platform: Platform
) -> None:
    usual = services(database, clock)
    nowhere = platform.url.replace("/flux", "/rien")
    at_work = replace(usual, policy=replace(usual.policy, feed_url=nowhere, feed_every=EVERY))
    await feed.refresh(at_work)
    kept = await copy(at_work)
    assert (kept.items, kept.fetched_at, kept.error) == ((), None, "HTTP 404")
    unheard = "http://127.0.0.1:1/flux"
    at_work = replace(usual, policy=replace(usual.policy, feed_url=unheard, feed_every=EVERY))
    await feed.refresh(at_work)
    assert (await copy(at_work)).error == "ClientConnectorError"
    assert await database.read(lambda conn: feeds.find(conn, nowhere)) is None


async def test_of_several_processes_one_reads(at_work: Services, platform: Platform, clock: FakeClock) -> None:
    await asyncio.gather(*(feed.refresh(at_work) for _ in range(5)))
    assert len(platform.asked) == 1
    clock.advance(minutes=30)
    await asyncio.gather(*(feed.refresh(at_work) for _ in range(5)))
    assert len(platform.asked) == 2


async def test_a_clock_put_back_does_not_stop_it(at_work: Services, platform: Platform, clock: FakeClock) -> None:
    await feed.refresh(at_work)
    clock.advance(days=-1)
    await feed.refresh(at_work)
    assert len(platform.asked) == 2


async def test_without_an_address_nothing_is_read(database: Database, clock: FakeClock, platform: Platform) -> None:
    await feed.refresh(services(database, clock))
    assert platform.asked == []


async def test_a_validator_too_long_to_be_kept_is_left(at_work: Services, platform: Platform, clock: FakeClock) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=ATOM, headers={"ETag": f'"{"e" * 500}"'})

    platform.answer = answer
    await feed.refresh(at_work)
    clock.advance(minutes=30)
    await feed.refresh(at_work)
    assert "If-None-Match" not in platform.asked[1]
