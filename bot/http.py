"""The Bot API: small calls on connections of our own, files over aiohttp.

Only this module knows the token: python-telegram-bot is given an address without one. So no repr, log, exception or
traceback elsewhere can carry it. Answers are redacted too: a proxy's error page may quote the address it was asked for.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from time import perf_counter
from typing import Any
from urllib.parse import quote

import aiohttp
import orjson
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.connections import Connections, NotConnectedError
from handlers.meter import Meter, NoMeter

API_PLACE = "https://bot-api.invalid/bot"
FILES_PLACE = "https://bot-api.invalid/file/bot"
"""Stand for the addresses with the token in them; `.invalid` resolves nowhere."""
JSON_HEADERS = {"Content-Type": "application/json"}
HIDDEN = "•••"
SHORTEST_SECRET = 6
"""A shorter secret part of a token would also cut ordinary words."""
_KINDS: dict[int, type[TelegramError]] = {
    400: BadRequest,
    401: InvalidToken,
    403: Forbidden,
    404: InvalidToken,
    409: Conflict,
}


class NotReachedError(NetworkError):
    """Telegram was not reached: nothing was sent."""


class ServerFaultError(NetworkError):
    """Telegram answered with a fault of its own (5xx)."""


class TooFastError(RetryAfter):
    """Telegram asks to wait `seconds` (429)."""

    def __init__(self, seconds: float) -> None:
        self.seconds = float(seconds)
        super().__init__(math.ceil(seconds))

    @property
    def retry_after(self) -> int:
        """The same in whole seconds, as python-telegram-bot tells it."""
        return math.ceil(self.seconds)


class AiohttpRequest(BaseRequest):
    """One keep-alive session for every call. Timeouts are in seconds."""

    def __init__(
        self,
        *,
        connections: int = 256,
        read_timeout: float = 10.0,
        write_timeout: float = 5.0,
        media_write_timeout: float = 30.0,
        connect_timeout: float = 4.0,
        pool_timeout: float = 2.0,
        proxy: str | None = None,
        meter: Meter | None = None,
    ) -> None:
        self._meter = meter or NoMeter()
        self._connections = connections
        self._proxy = proxy
        self._read, self._write, self._media_write = read_timeout, write_timeout, media_write_timeout
        self._connect, self._pool = connect_timeout, pool_timeout
        self._usual = _timeout(read_timeout, write_timeout, connect_timeout, pool_timeout)
        self._session: aiohttp.ClientSession | None = None
        self._kept = Connections(most=connections, agent=self.USER_AGENT)
        self._addresses: dict[str, str] = {}
        self._secrets: tuple[str, ...] = ()
        self._urls: dict[str, URL] = {}

    def point_at(self, api_base_url: str, token: str) -> None:
        """Tells where the Bot API is ("https://api.telegram.org") and with which token it is called."""
        base, path = api_base_url.rstrip("/"), f"bot{quote(token, safe=':')}"
        self._addresses = {API_PLACE: f"{base}/{path}", FILES_PLACE: f"{base}/file/{path}"}
        self._secrets = _written(token)
        self._urls.clear()
        self._kept.forget()

    @property
    def read_timeout(self) -> float | None:
        """How long an answer may take, unless a call says otherwise."""
        return self._read

    async def initialize(self) -> None:
        """Opens the session."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300, keepalive_timeout=30),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                skip_auto_headers=("Accept", "Accept-Encoding"),
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        """Closes the session."""
        self._kept.close()
        if self._session is not None:
            await self._session.close()

    async def call(self, method: str, params: Mapping[str, object], *, read_timeout: float | None = None) -> Any:
        """Calls a method with parameters already in wire shape; gives the bare `result` and builds no object."""
        timeout = self._usual if read_timeout is None else self._timeout(read_timeout)
        body = _dumps(params)
        payload = await self._exchange("POST", f"{API_PLACE}/{method}", body, timeout)
        return self.parse_json_payload(payload)["result"]

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Makes a request for python-telegram-bot; a refusal is raised here, so what returns is a success."""
        body: bytes | aiohttp.FormData | None = None
        usual_write = self._write
        if request_data is not None and request_data.contains_files:
            body, usual_write = _form(request_data), self._media_write
        elif request_data is not None:
            body = _dumps(request_data.parameters)
        timeout = _timeout(
            _given(read_timeout, self._read),
            _given(write_timeout, usual_write),
            _given(connect_timeout, self._connect),
            _given(pool_timeout, self._pool),
        )
        return 200, await self._exchange(method, url, body, timeout)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Parses what Telegram answered."""
        try:
            parsed = loads(payload)
        except ValueError:
            parsed = None
        if not isinstance(parsed, dict):
            raise TelegramError("Invalid server response")
        return parsed

    async def _exchange(
        self, method: str, place: str, body: bytes | aiohttp.FormData | None, patience: aiohttp.ClientTimeout
    ) -> bytes:
        """Makes a request. What fails is raised here, where no variable and no cause knows the address."""
        begun, name = perf_counter(), place.rpartition("/")[2] if place.startswith(API_PLACE) else "file"
        try:
            status, payload = await self._fetch(method, place, body, patience)
        except (NotConnectedError, aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, ValueError) as error:
            failure: TelegramError = NotReachedError(self._told(error))  # ValueError: not an address
        except TimeoutError:
            failure = TimedOut()
        except (aiohttp.ClientError, OSError) as error:
            failure = NetworkError(self._told(error))
        else:
            if status < 300:
                self._meter.called(name, "ok", perf_counter() - begun)
                return payload
            failure = self._refusal(status, payload)
            del payload  # a proxy's page may quote the address
        self._meter.called(name, type(failure).__name__, perf_counter() - begun)
        raise failure

    async def _fetch(
        self, method: str, place: str, body: bytes | aiohttp.FormData | None, patience: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise ValueError("the session is not open")
        if isinstance(body, bytes) and method == "POST" and self._proxy is None:
            return await self._kept.post(
                self._url(place), body, connect=patience.sock_connect, read=patience.sock_read, pool=self._pool
            )
        headers = JSON_HEADERS if isinstance(body, bytes) else None
        async with self._session.request(
            method, self._url(place), data=body, headers=headers, timeout=patience, allow_redirects=False
        ) as response:
            return response.status, await response.read()

    def _refusal(self, status: int, payload: bytes) -> TelegramError:
        """Names what an answer that is not a success means, as python-telegram-bot does."""
        try:
            answer = self.parse_json_payload(payload)
        except TelegramError:
            answer = {}
        parameters = answer.get("parameters") or {}
        if new_chat_id := parameters.get("migrate_to_chat_id"):
            return ChatMigrated(new_chat_id)
        if seconds := parameters.get("retry_after"):
            return TooFastError(seconds)
        message = self._redact(str(answer.get("description") or f"HTTP {status}"))
        if status >= 500:
            return ServerFaultError(message)
        return _KINDS.get(status, NetworkError)(message)

    def _timeout(self, read: float) -> aiohttp.ClientTimeout:
        return _timeout(read, self._write, self._connect, self._pool)

    def _url(self, place: str) -> URL:
        """Turns a stand-in address into the real one; those of methods are few and kept."""
        known = self._urls.get(place)
        if known is not None:
            return known
        prefix = FILES_PLACE if place.startswith(FILES_PLACE) else API_PLACE
        url = URL(self._addresses.get(prefix, prefix) + place[len(prefix) :], encoded=True)
        if prefix is API_PLACE:
            self._urls[place] = url
        return url

    def _told(self, error: Exception) -> str:
        return self._redact(f"{type(error).__name__}: {error}")

    def _redact(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


def loads(payload: bytes) -> object:
    """Parses JSON; half a surrogate pair, which orjson refuses, must not hold back what comes with it."""
    try:
        return orjson.loads(payload)
    except orjson.JSONDecodeError:
        return json.loads(payload.decode(errors="replace"))


def _dumps(params: Mapping[str, object]) -> bytes:
    """Writes JSON; half a surrogate pair, which orjson refuses, is for Telegram to refuse."""
    try:
        return orjson.dumps(params)
    except orjson.JSONEncodeError:
        return json.dumps(params).encode()


def _written(token: str) -> tuple[str, ...]:
    """Lists the ways a token may be written in a text: as it is, in an address, its secret part alone."""
    secret = token.partition(":")[2]
    words = [token, quote(token, safe=":"), quote(token, safe="")]
    if len(secret) >= SHORTEST_SECRET:
        words.append(secret)
    return tuple(dict.fromkeys(word for word in words if word))


def _timeout(
    read: float | None, write: float | None, connect: float | None, pool: float | None
) -> aiohttp.ClientTimeout:
    parts = (read, write, connect, pool)
    return aiohttp.ClientTimeout(
        total=None if None in parts else sum(part or 0 for part in parts),
        connect=None if connect is None or pool is None else connect + pool,
        sock_connect=connect,
        sock_read=read,
    )


def _given(timeout: object, usual: float) -> float | None:
    if timeout is None or isinstance(timeout, (int, float)):
        return timeout
    return usual  # python-telegram-bot's mark for "not given"


def _form(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)  # Telegram takes names in UTF-8
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
