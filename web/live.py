"""Pages that follow: a browser keeps a stream open, and hears that something changed, whoever changed it and where."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from aiohttp import web

BEAT = 20.0
"""Seconds between signs of life, so that no proxy thinks the stream is dead."""
MOST = 200
"""Streams open at the same time: a browser refused one just asks again later."""


class Changes:
    """Wakes those who follow."""

    def __init__(self) -> None:
        self._followers: set[asyncio.Event] = set()
        self._closed = False

    def tell(self) -> None:
        """Says that a submission, or what is said of it, changed."""
        for follower in self._followers:
            follower.set()

    def close(self) -> None:
        """Ends every stream: the service stops."""
        self._closed = True
        self.tell()

    @property
    def closed(self) -> bool:
        """Tells whether the service stops."""
        return self._closed

    @property
    def is_full(self) -> bool:
        """Tells whether nobody more may follow now."""
        return len(self._followers) >= MOST

    @contextmanager
    def followed(self) -> Iterator[asyncio.Event]:
        """Gives an event that is set at each change."""
        event = asyncio.Event()
        self._followers.add(event)
        try:
            yield event
        finally:
            self._followers.discard(event)


async def stream(request: web.Request, changes: Changes) -> web.StreamResponse:
    """Sends an event at each change (server-sent events), until one side leaves."""
    if changes.is_full or changes.closed:
        return web.Response(status=503, headers={"Retry-After": "30"})
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"})
    with changes.followed() as changed, suppress(ConnectionResetError):  # the reader left: nothing is wrong
        await response.prepare(request)
        await response.write(b"retry: 5000\n\n")
        while not changes.closed:
            try:
                async with asyncio.timeout(BEAT):
                    await changed.wait()
            except TimeoutError:
                await response.write(b": still here\n\n")
                return response  # the browser comes back at once: its rights are looked at again
            changed.clear()
            if not changes.closed:
                await response.write(b"event: change\ndata: .\n\n")
    return response
