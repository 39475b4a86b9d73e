"""Keep-alive connections to one host, for small JSON calls: aiohttp's client costs five times as much for each.

It speaks as much of HTTP/1.1 as an API answers with: a length, chunks, or the end of the connection.
"""

from __future__ import annotations

import asyncio
import re
import ssl
import time
from functools import cache

from yarl import URL

IDLE = 30.0
"""Seconds after which a connection that nobody used is not trusted."""
LARGEST_HEAD = 64 * 1024
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:[^\r]*chunked", re.IGNORECASE)
_CLOSE = re.compile(rb"\r\nconnection:[ \t]*close", re.IGNORECASE)
_STATUS = re.compile(rb"HTTP/1\.([01]) (\d{3})")


class NotConnectedError(OSError):
    """No connection was made: nothing was sent."""


class BadAnswerError(OSError):
    """What came back is not HTTP."""


class Connections:
    """Lends a connection to each call, the one used last first; those beyond `most` wait for one to be free."""

    def __init__(self, *, most: int, agent: str) -> None:
        self._agent = agent
        self._room = asyncio.Semaphore(most)
        self._idle: list[_Connection] = []
        self._heads: dict[URL, bytes] = {}

    async def post(
        self, url: URL, body: bytes, *, connect: float | None, read: float | None, pool: float | None
    ) -> tuple[int, bytes]:
        """Posts JSON and gives the status and body of the answer. Times are in seconds, each for its own step."""
        await self._enter(pool)
        try:
            connection = self._take() or await self._open(url, connect)
            answered = connection.send(self._head(url, len(body)) + body, patience=read)
            try:
                status, payload = await answered
            except BaseException:
                connection.close()
                raise
            if connection.is_good:
                self._idle.append(connection)
            return status, payload
        finally:
            self._room.release()

    def close(self) -> None:
        """Closes those that nobody uses."""
        while self._idle:
            self._idle.pop().close()

    def forget(self) -> None:
        """Forgets the address they were for."""
        self._heads.clear()
        self.close()

    async def _enter(self, patience: float | None) -> None:
        """Waits until there is room for one more call."""
        if not self._room.locked():
            await self._room.acquire()  # at once
            return
        try:
            async with asyncio.timeout(patience):
                await self._room.acquire()
        except TimeoutError:
            raise NotConnectedError("every connection is in use") from None

    def _take(self) -> _Connection | None:
        while self._idle:
            connection = self._idle.pop()
            if connection.is_good and connection.since > time.monotonic() - IDLE:
                return connection
            connection.close()
        return None

    async def _open(self, url: URL, patience: float | None) -> _Connection:
        secure = tls() if url.scheme == "https" else None
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(patience):
                _, connection = await loop.create_connection(_Connection, url.raw_host or "", url.port or 0, ssl=secure)
        except (OSError, TimeoutError) as error:
            raise NotConnectedError(f"{type(error).__name__}: {error}") from error
        return connection

    def _head(self, url: URL, length: int) -> bytes:
        head = self._heads.get(url)
        if head is None:
            lines = (
                f"POST {url.raw_path_qs} HTTP/1.1",
                f"Host: {url.host_port_subcomponent}",
                f"User-Agent: {self._agent}",
                "Content-Type: application/json",
                "Content-Length: ",
            )
            head = self._heads[url] = "\r\n".join(lines).encode("latin-1")
        return b"%b%d\r\n\r\n" % (head, length)


class _Connection(asyncio.Protocol):
    """One connection, one call at a time."""

    def __init__(self) -> None:
        self.since = time.monotonic()
        self.is_good = True
        self._received = b""
        self._answered: asyncio.Future[tuple[int, bytes]] | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]  # uvloop's derives from asyncio's base only

    def send(self, request: bytes, *, patience: float | None) -> asyncio.Future[tuple[int, bytes]]:
        """Sends a request; its answer comes by the future, or `TimeoutError` after `patience` seconds."""
        loop = asyncio.get_running_loop()
        self._received = b""
        self._answered = loop.create_future()
        if self._transport is None or not self.is_good:
            self._answered.set_exception(ConnectionResetError("closed"))
        else:
            if patience is not None:  # a timer of its own costs a third of `asyncio.timeout`
                self._alarm = loop.call_later(patience, self._fail, TimeoutError())
            self._transport.write(request)
        return self._answered

    def close(self) -> None:
        """Closes it, whatever is under way."""
        self.is_good = False
        self._rest()
        if self._transport is not None:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        if self._answered is None or self._answered.done():
            self.close()  # nobody asked: whose answer would it be?
            return
        self._received += data
        try:
            answer = read_answer(self._received, ended=False)
        except ValueError as error:
            self._fail(BadAnswerError(str(error)))
            return
        if answer is not None:
            status, payload, keep = answer
            self._rest()
            self.is_good, self.since = keep and self.is_good, time.monotonic()
            self._answered.set_result((status, payload))
            if not keep:
                self.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_good = False
        if self._answered is None or self._answered.done():
            return
        try:
            answer = read_answer(self._received, ended=True)
        except ValueError:
            answer = None
        if answer is None:
            self._fail(exc or ConnectionResetError("closed"))
        else:
            self._answered.set_result(answer[:2])

    def _rest(self) -> None:
        """Puts the alarm off."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _fail(self, error: Exception) -> None:
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(error)
        self.close()


def read_answer(received: bytes, *, ended: bool) -> tuple[int, bytes, bool] | None:
    """Reads a whole answer: status, body, whether the connection goes on; `ValueError` if it is not HTTP."""
    head_end = received.find(b"\r\n\r\n")
    if head_end < 0:
        if len(received) > LARGEST_HEAD:
            raise ValueError("its head has no end")
        return None
    head, start = received[:head_end], head_end + 4
    status = _STATUS.match(head)
    if status is None:
        raise ValueError("it has no status")
    code, keep = int(status[2]), status[1] == b"1" and not _CLOSE.search(head)
    if code < 200:
        return read_answer(received[start:], ended=ended)
    if _CHUNKED.search(head):
        body = _joined(received, start)
        return None if body is None else (code, body, keep)
    length = _LENGTH.search(head)
    if length is None:
        return (code, received[start:], False) if ended or code in (204, 304) else None
    end = start + int(length[1])
    return (code, received[start:end], keep) if len(received) >= end else None


def _joined(received: bytes, place: int) -> bytes | None:
    """Joins chunks; none while the last one is missing."""
    body: list[bytes] = []
    while True:
        line_end = received.find(b"\r\n", place)
        if line_end < 0:
            return None
        size = int(received[place:line_end].partition(b";")[0], 16)
        if size == 0:
            return b"".join(body) if received.find(b"\r\n\r\n", line_end) >= 0 else None
        place = line_end + 2 + size + 2
        if len(received) < place:
            return None
        body.append(received[line_end + 2 : place - 2])


@cache
def tls() -> ssl.SSLContext:
    """What the system trusts; read once, it takes tens of milliseconds."""
    return ssl.create_default_context()
