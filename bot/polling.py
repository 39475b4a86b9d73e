"""Takes updates by long polling. The offset moves past an update only when all up to it are handled.

Telegram keeps what is not confirmed and gives it again: an update that met an outage, or that was under way when the
process stopped, comes back in its order.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

import structlog
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.application import ConsultationBot
from bot.health import Finding
from bot.http import TooFastError
from bot.intake import Intake
from bot.settlements import tell
from storage.database import DatabaseUnavailable

LIMIT = 100
"""The most Telegram gives at once."""
LONG_POLL = 25
READ_MARGIN = 10.0
STALLED = 0.5
"""Seconds before asking again while something is still under way: Telegram gives that again too."""
LONGEST_PAUSE = 30.0
HICCUPS = 3
GRACE = 10.0

T = TypeVar("T")
log = structlog.get_logger(__name__)


class Poller:
    """Asks for updates and hands them to intake, until it is stopped."""

    def __init__(
        self,
        bot: ConsultationBot,
        intake: Intake,
        *,
        allowed_updates: Sequence[str],
        long_poll: int = LONG_POLL,
        grace: float = GRACE,
    ) -> None:
        self._bot = bot
        self._intake = intake
        self._allowed = list(allowed_updates)
        self._long_poll, self._grace = long_poll, grace
        self._offset = 0
        self._waiting: dict[int, None] = {}  # received and not confirmed, in Telegram's order
        self._handled: set[int] = set()
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._progress = asyncio.Event()
        self._stopping = asyncio.Event()
        self._ended = asyncio.Event()
        self._ended.set()
        self._outage = False
        self._failures = 0

    def look(self) -> list[Finding]:
        """Says how many polls in a row failed, once it is more than a hiccup."""
        return [Finding("telegram-not-reached", self._failures)] if self._failures >= HICCUPS else []

    async def run(self) -> None:
        """Polls until stopped (or cancelled); raises `InvalidToken` if Telegram refuses the token."""
        self._ended.clear()
        try:
            await self._leave_webhook()
            while not self._stopping.is_set():
                await self._ask_once()
        finally:
            await self._wind_down()
            self._ended.set()

    async def stop(self) -> None:
        """Asks for nothing more, lets what is under way finish, confirms it; returns when that is done."""
        self._stopping.set()
        await self._ended.wait()

    async def _leave_webhook(self) -> None:
        """Telegram gives nothing to who polls while a webhook is set; nothing that waits is dropped.

        A Bot API that knows no such method is not the end: asking for updates tells what is really wrong.
        """
        try:
            await self._bot.call("deleteWebhook", {})
        except TelegramError as error:
            log.warning("polling-waits-for-telegram", error=tell(error))

    async def _ask_once(self) -> None:
        """Asks, starts what is new, and waits until asking again makes sense."""
        try:
            received = await self._unless_stopped(self._get_updates(LIMIT, self._long_poll))
        except InvalidToken:
            self._explain_token()
            raise
        except TelegramError as error:
            await self._pause(self._explain(error))
            return
        new = [update for update in received or () if self._is_new(update)]
        for update in new:
            self._start(update)
        await self._unless_stopped(self._settle_down(anything_new=bool(new)))
        if self._outage:
            self._outage = False
            await self._pause(self._next_pause())
        elif received is not None:
            self._failures = 0

    async def _get_updates(self, limit: int, seconds: int) -> list[dict[str, Any]]:
        params = {"offset": self._offset, "limit": limit, "timeout": seconds, "allowed_updates": self._allowed}
        received: list[dict[str, Any]] = await self._bot.call("getUpdates", params, read_timeout=seconds + READ_MARGIN)
        return received

    def _is_new(self, update: dict[str, Any]) -> bool:
        update_id = update.get("update_id")
        if not isinstance(update_id, int):
            log.error("polling-met-no-update")  # nothing to confirm it by: Telegram sends none of these
            return False
        return update_id not in self._under_way and update_id not in self._handled

    def _start(self, update: dict[str, Any]) -> None:
        """Hands an update over. Tasks begin in the order they are made, and so take their place in their chat."""
        update_id = update["update_id"]
        self._waiting[update_id] = None
        task = asyncio.create_task(self._intake.handle(update), name="update")
        self._under_way[update_id] = task
        task.add_done_callback(lambda done: self._on_end(update_id, done))

    def _on_end(self, update_id: int, task: asyncio.Task[None]) -> None:
        del self._under_way[update_id]
        self._progress.set()
        error = None if task.cancelled() else task.exception()
        if error is None and not task.cancelled():
            self._handled.add(update_id)
        elif error is not None:
            if not isinstance(error, DatabaseUnavailable):
                log.error("intake-failed", update_id=update_id, exc_info=error)
            elif not self._outage and not self._failures:
                log.warning("updates-wait-for-database", error=str(error))
            self._outage = True
        while self._waiting and (first := next(iter(self._waiting))) in self._handled:
            del self._waiting[first]
            self._handled.discard(first)
            self._offset = first + 1

    async def _settle_down(self, *, anything_new: bool) -> None:
        """Waits while much is under way, or while Telegram would only give again what is."""
        offset, loop = self._offset, asyncio.get_running_loop()
        deadline = loop.time() + STALLED
        while self._under_way:
            stalled = not anything_new and self._offset == offset and loop.time() < deadline
            if len(self._under_way) <= LIMIT // 2 and not stalled:
                return
            self._progress.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(STALLED):
                    await self._progress.wait()

    async def _unless_stopped(self, coroutine: Coroutine[Any, Any, T]) -> T | None:
        """Waits for something, but not once we are stopping; an unanswered question loses nothing."""
        task = asyncio.ensure_future(coroutine)
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({task, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return task.result() if task.done() else None
        finally:
            for future in (task, stopping):
                future.cancel()

    async def _pause(self, seconds: float) -> None:
        await self._unless_stopped(asyncio.sleep(seconds))

    def _next_pause(self) -> float:
        self._failures += 1
        return min(LONGEST_PAUSE, 0.5 * 2.0 ** min(self._failures - 1, 10)) * random.uniform(0.5, 1)

    def _explain(self, error: TelegramError) -> float:
        """Says once what is wrong and what to do, and how long to wait."""
        first = not self._failures
        pause = self._next_pause()
        if isinstance(error, TooFastError):
            return error.seconds
        if isinstance(error, Conflict):
            hint = "another program polls with this token, or a webhook was set for it: leave only one"
            log.error("polling-conflict", error=tell(error), hint=hint)
            return max(pause, 1.0)
        if first:
            log.warning("polling-waits-for-telegram", error=tell(error))
        return pause

    def _explain_token(self) -> None:
        log.critical("polling-token-refused", hint="Telegram does not know this token: check telegram.token")

    async def _wind_down(self) -> None:
        """Lets what is under way finish, then tells Telegram how far we came."""
        under_way = list(self._under_way.values())
        if under_way:
            _, late = await asyncio.wait(under_way, timeout=self._grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._offset:
            with contextlib.suppress(TelegramError):
                await self._get_updates(1, 0)
