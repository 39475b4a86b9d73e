"""The race: submissions that wait, and moderators let loose on them, each in a process of their own."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from datetime import UTC, datetime
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path

from sqlalchemy import Connection, func, select

from bot.content import read_content
from consultation.faq import FaqIndex
from consultation.moderation import Decision
from handlers.acts import Act
from handlers.deciding import settle
from handlers.services import Policy, Services
from handlers.texts import Texts
from storage import people, submissions
from storage.database import Database
from storage.faq import FaqStore
from storage.migrate import migrate
from storage.tables import audit, outbox

MODERATORS = 8
ITEMS = 1_000
CHOICES = ((Decision.APPROVE, None), (Decision.REFUSE, "off_topic"), (Decision.ASK, "proposal"))
AT_ONCE = 8
"""Acts each moderator has under way."""
PAUSES = 40
"""Milliseconds at most between two of them: SQLite gives its file to whoever asks without a pause."""
CONTENT = Path("content/pgo-2021-2023")
ANSWERS = {"theme": "usager", "title": "Titre", "observation": "Constat", "proposal": "Proposition", "signature": ""}


def race(url: str, moderators: int, items: int) -> int:
    """Lets the moderators loose, and says 1 if anything is lost or doubled."""
    numbers = asyncio.run(prepare(url, items))
    context = multiprocessing.get_context("spawn")
    ready, results = context.Barrier(moderators + 1), context.SimpleQueue()
    racers = [
        context.Process(target=moderate, args=(url, index, numbers, ready, results)) for index in range(moderators)
    ]
    for racer in racers:
        racer.start()
    ready.wait()
    start = time.perf_counter()
    won = [results.get() for _ in racers]
    for racer in racers:
        racer.join()
    seconds = time.perf_counter() - start
    entries, notices = asyncio.run(count(url))
    decided = [number for numbers_won in won for number in numbers_won]
    lost, doubled = len(set(numbers) - set(decided)), len(decided) - len(set(decided))
    print(f"{moderators} moderators in processes of their own x {items} submissions: {moderators * items} acts")
    print(f"tried {moderators * items} / lost {lost} / doubled {doubled}, in {seconds:.1f} s")
    print(f"audit entries {entries}, notices {notices}, of {items} each; won by each: {[len(one) for one in won]}")
    return int(bool(lost or doubled or entries != items or notices != items))


async def prepare(url: str, items: int) -> list[int]:
    """Makes an empty database hold submissions that wait."""
    await migrate(url)
    database = Database.open(url)

    def story(conn: Connection) -> list[int]:
        author = people.meet(conn, 1, "fr", now())
        sent = [
            submissions.add(conn, person_id=author.id, answers=ANSWERS, form_version=1, now=now()) for _ in range(items)
        ]
        return [one.id for one in sent]

    numbers = await database.write(story)
    await database.close()
    return numbers


def moderate(url: str, index: int, numbers: list[int], ready: Barrier, results: SimpleQueue[list[int]]) -> None:
    """Decides on everything once everybody is ready; puts what this moderator decided."""
    results.put(asyncio.run(_moderate(url, index, numbers, ready)))


async def _moderate(url: str, index: int, numbers: list[int], ready: Barrier) -> list[int]:
    database = Database.open(url, busy_timeout=120)
    consultation, _ = read_content(CONTENT)
    faq = FaqStore(database, (0, None), (), FaqIndex.build((), ()))
    services = Services(database, Texts(), consultation, faq, Policy(), now)
    person = await database.write(lambda conn: people.meet(conn, 100 + index, "fr", now()))
    decision, detail = CHOICES[index % len(CHOICES)]
    turns, won = asyncio.Semaphore(AT_ONCE), list[int]()

    async def decide(number: int) -> None:
        act = Act(number, 1, person.id, f"M{index}", "fr", now())
        async with turns:
            if await database.write(lambda conn: settle(conn, services, act, decision, detail)) is None:
                won.append(number)
            await asyncio.sleep((number * 31 + index * 17) % PAUSES / 1000)

    await asyncio.to_thread(ready.wait)
    await asyncio.gather(*map(decide, numbers))
    await database.close()
    return won


async def count(url: str) -> tuple[int, int]:
    """Counts audit entries of decisions, and notices to authors."""
    database = Database.open(url)

    def look(conn: Connection) -> tuple[int, int]:
        entries = select(func.count()).select_from(audit).where(audit.c.subject.startswith("submission:"))
        notices = select(func.count()).select_from(outbox).where(outbox.c.subject.startswith("notice:"))
        return conn.execute(entries).scalar_one(), conn.execute(notices).scalar_one()

    counted = await database.read(look)
    await database.close()
    return counted


def now() -> datetime:
    """The moment it is."""
    return datetime.now(UTC)
