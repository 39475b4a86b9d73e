"""A process killed outright, again and again: no update is lost, none counts twice, nobody is announced to twice."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, Process
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

from bot.settings import ROOT
from sandbox.bots import TOKEN
from sandbox.person import Person
from sandbox.server import Sandbox
from storage import deliveries
from storage.database import Database
from storage.tables import deliveries as table
from storage.tables import questions
from tests.wire.conftest import eventually, meet, real_clock
from tests.wire.test_delivery import announce_to_subscribers

PATIENCE = 60.0
PEOPLE, TURNS = 20, 4


@pytest.fixture
def config(sandbox: Sandbox, sqlite_url: str, tmp_path: Path) -> Path:
    """Settings of a process without limits of speed."""
    path = tmp_path / "citizenbot.toml"
    path.write_text(
        f'[telegram]\ntoken = "{TOKEN}"\napi_base_url = "{sandbox.api_base_url}"\n'
        f'[database]\nurl = "{sqlite_url}"\n'
        "[limits]\nglobal_per_second = 0\nper_chat_per_second = 0\nper_group_per_minute = 0\n"
    )
    return path


def at_least(sandbox: Sandbox, answers: int) -> bool:
    """Tells whether the bot answered so often."""
    return sandbox.calls("sendMessage") >= answers


def let_leases_run_out(conn: Connection) -> None:
    """Does at once what half a minute would do."""
    conn.execute(update(table).where(table.c.leased_until.is_not(None)).values(leased_until=real_clock()))


@asynccontextmanager
async def running(config: Path) -> AsyncIterator[Process]:
    """A process, killed at the end at the latest."""
    command = (sys.executable, "-m", "bot", "run", "--config", str(config))
    process = await asyncio.create_subprocess_exec(*command, stdout=DEVNULL, stderr=DEVNULL, cwd=ROOT)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def kill_when(config: Path, condition: Callable[[], bool]) -> None:
    """Runs a process until something is so, and kills it in the middle of whatever it does."""
    async with running(config) as process:
        await eventually(condition, PATIENCE)
        process.kill()


async def test_no_update_is_lost_and_none_has_its_effect_twice(sandbox: Sandbox, sqlite_url: str, config: Path) -> None:
    people = [sandbox.person(f"Citizen {number}", started=True) for number in range(PEOPLE)]
    sandbox.faults.delay(0.02, method="sendMessage")
    for turn in range(TURNS):
        for number, person in enumerate(people):
            await person.sends(f"Qui a signé le plan numéro {number} la fois {turn} ?")
    for least in (15, 40):
        await kill_when(config, partial(at_least, sandbox, least))
    async with running(config):
        await eventually(lambda: len(sandbox.bot.queue) == 0, PATIENCE)
    database = Database.open(sqlite_url)
    asked = Counter(await database.read(lambda conn: list(conn.execute(select(questions.c.text)).scalars())))
    await database.close()
    assert len(asked) == PEOPLE * TURNS
    assert set(asked.values()) == {1}


async def test_an_announcement_reaches_nobody_twice_and_what_is_in_doubt_is_shown(
    sandbox: Sandbox, sqlite_url: str, config: Path
) -> None:
    people: list[Person] = [sandbox.person(f"Citizen {number}", started=True) for number in range(150)]
    sandbox.faults.delay(0.05, method="sendMessage", when="after")
    database = Database.open(sqlite_url)
    numbers = await meet(database, *[person.id for person in people], subscribed=True)
    number = await announce_to_subscribers(database, numbers)

    def announced() -> int:
        return sum(amount for (_, text), amount in sandbox.counters.texts.items() if text == "Bonjour")

    await kill_when(config, lambda: announced() >= 40)
    seen = announced()
    left = await database.read(lambda conn: deliveries.counts(conn, number))
    assert left.sending > 0, "killed in the middle"
    await database.write(let_leases_run_out)

    async def settled() -> bool:
        return (await database.read(lambda conn: deliveries.counts(conn, number))).remaining == 0

    async with running(config):
        await eventually(settled, PATIENCE)
    counts = await database.read(lambda conn: deliveries.counts(conn, number))
    await database.close()
    assert counts.sent + counts.unknown == len(people)
    assert 0 < counts.unknown <= left.sending
    assert seen < len(people) <= announced() + counts.unknown
    assert sandbox.counters.duplicates() == {}
