"""A person as tests write about them: `await alice.sends("/start")`, `await alice.taps("Approuver")`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sandbox.bots import Bot
from sandbox.chat import PRIVATE, Chat
from sandbox.files import describe
from sandbox.image import plain_png
from sandbox.inline import InlineMode
from sandbox.looking import Looking
from sandbox.markup import inline_buttons, reply_keys
from sandbox.people import NotPossible, People, captioned, written
from sandbox.polls import Polls
from sandbox.queries import Query
from sandbox.screen import draw, text_of
from sandbox.wire import Json
from sandbox.world import World

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hands:
    """What a person acts with."""

    world: World
    people: People
    polls: Polls
    inline: InlineMode


class Person:
    """Someone with a phone. What they do is done at once; what they expect to see is waited for.

    `sees` and `sees_toast` look only at what came or changed since this person's last act, so that no test passes on
    what was there before. `chat` is the private chat with the bot unless said otherwise.
    """

    def __init__(self, hands: Hands, user: Json, private: Chat, patience: float) -> None:
        self._hands = hands
        self._looking = Looking(hands.world, user["id"], patience)
        self.user = user
        self.chat = private
        self._query: Query | None = None

    def __repr__(self) -> str:
        return f"Person({self.name}, id={self.id})"

    @property
    def id(self) -> int:
        """Their Telegram id, which is also the id of their private chat with the bot."""
        identifier: int = self.user["id"]
        return identifier

    @property
    def _bot(self) -> Bot:
        return self._hands.world.bots[self.chat.bot_id]

    @property
    def name(self) -> str:
        """Their first name."""
        name: str = self.user["first_name"]
        return name

    # What they do

    async def sends(
        self, text: str, chat: Chat | None = None, reply_to: Json | None = None, topic: int | None = None
    ) -> Json:
        """Writes a text, in a topic of a forum when it is given; returns the message."""
        place = {} if topic is None else {"message_thread_id": topic, "is_topic_message": True}
        return await self._acts(
            lambda: self._hands.people.send(
                self.user, chat or self.chat, {**place, **written(text)}, reply_to["message_id"] if reply_to else None
            )
        )

    async def sends_photo(
        self, caption: str = "", data: bytes | None = None, chat: Chat | None = None, album: str | None = None
    ) -> Json:
        """Sends a picture, a plain grey one by default; photos sent with the same `album` belong together."""
        content = self._file("photo", "photo.png", data or plain_png(), "image/png")
        if album is not None:
            content["media_group_id"] = album
        return await self._post(content, caption, chat)

    async def sends_document(
        self,
        name: str,
        data: bytes,
        mime: str = "application/octet-stream",
        caption: str = "",
        chat: Chat | None = None,
    ) -> Json:
        """Sends a file."""
        return await self._post(self._file("document", name, data, mime), caption, chat)

    async def sends_voice(self, data: bytes = b"OggS", duration: int = 3, chat: Chat | None = None) -> Json:
        """Sends a voice message."""
        return await self._post(self._file("voice", "voice.ogg", data, "audio/ogg", duration), "", chat)

    async def sends_video(
        self, data: bytes = b"\0\0\0\x18ftypmp42", caption: str = "", chat: Chat | None = None
    ) -> Json:
        """Sends a video."""
        return await self._post(self._file("video", "video.mp4", data, "video/mp4"), caption, chat)

    async def sends_sticker(self, emoji: str = "👍", chat: Chat | None = None) -> Json:
        """Sends a sticker."""
        content = self._file("sticker", "sticker.webp", b"RIFF", "image/webp")
        content["sticker"]["emoji"] = emoji
        return await self._post(content, "", chat)

    async def sends_location(self, latitude: float = 48.85, longitude: float = 2.35, chat: Chat | None = None) -> Json:
        """Sends a point on the map."""
        return await self._post({"location": {"latitude": latitude, "longitude": longitude}}, "", chat)

    async def sends_contact(self, phone_number: str = "+33199000000", chat: Chat | None = None) -> Json:
        """Sends their own telephone number."""
        contact = {"phone_number": phone_number, "first_name": self.name, "user_id": self.id}
        return await self._post({"contact": contact}, "", chat)

    async def edits(self, message: Json, text: str) -> Json:
        """Rewrites one of their messages."""
        return await self._acts(
            lambda: self._hands.people.edit(self.user, self._chat_of(message), message["message_id"], text)
        )

    async def taps(
        self, label: str, chat: Chat | None = None, message: Json | None = None, patience: float | None = None
    ) -> None:
        """Taps the newest inline button, or presses the key, whose label contains this; waits until there is one."""
        room = self._chat_of(message) if message else chat or self.chat
        button = await self._looking.wait_for_button(room, label, message, patience)
        if button is None:
            raise self._failure(f'has no button "{label}" to tap', room)
        data = button.data
        if button.key:
            await self._acts(lambda: self._hands.people.press_key(self.user, room, button.key))
        elif data is not None:
            await self._acts(lambda: self._hands.people.tap(self.user, room, button.message_id, data))
        else:
            raise self._failure(f'can only follow the button "{label}", it carries no data', room)

    async def votes(self, message: Json, *labels: str) -> None:
        """Chooses these answers of a poll; none takes the vote back."""
        now = self._chat_of(message).messages[message["message_id"]]
        await self._acts(lambda: self._hands.polls.vote(self.user, now, labels))

    async def asks_inline(self, text: str, chat: Chat | None = None, patience: float | None = None) -> list[Json]:
        """Types after the bot's @username; returns the results offered."""
        query = await self._acts(lambda: self._hands.inline.ask(self.user, self._bot, text, chat or self.chat))
        self._query = query
        answer = await self._looking.wait_for(lambda: query.answer, patience)
        if answer is None:
            raise self._failure(f'is offered nothing for "{text}"', self.chat)
        results: list[Json] = answer["results"]
        return results

    async def picks(self, title: str) -> Json:
        """Chooses the offered result whose title contains this; it is posted in the chat where they typed."""
        query = self._query
        results = query.answer["results"] if query and query.answer else []
        result = next((result for result in results if title in result.get("title", "")), None)
        if query is None or result is None:
            titles = [result.get("title", result["type"]) for result in results]
            raise self._failure(f'is not offered "{title}", but {titles}', self.chat)
        return await self._acts(lambda: self._hands.inline.choose(self.user, self._bot, query, result, query.chat))

    async def blocks_bot(self) -> None:
        """Blocks the bot."""
        await self._acts(lambda: self._hands.people.block(self.chat))

    async def unblocks_bot(self) -> None:
        """Lets the bot write again."""
        await self._acts(lambda: self._hands.people.unblock(self.chat))

    async def joins(self, chat: Chat) -> None:
        """Enters a group or channel."""
        await self._acts(lambda: self._hands.people.join(self.user, chat))

    async def leaves(self, chat: Chat) -> None:
        """Leaves a group or channel."""
        await self._acts(lambda: self._hands.people.leave(self.user, chat))

    async def deletes_account(self) -> None:
        """Is gone: the bot gets "user is deactivated"."""
        self.chat.deactivated = True

    # What they see

    async def sees(
        self, text: str, chat: Chat | None = None, since: int | None = None, patience: float | None = None
    ) -> Json:
        """Waits for a message of others that contains this text and came or changed since `since`; returns it."""
        room = chat or self.chat
        start = self._looking.since if since is None else since
        found = await self._looking.wait_for(lambda: self._looking.newest(room, text, start), patience)
        if found is None:
            raise self._failure(f'does not see "{text}"', room)
        return found

    async def sees_toast(self, text: str, patience: float | None = None) -> str:
        """Waits for an answer to a tap of theirs that contains this; returns its whole text."""
        toasts = self._hands.world.events.toasts
        start = self._looking.since

        def find() -> str | None:
            shown = (toast.text for toast in toasts.get(self.id, ()) if toast.revision > start and text in toast.text)
            return next(shown, None)

        found = await self._looking.wait_for(find, patience)
        if found is None:
            others = [toast.text for toast in toasts.get(self.id, ())]
            raise self._failure(f'does not see the toast "{text}" (shown so far: {others})', self.chat)
        return found

    async def sees_nothing(self, text: str = "", chat: Chat | None = None, during: float = 0.3) -> None:
        """Makes sure that no message with this text comes within a moment."""
        room, start = chat or self.chat, self._looking.since
        found = await self._looking.wait_for(lambda: self._looking.newest(room, text, start), during)
        if found is not None:
            raise self._failure(f'sees "{text_of(found)[:80]}", which should not come', room)

    def screen(self, chat: Chat | None = None, last: int = 5) -> str:
        """Returns the chat drawn as text."""
        return draw(chat or self.chat, self.user, last)

    @property
    def messages(self) -> list[Json]:
        """The messages of the private chat, oldest first."""
        return list(self.chat.messages.values())

    @property
    def last(self) -> Json:
        """The last message of the private chat."""
        if not self.chat.messages:
            raise self._failure("has no message yet", self.chat)
        return next(reversed(self.chat.messages.values()))

    def buttons(self, chat: Chat | None = None) -> list[str]:
        """Returns the labels of the newest message that has inline buttons, else the keys under the text field."""
        room = chat or self.chat
        for message in reversed(room.messages.values()):
            labels = [button["text"] for button in inline_buttons(message)]
            if labels:
                return labels
        return [label for row in reply_keys(room.keyboard_of(self.id)) for label in row]

    def keys(self, chat: Chat | None = None) -> list[list[str]]:
        """Returns the reply keyboard under the text field, row by row."""
        return reply_keys((chat or self.chat).keyboard_of(self.id))

    # How

    async def _post(self, content: Json, caption: str, chat: Chat | None) -> Json:
        return await self._acts(
            lambda: self._hands.people.send(self.user, chat or self.chat, {**content, **captioned(caption)})
        )

    async def _acts(self, act: Callable[[], T]) -> T:
        try:
            done = act()
        except NotPossible as reason:
            raise self._failure(f"cannot do this: {reason}", self.chat) from reason
        self._looking.since = self._hands.world.events.revision
        await asyncio.sleep(0)
        return done

    def _file(self, kind: str, name: str, data: bytes, mime: str, duration: int = 1) -> Json:
        return {kind: describe(self._hands.world.files.add(kind, name, mime, data, duration))}

    def _chat_of(self, message: Json) -> Chat:
        wire = message["chat"]
        return self.chat if wire["type"] == PRIVATE else self._hands.world.chats[wire["id"]]

    def _failure(self, what: str, chat: Chat) -> AssertionError:
        return AssertionError(f"{self.name} {what}\n{draw(chat, self.user)}")
