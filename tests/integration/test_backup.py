"""A copy made while citizens write, as the documentation tells: whole once restored, and the bot starts on it."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import Connection, select

from bot import register as register_files
from bot import settings as sections
from bot import wiring
from bot.settings import Settings
from sandbox.bots import TOKEN
from sandbox.server import Sandbox
from storage import register
from storage.database import Database
from storage.tables import metadata, submissions
from tests.clock import FakeClock
from tests.postgres import Server
from tests.stories import submit

BEFORE = 20
"""Contributions that are there before the copy is begun."""
FIRST_AUTHOR = 700_000
COPIES = 50
"""A small database may be copied between two writes: how many copies are made, at most, until one meets a write."""
Backup = Callable[[], Awaitable[str]]
Row = tuple[object, ...]


@dataclass
class Writers:
    """Citizens who do not wait for the copy to be done; every tenth contribution is sealed into the register."""

    database: Database
    clock: FakeClock
    written: list[int] = field(default_factory=list)

    async def write(self) -> None:
        """Writes one contribution, and remembers it once it is committed."""
        author = FIRST_AUTHOR + len(self.written)
        await self.database.write(lambda conn: submit(conn, self.clock(), author=author))
        if len(self.written) % 10 == 0:
            await self.database.write(lambda conn: register.seal(conn, "plan", self.clock()), apart=True)
        self.written.append(author)

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Writes until the end of the block."""

        async def go_on() -> None:
            while True:
                await self.write()

        task = asyncio.create_task(go_on())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])


async def rows_of(url: str) -> dict[str, set[Row]]:
    """Every row of every table."""

    def read(conn: Connection) -> dict[str, set[Row]]:
        return {
            table.name: {tuple(map(repr, row)) for row in conn.execute(select(table))}
            for table in metadata.sorted_tables
        }

    database = Database.open(url)
    found = await database.read(read)
    await database.close()
    return found


@pytest.fixture
def sqlite_backup(sqlite_url: str, tmp_path: Path) -> Backup:
    """`VACUUM INTO`, by a program of its own."""

    numbers = itertools.count(1)

    async def back_up() -> str:
        copy = tmp_path / "elsewhere" / f"restored-{next(numbers)}.db"
        copy.parent.mkdir(exist_ok=True)

        def vacuum() -> None:
            connection = sqlite3.connect(sqlite_url.removeprefix("sqlite+aiosqlite:///"), timeout=30)
            connection.execute("VACUUM INTO ?", (str(copy),))
            connection.close()

        await asyncio.to_thread(vacuum)
        return f"sqlite+aiosqlite:///{copy}"

    return back_up


@pytest.fixture
def postgres_backup(request: pytest.FixtureRequest, postgres_url: str, tmp_path: Path) -> Backup:
    """`pg_dump`, then `pg_restore` into a database that is new."""
    server: Server = request.getfixturevalue("postgres_server")

    async def back_up() -> str:
        name = await server.create()
        await asyncio.to_thread(server.copy_by_file, postgres_url, name, tmp_path / "copy.dump")
        return server.url(name)

    return back_up


@pytest.fixture
def backup(request: pytest.FixtureRequest, database_url: str) -> Backup:
    """How a copy of this kind of database is made and restored; says where it is."""
    kind = "sqlite" if database_url.startswith("sqlite") else "postgres"
    made: Backup = request.getfixturevalue(f"{kind}_backup")
    return made


async def test_a_copy_made_while_citizens_write_is_whole_elsewhere(
    database: Database, database_url: str, backup: Backup, clock: FakeClock, tmp_path: Path
) -> None:
    writers = Writers(database, clock)
    for _ in range(BEFORE):
        await writers.write()
    confirmed, restored = await copied_while_they_write(writers, backup)
    there, here = await rows_of(database_url), await rows_of(restored)
    assert confirmed <= len(here["submissions"]) <= len(there["submissions"])
    for name in ("people", "submissions", "submission_versions", "audit", "register"):
        assert here[name] <= there[name], name
        assert here[name], name
    assert len(here["people"]) == len(here["submissions"]) == len(here["submission_versions"]), "no half transaction"
    path = tmp_path / "register.jsonl"
    await register_files.export(restored, path)
    assert "intact" in register_files.check(path, None, None)
    await starts_and_goes_on(restored)


async def copied_while_they_write(writers: Writers, backup: Backup) -> tuple[int, str]:
    """A copy during which somebody wrote; with how many contributions were confirmed when it was begun."""
    async with writers.at_work():
        for _ in range(COPIES):
            confirmed = len(writers.written)
            restored = await backup()
            if len(writers.written) > confirmed:
                return confirmed, restored
    raise AssertionError(f"nobody wrote during {COPIES} copies")


async def starts_and_goes_on(url: str) -> None:
    """The bot starts on the copy, answers, and numbers its next contribution after those that are there."""
    async with Sandbox() as sandbox:
        alice = sandbox.person("Alice")
        settings = Settings(
            telegram=sections.Telegram(token=SecretStr(TOKEN), api_base_url=sandbox.api_base_url),
            database=sections.DatabaseSection(url=url),
        )
        async with wiring.service(settings, strict_texts=True) as running:
            await alice.sends("/start")
            await alice.sees("plan d’action")
            services = running.services
            last = await services.database.read(lambda conn: max(conn.execute(select(submissions.c.id)).scalars()))
            sent = await services.database.write(lambda conn: submit(conn, services.clock(), author=alice.id))
            assert sent.id > last
