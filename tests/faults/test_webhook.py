"""A webhook's 200 means: it is in the database, whatever happens to the process next."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

from sandbox.server import Sandbox
from storage.database import Database
from tests.faults.posting import Poster, kept, question
from tests.faults.processes import Bot, at_work, free_port, write_settings
from tests.faults.scale import scaled
from tests.faults.tally import Tally


async def test_every_webhook_200_is_in_the_database(
    sandbox: Sandbox, database_url: str, tmp_path: Path, tally: Tally
) -> None:
    config = write_settings(tmp_path / "bot.toml", sandbox.api_base_url, database_url)
    bot, posts, draw = Bot(config, free_port()), scaled(1_000, 10_000), random.Random(5)
    poster = Poster(f"http://127.0.0.1:{bot.port}/telegram")
    database = Database.open(database_url)
    missing = 0
    async with at_work(bot):
        load = asyncio.create_task(poster.post_all(range(posts)))
        for _ in range(scaled(3, 20)):
            await bot.listens()
            await asyncio.sleep(draw.uniform(0.2, 1.5))
            if load.done():
                break
            await bot.kill()
            confirmed = list(poster.confirmed)
            missing += len({question(number) for number in confirmed} - set(await database.read(kept)))
            await bot.start()
        await load
    tally.compare(map(question, range(posts)), await database.read(kept))
    await database.close()
    tally.more |= {"kills": bot.kills, "posted again": poster.refused, "false 200": missing}
    assert bot.kills > 0
    assert (tally.lost, tally.doubled, missing) == (0, 0, 0)
