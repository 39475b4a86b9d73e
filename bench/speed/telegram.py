"""A Telegram that only answers, as fast as it can, and delivers updates by webhook or polling.

It checks nothing: the sandbox does that. A person is a private chat; who sends waits for the first reply in it.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator
from itertools import count
from typing import Any
from urllib.parse import unquote_plus

import orjson

from bench.speed.wire import Client, Reply, Server

TOKEN = "1234567890:AAbenchBenchBenchBenchBenchBenchBench"
SECRET = "bench-secret"
WEBHOOK_PATH = "/telegram"
PATIENCE = 30.0
BOT = {"id": 1234567890, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
ME = {
    **BOT,
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
    "can_connect_to_business": False,
    "has_main_web_app": False,
}
_SPEAKS = (b"sendMessage", b"editMessageText")
_MULTIPART = rb'name="%s"(?:\r\n[^\r\n]+)*\r\n\r\n(.*?)\r\n--'
_FORM = rb"(?:^|[&?])%s=([^&]*)"
_JSON = rb'"%s": ?("?-?\d+)'


def _patterns(name: str) -> re.Pattern[bytes]:
    word = name.encode()
    return re.compile(b"|".join(pattern % word for pattern in (_JSON, _MULTIPART, _FORM)), re.DOTALL)


_NUMBERS = {name: _patterns(name) for name in ("chat_id", "offset", "limit", "timeout")}


def number(body: bytes, name: str, default: int = 0) -> int:
    """Reads a number out of a body in JSON, form or multipart shape."""
    found = _NUMBERS[name].search(body)
    return default if found is None else int(next(filter(None, found.groups())).strip(b'"'))


class Telegram:
    """Answers one bot, and hands it updates."""

    def __init__(self) -> None:
        self.port = 0
        self.calls = 0
        self.screens: dict[int, dict[str, Any]] = {}
        """The last message each chat was shown, when `keeps_screens`."""
        self.keeps_screens = False
        self._server: asyncio.Server | None = None
        self._messages = count(1)
        self._waiting: dict[int, asyncio.Future[float]] = {}
        self._updates: dict[int, bytes] = {}
        self._poll: tuple[int, Reply, asyncio.TimerHandle] | None = None

    async def open(self) -> None:
        """Listens on a free port of the loopback."""
        self._server = await asyncio.get_running_loop().create_server(lambda: Server(self._handle), "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Stops listening."""
        if self._poll is not None:
            self._poll[2].cancel()
        if self._server is not None:
            self._server.close()

    def expect(self, chat: int) -> asyncio.Future[float]:
        """Gives the moment of the next reply in a chat."""
        future: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting[chat] = future
        return future

    def offer(self, update_id: int, update: bytes) -> None:
        """Lets a bot that polls have an update."""
        self._updates[update_id] = update
        if self._poll is not None:
            offset, reply, timer = self._poll
            self._poll = None
            timer.cancel()
            asyncio.get_running_loop().call_soon(self._give, offset, reply)

    def hear(self, method: bytes, body: bytes) -> bytes:
        """Takes a message of the bot and gives it back as Telegram would."""
        chat = number(body, "chat_id")
        future = self._waiting.pop(chat, None)
        if future is not None and not future.done():
            future.set_result(time.perf_counter())
        message = b'{"message_id":%d,"date":1613988000,"chat":{"id":%d,"type":"private","first_name":"A"},"text":"ok"}'
        written = message % (next(self._messages), chat)
        if self.keeps_screens:
            self._keep(chat, body, written)
        return written

    def _keep(self, chat: int, body: bytes, written: bytes) -> None:
        params = orjson.loads(body)
        self.screens[chat] = {**params, "message_id": params.get("message_id") or orjson.loads(written)["message_id"]}

    def _handle(self, path: bytes, body: bytes, reply: Reply) -> None:
        self.calls += 1
        place, _, query = path.partition(b"?")
        method = place.rpartition(b"/")[2]
        body = body or query
        if method in _SPEAKS:
            reply(b'{"ok":true,"result":' + self.hear(method, body) + b"}")
        elif method == b"getUpdates":
            self._hold(number(body, "offset"), number(body, "timeout"), reply)
        elif method == b"getMe":
            reply(orjson.dumps({"ok": True, "result": ME}))
        elif method == b"getWebhookInfo":
            info = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
            reply(orjson.dumps({"ok": True, "result": info}))
        else:
            reply(b'{"ok":true,"result":true}')

    def _hold(self, offset: int, seconds: int, reply: Reply) -> None:
        for confirmed in [one for one in self._updates if one < offset]:
            del self._updates[confirmed]
        if self._updates or not seconds:
            self._give(offset, reply)
            return
        timer = asyncio.get_running_loop().call_later(seconds, self._let_go, reply)
        self._poll = (offset, reply, timer)

    def _give(self, offset: int, reply: Reply) -> None:
        some = [update for number, update in self._updates.items() if number >= offset][:100]
        reply(b'{"ok":true,"result":[' + b",".join(some) + b"]}")

    def _let_go(self, reply: Reply) -> None:
        self._poll = None
        reply(b'{"ok":true,"result":[]}')


