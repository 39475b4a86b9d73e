"""The page: its files, and the API by which it shows the chats and lets people act in them."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

import orjson
from aiohttp import web

from sandbox.body import read_parameters
from sandbox.bots import Bot
from sandbox.chat import PRIVATE, Chat
from sandbox.events import Event
from sandbox.files import describe
from sandbox.markup import reply_keys
from sandbox.people import NotPossible, People, captioned, written
from sandbox.stream import Stream
from sandbox.views import chat_view, person_view
from sandbox.wire import ApiError, Json, Upload
from sandbox.world import World

_STATIC = Path(__file__).with_name("page")
_STATIC_NAME = re.compile(r"(?:[A-Za-z0-9_-]+/)*[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
_INLINE_IMAGES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_UPLOADS = frozenset({"photo", "document", "voice", "video"})

Answer: TypeAlias = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


class PageApi:
    """Answers the browser; only from this machine, and orders only from the page itself."""

    def __init__(self, world: World, people: People, bot: Bot, roles: dict[str, int]) -> None:
        self._world, self._people, self._bot, self._roles = world, people, bot, roles
        self._stream = Stream(world, bot)
        self._routes: dict[tuple[str, str], Answer] = {
            ("GET", "/"): self._index,
            ("GET", "/sandbox/state"): self._state,
            ("GET", "/sandbox/events"): self._events,
            ("POST", "/sandbox/act"): self._act,
            ("POST", "/sandbox/upload"): self._upload,
            ("POST", "/sandbox/people"): self._add_person,
        }

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answers one HTTP request that is not for the Bot API."""
        if _host_name(request.host) not in _LOOPBACK:
            return _refused(403, "this page answers only on this machine")
        if request.method == "POST" and not _from_page(request):
            return _refused(403, "orders are taken only from the page")
        route = self._routes.get((request.method, request.path))
        if route is not None:
            try:
                return await route(request)
            except (NotPossible, ApiError) as error:
                return _json({"ok": False, "error": str(error)})
            except KeyError as error:
                return _json({"ok": False, "error": f"the order is not complete: {error} is missing"})
            except ValueError as error:
                return _json({"ok": False, "error": f"the order cannot be read: {error}"})
        if request.method == "GET" and request.path.startswith("/page/"):
            return _static(request.path.removeprefix("/page/"))
        if request.method == "GET" and request.path.startswith("/sandbox/files/"):
            return self._file(request.path.removeprefix("/sandbox/files/"))
        return _refused(404, "nothing here")

    async def _index(self, request: web.BaseRequest) -> web.StreamResponse:
        return _static("index.html")

    async def _state(self, request: web.BaseRequest) -> web.StreamResponse:
        self._stream.listen()
        bot, world = self._bot, self._world
        private = (chat for chat in world.private_chats.values() if chat.bot_id == bot.id)
        return _json(
            {
                "bot": {"id": bot.id, "username": bot.profile.username, "name": bot.profile.name},
                "people": [person_view(world, user) for user in world.users.values() if not user["is_bot"]],
                "chats": [chat_view(world, bot, chat) for chat in (*private, *world.chats.values())],
                "roles": self._roles,
                "now": world.clock().isoformat(),
                "seq": self._stream.sequence,
            }
        )

    async def _events(self, request: web.BaseRequest) -> web.StreamResponse:
        last = request.headers.get("Last-Event-ID", "")
        since = int(last) if last.isascii() and last.isdecimal() else self._stream.sequence
        response = web.StreamResponse(headers={**_HEADERS, "Content-Type": "text/event-stream"})
        with suppress(ConnectionError):  # the page was closed
            await response.prepare(request)
            await response.write(b": hello\n\n")
            async for block in self._stream.follow(since):
                await response.write(block)
        return response

    async def _act(self, request: web.BaseRequest) -> web.StreamResponse:
        order = await _order(request)
        person, chat = self._who_and_where(order)
        act = self._acts().get(str(order.get("do")))
        if act is None:
            raise NotPossible(f"nobody can {order.get('do')!r} here")
        act(person, chat, order)
        return _json({"ok": True})

    def _acts(self) -> dict[str, Callable[[Json, Chat, Json], object]]:
        people = self._people
        return {
            "send": self._send,
            "start": lambda person, chat, order: people.send(
                person, chat, written(f"/start {order.get('text', '')}".strip())
            ),
            "tap": lambda person, chat, order: people.tap(person, chat, order["message"], order["data"]),
            "edit": lambda person, chat, order: people.edit(person, chat, order["message"], order["text"]),
            "block": lambda person, chat, order: people.block(chat),
            "unblock": lambda person, chat, order: people.unblock(chat),
            "join": lambda person, chat, order: people.join(person, chat),
            "leave": lambda person, chat, order: people.leave(person, chat),
        }

    def _send(self, person: Json, chat: Chat, order: Json) -> object:
        text = order["text"]
        if any(text in row for row in reply_keys(chat.keyboard_of(person["id"]))):
            return self._people.press_key(person, chat, text)
        return self._people.send(person, chat, written(text), order.get("reply_to"))

    async def _upload(self, request: web.BaseRequest) -> web.StreamResponse:
        form = read_parameters("", request.headers.get("Content-Type", ""), await request.read())
        person, chat = self._who_and_where(form)
        kind, file = form.get("kind"), form.get("file")
        if kind not in _UPLOADS or not isinstance(file, Upload):
            raise NotPossible("a file and its kind are needed")
        stored = self._world.files.add(kind, file.name, file.mime, file.data)
        self._people.send(person, chat, {kind: describe(stored), **captioned(form.get("caption", ""))})
        return _json({"ok": True})

    async def _add_person(self, request: web.BaseRequest) -> web.StreamResponse:
        order = await _order(request)
        name = str(order.get("name") or f"Citoyen {len(self._world.users)}")[:64]
        user = self._world.add_person(name, str(order.get("language") or "fr")[:8])
        said = person_view(self._world, user)
        self._world.events.emit(Event("person", person=user["id"]))
        self._world.add_private_chat(self._bot, user)
        return _json(said)

    def _who_and_where(self, order: Json) -> tuple[Json, Chat]:
        person = self._world.users.get(int(order["as"]))
        if person is None or person["is_bot"]:
            raise NotPossible("there is no such person")
        identifier = int(order["chat"])
        chats = self._world.chats
        chat = self._world.private_chats.get((self._bot.id, identifier)) if identifier > 0 else chats.get(identifier)
        if chat is None or (chat.type == PRIVATE and chat.person_id != person["id"]):
            raise NotPossible("there is no such chat")
        return person, chat

    def _file(self, identifier: str) -> web.StreamResponse:
        stored = self._world.files.get(identifier)
        if stored is None:
            return _refused(404, "no such file")
        mime = (
            {"photo": "image/jpeg"}.get(stored.kind, stored.mime) if stored.mime not in _INLINE_IMAGES else stored.mime
        )
        inline = mime in _INLINE_IMAGES
        headers = {
            **_HEADERS,
            "Content-Type": mime if inline else "application/octet-stream",
            "Content-Disposition": "inline" if inline else f'attachment; filename="{_plain_name(stored.name)}"',
            "Cache-Control": "private, max-age=3600",
        }
        return web.Response(body=stored.data, headers=headers)


