"""The whole service at work, a local Telegram, and people: `await alice.sends("/start")`, `await alice.sees("…")`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import pytest
from pydantic import SecretStr

from bot import settings as sections
from bot import wiring
from bot.intake import Intake
from bot.settings import Settings
from handlers.services import Services
from sandbox.bots import TOKEN
from sandbox.chat import Chat
from sandbox.person import Person
from sandbox.server import Sandbox
from storage.database import Database

UNLIMITED = sections.Limits(
    global_per_second=0,
    per_chat_per_second=0,
    per_group_per_minute=0,
    messages_per_minute=0,
    taps_per_minute=0,
    inline_per_minute=0,
)


@dataclass(frozen=True, slots=True)
class Service:
    """The service, the local Telegram it talks with, and those it knows a role of."""

    sandbox: Sandbox
    settings: Settings
    running: wiring.Service
    mehdi: Person
    pauline: Person
    moderation: Chat

    @property
    def services(self) -> Services:
        """What its handlers use."""
        return self.running.services

    @property
    def database(self) -> Database:
        """What it keeps."""
        return self.running.services.database

    @property
    def intake(self) -> Intake:
        """Where updates come in."""
        return self.running.intake


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A local Telegram."""
    async with Sandbox() as opened:
        yield opened


@pytest.fixture
def mehdi(sandbox: Sandbox) -> Person:
    """A moderator: a member of the moderation channel."""
    return sandbox.person("Mehdi", started=True)


@pytest.fixture
def pauline(sandbox: Sandbox) -> Person:
    """A press officer, named in the settings."""
    return sandbox.person("Pauline", started=True)


@pytest.fixture
def moderation(sandbox: Sandbox, mehdi: Person) -> Chat:
    """The moderation channel, which the bot administers."""
    return sandbox.channel("Modération", admins=[sandbox.bot], members=[mehdi])


@pytest.fixture
def alice(sandbox: Sandbox) -> Person:
    """A citizen."""
    return sandbox.person("Alice")


@pytest.fixture
def bruno(sandbox: Sandbox) -> Person:
    """Another citizen."""
    return sandbox.person("Bruno")


@pytest.fixture
def settings(sandbox: Sandbox, moderation: Chat, pauline: Person, sqlite_url: str) -> Settings:
    """An ordinary service that sends as fast as it can."""
    return Settings(
        telegram=sections.Telegram(token=SecretStr(TOKEN), api_base_url=sandbox.api_base_url),
        database=sections.DatabaseSection(url=sqlite_url),
        moderation=sections.Moderation(chat_id=moderation.id),
        press=sections.Press(user_ids=frozenset({pauline.id})),
        privacy=sections.Privacy(controller="Une administration", contact="contact@example.org"),
        limits=UNLIMITED,
    )


@pytest.fixture
def service_clock() -> Callable[[], datetime] | None:
    """The clock the service goes by: the one on the wall, unless a test brings its own."""
    return None


@pytest.fixture
async def service(
    settings: Settings,
    sandbox: Sandbox,
    mehdi: Person,
    pauline: Person,
    moderation: Chat,
    service_clock: Callable[[], datetime] | None,
) -> AsyncIterator[Service]:
    """The service running, polling."""
    async with _running(settings, service_clock) as running:
        yield Service(sandbox, settings, running, mehdi, pauline, moderation)


@pytest.fixture
async def slow_service(
    settings: Settings, sandbox: Sandbox, mehdi: Person, pauline: Person, moderation: Chat
) -> AsyncIterator[Service]:
    """The service running within Telegram's limits."""
    settings = settings.model_copy(update={"limits": sections.Limits()})
    async with _running(settings) as running:
        yield Service(sandbox, settings, running, mehdi, pauline, moderation)


@asynccontextmanager
async def _running(settings: Settings, clock: Callable[[], datetime] | None = None) -> AsyncIterator[wiring.Service]:
    """Runs the service; whatever the test looks at, no part of it may have given up."""
    async with wiring.service(settings, clock=clock, strict_texts=True) as running:
        yield running
        assert not [task for task in running.tasks if task.done()]
