"""Does it stay as fast when a million people have contributed? The same gestures beside few rows and many.

`python -m bench.speed.growth` fills two databases, asks both in turns, and prints medians in milliseconds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import uvloop
from sqlalchemy import Connection, create_engine, event, insert

from bench.speed.bots import HOME, OURS, Bot
from bench.speed.measure import Running, running
from bench.speed.telegram import tap
from consultation.moderation import Status
from storage.migrate import migrate
from storage.tables import people, questions, submissions

MODERATOR = 999_999_999
CHUNK = 20_000
START = datetime(2021, 2, 23, tzinfo=UTC)
ANSWERS = {"author_type": "citizen", "theme": "inclusion", "title": "Une idée", "text": "Publier les horaires. " * 10}
Gesture = Callable[[Running, int], Awaitable[float]]


async def question(one: Running, chat: int) -> float:
    """A question of the FAQ."""
    return await one.telephone.say(chat, "Combien de pays participent au partenariat ?")


async def begin(one: Running, chat: int) -> float:
    """The form is opened."""
    return await one.telephone.say(chat, "/contribuer")


async def step(one: Running, chat: int) -> float:
    """The first button of what the form shows."""
    screen = one.telegram.screens[chat]
    markup = screen["reply_markup"]
    rows = (json.loads(markup) if isinstance(markup, str) else markup)["inline_keyboard"]
    return await one.telephone.ask(chat, "callback_query", tap(chat, screen, rows[0][0]["callback_data"]))


async def queue(one: Running, _: int) -> float:
    """A moderator lists what waits."""
    return await one.telephone.say(MODERATOR, "/file")


async def followed(one: Running, chat: int) -> float:
    """Someone looks at their own contributions."""
    return await one.telephone.say(chat, "/mes_contributions")


GESTURES: tuple[tuple[str, Gesture], ...] = (
    ("question", question),
    ("form opened", begin),
    ("form step 1", step),
    ("form step 2", step),
    ("queue", queue),
    ("own contributions", followed),
)


def main() -> None:
    """Reads how many rows, compares, prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", type=int, default=1_000)
    parser.add_argument("--many", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=60)
    options = parser.parse_args()
    found = uvloop.run(compare(options.few, options.many, options.times))
    print(f"{'':20}{options.few:>12,}{options.many:>12,}{'ratio':>8}")
    for name, (few, many) in found.items():
        print(f"{name:20}{few:12.2f}{many:12.2f}{many / few:8.2f}")
    HOME.mkdir(parents=True, exist_ok=True)
    (HOME / "growth.json").write_text(json.dumps(found, indent=1))


async def compare(few: int, many: int, times: int) -> dict[str, tuple[float, float]]:
    """Gives the medians of each gesture beside few rows and beside many."""
    waits: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name, _ in GESTURES}
    async with AsyncExitStack() as stack:
        both = [await _filled(stack, rows) for rows in (few, many)]
        for turn in range(times):
            for place in (0, 1) if turn % 2 else (1, 0):
                for name, gesture in GESTURES:
                    waits[name][place].append(await gesture(both[place], 5_000_000 + turn))
    return {name: (median(a) * 1e3, median(b) * 1e3) for name, (a, b) in waits.items()}


async def _filled(stack: AsyncExitStack, rows: int) -> Running:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
    await migrate(f"sqlite+aiosqlite:///{folder / 'bench.db'}")
    await asyncio.to_thread(fill, folder / "bench.db", rows)
    return await stack.enter_async_context(running(Bot(OURS), "webhook", folder, keeps_screens=True))


def fill(path: Path, rows: int) -> None:
    """Writes so many people, each with a question and a contribution, half of them to be read yet."""
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", lambda driver, _: driver.execute("PRAGMA synchronous=OFF"))
    for start in range(1, rows + 1, CHUNK):
        with engine.begin() as conn:
            _put(conn, range(start, min(start + CHUNK, rows + 1)))
    engine.dispose()


def _put(conn: Connection, numbers: range) -> None:
    conn.execute(insert(people), [_person(number) for number in numbers])
    conn.execute(insert(submissions), list(_submissions(numbers)))
    conn.execute(insert(questions), [_question(number) for number in numbers])


def _person(number: int) -> dict[str, object]:
    return {"id": number, "telegram_id": 10_000_000 + number, "language": "fr", "created_at": START}


def _submissions(numbers: range) -> Iterator[dict[str, object]]:
    for number in numbers:
        yield {
            "id": number,
            "person_id": number,
            "status": (Status.PENDING if number % 2 else Status.APPROVED).value,
            "theme": "inclusion",
            "answers": ANSWERS,
            "form_version": 1,
            "version": 1,
            "submitted_at": START + timedelta(seconds=number),
        }


def _question(number: int) -> dict[str, object]:
    moment = START + timedelta(seconds=number)
    kept = {"person_id": number, "text": "Combien ?", "outcome": "fallback", "state": "asked", "created_at": moment}
    return {**kept, "entry_id": None}


if __name__ == "__main__":
    main()
