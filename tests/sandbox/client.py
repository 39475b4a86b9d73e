"""A bare Bot API client: no library between the test and the wire."""

from __future__ import annotations

from typing import Any

import aiohttp

from sandbox.bots import TOKEN
from sandbox.server import Sandbox
from sandbox.spec import Specification

Json = dict[str, Any]


class RefusedError(Exception):
    """A call answered with an error; `str()` is its description."""

    def __init__(self, status: int, body: Json) -> None:
        super().__init__(body["description"])
        self.status = status
        self.parameters: Json = body.get("parameters", {})


class Client:
    """Calls methods as JSON; every result must be of the type the specification publishes."""

    def __init__(self, session: aiohttp.ClientSession, sandbox: Sandbox, token: str = TOKEN) -> None:
        self._session = session
        self._specification = Specification.load()
        self.base = f"{sandbox.api_base_url}/bot{token}"

    async def __call__(self, method: str, **parameters: object) -> Any:
        return await self.post(method, json=parameters)

    async def post(self, method: str, **how: Any) -> Any:
        """Posts a body of any kind; returns the result, or raises RefusedError."""
        async with self._session.post(f"{self.base}/{method}", **how) as answer:
            return await self._result(method, answer)

    async def get(self, method: str, query: str = "") -> Any:
        """Calls by GET."""
        async with self._session.get(f"{self.base}/{method}?{query}") as answer:
            return await self._result(method, answer)

    async def _result(self, method: str, answer: aiohttp.ClientResponse) -> Any:
        body = await answer.json()
        if not body["ok"]:
            assert body["error_code"] == answer.status
            raise RefusedError(answer.status, body)
        published = self._specification.method(method)
        assert published is not None
        self._specification.check(published.returns, body["result"])
        return body["result"]

    async def updates(self, offset: int = 0, timeout: int = 0) -> list[Json]:  # noqa: ASYNC109 -- the method's own
        """Returns what waits."""
        found: list[Json] = await self("getUpdates", offset=offset, timeout=timeout)
        return found

    async def last_update(self) -> Json:
        """Returns the last update, all confirmed but it."""
        return (await self.updates(offset=-1))[0]
