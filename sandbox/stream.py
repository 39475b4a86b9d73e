"""Server-Sent Events: what happens, told to every open page; the last ones kept for pages that come back."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from itertools import takewhile

import orjson

from sandbox.bots import Bot
from sandbox.commands import commands_for
from sandbox.events import Event
from sandbox.views import chat_view, message_view, person_view, reply_keyboards
from sandbox.wire import Json
from sandbox.world import World

HEARTBEAT_SECONDS = 15.0
_KEPT = 2000


class Stream:
    """Turns events into lines for the page; builds nothing until a page has come once."""

    def __init__(self, world: World, bot: Bot) -> None:
        self._world = world
        self._bot = bot
        self._kept: deque[tuple[int, bytes]] = deque(maxlen=_KEPT)
        self._pages: set[asyncio.Event] = set()
        self.sequence = 0
        self._listening = False

    def listen(self) -> None:
        """Starts building views; called when a page first asks for something."""
        if not self._listening:
            self._listening = True
            self._world.events.listeners.append(self._tell)

    async def follow(self, since: int) -> AsyncIterator[bytes]:
        """Yields SSE blocks after a sequence number, and a comment when nothing happens for a while.

        What is no longer kept is left out: the page sees the gap in the numbers and loads the state again.
        """
        self.listen()
        news = asyncio.Event()
        self._pages.add(news)
        try:
            while True:
                news.clear()
                for sequence, block in self._after(since):
                    yield block
                    since = sequence
                try:
                    await asyncio.wait_for(news.wait(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield b": still here\n\n"
        finally:
            self._pages.discard(news)

    def _after(self, since: int) -> list[tuple[int, bytes]]:
        newest_first = takewhile(lambda kept: kept[0] > since, reversed(self._kept))
        return list(newest_first)[::-1]

    def _tell(self, event: Event) -> None:
        for said in self._said(event):
            self.sequence += 1
            self._kept.append((self.sequence, _block(self.sequence, said)))
        for news in self._pages:
            news.set()

    def _said(self, event: Event) -> list[Json]:
        chat, users = event.chat, self._world.users
        if event.kind in {"message", "edit"} and event.message is not None and chat is not None:
            said: Json = {"type": event.kind, "message": message_view(event.message)}
            if event.keyboard:
                said["reply_keyboard"] = reply_keyboards(chat)
            return [said]
        if event.kind == "delete" and chat is not None:
            return [{"type": "delete", "chat": chat.id, "id": event.message_id}]
        if event.kind == "toast":
            return [{"type": "toast", "person": event.person, "text": event.text, "alert": event.alert}]
        if event.kind == "typing" and chat is not None:
            return [{"type": "typing", "chat": chat.id}]
        if event.kind == "person":
            return [{"type": "person", "person": person_view(self._world, users[event.person])}]
        if event.kind == "chat" and chat is not None:
            return [{"type": "chat", "chat": chat_view(self._world, self._bot, chat)}]
        if event.kind == "block" and chat is not None:
            return [{"type": "block", "person": event.person, "blocked": chat.blocked}]
        return self._commands()

    def _commands(self) -> list[Json]:
        return [
            {
                "type": "commands",
                "chat": chat.id,
                "person": person,
                "commands": commands_for(self._bot, chat, self._world.users[person]),
            }
            for chat in (*self._world.private_chats.values(), *self._world.chats.values())
            for person in chat.people
        ]


def _block(sequence: int, said: Json) -> bytes:
    return b"id: %d\ndata: %b\n\n" % (sequence, orjson.dumps(said))
