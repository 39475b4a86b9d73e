"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

from __future__ import annotations

import asyncio
import inspect
import socket
import struct
from collections.abc import Mapping

import orjson
from aiohttp import web

from sandbox.body import read_parameters
from sandbox.bots import Bot
from sandbox.call import Call
from sandbox.counters import EDITING, SENDING, Counters
from sandbox.faults import DOWNLOAD, Fault, Faults
from sandbox.limits import Limits
from sandbox.methods import METHODS
from sandbox.people import People
from sandbox.polls import Polls
from sandbox.spec import Method, Specification
from sandbox.webhook import Webhooks
from sandbox.wire import ApiError, Json, bad_request, too_large
from sandbox.world import World

# Published parameters that would change what a call does, and do nothing here: better refused than ignored.
_NOT_SIMULATED = frozenset(
    ["business_connection_id", "direct_messages_topic_id", "suggested_post_parameters", "rich_message"]
)
_EFFECTS = SENDING | EDITING


class ConnectionLostError(Exception):
    """A fault leaves this call without an answer."""


class BotApi:
    """Reads calls, lets faults and limits speak, runs methods, writes answers."""

    def __init__(
        self,
        world: World,
        people: People,
        polls: Polls,
        webhooks: Webhooks,
        faults: Faults,
        limits: Limits,
        counters: Counters,
    ) -> None:
        self._world, self._people, self._polls, self._webhooks = world, people, polls, webhooks
        self._faults, self._limits, self._counters = faults, limits, counters
        self._specification = Specification.load()
        self._bots: dict[str, Bot] = {}

    def register(self, bots: Mapping[str, Bot]) -> None:
        """Lets these tokens in."""
        self._bots.update(bots)

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answers one HTTP request to /bot<token>/<method>."""
        token, _, name = request.path[len("/bot") :].partition("/")
        try:
            bot = self._bots.get(token)
            if bot is None or bot.logged_out:
                raise ApiError(401, "Unauthorized")
            method = self._specification.method(name)
            if method is None:
                raise ApiError(404, "Not Found: method not found")
            if request.method not in {"GET", "POST"}:
                raise ApiError(405, "Method Not Allowed")
            body = await request.read() if request.can_read_body else b""
            raw = read_parameters(request.query_string, request.headers.get("Content-Type", ""), body)
            result = await self._run(bot, method, raw)
            return _json_response(200, {"ok": True, "result": result})
        except ApiError as error:
            return _json_response(error.code, error.body())
        except web.HTTPRequestEntityTooLarge:
            return _json_response(413, too_large().body())
        except ConnectionLostError:
            return reset_connection(request)

    async def execute(self, bot: Bot, name: str, raw: Json) -> None:
        """Runs a method that a webhook's answer asks for; as with Telegram, nobody learns the result."""
        method = self._specification.method(name)
        if method is not None:
            try:
                await self._run(bot, method, raw)
            except (ApiError, ConnectionLostError):
                return

    async def _run(self, bot: Bot, method: Method, raw: Json) -> object:
        counters = self._counters
        counters.called(method.name, raw)
        try:
            parameters = method.read(raw)
            struck = self._faults.strike(method.name, parameters) if self._faults.rules else []
            await self._befall(struck, "before", parameters)
            result = self._invoke(bot, method.name, parameters, raw)
            if inspect.isawaitable(result):
                result = await result
            if method.name in _EFFECTS:
                counters.took_effect(method.name, parameters)
            await self._befall(struck, "after", parameters)
        except ApiError as error:
            counters.answered(method.name, error.code)
            raise
        except ConnectionLostError:
            counters.answered(method.name, 0)
            raise
        counters.answered(method.name, 200)
        return result

    def _invoke(self, bot: Bot, name: str, parameters: Json, raw: Json) -> object:
        handler = METHODS.get(name)
        if handler is None:
            raise bad_request(f"method {name} is not simulated here")
        if not _NOT_SIMULATED.isdisjoint(parameters):
            raise bad_request(f"not simulated here: {', '.join(sorted(_NOT_SIMULATED & parameters.keys()))}")
        if name in _EFFECTS and "chat_id" in parameters:
            self._limits.check(bot.id, parameters["chat_id"], _messages(parameters))
        return handler(Call(self._world, self._people, self._polls, self._webhooks, bot, parameters, raw))

    async def _befall(self, struck: list[Fault], when: str, parameters: Json) -> None:
        for fault in struck:
            if fault.when != when:
                continue
            if fault.kind in {"delay", "hang"}:
                await asyncio.sleep(self._faults.wait_of(fault))
            if fault.kind in {"hang", "reset"}:
                raise ConnectionLostError
            if fault.kind == "status":
                raise self._faults.refusal(fault, parameters)

    async def download(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answers one HTTP request to /file/bot<token>/<path>."""
        token, _, path = request.path[len("/file/bot") :].partition("/")
        try:
            if token not in self._bots:
                raise ApiError(401, "Unauthorized")
            self._counters.called(DOWNLOAD, {"path": path})
            struck = self._faults.strike(DOWNLOAD, {}) if self._faults.rules else []
            await self._befall(struck, "before", {})
            stored = self._world.files.at(path)
            if stored is None:
                raise ApiError(404, "Not Found")
            return web.Response(body=stored.data, content_type="application/octet-stream")
        except ApiError as error:
            return _json_response(error.code, error.body())
        except ConnectionLostError:
            return reset_connection(request)


def _messages(parameters: Json) -> int:
    """Counts the messages that a call sends: an album or a batch is several."""
    several = parameters.get("message_ids") or parameters.get("media")
    return len(several) if isinstance(several, list) else 1


def _json_response(status: int, body: Json) -> web.Response:
    return web.Response(status=status, body=orjson.dumps(body), content_type="application/json")


def reset_connection(request: web.BaseRequest) -> web.StreamResponse:
    """Ends the connection with a TCP reset; the response returned reaches nobody."""
    transport = request.transport
    if transport is not None:
        connection = transport.get_extra_info("socket")
        if connection is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response()
