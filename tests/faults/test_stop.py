"""Stopped in the middle of a backlog: in time, and nothing is lost. Erased in the middle of everything: gone."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from sandbox.server import Sandbox
from storage.database import Database
from tests.faults.citizens import Citizen, take_part
from tests.faults.posting import kept
from tests.faults.processes import Bot, at_work, write_settings
from tests.faults.scale import scaled
from tests.faults.tally import Tally
from tests.faults.test_kills import kill_at_random
from tests.wire.conftest import eventually

STOPS_WITHIN = 30.0
PATIENCE = 90.0


async def test_sigterm_with_a_backlog(sandbox: Sandbox, sqlite_url: str, tmp_path: Path, tally: Tally) -> None:
    backlog = 1_000
    people = [sandbox.person(f"Citizen {number}", started=True) for number in range(20)]
    texts = [f"Qui a relié le cahier {number} ?" for number in range(backlog)]
    for number, text in enumerate(texts):
        await people[number % len(people)].sends(text)
    bot = Bot(write_settings(tmp_path / "bot.toml", sandbox.api_base_url, sqlite_url))
    async with at_work(bot):
        await eventually(lambda: sandbox.calls("sendMessage") >= 50, PATIENCE)
        begun = time.monotonic()
        code = await bot.stop()
        took = time.monotonic() - begun
        left = len(sandbox.bot.queue)
        await bot.start()
        await eventually(lambda: len(sandbox.bot.queue) == 0, PATIENCE)
        await bot.stop()
    database = Database.open(sqlite_url)
    tally.compare(texts, await database.read(kept))
    await database.close()
    tally.more |= {"stopped in": f"{took:.1f} s", "left to Telegram": left}
    assert left > 0, "stopped in the middle"
    assert (code, tally.lost, tally.doubled) == (0, 0, 0)
    assert took <= STOPS_WITHIN


async def test_erasure_in_the_middle_of_everything(
    sandbox: Sandbox, sqlite_url: str, tmp_path: Path, tally: Tally
) -> None:
    bot = Bot(write_settings(tmp_path / "bot.toml", sandbox.api_base_url, sqlite_url))
    staying = [Citizen(sandbox.person(f"Citizen {number}", started=True), number) for number in range(scaled(20, 500))]
    leaving = [Citizen(sandbox.person(f"Xqz {number}", started=True), 10_000 + number) for number in range(10)]
    async with at_work(bot):
        load = asyncio.create_task(take_part(staying, at_once=10))
        kills = asyncio.create_task(kill_at_random([bot], scaled(3, 50), load, seed=8))
        for citizen in leaving:
            await citizen.takes_part()
            await erases(citizen)
        await load
        await kills
        await bot.stop()
    path = Path(sqlite_url.removeprefix("sqlite+aiosqlite:///"))
    bytes_left = b"".join(one.read_bytes() for one in path.parent.glob(path.name + "*"))
    found = [citizen for citizen in leaving if str(citizen.person.id).encode() in bytes_left]
    tally.tried = len(leaving)
    tally.more |= {"still known": len(found), "kills": bot.kills}
    database = Database.open(sqlite_url)
    texts = await database.read(kept)
    await database.close()
    assert not [one for citizen in leaving for one in citizen.questions() if one in texts]
    assert all(citizen.receipts for citizen in staying)
    assert not found


async def erases(citizen: Citizen) -> None:
    """Asks for everything of theirs to go, until the bot says that it did."""
    person = citizen.person
    while True:
        try:
            await person.sends("/mes_donnees")
            for label in ("🗑 Effacer", "Tout effacer", "Oui, effacer"):
                await person.taps(label, patience=5)
            await person.sees("effac", patience=5)
        except AssertionError:
            continue  # killed in between: what they asked for waits in Telegram, or they ask again
        return
