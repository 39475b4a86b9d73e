"""The webhook's own answer as a way to reply: Telegram takes one method call there, and spares us a request.

It tells nothing back, so it suits a message whose id nobody needs; it leaves only if the update is confirmed, after
its effects are committed. What follows it in the conversation must not overtake: it is then sent as usual, first.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextvars import ContextVar
from typing import Any

import orjson
from telegram.error import BadRequest, NetworkError, RetryAfter

Call = Callable[[str, Mapping[str, object]], Awaitable[Any]]
SUITED = frozenset({"sendMessage"})


class Answer:
    """Holds the last message of a conversation back until the webhook answers."""

    def __init__(self) -> None:
        self._held: tuple[str, Mapping[str, object]] | None = None

    async def hold(self, method: str, params: Mapping[str, object]) -> bool:
        """Holds a message back, as if it were sent."""
        self._held = (method, params)
        return True

    async def release(self, send: Call) -> None:
        """Sends what was held, since something comes after it; what the network refuses is held on."""
        if self._held is None:
            return
        held, self._held = self._held, None
        try:
            await send(*held)
        except BadRequest:
            raise
        except (NetworkError, RetryAfter):
            self._held = held
            raise

    def body(self) -> bytes | None:
        """What the webhook answers, if anything is held."""
        if self._held is None:
            return None
        method, params = self._held
        return orjson.dumps({"method": method, **params})


answering: ContextVar[Answer | None] = ContextVar("answering", default=None)
"""The answer that the update under way may use."""
