"""Somebody with a browser that knows forms and cookies, and no script."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from html import unescape

from aiohttp import ClientResponse, ClientSession, CookieJar


class Stream:
    """A stream of events that is open."""

    def __init__(self, response: ClientResponse) -> None:
        self._response = response

    async def hears(self, words: str, patience: float = 20.0) -> bool:
        """Waits for a line, until the stream ends."""
        async with asyncio.timeout(patience):
            async for line in self._response.content:
                if words in line.decode():
                    self._response.close()
                    return True
        return False


class Visitor:
    """Opens pages and submits their forms; `status`, `text` and `path` are of the last page."""

    def __init__(self, session: ClientSession, address: str) -> None:
        self._session, self.address = session, address
        self.status, self.text, self.path = 0, "", ""
        self.headers: Mapping[str, str] = {}
        self.body = b""

    @classmethod
    @asynccontextmanager
    async def arrives(cls, address: str, language: str = "fr") -> AsyncIterator[Visitor]:
        """Comes without a cookie."""
        jar = CookieJar(unsafe=True)
        async with ClientSession(cookie_jar=jar, headers={"Accept-Language": language}) as session:
            yield cls(session, address)

    async def opens(self, path: str, **headers: str) -> None:
        """Follows a link."""
        address = path if path.startswith("http") else self.address + path
        async with self._session.get(address, headers=headers) as response:
            await self._read(response)

    async def submits(self, path: str, *, csrf: str | None = None, origin: str | None = None, **fields: str) -> None:
        """Sends a form of the page that is open, to where it goes."""
        sent = {"csrf": self.csrf if csrf is None else csrf, **fields}
        headers = {} if origin is None else {"Origin": origin}
        async with self._session.post(self.address + path, data=sent, headers=headers) as response:
            await self._read(response)

    async def submits_many(self, path: str, chosen: list[str], **fields: str) -> None:
        """Sends a form with several boxes checked."""
        pairs = [("csrf", self.csrf), *fields.items(), *(("chosen", one) for one in chosen)]
        async with self._session.post(self.address + path, data=pairs) as response:
            await self._read(response)

    @property
    def csrf(self) -> str:
        """The word that the open page's forms carry."""
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.text)
        return found[1] if found else ""

    @property
    def cookies(self) -> dict[str, str]:
        """What the browser holds."""
        return {cookie.key: cookie.value for cookie in self._session.cookie_jar}

    def sees(self, words: str) -> bool:
        """Tells whether the open page says something, whatever its tags and spaces."""
        return words in " ".join(unescape(re.sub(r"<[^>]*>", "", self.text)).split())

    async def follows(self) -> Stream:
        """Opens the stream that tells of changes."""
        response = await self._session.get(f"{self.address}/console/live")
        self.status = response.status
        return Stream(response)

    async def _read(self, response: ClientResponse) -> None:
        self.status, self.headers, self.path = response.status, dict(response.headers), response.url.path_qs
        self.body = await response.read()
        self.text = self.body.decode("utf-8", "replace")
