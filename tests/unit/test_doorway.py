"""A post is read however it is cut, answered in its turn; what is unusual goes to aiohttp with its connection."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.doorway import Doorway

HEADERS = "Host: here\r\nX-Secret: s3cret \r\nContent-Type: application/json\r\n"


def post(body: str, more: str = "") -> bytes:
    return f"POST /hook HTTP/1.1\r\n{HEADERS}{more}Content-Length: {len(body)}\r\n\r\n{body}".encode()


class Other(asyncio.Protocol):
    """Stands for aiohttp: says what it was given, and closes."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.transport.write(b"other:" + data)
        self.transport.close()


class Inside:
    """Whoever takes the posts."""

    def __init__(self) -> None:
        self.taken: list[tuple[bytes, bytes]] = []
        self.slow = asyncio.Event()
        self.slow.set()
        self.begun = asyncio.Event()

    async def receive(self, secret: bytes, body: bytes) -> tuple[int, bytes | None]:
        """Takes a post; a body that begins with "reply" is answered."""
        self.begun.set()
        await self.slow.wait()
        self.taken.append((secret, body))
        return (200, b'{"method":"x"}') if body.startswith(b"reply") else (403 if body == b"no" else 200, None)


@asynccontextmanager
async def opened(inside: Inside) -> AsyncIterator[tuple[Doorway, asyncio.StreamReader, asyncio.StreamWriter]]:
    """A door, and a connection to it."""
    door = Doorway("/hook", "X-Secret", 1000, inside.receive, Other)
    server = await asyncio.get_running_loop().create_server(door, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection("127.0.0.1", server.sockets[0].getsockname()[1])
    try:
        yield door, reader, writer
    finally:
        writer.close()
        server.close()
        await door.close(1.0)


async def answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.partition(b"Content-Length: ")[2].split(b"\r\n")[0])
    return int(head.split(b" ")[1]), await reader.readexactly(length)


async def test_posts_are_answered_in_their_turn_however_they_are_cut() -> None:
    inside = Inside()
    async with opened(inside) as (_, reader, writer):
        sent = post("one") + post("reply") + post("no")
        for start in range(0, len(sent), 7):
            writer.write(sent[start : start + 7])
            await writer.drain()
        assert [await answer(reader) for _ in range(3)] == [(200, b""), (200, b'{"method":"x"}'), (403, b"")]
    assert inside.taken == [(b"s3cret", b"one"), (b"s3cret", b"reply"), (b"s3cret", b"no")]


@pytest.mark.parametrize(
    "unusual",
    [
        b"GET /health HTTP/1.1\r\n\r\n",
        b"POST /elsewhere HTTP/1.1\r\n\r\n",
        b"POST /hook HTTP/1.0\r\nContent-Length: 0\r\n\r\n",
        post("x", "Transfer-Encoding: chunked\r\n"),
        post("x", "Expect: 100-continue\r\n"),
        post("x", "Content-Length: 2\r\n"),
        post("x", "X-Folded: a\r\n b\r\n"),
        post("x" * 1001),
        b"POST /hook HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01",
    ],
)
async def test_what_is_unusual_is_handed_over_whole(unusual: bytes) -> None:
    inside = Inside()
    async with opened(inside) as (_, reader, writer):
        writer.write(post("one"))
        assert await answer(reader) == (200, b"")
        writer.write(unusual)
        assert await reader.read() == b"other:" + unusual
    assert inside.taken == [(b"s3cret", b"one")]


async def test_what_is_under_way_finishes_before_the_door_closes() -> None:
    inside = Inside()
    async with opened(inside) as (door, reader, writer):
        inside.slow.clear()
        writer.write(post("one"))
        await inside.begun.wait()
        closing = asyncio.create_task(door.close(5.0))
        await asyncio.sleep(0)
        inside.slow.set()
        assert await answer(reader) == (200, b"")
        assert await reader.read() == b""
        await closing
    assert inside.taken == [(b"s3cret", b"one")]
