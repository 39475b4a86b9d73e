"""Lets handlers' own messages pass the gate, before everything else, and obey it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from telegram.ext import BaseRateLimiter

from bot.gate import Gate, Halted
from bot.http import TooFastError
from storage.outbox import Lane

PATIENCE = 5.0
"""Seconds a reply may wait for its turn; past that its caller leaves it in the outbox."""
COUNTED = ("send", "edit", "copy", "forward")
UNCOUNTED = frozenset({"sendChatAction"})


class GateLimiter(BaseRateLimiter[None]):
    """python-telegram-bot's rate limiter, on our gate. What cannot leave soon is refused as Telegram would."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def initialize(self) -> None:
        """Needs nothing."""

    async def shutdown(self) -> None:
        """Leaves nothing."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        """Calls Telegram in its turn."""
        chat_id = data.get("chat_id")
        if not isinstance(chat_id, int) or not endpoint.startswith(COUNTED) or endpoint in UNCOUNTED:
            return await callback(*args, **kwargs)
        try:
            if self._gate.is_open(chat_id):
                return await callback(*args, **kwargs)
            async with self._gate.turn(Lane.REPLY, chat_id=chat_id, patience=PATIENCE):
                return await callback(*args, **kwargs)
        except Halted as halted:
            raise TooFastError(halted.seconds) from None
        except TooFastError as refusal:
            await self._gate.halt(refusal.seconds, chat_id=chat_id)
            raise
