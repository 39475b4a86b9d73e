"""Fixtures of the browser tests: a real Chromium, a sandbox with its three people, a bot that does as it is told."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import Browser, async_playwright

from sandbox.server import Sandbox
from tests.browser.echo import EchoBot
from tests.browser.visit import Cast, Visit
from tests.require import lacking

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Runs the browser tests on one event loop, so that they share one browser: it takes a second to start."""
    for item in items:
        if HERE in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


def chromium_path() -> str | None:
    """Where the browser is, if anywhere."""
    return os.environ.get("CITIZENBOT_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is."""
    found = chromium_path()
    if found is None:
        lacking("browser", "install Debian's chromium, or name a Chromium in CITIZENBOT_CHROMIUM")
    return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """A headless browser, one for all; each test opens a context of its own in it."""
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield opened
        await opened.close()


@pytest_asyncio.fixture(loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    """A local Telegram."""
    async with Sandbox() as opened:
        yield opened


@pytest.fixture
def cast(sandbox: Sandbox) -> Cast:
    """Alice the citizen, Mehdi the moderator with his channel, Pauline of the press office."""
    alice, mehdi, pauline = (sandbox.person(name) for name in ("Alice", "Mehdi", "Pauline"))
    channel = sandbox.channel("Modération", admins=[sandbox.bot], members=[mehdi])
    sandbox.roles.update(citizen=alice.id, moderator=mehdi.id, press=pauline.id)
    return Cast(alice, mehdi, pauline, channel)


@pytest_asyncio.fixture(loop_scope="session")
async def bot(sandbox: Sandbox) -> AsyncIterator[EchoBot]:
    """A bot that repeats what it is told, polling."""
    async with ClientSession() as session:
        echo = EchoBot(session, sandbox)
        polling = asyncio.create_task(echo.run())
        yield echo
        polling.cancel()
        with suppress(asyncio.CancelledError):
            await polling


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser, sandbox: Sandbox, cast: Cast, bot: EchoBot) -> AsyncIterator[Visit]:
    """The page open on a wide screen, in French. Whatever the test looks at, nothing leaves and nothing complains."""
    opened = await Visit.begin(browser, sandbox.page_url)
    yield opened
    await opened.end()
    assert opened.complaints == []
    assert opened.strayed == []
