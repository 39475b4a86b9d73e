"""Has pictures drawn by another process, one at a time and politely: nobody waits for them, and none outlives us."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import Coroutine

import structlog

from handlers import stats_picture
from handlers.stats_picture import Drawing

PATIENCE = 60.0
"""Seconds a drawing may take, on a machine that is busy."""
log = structlog.get_logger(__name__)


class Painter:
    """Draws pictures while the service goes on; what is asked for together is drawn one after the other."""

    def __init__(self) -> None:
        self._one_at_a_time = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, work: Coroutine[None, None, None]) -> None:
        """Does something apart from the update that asked for it."""
        task = asyncio.create_task(work, name="picture")
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    async def draw(self, picture: Drawing) -> bytes | None:
        """Draws a picture; none if it could not be, which is logged."""
        async with self._one_at_a_time:
            return await _run(picture)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("picture-failed", exc_info=error)


async def _run(picture: Drawing) -> bytes | None:
    """Runs the file that draws; -P keeps its folder, whose names are like those of Python's library, out of the way."""
    drawing = await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        stats_picture.__file__,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, "MPLBACKEND": "Agg"},
    )
    try:
        async with asyncio.timeout(PATIENCE):
            drawn, _ = await drawing.communicate(picture.to_json())
    except TimeoutError:
        log.warning("picture-late", seconds=PATIENCE)
        return None
    finally:
        if drawing.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                drawing.kill()
            await drawing.wait()
    if drawing.returncode != 0 or not drawn:
        log.warning("picture-not-drawn", code=drawing.returncode)
        return None
    return drawn
