"""One round of one bot: start-up, replies a second, how long they take, CPU, memory."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import accumulate, cycle
from pathlib import Path

from bench.faq.sets import in_scope
from bench.speed.bots import Bot, start
from bench.speed.telegram import Telegram, Telephone

WORKERS = 40
"""Updates under way at the same time: what Telegram's webhook allows by default."""
PEOPLE = 25
"""Chats of each worker."""
WARM_UP = 3.0
"""Seconds left out: nobody measures a bot that was just born."""
STEADY = 30
"""Updates a second when waiting is measured rather than capacity."""
HERTZ = os.sysconf("SC_CLK_TCK")
START_PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Round:
    """What was measured: a second, milliseconds, MiB."""

    replies_per_second: float
    p50: float
    p99: float
    cpu_ms_per_1000: float
    memory: float
    ready: float
    steady_p50: float
    steady_p99: float


@dataclass(frozen=True, slots=True)
class Running:
    """A bot that answers, and the line to it."""

    process: subprocess.Popen[bytes]
    telephone: Telephone
    telegram: Telegram
    ready: float
    folder: Path


async def measure(bot: Bot, mode: str, *, seconds: float, steady: float) -> Round:
    """Measures a bot that was never started before."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        async with running(bot, mode, Path(folder)) as one:
            return await _round(one, words(bot), seconds=seconds, steady=steady)


@asynccontextmanager
async def running(bot: Bot, mode: str, folder: Path, *, keeps_screens: bool = False) -> AsyncIterator[Running]:
    """Starts a bot and waits for its first reply; ends it with the block."""
    telegram = Telegram()
    telegram.keeps_screens = keeps_screens
    await telegram.open()
    port = _free_port()
    begun = time.perf_counter()
    process = start(bot, mode=mode, api_port=telegram.port, port=port, folder=folder)
    telephone = Telephone(telegram, port if mode == "webhook" else None)
    try:
        if mode == "webhook":
            await _until_open(port, process)
        await telephone.say(1, "/start" if bot.script is None else "hello")
        yield Running(process, telephone, telegram, time.perf_counter() - begun, folder)
    except BaseException:
        print((folder / "log").read_text(errors="replace")[-2000:])
        raise
    finally:
        telephone.close()
        process.send_signal(signal.SIGTERM)
        try:
            await asyncio.to_thread(process.wait, 5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        await telegram.close()


def words(bot: Bot) -> Iterator[str]:
    """What is asked: a few questions make most of the traffic; or each is asked once."""
    asked = [one.text for one in (*in_scope("tune"), *in_scope("report")) if one.previous is None]
    asked = [text for text in dict.fromkeys(asked) if text.count("?") < 2 and len(text) < 120]
    dice = random.Random(2021)
    dice.shuffle(asked)
    if bot.fresh:
        # A number makes each of them one that was never met.
        return (f"{text} {place}" if place >= len(asked) else text for place, text in enumerate(cycle(asked)))
    weights = list(accumulate(1 / rank for rank in range(1, len(asked) + 1)))
    return (dice.choices(asked, cum_weights=weights)[0] for _ in iter(int, 1))


async def _round(one: Running, texts: Iterator[str], *, seconds: float, steady: float) -> Round:
    await _closed_loop(one.telephone, texts, WARM_UP)
    cpu, begun = _cpu(one.process.pid), time.perf_counter()
    waits = await _closed_loop(one.telephone, texts, seconds)
    took, cpu = time.perf_counter() - begun, _cpu(one.process.pid) - cpu
    memory = _peak(one.process.pid)
    calm = await _open_loop(one.telephone, texts, steady) if steady else [0.0]
    return Round(
        replies_per_second=len(waits) / took,
        p50=share(waits, 0.5) * 1e3,
        p99=share(waits, 0.99) * 1e3,
        cpu_ms_per_1000=cpu / len(waits) * 1e6,
        memory=memory,
        ready=one.ready,
        steady_p50=share(calm, 0.5) * 1e3,
        steady_p99=share(calm, 0.99) * 1e3,
    )


async def _closed_loop(telephone: Telephone, texts: Iterator[str], seconds: float) -> list[float]:
    """Each worker sends as soon as it has its reply, each time from another chat of its own."""
    waits: list[float] = []
    end = time.perf_counter() + seconds

    async def work(worker: int) -> None:
        for turn in cycle(range(PEOPLE)):
            if time.perf_counter() > end:
                return
            waits.append(await telephone.say(1000 + worker + WORKERS * turn, next(texts)))

    await asyncio.gather(*(work(worker) for worker in range(WORKERS)))
    return waits


async def _open_loop(telephone: Telephone, texts: Iterator[str], seconds: float) -> list[float]:
    """Sends so many a second, whatever is under way."""
    dice, begun = random.Random(30), time.perf_counter()
    asked = []
    for number in range(int(seconds * STEADY)):
        await asyncio.sleep(max(0.0, begun + number / STEADY + dice.uniform(0, 1 / STEADY) - time.perf_counter()))
        asked.append(asyncio.create_task(telephone.say(1000 + number % (WORKERS * PEOPLE), next(texts))))
    return list(await asyncio.gather(*asked))


def share(waits: list[float], part: float) -> float:
    """The value that this part of them does not exceed."""
    return sorted(waits)[min(len(waits) - 1, int(len(waits) * part))]


def _cpu(pid: int) -> float:
    """Seconds of CPU of a process and all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / HERTZ


def _peak(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


async def _until_open(port: int, process: subprocess.Popen[bytes]) -> None:
    async with asyncio.timeout(START_PATIENCE):
        while process.poll() is None:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.005)
            else:
                writer.close()
                return
    raise RuntimeError("it did not start")
