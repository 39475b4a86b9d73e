"""A wire between the browser and the sandbox, that a test can cut and mend."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Self
from urllib.parse import urlsplit


class Relay:
    """Passes bytes on to a server; nothing while it is cut."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._port = 0
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    @classmethod
    @asynccontextmanager
    async def to(cls, target: str) -> AsyncIterator[Self]:
        """A wire to a server, whole."""
        relay = cls(target)
        await relay.mend()
        try:
            yield relay
        finally:
            relay.cut()

    @property
    def url(self) -> str:
        """Where the browser finds it."""
        return f"http://127.0.0.1:{self._port}/"

    def cut(self) -> None:
        """Drops every connection and refuses new ones."""
        if self._server is not None:
            self._server.close()
        for writer in self._open:
            writer.close()
        self._open.clear()

    async def mend(self, target: str | None = None) -> None:
        """Lets connections through again, to the same server or another one."""
        self._target = target or self._target
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there = urlsplit(self._target)
        far_reader, far_writer = await asyncio.open_connection(there.hostname, there.port)
        self._open |= {writer, far_writer}
        await asyncio.gather(_pour(reader, far_writer), _pour(far_reader, writer))
        self._open -= {writer, far_writer}


async def _pour(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
    sink.close()
