"""Killed outright under load, again and again: nothing is lost, nothing counts twice, each chat keeps its order."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, select

from sandbox.chat import Chat
from sandbox.server import Sandbox
from storage.database import Database
from storage.tables import people, questions, submissions
from tests.faults.citizens import Citizen, take_part
from tests.faults.processes import Balancer, Bot, at_work, free_port, write_settings
from tests.faults.scale import scaled
from tests.faults.tally import Tally

AT_ONCE = 40
START_SECONDS = 1.5
"""About what a start takes: before that there is nothing to kill."""


def citizens_of(sandbox: Sandbox, count: int) -> list[Citizen]:
    return [Citizen(sandbox.person(f"Citizen {number}", started=True), number) for number in range(count)]


async def kill_at_random(bots: Sequence[Bot], most: int, load: asyncio.Task[None], seed: int) -> None:
    """Kills one of them after a random while and starts it again, so often at most, as long as the load lasts."""
    draw = random.Random(seed)
    for _ in range(most):
        await asyncio.sleep(START_SECONDS / len(bots) + draw.uniform(0, 2.0))
        if load.done():
            return
        bot = draw.choice(bots)
        await bot.kill()
        await bot.start()


async def check(url: str, tally: Tally, citizens: Sequence[Citizen], kills: int) -> None:
    """Compares what is kept with what was sent and what people were told."""

    def look(conn: Connection) -> tuple[list[str], dict[int, list[str]]]:
        titles = [answers["title"] for answers in conn.execute(select(submissions.c.answers)).scalars()]
        asked = defaultdict(list)
        query = select(people.c.telegram_id, questions.c.text).join(people, people.c.id == questions.c.person_id)
        for account, text in conn.execute(query.order_by(questions.c.id)):
            asked[account].append(text)
        return titles, asked

    database = Database.open(url)
    titles, asked = await database.read(look)
    await database.close()
    tally.compare((citizen.title for citizen in citizens), titles)
    expected = {question for citizen in citizens for question in citizen.questions()}
    kept = [text for texts in asked.values() for text in texts if text in expected]
    inversions = 0
    for citizen in citizens:
        own = [text for text in asked[citizen.person.id] if text in expected]
        inversions += own != sorted(own, key=citizen.questions().index)
    receipts = sum(citizen.receipts for citizen in citizens) - len(citizens)
    tally.more |= {
        "questions lost": len(expected - set(kept)),
        "questions doubled": len(kept) - len(set(kept)),
        "order inversions": inversions,
        "receipts doubled": receipts,
        "kills": kills,
    }
    assert (tally.lost, tally.doubled, inversions) == (0, 0, 0)
    assert (len(set(kept)), len(kept)) == (len(expected), len(expected))
    assert kills > 0
    assert receipts <= kills


async def test_one_process_on_sqlite_killed_under_load(
    sandbox: Sandbox, moderation: Chat, sqlite_url: str, tmp_path: Path, tally: Tally
) -> None:
    config = write_settings(tmp_path / "bot.toml", sandbox.api_base_url, sqlite_url, moderation=moderation.id)
    citizens, bot = citizens_of(sandbox, scaled(60, 10_000)), Bot(config)
    async with at_work(bot):
        load = asyncio.create_task(take_part(citizens, at_once=AT_ONCE))
        await kill_at_random([bot], scaled(5, 200), load, seed=3)
        await load
    await check(sqlite_url, tally, citizens, bot.kills)


async def test_four_processes_on_postgresql_killed_under_load(
    sandbox: Sandbox, moderation: Chat, postgres_url: str, tmp_path: Path, tally: Tally
) -> None:
    config = write_settings(tmp_path / "bot.toml", sandbox.api_base_url, postgres_url, moderation=moderation.id)
    citizens, balancer = citizens_of(sandbox, scaled(80, 20_000)), Balancer()
    async with balancer.listening():
        bots = balancer.bots = [Bot(config, free_port(), balancer.url) for _ in range(4)]
        async with at_work(*bots):
            load = asyncio.create_task(take_part(citizens, at_once=AT_ONCE))
            await kill_at_random(bots, scaled(6, 200), load, seed=4)
            await load
    await check(postgres_url, tally, citizens, sum(bot.kills for bot in bots))
