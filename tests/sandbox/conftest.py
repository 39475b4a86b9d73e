"""A sandbox with Alice, the citizen, and a client for its bot."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
from telegram import Bot

from sandbox.bots import TOKEN
from sandbox.chat import Chat
from sandbox.person import Person
from sandbox.server import Sandbox
from tests.clock import FakeClock
from tests.sandbox.client import Client


@pytest.fixture
async def sandbox(clock: FakeClock) -> AsyncIterator[Sandbox]:
    """A local Telegram whose time stands still."""
    async with Sandbox(clock=clock, patience=2.0) as opened:
        yield opened


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """Connections of a bot or a browser."""
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def call(session: aiohttp.ClientSession, sandbox: Sandbox) -> Client:
    """The bot's bare client."""
    return Client(session, sandbox)


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """The bot as python-telegram-bot sees it."""
    base = sandbox.api_base_url
    async with Bot(TOKEN, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot") as opened:
        yield opened


@pytest.fixture
def alice(sandbox: Sandbox) -> Person:
    """A citizen who has written to the bot before."""
    return sandbox.person("Alice", started=True)


@pytest.fixture
def mehdi(sandbox: Sandbox) -> Person:
    """A moderator."""
    return sandbox.person("Mehdi", started=True)


@pytest.fixture
def moderation(sandbox: Sandbox, mehdi: Person) -> Chat:
    """The channel where Mehdi moderates and the bot is an administrator."""
    return sandbox.channel("Modération", admins=[sandbox.bot], members=[mehdi])
