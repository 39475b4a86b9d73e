"""HTTP/1.1 as bare as it can be: what measures must cost less than what is measured."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import TypeAlias

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_LAST_CHUNK = b"0\r\n\r\n"

Reply: TypeAlias = Callable[[bytes], None]
Handler: TypeAlias = Callable[[bytes, bytes, Reply], None]
"""Takes a path, a body and how to reply with JSON, now or later."""


class Message:
    """One HTTP message, once it is whole."""

    __slots__ = ("body", "end", "start")

    def __init__(self, start: bytes, body: bytes, end: int) -> None:
        self.start, self.body, self.end = start, body, end

    @classmethod
    def read(cls, data: bytes) -> Message | None:
        """Reads the first message of what was received; none if something is missing."""
        head_end = data.find(b"\r\n\r\n")
        if head_end < 0:
            return None
        head, begin = data[:head_end], head_end + 4
        start = head.partition(b"\r\n")[0]
        if _CHUNKED.search(head):
            end = data.find(_LAST_CHUNK, begin)
            return None if end < 0 else cls(start, _joined(data[begin:end]), end + len(_LAST_CHUNK))
        length = _LENGTH.search(head)
        end = begin + (int(length[1]) if length else 0)
        return None if len(data) < end else cls(start, data[begin:end], end)


class Server(asyncio.Protocol):
    """Answers the requests of one connection."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._received = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps where to answer."""
        assert isinstance(transport, asyncio.Transport) or hasattr(transport, "write")
        self._transport = transport  # type: ignore[assignment]  # uvloop's is no subclass

    def data_received(self, data: bytes) -> None:
        """Hands over each request that is whole."""
        self._received += data
        while message := Message.read(self._received):
            self._received = self._received[message.end :]
            self._handler(message.start.split(b" ", 2)[1], message.body, self._reply)

    def _reply(self, payload: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(payload)
            self._transport.write(head + payload)


class Client(asyncio.Protocol):
    """Posts to one address, one request at a time."""

    def __init__(self, path: str, headers: str) -> None:
        self._head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{headers}"
        self._received = b""
        self._transport: asyncio.Transport | None = None
        self._answered: asyncio.Future[Message] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps where to write."""
        self._transport = transport  # type: ignore[assignment]  # uvloop's is no subclass

    def data_received(self, data: bytes) -> None:
        """Gives the answer to who waits for it."""
        self._received += data
        message = Message.read(self._received)
        if message is not None and self._answered is not None and not self._answered.done():
            self._received = b""
            self._answered.set_result(message)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tells who waits."""
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(exc or ConnectionResetError("closed"))

    async def post(self, body: bytes) -> bytes:
        """Gives the body of a success."""
        assert self._transport is not None
        self._answered = asyncio.get_running_loop().create_future()
        self._transport.write(f"{self._head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        message = await self._answered
        assert b" 200 " in message.start or message.start.endswith(b" 200"), message.start
        return message.body

    def close(self) -> None:
        """Closes the connection."""
        if self._transport is not None:
            self._transport.close()


def _joined(chunks: bytes) -> bytes:
    body = b""
    while chunks:
        size, _, rest = chunks.partition(b"\r\n")
        length = int(size.partition(b";")[0], 16)
        body, chunks = body + rest[:length], rest[length + 2 :]
    return body