class Telephone:
    """How updates reach the bot."""

    def __init__(self, telegram: Telegram, webhook_port: int | None) -> None:
        self._telegram, self._port = telegram, webhook_port
        self._idle: list[Client] = []
        self._numbers = count(1)

    async def ask(self, chat: int, kind: str, content: dict[str, Any]) -> float:
        """Sends one update and gives the seconds until its reply; the webhook's 200 is waited for, too."""
        update_id = next(self._numbers)
        update = orjson.dumps({"update_id": update_id, kind: content})
        reply, start = self._telegram.expect(chat), time.perf_counter()
        if self._port is None:
            self._telegram.offer(update_id, update)
        else:
            await self._post(update)
        async with asyncio.timeout(PATIENCE):
            return await reply - start

    async def say(self, chat: int, text: str) -> float:
        """Sends a text."""
        return await self.ask(chat, "message", message(chat, text))

    def close(self) -> None:
        """Hangs up."""
        for client in self._idle:
            client.close()

    async def _post(self, update: bytes) -> None:
        client = self._idle.pop() if self._idle else await self._connect()
        body = await client.post(update)
        self._idle.append(client)
        if body.startswith(b"{") or b'name="method"' in body or b"method=" in body:
            self._telegram.hear(b"sendMessage", body)

    async def _connect(self) -> Client:
        headers = f"X-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"
        assert self._port is not None
        loop = asyncio.get_running_loop()
        _, client = await loop.create_connection(lambda: Client(WEBHOOK_PATH, headers), "127.0.0.1", self._port)
        return client


def person(chat: int) -> dict[str, Any]:
    """Whoever has this chat."""
    return {"id": chat, "is_bot": False, "first_name": "Alice", "language_code": "fr"}


_message_ids: Iterator[int] = count(1)


def message(chat: int, text: str) -> dict[str, Any]:
    """A text in a private chat."""
    written: dict[str, Any] = {
        "message_id": next(_message_ids),
        "from": person(chat),
        "chat": {"id": chat, "first_name": "Alice", "type": "private"},
        "date": int(time.time()),
        "text": text,
    }
    if text.startswith("/"):
        written["entities"] = [{"offset": 0, "length": len(text.split()[0]), "type": "bot_command"}]
    return written


def tap(chat: int, screen: dict[str, Any], data: str) -> dict[str, Any]:
    """A button of a message the bot showed."""
    return {
        "id": str(next(_message_ids)),
        "from": person(chat),
        "chat_instance": "1",
        "data": data,
        "message": {
            "message_id": screen["message_id"],
            "from": BOT,
            "chat": {"id": chat, "first_name": "Alice", "type": "private"},
            "date": int(time.time()),
            "text": unquote_plus(str(screen.get("text", ""))),
        },
    }
