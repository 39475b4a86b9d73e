"""How fast announcements leave: one process of the service, a Telegram that answers at once, a durable row for each.

`python -m bench.announcements` sends as Telegram's paid broadcasts may (1,000 a second), then within the free limit
(30), and prints the rate reached, the busiest second, and what the database says of each delivery.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import uvloop
from sqlalchemy import Connection, insert

from bench.speed.bots import ROOT, settings
from bench.speed.telegram import Telegram
from consultation.broadcast import PAID_PER_SECOND, Counts, State
from storage import deliveries
from storage.database import Database
from storage.migrate import migrate
from storage.tables import broadcasts, people

FREE_PER_SECOND = 30
SECONDS = {"paid": 30, "free": 60}
FIRST_ACCOUNT = 100_000
CHUNK = 10_000
LOOK = 0.2
"""Seconds between two looks at how far it is."""
HERTZ = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of one announcement."""

    limit: int
    recipients: int
    rate: float
    """Messages a second between the first and the last."""
    share: float
    """The part of the limit that was reached."""
    busiest_second: int
    sent: int
    twice: int
    cpu: float
    """Of one core, while it was sent."""


class Listener(Telegram):
    """A Telegram that notes when each message came, and for whom."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[float, bytes]] = []
        self.begun = asyncio.Event()

    def hear(self, method: bytes, body: bytes) -> bytes:
        """Notes it, and answers at once."""
        written = super().hear(method, body)
        self.begun.set()
        self.heard.append((time.perf_counter(), written.partition(b'"chat":')[2].partition(b",")[0]))
        return written


def announce(conn: Connection, count: int, *, paid: bool) -> None:
    """Writes so many subscribers, and an announcement that is about to be sent to each."""
    now = datetime.now(UTC)
    common = {"language": "fr", "created_at": now, "subscribed_at": now}
    for start in range(0, count, CHUNK):
        rows = [{"telegram_id": FIRST_ACCOUNT + one, **common} for one in range(start, min(start + CHUNK, count))]
        conn.execute(insert(people), rows)
    values = {
        "author_id": 1,
        "state": State.SENDING.value,
        "method": "sendMessage",
        "params": {"text": "Un atelier a lieu en ligne jeudi.", "parse_mode": "HTML"},
        "total": count,
        "created_at": now,
        "started_at": now,
        "paid": paid,
    }
    number: int = conn.execute(insert(broadcasts).values(values).returning(broadcasts.c.id)).scalar_one()
    deliveries.fill(conn, number, now)


async def send(url: str, count: int, *, paid: bool, folder: Path) -> Sent:
    """Sends one announcement to so many people by one process, in an empty database, and tells what came of it."""
    await migrate(url)
    database = Database.open(url)
    await database.write(lambda conn: announce(conn, count, paid=paid))
    telegram = Listener()
    await telegram.open()
    try:
        with _service(telegram.port, url, folder) as process:
            await telegram.begun.wait()
            cpu = _cpu(process.pid)
            while (counts := await database.read(lambda conn: deliveries.counts(conn, 1))).pending + counts.sending:
                if process.poll() is not None:
                    raise RuntimeError((folder / "log").read_text(errors="replace")[-2000:])
                await asyncio.sleep(LOOK)
            cpu = _cpu(process.pid) - cpu
    finally:
        await telegram.close()
        await database.close()
    return _told(telegram, counts, count, cpu, PAID_PER_SECOND if paid else FREE_PER_SECOND)


def _told(telegram: Listener, counts: Counts, count: int, cpu: float, limit: int) -> Sent:
    moments = [moment for moment, chat in telegram.heard if int(chat.partition(b'"id":')[2]) >= FIRST_ACCOUNT]
    chats = {chat for _, chat in telegram.heard}
    took = moments[-1] - moments[0]
    rate = (len(moments) - 1) / took
    return Sent(
        limit=limit,
        recipients=count,
        rate=round(rate, 2),
        share=round(rate / limit, 4),
        busiest_second=busiest(moments),
        sent=counts.sent,
        twice=len(telegram.heard) - len(chats),
        cpu=round(cpu / took, 2),
    )


def busiest(moments: list[float]) -> int:
    """Counts the most messages in any second."""
    most = first = 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


@contextmanager
def _service(api_port: int, url: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """One process of the service, polling, with the limits it comes with."""
    given = settings(mode="polling", api=f"http://127.0.0.1:{api_port}", port=0, folder=folder)
    given = {key: value for key, value in given.items() if not key.startswith(("LIMITS__", "WEBHOOK__"))}
    given |= {"DATABASE__URL": url, "PRESS__PAID_BROADCAST": "true"}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **{f"CITIZENBOT_{key}": one for key, one in given.items()}}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "run"], env=environment, cwd=folder, stdout=log, stderr=log
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / HERTZ


def main() -> None:
    """Sends both ways and prints the figures, one JSON object a line."""
    parser = argparse.ArgumentParser(prog="python -m bench.announcements", description=__doc__)
    parser.add_argument("--only", choices=SECONDS, help="one of the two limits")
    parser.add_argument("--seconds", type=int, help="about how long to send")
    chosen = parser.parse_args()
    for name, seconds in SECONDS.items():
        if chosen.only in (None, name):
            limit = PAID_PER_SECOND if name == "paid" else FREE_PER_SECOND
            with tempfile.TemporaryDirectory(prefix="bench-") as made:
                url, count = f"sqlite+aiosqlite:///{made}/bench.db", limit * (chosen.seconds or seconds)
                print(json.dumps(asdict(uvloop.run(send(url, count, paid=name == "paid", folder=Path(made))))))


if __name__ == "__main__":
    main()
