"""`python -m bench.queue`: do lists cost the same with a thousand submissions and with a million? Prints, on SQLite."""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from consultation.moderation import OPEN, Status
from storage import people, queue
from storage.database import Database
from storage.migrate import migrate
from storage.queue import Filter
from storage.tables import submissions

SIZES = (1_000, 1_000_000)
ROUNDS, SERIES = 100, 5
BATCH = 10_000
THEMES = ("usager", "donnees", "climat", "sante")
STATUSES = (Status.PENDING, Status.IN_REVIEW, Status.APPROVED, Status.REJECTED)
BEGUN = datetime(2021, 2, 23, 8, 0, tzinfo=UTC)
TEXT = "Quand je dépose un dossier, je ne sais jamais combien de temps attendre. "

Work = Callable[[Connection], object]


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the time of each query at each size, and how many times the first the last is."""
    parser = argparse.ArgumentParser(prog="python -m bench.queue", description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=list(SIZES), help="how many submissions")
    sizes: list[int] = parser.parse_args(arguments).sizes
    times = {size: asyncio.run(_measure(size)) for size in sizes}
    print(f"{'ms':<28}" + "".join(f"{size:>12}" for size in sizes) + "  last/first")
    for name in times[sizes[0]]:
        row = [times[size][name] for size in sizes]
        print(f"{name:<28}" + "".join(f"{value:>12.3f}" for value in row) + f"{row[-1] / row[0]:>12.2f}")


async def _measure(size: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'bench.db'}"
        await migrate(url)
        database = Database.open(url)
        try:
            await _fill(database, size)
            return await database.read(lambda conn: {name: _time(conn, work) for name, work in _works(size).items()})
        finally:
            await database.close()


async def _fill(database: Database, size: int) -> None:
    author = await database.write(lambda conn: people.meet(conn, 1, "fr", BEGUN).id)
    for start in range(0, size, BATCH):
        rows = [_row(author, index) for index in range(start, min(start + BATCH, size))]
        await database.write(partial(_insert, rows=rows))
    counted = await database.read(lambda conn: conn.execute(select(func.count(submissions.c.id))).scalar_one())
    assert counted == size


def _insert(conn: Connection, rows: Sequence[Mapping[str, object]]) -> None:
    conn.execute(insert(submissions), rows)


def _row(author: int, index: int) -> dict[str, object]:
    theme = THEMES[index // 4 % len(THEMES)]
    return {
        "person_id": author,
        "status": STATUSES[index % len(STATUSES)].value,
        "theme": theme,
        "answers": {"theme": theme, "title": f"Idée {index}", "observation": TEXT * 3, "proposal": TEXT * 3},
        "form_version": 1,
        "version": 1,
        "submitted_at": BEGUN + timedelta(minutes=index),
    }


def _works(size: int) -> dict[str, Work]:
    waiting, middle = Filter(OPEN), size // 2
    now = BEGUN + timedelta(minutes=size)
    late = Filter(OPEN, before=BEGUN + timedelta(minutes=middle))
    everything = Filter(frozenset(Status), theme=THEMES[1], newest_first=True)
    return {
        "first page": lambda conn: queue.page(conn, waiting, size=8),
        "page in the middle": lambda conn: queue.page(conn, waiting, size=8, after=middle),
        "page backwards": lambda conn: queue.page(conn, waiting, size=8, after=middle, backwards=True),
        "by theme, newest first": lambda conn: queue.page(conn, everything, size=8),
        "by age": lambda conn: queue.page(conn, late, size=8),
        "next to decide": lambda conn: queue.next_to_decide(conn, now),
        "count": lambda conn: queue.count(conn, waiting),
        "is there a backlog": lambda conn: queue.reaches(conn, OPEN, 15),
    }


def _time(conn: Connection, work: Work) -> float:
    """Times one query in milliseconds: the least of a few medians, since a busy machine only adds to them."""
    return min(statistics.median(_once(conn, work) for _ in range(ROUNDS)) for _ in range(SERIES)) * 1000


def _once(conn: Connection, work: Work) -> float:
    start = time.perf_counter()
    work(conn)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