async def _order(request: web.BaseRequest) -> Json:
    order = orjson.loads(await request.read() or b"{}")
    if not isinstance(order, dict):
        raise NotPossible("an order is a JSON object")
    return order


def _host_name(host: str) -> str:
    return host.rpartition(":")[0] if re.search(r":\d+$", host) else host


def _from_page(request: web.BaseRequest) -> bool:
    """Tells whether an order comes from the page: its header, which no other site may send, and its origin."""
    origin = request.headers.get("Origin")
    return request.headers.get("X-Sandbox") == "1" and origin in {None, f"http://{request.host}"}


def _plain_name(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "_", name) or "file"


def _static(name: str) -> web.StreamResponse:
    path = _STATIC / name
    if not _STATIC_NAME.fullmatch(name) or not path.is_file():
        return _refused(404, "nothing here")
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    charset = "; charset=utf-8" if mime.startswith("text/") or mime.endswith(("javascript", "json")) else ""
    return web.Response(body=path.read_bytes(), headers={**_HEADERS, "Content-Type": mime + charset})


def _json(body: Json) -> web.Response:
    return web.Response(body=orjson.dumps(body), headers={**_HEADERS, "Content-Type": "application/json"})


def _refused(status: int, why: str) -> web.Response:
    return web.Response(status=status, text=why, headers=_HEADERS)
