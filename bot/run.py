"""Runs until Ctrl-C or SIGTERM, then stops in order: what was begun is finished."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Coroutine

import structlog

from bot import lean
from bot.settings import Settings
from bot.wiring import service

log = structlog.get_logger(__name__)


async def serve(settings: Settings) -> None:
    """Runs the service."""
    async with service(settings) as running:
        lean.settle()
        await running.until_stopped()


def run_until_stopped(main: Coroutine[None, None, None]) -> None:
    """Runs on uvloop where there is one; a signal to stop is a good end, a second one does not wait."""
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_until_signal(main))


async def _until_signal(main: Coroutine[None, None, None]) -> None:
    loop, task = asyncio.get_running_loop(), asyncio.create_task(main)
    stopped = False

    def stop() -> None:
        nonlocal stopped
        stopped = True
        task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    try:
        await task
    except asyncio.CancelledError:
        if not stopped:
            raise
        log.info("stopped")


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop
