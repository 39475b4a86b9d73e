"""Announcements through kills, blocks, halts and erasures: nobody gets one twice, and every row tells the truth."""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.delivery import AHEAD, IN_FLIGHT, LEASE
from consultation.broadcast import DeliveryState
from sandbox.limits import Limits
from sandbox.person import Person
from sandbox.server import Sandbox
from storage import deliveries, erasure, people
from storage.database import Database
from tests.acceptance.conftest import Service
from tests.faults.announcing import announce, arrivals, counts, crowd, is_over, of_state
from tests.faults.processes import Bot, at_work, free_port, write_settings
from tests.faults.scale import LONG, scaled
from tests.faults.tally import Tally
from tests.wire.conftest import eventually

PER_SECOND = scaled(60, 600)
"""How fast they send while they are killed: slow enough that every kill comes in the middle."""
CALLS = min(IN_FLIGHT // 2, 2 * math.ceil(PER_SECOND * AHEAD))
"""The most announcements that one process has on their way, with those that just ended and are being written."""
FREE_PER_SECOND = 30
PATIENCE = scaled(100.0, 3 * 3600.0)
GONE_WITHIN = 1.0
NOBODY = "http://127.0.0.1:9"
"""Where updates would come in: nobody writes."""


async def sends_again(sandbox: Sandbox) -> None:
    """Waits for the next message."""
    before = sandbox.calls("sendMessage")
    await eventually(lambda: sandbox.calls("sendMessage") > before, PATIENCE)


async def kill_while_sending(
    bots: Sequence[Bot], sandbox: Sandbox, most: int, over: asyncio.Task[None], seed: int
) -> None:
    """Kills one of them at random moments of the sending, so often at most, and starts it again."""
    draw = random.Random(seed)
    for _ in range(most):
        sending = asyncio.create_task(sends_again(sandbox))
        await asyncio.wait({sending, over}, return_when=asyncio.FIRST_COMPLETED)
        sending.cancel()
        await asyncio.sleep(draw.uniform(0, 0.8))
        if over.done():
            return
        bot = draw.choice(bots)
        await bot.kill()
        await bot.start()


async def all_taken(database: Database, number: int) -> bool:
    """Tells whether nothing of it waits to be sent."""
    return not (await counts(database, number)).pending


async def come_to_an_end(bots: Sequence[Bot], database: Database, number: int) -> None:
    """Stops them once all is sent, and settles what kills left, as the sweeper does when the leases run out."""
    while True:
        await asyncio.sleep(AHEAD * 4)
        for bot in bots:
            assert await bot.stop() == 0
        if await all_taken(database, number):
            break
        for bot in bots:  # the last few were given back: they had not left yet
            await bot.start()
        await eventually(lambda: all_taken(database, number), PATIENCE)
    later = datetime.now(UTC) + timedelta(seconds=LEASE)
    await database.write(lambda conn: deliveries.abandon(conn, later))


async def check(database: Database, number: int, sandbox: Sandbox, found: Sequence[Person], tally: Tally) -> None:
    """Compares what the rows say with what Telegram saw."""
    came = Counter(arrivals(sandbox))
    now = await counts(database, number)
    sent = await of_state(database, number, DeliveryState.SENT)
    unknown = await of_state(database, number, DeliveryState.UNKNOWN)
    tally.tried, tally.doubled = len(found), came.total() - len(came)
    tally.lost = len({person.id for person in found} - set(came) - unknown)
    tally.more |= {"sent": now.sent, "unknown": now.unknown, "unknown and arrived": len(unknown & set(came))}
    assert (tally.lost, tally.doubled) == (0, 0)
    assert now.total == now.sent + now.unknown == len(found)
    assert sent <= set(came), "a row says that it was sent, and it was not"
    assert set(came) <= sent | unknown


async def killed_while_sending(
    sandbox: Sandbox, url: str, folder: Path, tally: Tally, *, processes: int, kills: int, recipients: int
) -> None:
    config = write_settings(folder / "bot.toml", sandbox.api_base_url, url)
    config.write_text(config.read_text().replace("global_per_second = 0", f"global_per_second = {PER_SECOND}"))
    found, bots = crowd(sandbox, recipients), [Bot(config, free_port(), NOBODY) for _ in range(processes)]
    database = Database.open(url)
    number = await announce(database, found)
    async with at_work(*bots):
        over = asyncio.create_task(eventually(lambda: all_taken(database, number), PATIENCE))
        await kill_while_sending(bots, sandbox, kills, over, seed=12)
        await over
        await come_to_an_end(bots, database, number)
    done = sum(bot.kills for bot in bots)
    tally.more["kills"] = done
    await check(database, number, sandbox, found, tally)
    unknown = (await counts(database, number)).unknown
    await database.close()
    assert done > 0
    assert unknown <= done * CALLS


async def test_one_process_on_sqlite_killed_while_announcing(
    sandbox: Sandbox, sqlite_url: str, tmp_path: Path, tally: Tally
) -> None:
    await killed_while_sending(
        sandbox, sqlite_url, tmp_path, tally, processes=1, kills=scaled(4, 50), recipients=scaled(600, 100_000)
    )


async def test_two_processes_on_postgresql_killed_while_announcing(
    sandbox: Sandbox, postgres_url: str, tmp_path: Path, tally: Tally
) -> None:
    await killed_while_sending(
        sandbox, postgres_url, tmp_path, tally, processes=2, kills=scaled(2, 50), recipients=scaled(400, 100_000)
    )


async def test_a_fifth_blocked_and_a_tenth_refused_as_too_fast(service: Service, tally: Tally) -> None:
    sandbox, found = service.sandbox, crowd(service.sandbox, scaled(300, 5_000))
    gone = found[::5]
    for person in gone:
        person.chat.blocked = True
    flood = sandbox.faults.flood(1.0, method="sendMessage", chance=0.1, per_chat=True)
    number = await announce(service.database, found)
    await eventually(lambda: is_over(service.database, number), PATIENCE)
    sandbox.faults.clear()
    wanted = {person.id for person in found} - {person.id for person in gone}
    tally.compare(wanted, arrivals(sandbox))
    now = await counts(service.database, number)
    tally.more |= {"blocked": now.blocked, "answers 429": sandbox.counters.answers["sendMessage", 429]}
    assert (tally.lost, tally.doubled) == (0, 0)
    assert (now.sent, now.blocked, now.total) == (len(wanted), len(gone), len(found))
    assert await of_state(service.database, number, DeliveryState.BLOCKED) == {person.id for person in gone}
    assert flood.struck > 0
    assert flood.violations == 0, "whoever was halted is left in peace meanwhile"


async def test_those_who_erase_themselves_meanwhile_get_nothing_a_second_later(
    slow_service: Service, tally: Tally
) -> None:
    service, sandbox = slow_service, slow_service.sandbox
    found = crowd(sandbox, 240)
    number = await announce(service.database, found)
    await eventually(lambda: len(arrivals(sandbox)) >= 30)
    leaving = {person.id for person in found[::2]} - set(arrivals(sandbox))
    for one in leaving:
        await service.database.write(lambda conn, account=one: erase(conn, account))  # type: ignore[misc]
    erased = time.monotonic()
    reached, last = 0, erased
    while not await is_over(service.database, number):
        if (seen := len(leaving & set(arrivals(sandbox)))) > reached:
            reached, last = seen, time.monotonic()
        await asyncio.sleep(0.02)
    tally.compare({person.id for person in found} - leaving, arrivals(sandbox))
    now = await counts(service.database, number)
    tally.more |= {"erased": len(leaving), "stopped within": f"{last - erased:.2f} s"}
    assert last - erased <= GONE_WITHIN
    assert (tally.lost, tally.doubled) == (0, 0)
    assert now.total == len(found)
    assert now.skipped == len(leaving) - len(leaving & set(arrivals(sandbox)))
    assert now.skipped > len(leaving) // 2


def erase(conn: Connection, account: int) -> None:
    """Erases a person, as they ask for it."""
    person = people.find(conn, account)
    assert person is not None
    erasure.erase(conn, person.id, keep_approved=False, public=(), now=datetime.now(UTC))


@pytest.fixture
async def strict_sandbox() -> AsyncIterator[Sandbox]:
    """A Telegram that answers 429 to whoever is faster than its published limits."""
    async with Sandbox(limits=Limits(enabled=True)) as opened:
        yield opened


async def test_the_free_limit_is_used_up_and_never_passed(
    strict_sandbox: Sandbox, sqlite_url: str, tmp_path: Path, tally: Tally
) -> None:
    sandbox, count = strict_sandbox, scaled(10, 600) * FREE_PER_SECOND
    config = write_settings(tmp_path / "bot.toml", sandbox.api_base_url, sqlite_url)
    config.write_text(config.read_text().replace("global_per_second = 0", f"global_per_second = {FREE_PER_SECOND}"))
    found, database = crowd(sandbox, count), Database.open(sqlite_url)
    number = await announce(database, found)
    async with at_work(Bot(config)):
        await eventually(lambda: len(arrivals(sandbox)) > 0, PATIENCE)
        begun = time.monotonic()
        await eventually(lambda: len(arrivals(sandbox)) == count, PATIENCE)
        rate = (count - 1) / (time.monotonic() - begun)
        await eventually(lambda: is_over(database, number), PATIENCE)
    await database.close()
    tally.compare((person.id for person in found), arrivals(sandbox))
    tally.more |= {
        "a second": f"{rate:.1f}",
        "busiest second": sandbox.counters.busiest_second,
        "answers 429": sandbox.counters.answers["sendMessage", 429],
    }
    assert (tally.lost, tally.doubled) == (0, 0)
    assert sandbox.counters.answers["sendMessage", 429] == 0
    assert sandbox.counters.busiest_second <= FREE_PER_SECOND
    if LONG:  # a busy machine says nothing about ten seconds
        assert rate >= 0.98 * FREE_PER_SECOND
