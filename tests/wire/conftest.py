"""The wire against a local Telegram: an application that echoes, keeps each text once, and fails on demand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, select
from telegram import Update
from telegram.ext import CallbackQueryHandler, MessageHandler, filters

from bot.application import ConsultationApplication, ConsultationBot, build_application
from bot.delivery import Delivery
from bot.gate import Gate, Rates
from bot.http import AiohttpRequest
from bot.intake import Intake
from bot.limiter import GateLimiter
from consultation.refusal import Refusal
from handlers.context import Context
from handlers.services import Services
from sandbox.bots import TOKEN
from sandbox.server import Sandbox
from storage import audit, people
from storage.database import Database
from storage.engines import open_transactions
from storage.tables import audit as audit_table
from storage.updates import RecentUpdates
from tests import stories
from tests.transactions import SpiedTransactions

UNLIMITED = Rates(0, 0, 0)


def real_clock() -> datetime:
    """The moment it is: these tests are about real waiting."""
    return datetime.now(UTC)


async def eventually(condition: Callable[[], Awaitable[bool] | bool], patience: float = 10.0) -> None:
    """Waits until something holds."""
    async with asyncio.timeout(patience):
        while True:
            held = condition()
            if held if isinstance(held, bool) else await held:
                return
            await asyncio.sleep(0.01)


@dataclass
class Echo:
    """Handlers that keep each text once; `slow` holds them, so that a test can act meanwhile."""

    slow: dict[str, asyncio.Event] = field(default_factory=dict)
    begun: list[str] = field(default_factory=list)
    pause: Callable[[], Awaitable[None]] | None = None

    def register(self, application: ConsultationApplication) -> None:
        """Adds the handlers."""
        application.add_handler(MessageHandler(filters.TEXT, self.on_text))
        application.add_handler(CallbackQueryHandler(self.on_tap))

    async def on_text(self, _: Update, context: Context) -> None:
        """Keeps a text and says it again. "poison" is a bug, "refused" against the rules, "chat" has no effect."""
        text = context.message.text or ""
        self.begun.append(text)
        if text in self.slow:
            await self.slow[text].wait()
        if self.pause is not None:
            await self.pause()
        if text.startswith("poison"):
            raise KeyError(text)
        if text.startswith("refused"):
            raise Refusal("nothing-to-cancel")
        if text.startswith("chat"):
            await context.say(text)
            return
        person, now = context.person, context.now
        await context.write(lambda conn: audit.record(conn, "echo", text[:60], actor_id=person.id, now=now))
        if text.startswith("late poison"):
            raise KeyError(text)
        await context.say(text)

    async def on_tap(self, _: Update, context: Context) -> None:
        """Refuses every tap, or fails."""
        if context.query.data == "poison":
            raise KeyError("poison")
        raise Refusal("button-gone")


@dataclass
class Wire:
    """Everything between Telegram and the database."""

    sandbox: Sandbox
    services: Services
    echo: Echo
    application: ConsultationApplication
    gate: Gate
    intake: Intake
    transactions: SpiedTransactions
    running: list[asyncio.Task[None]] = field(default_factory=list)

    @property
    def bot(self) -> ConsultationBot:
        return self.application.bot

    @property
    def database(self) -> Database:
        return self.services.database

    def start(self, work: Awaitable[None]) -> asyncio.Task[None]:
        """Runs something until the end of the test."""
        task = asyncio.ensure_future(work)
        self.running.append(task)
        return task

    def deliver(self, **options: Any) -> Delivery:
        """Starts delivery."""
        delivery = Delivery(self.bot, self.services, self.gate, poll=0.1, **options)
        self.start(delivery.run())
        return delivery

    async def effects(self) -> list[str]:
        """The texts kept, in order."""
        return await self.database.read(kept)


def kept(conn: Connection) -> list[str]:
    """The texts that had an effect, in the order of their transactions."""
    query = select(audit_table.c.subject).where(audit_table.c.action == "echo").order_by(audit_table.c.id)
    return list(conn.execute(query).scalars())


async def meet(database: Database, *telegram_ids: int, subscribed: bool = False) -> list[int]:
    """Makes people known, and gives their numbers."""

    def unit(conn: Connection) -> list[int]:
        numbers = [people.meet(conn, telegram_id, "fr", real_clock()).id for telegram_id in telegram_ids]
        if subscribed:
            for number in numbers:
                people.subscribe(conn, number, real_clock())
        return numbers

    return await database.write(unit)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A local Telegram, in real time."""
    async with Sandbox(patience=5.0) as opened:
        yield opened


@pytest.fixture
def rates() -> Rates:
    """No limits, unless a module says otherwise."""
    return UNLIMITED


@pytest.fixture(scope="session")
def template() -> Services:
    """The consultation and its sentences, read once; its database is nowhere."""
    return stories.services(Database.open("sqlite+aiosqlite:////nowhere/at/all.db"), real_clock)


@pytest.fixture
async def wire(sandbox: Sandbox, database_url: str, rates: Rates, template: Services) -> AsyncIterator[Wire]:
    """The wire, on each kind of database; nothing runs yet."""
    transactions = SpiedTransactions(open_transactions(database_url))
    database = Database(transactions)
    services = replace(template, database=database, recent=RecentUpdates())
    gate = Gate(database, rates)
    request = AiohttpRequest()
    application = build_application(request, services, TOKEN, sandbox.api_base_url, GateLimiter(gate))
    echo = Echo()
    echo.register(application)
    await application.initialize()
    made = Wire(sandbox, services, echo, application, gate, Intake(application, services), transactions)
    yield made
    for task in made.running:
        task.cancel()
    await asyncio.gather(*made.running, return_exceptions=True)
    await application.shutdown()
    transactions.down = False
    await database.close()
