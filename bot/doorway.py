"""The webhook's door: what Telegram posts is read straight from the socket; whatever else comes is aiohttp's affair.

Telegram posts the same few headers thousands of times on connections that it keeps. Reading just these costs a fifth of
a web framework. Anything unusual (another path, chunks, a body too large, no HTTP at all) is handed over with its
connection, before a byte of it was answered.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from http import HTTPStatus

LARGEST_HEAD = 64 * 1024
IDLE = 75.0
"""Seconds after which a connection that says nothing is closed."""
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,9})[ \t]*(?=\r\n)", re.IGNORECASE)
_UNUSUAL = re.compile(
    rb"\r\n(?:transfer-encoding|expect|upgrade|content-encoding):|\r\nconnection:[ \t]*close", re.IGNORECASE
)
_FOLDED = re.compile(rb"\r\n[ \t]|\x00")

Receive = Callable[[bytes, bytes], Awaitable[tuple[int, bytes | None]]]
"""Takes the secret and the body of a post; gives a status, and JSON to answer with, if any."""


class Doorway:
    """Makes the protocol of each connection, and knows which are busy."""

    def __init__(
        self, path: str, secret_header: str, largest: int, receive: Receive, others: Callable[[], asyncio.Protocol]
    ) -> None:
        self.start = f"POST {path} HTTP/1.1\r\n".encode("latin-1")
        self.secret = re.compile(rb"\r\n" + re.escape(secret_header.encode()) + rb":[ \t]*([^\r\n]*)", re.IGNORECASE)
        self.largest, self.receive, self.others = largest, receive, others
        self.connections: set[Connection] = set()

    def __call__(self) -> Connection:
        """Makes the protocol of a connection."""
        return Connection(self)

    async def close(self, grace: float) -> None:
        """Lets what is under way finish, within a time; closes every connection."""
        for connection in list(self.connections):
            connection.close_when_done()
        if busy := {task for connection in self.connections if (task := connection.task) is not None}:
            _, late = await asyncio.wait(busy, timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


class Connection(asyncio.Protocol):
    """One connection of Telegram's: a post, its answer, the next post."""

    def __init__(self, door: Doorway) -> None:
        self._door = door
        self._received = b""
        self._closing = False
        self._transport: asyncio.Transport | None = None
        self._idle: asyncio.TimerHandle | None = None
        self._since = 0.0
        self.task: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]  # uvloop's derives from asyncio's base only
        self._door.connections.add(self)
        loop = asyncio.get_running_loop()
        self._since = loop.time()
        self._idle = loop.call_later(IDLE, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._leave()

    def data_received(self, data: bytes) -> None:
        self._received += data
        if self.task is None:
            self._next()
        elif len(self._received) > self._door.largest and self._transport is not None:
            self._transport.pause_reading()  # nobody posts so far ahead

    def close_when_done(self) -> None:
        """Takes no other post."""
        self._closing = True
        if self.task is None and self._transport is not None:
            self._transport.close()

    def _next(self) -> None:
        """Begins the next post, if it is whole; hands the connection over if it is anything else."""
        received, door = self._received, self._door
        if not received.startswith(door.start[: len(received)]):
            self._hand_over()
            return
        head_end = received.find(b"\r\n\r\n")
        if head_end < 0:
            if len(received) > LARGEST_HEAD:
                self._hand_over()
            return
        head = received[: head_end + 2]
        length = _LENGTH.findall(head)
        if len(length) != 1 or int(length[0]) > door.largest or _UNUSUAL.search(head) or _FOLDED.search(head):
            self._hand_over()
            return
        end = head_end + 4 + int(length[0])
        if len(received) >= end:
            self._received = received[end:]
            secret = door.secret.search(head)
            self.task = asyncio.create_task(
                self._answer(secret[1].rstrip() if secret else b"", received[head_end + 4 : end])
            )

    async def _answer(self, secret: bytes, body: bytes) -> None:
        status, payload = 500, None
        try:
            status, payload = await self._door.receive(secret, body)
        finally:
            self.task = None
            self._reply(status, payload)

    def _reply(self, status: int, payload: bytes | None) -> None:
        transport = self._transport
        if transport is None:
            return
        kind = b"" if payload is None else b"Content-Type: application/json\r\n"
        last = b"Connection: close\r\n" if self._closing else b""
        body = payload or b""
        line = b"HTTP/1.1 %d %b\r\n" % (status, HTTPStatus(status).phrase.encode())
        transport.write(b"%b%b%bContent-Length: %d\r\n\r\n%b" % (line, kind, last, len(body), body))
        if self._closing:
            transport.close()
            return
        self._since = asyncio.get_running_loop().time()
        transport.resume_reading()
        if self._received:
            self._next()

    def _hand_over(self) -> None:
        transport, received = self._transport, self._received
        if transport is None:
            return
        self._leave()
        other = self._door.others()
        transport.set_protocol(other)
        other.connection_made(transport)
        other.data_received(received)

    def _look(self) -> None:
        """Closes a connection that has said nothing for long."""
        loop = asyncio.get_running_loop()
        left = self._since + IDLE - loop.time()
        if self.task is None and left <= 0 and self._transport is not None:
            self._transport.close()
            return
        self._idle = loop.call_later(max(left, 1.0), self._look)

    def _leave(self) -> None:
        self._door.connections.discard(self)
        if self._idle is not None:
            self._idle.cancel()
