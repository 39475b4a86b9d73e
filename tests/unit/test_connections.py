"""Answers of HTTP/1.1 are read whole or not at all; connections are kept, given back, and not trusted when stale."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from yarl import URL

from bot.connections import BadAnswerError, Connections, NotConnectedError, read_answer

OK = b"HTTP/1.1 200 OK\r\n"
WHOLE = [
    (OK + b"Content-Length: 2\r\n\r\nhi", (200, b"hi", True)),
    (OK + b"content-length:2\r\nConnection: close\r\n\r\nhi", (200, b"hi", False)),
    (b"HTTP/1.0 404 No\r\nContent-Length: 0\r\n\r\n", (404, b"", False)),
    (OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n3;x=y\r\n\r\n!\r\n0\r\n\r\n", (200, b"hi\r\n!", True)),
    (b"HTTP/1.1 100 Continue\r\n\r\n" + OK + b"Content-Length: 2\r\n\r\nhi", (200, b"hi", True)),
]


@pytest.mark.parametrize(("received", "answer"), WHOLE)
def test_an_answer_is_read_once_it_is_whole(received: bytes, answer: tuple[int, bytes, bool]) -> None:
    assert read_answer(received, ended=False) == answer
    for size in range(len(received)):
        assert read_answer(received[:size], ended=False) is None


def test_an_answer_without_length_ends_with_the_connection() -> None:
    assert read_answer(OK + b"\r\nhi", ended=False) is None
    assert read_answer(OK + b"\r\nhi", ended=True) == (200, b"hi", False)


@pytest.mark.parametrize("received", [b"SSH-2.0\r\n\r\n", b"HTTP/1.1 two\r\n\r\n", b"x" * 70_000])
def test_what_is_not_http_is_refused(received: bytes) -> None:
    with pytest.raises(ValueError, match="it"):
        read_answer(received, ended=False)


@asynccontextmanager
async def listening(answers: list[bytes]) -> AsyncIterator[tuple[URL, list[bytes]]]:
    """A server that gives these answers, whoever asks; one that is empty closes the connection instead."""
    requests: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError:
                break
            length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
            requests.append(head + await reader.readexactly(length))
            answer = answers.pop(0) if answers else b""
            if not answer:
                break
            writer.write(answer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield URL(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot1:a/getMe"), requests
    finally:
        server.close()


async def post(connections: Connections, url: URL, body: bytes = b"{}", read: float = 5.0) -> tuple[int, bytes]:
    return await connections.post(url, body, connect=5.0, read=read, pool=5.0)


async def test_a_request_says_what_it_must() -> None:
    async with listening([OK + b"Content-Length: 2\r\n\r\nhi"]) as (url, requests):
        connections = Connections(most=1, agent="tests")
        assert await post(connections, url, b'{"a":1}') == (200, b"hi")
        connections.close()
    assert requests == [
        f"POST /bot1:a/getMe HTTP/1.1\r\nHost: 127.0.0.1:{url.port}\r\nUser-Agent: tests\r\n"
        'Content-Type: application/json\r\nContent-Length: 7\r\n\r\n{"a":1}'.encode()
    ]


async def test_a_connection_closed_meanwhile_is_made_again() -> None:
    kept, closed = OK + b"Content-Length: 0\r\n\r\n", OK + b"Connection: close\r\nContent-Length: 0\r\n\r\n"
    async with listening([kept, closed, kept, closed]) as (url, requests):
        connections = Connections(most=1, agent="tests")
        for _ in range(4):
            assert await post(connections, url) == (200, b"")
        connections.close()
    assert len(requests) == 4


async def test_what_goes_wrong_is_told_by_its_kind() -> None:
    connections = Connections(most=1, agent="tests")
    async with listening([b"", b"SSH-2.0\r\n\r\n", OK + b"Content-Length: 5\r\n\r\nhi"]) as (url, _):
        with pytest.raises(ConnectionError):
            await post(connections, url)
        with pytest.raises(BadAnswerError):
            await post(connections, url)
        with pytest.raises(TimeoutError):
            await post(connections, url, read=0.05)
    with pytest.raises(NotConnectedError):
        await post(connections, url)
    connections.close()
