"""The sandbox: one loopback server for the Bot API, the files, the page and the page's API."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from aiohttp import StreamReader, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http_parser import RawRequestMessage

from sandbox.bot_api import BotApi
from sandbox.bots import TOKEN, Bot, BotProfile
from sandbox.chat import CHANNEL, GROUP, SUPERGROUP, Chat, Member
from sandbox.counters import Counters
from sandbox.faults import Faults
from sandbox.inline import InlineMode
from sandbox.limits import Limits
from sandbox.page_api import PageApi
from sandbox.people import People
from sandbox.person import Hands, Person
from sandbox.polls import Polls
from sandbox.spec import Specification
from sandbox.webhook import Retry, Webhooks
from sandbox.wire import Json
from sandbox.world import World, utc_now

_LARGEST_BODY = 64 * 1024 * 1024


class Who(Protocol):
    """Anyone who can be in a chat: a Person or a Bot."""

    @property
    def id(self) -> int: ...

    @property
    def user(self) -> Json: ...


class Sandbox:
    """A local Telegram, for as long as its `async with` lasts.

    `async with Sandbox() as sandbox:` serves at `sandbox.api_base_url`; people, chats, faults and counters are reached
    in process.
    """

    def __init__(
        self,
        port: int = 0,
        host: str = "127.0.0.1",
        bots: Mapping[str, BotProfile] | None = None,
        clock: Callable[[], datetime] = utc_now,
        limits: Limits | None = None,
        faults: Faults | None = None,
        history: int | None = None,
        patience: float = 5.0,
        retry: Retry = Retry(),  # noqa: B008 -- frozen
    ) -> None:
        self._host, self._port = host, port
        self._patience = patience
        self._runner: web.ServerRunner | None = None
        self.world = World(clock, history)
        self.people = People(self.world)
        self.polls = Polls(self.world)
        self._hands = Hands(self.world, self.people, self.polls, InlineMode(self.world, self.people))
        self.faults = faults or Faults()
        self.limits = limits or Limits()
        self.counters = Counters()
        self.webhooks = Webhooks(retry, self.world.timestamp, self.faults, self.counters)
        self.roles: dict[str, int] = {}
        self._api = BotApi(self.world, self.people, self.polls, self.webhooks, self.faults, self.limits, self.counters)
        update_types = Specification.load().update_types()
        profiles = bots or {TOKEN: BotProfile()}
        self.bots = {token: self.world.add_bot(token, profile, update_types) for token, profile in profiles.items()}
        self._api.register(self.bots)
        self.webhooks.answer_with(self._api.execute)
        self._page = PageApi(self.world, self.people, self.bot, self.roles)

    @property
    def bot(self) -> Bot:
        """The first bot: the one people talk with."""
        return next(iter(self.bots.values()))

    @property
    def api_base_url(self) -> str:
        """Where the Bot API answers; libraries append /bot<token>/<method> and /file/bot<token>/<path>."""
        return f"http://{self._host}:{self._port}"

    @property
    def page_url(self) -> str:
        """Where a browser sees the chats."""
        return f"{self.api_base_url}/"

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()

        def read_request(
            message: RawRequestMessage,
            payload: StreamReader,
            protocol: web.RequestHandler,
            writer: AbstractStreamWriter,
            task: asyncio.Task[None],
        ) -> web.BaseRequest:
            return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=_LARGEST_BODY)

        # A call goes on when its client gives up, as with Telegram: no `handler_cancellation`.
        server = web.Server(self._handle, request_factory=read_request, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.webhooks.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path.startswith("/bot"):
            return await self._api.answer(request)
        if path.startswith("/file/bot"):
            return await self._api.download(request)
        return await self._page.answer(request)

    # People and chats

    def person(self, name: str, language: str = "fr", username: str | None = None, *, started: bool = False) -> Person:
        """Creates someone with a private chat with the bot; `started` when they wrote to it long ago."""
        user = self.world.add_person(name, language, username)
        chat = self.world.add_private_chat(self.bot, user, started)
        return Person(self._hands, user, chat, self._patience)

    def channel(
        self,
        title: str,
        admins: Iterable[Who] = (),
        members: Iterable[Who] = (),
        *,
        username: str | None = None,
        owner: Who | None = None,
    ) -> Chat:
        """Creates a channel; the bot must be among its administrators to write there."""
        return self._add_chat(CHANNEL, title, admins, members, username, owner)

    def group(
        self, title: str, members: Iterable[Who] = (), admins: Iterable[Who] = (), *, owner: Who | None = None
    ) -> Chat:
        """Creates a basic group."""
        return self._add_chat(GROUP, title, admins, members, None, owner)

    def supergroup(
        self,
        title: str,
        members: Iterable[Who] = (),
        admins: Iterable[Who] = (),
        *,
        username: str | None = None,
        owner: Who | None = None,
        forum: bool = False,
    ) -> Chat:
        """Creates a supergroup, with topics when it is a forum."""
        chat = self._add_chat(SUPERGROUP, title, admins, members, username, owner)
        if forum:
            self.world.make_forum(chat)
        return chat

    def upgrade(self, group: Chat) -> Chat:
        """Makes a supergroup of a basic group, whose id then answers with `migrate_to_chat_id`."""
        return self.world.upgrade(group)

    def _add_chat(
        self,
        kind: str,
        title: str,
        admins: Iterable[Who],
        members: Iterable[Who],
        username: str | None,
        owner: Who | None,
    ) -> Chat:
        places = {who.id: Member(who.user) for who in members}
        places |= {who.id: Member(who.user, "administrator") for who in admins}
        if owner is not None:
            places[owner.id] = Member(owner.user, "creator")
        bots = [member for member in places.values() if member.user["is_bot"]]
        people = [member for member in places.values() if not member.user["is_bot"]]
        chat = self.world.add_chat(kind, title, people, username)
        founder = next((member for member in people if member.administers), people[0] if people else None)
        for member in bots:
            # Adding a bot is an act of the founder that the bot hears of; without people, nobody added it.
            if founder is not None:
                self.people.set_member(chat, member, actor=founder.user)
            else:
                chat.members[member.user["id"]] = member
        return chat

    def calls(self, method: str | None = None) -> int:
        """Counts the calls of a method, or all, since the sandbox started."""
        return self.counters.calls[method] if method else self.counters.calls.total()
