"""The database locked, full, or restarted under load: no false 200, everything stored later, and it is said."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import Connection, Engine, event

from sandbox.server import Sandbox
from storage.database import Database, DatabaseUnavailable
from storage.migrate import migrate
from tests import postgres
from tests.acceptance.conftest import Service
from tests.faults.posting import Poster, kept, question, update
from tests.faults.processes import Bot, at_work, free_port, write_settings
from tests.faults.scale import scaled
from tests.faults.tally import Tally
from tests.require import lacking
from tests.wire.conftest import eventually

RECOVERS_WITHIN = 30.0


async def health(port: int | None) -> tuple[int, list[str]]:
    """What the health page says: its status, and the reasons not to be ready."""
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/health") as answer:
        return answer.status, [reason["what"] for reason in (await answer.json())["reasons"]]


async def test_sqlite_locked_by_someone_else(sandbox: Sandbox, sqlite_url: str, tmp_path: Path, tally: Tally) -> None:
    config = write_settings(tmp_path / "bot.toml", sandbox.api_base_url, sqlite_url)
    bot, seconds = Bot(config, free_port()), scaled(7.0, 20.0)
    poster = Poster(f"http://127.0.0.1:{bot.port}/telegram")
    someone = sqlite3.connect(sqlite_url.removeprefix("sqlite+aiosqlite:///"), isolation_level=None)
    database = Database.open(sqlite_url)
    async with at_work(bot):
        await bot.listens()
        await poster.post_all(range(100))
        someone.execute("BEGIN IMMEDIATE")
        load = asyncio.create_task(poster.post_all(range(100, 200)))
        await asyncio.sleep(seconds)
        confirmed = {question(number) for number in poster.confirmed}
        missing = confirmed - set(await database.read(kept))
        status, reasons = await health(bot.port)
        someone.execute("ROLLBACK")
        freed = time.monotonic()
        await load
        took = time.monotonic() - freed
        await eventually(lambda: is_ready(bot), RECOVERS_WITHIN)
    someone.close()
    tally.compare(map(question, range(200)), await database.read(kept))
    await database.close()
    tally.more |= {"locked for": f"{seconds:.0f} s", "false 200": len(missing), "recovered in": f"{took:.1f} s"}
    assert (status, reasons) == (503, ["database-saves-nothing"])
    assert (tally.lost, tally.doubled, missing) == (0, 0, set())
    assert took <= RECOVERS_WITHIN


async def is_ready(bot: Bot) -> bool:
    """Tells whether the health page is content again."""
    return await health(bot.port) == (200, [])


@pytest.fixture
def disk() -> Iterator[dict[str, int]]:
    """How many pages a SQLite file may have, from each next transaction on."""
    room = {"pages": 1_000_000}

    @event.listens_for(Engine, "begin")
    def on_begin(connection: Connection) -> None:
        if connection.dialect.name == "sqlite":
            driver: Any = connection.connection.driver_connection
            driver.execute(f"PRAGMA max_page_count = {room['pages']}")

    yield room
    event.remove(Engine, "begin", on_begin)


async def test_the_disk_is_full(disk: dict[str, int], service: Service, tally: Tally) -> None:
    count, refused = scaled(200, 2_000), 0
    await service.database.write(lambda conn: None)
    disk["pages"] = 1  # as many as there are
    waiting = list(range(count))
    for number in waiting[: count // 2]:
        try:
            await service.intake.handle(update(number, count))
        except DatabaseUnavailable:
            refused += 1
    stored = len(set(await service.database.read(kept)))
    trouble = service.database.trouble
    disk["pages"] = 1_000_000
    for number in waiting:
        await service.intake.handle(update(number, count))
    tally.compare(map(question, waiting), await service.database.read(kept))
    false = count // 2 - refused - stored
    tally.more |= {"refused": refused, "false 200": false}
    assert trouble == "SQLITE_FULL"
    assert refused > 0
    assert (tally.lost, tally.doubled, false) == (0, 0, 0)
    assert service.database.trouble is None


@asynccontextmanager
async def own_postgres() -> AsyncIterator[tuple[postgres.Server, str]]:
    """A server of this test's own, with an empty database of ours."""
    try:
        with postgres.running(durable=True) as server:
            url = server.url(await server.create())
            await migrate(url)
            yield server, url
    except postgres.NoPostgresError as error:
        lacking("postgres", f"install PostgreSQL ({error} was not found)")


def count_of(posters: Sequence[Poster]) -> list[int]:
    """How many updates each had confirmed."""
    return [len(poster.confirmed) for poster in posters]


def all_moved_on(posters: Sequence[Poster], loads: Sequence[asyncio.Task[None]], before: Sequence[int]) -> bool:
    """Tells whether each had another update confirmed since, or has none left."""
    moved = (now > then for now, then in zip(count_of(posters), before, strict=True))
    return all(load.done() or more for load, more in zip(loads, moved, strict=True))


async def test_postgresql_restarted_under_load(sandbox: Sandbox, tmp_path: Path, tally: Tally) -> None:
    restarts, slowest = scaled(4, 20), 0.0
    async with own_postgres() as (server, url):
        config = write_settings(tmp_path / "bot.toml", sandbox.api_base_url, url)
        bots = [Bot(config, free_port()) for _ in range(2)]
        posters = [Poster(f"http://127.0.0.1:{bot.port}/telegram") for bot in bots]
        halves = [range(scaled(600, 6_000)), range(scaled(600, 6_000), scaled(1_200, 12_000))]
        async with at_work(*bots):
            for bot in bots:
                await bot.listens()
            loads = [asyncio.create_task(poster.post_all(half)) for poster, half in zip(posters, halves, strict=True)]
            for turn in range(restarts):
                await asyncio.sleep(1.0)
                await asyncio.to_thread(server.stop, signal.SIGQUIT if turn % 2 else signal.SIGINT)
                await asyncio.to_thread(server.start)
                begun = time.monotonic()
                await eventually(partial(all_moved_on, posters, loads, count_of(posters)), RECOVERS_WITHIN)
                slowest = max(slowest, time.monotonic() - begun)
            await asyncio.gather(*loads)
        database = Database.open(url)
        tally.compare(map(question, [*halves[0], *halves[1]]), await database.read(kept))
        await database.close()
    tally.more |= {
        "restarts": restarts,
        "posted again": sum(poster.refused for poster in posters),
        "slowest recovery": f"{slowest:.1f} s",
    }
    assert (tally.lost, tally.doubled) == (0, 0)
