"""A person as tests write about them: `await alice.sends("/start")`, `await alice.taps("Approuver")`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from sandbox.chat import PRIVATE, Chat
from sandbox.files import describe
from sandbox.image import plain_png
from sandbox.markup import inline_buttons, reply_keys
from sandbox.people import NotPossible, People, captioned, written
from sandbox.screen import draw, text_of
from sandbox.wire import Json
from sandbox.world import World

T = TypeVar("T")

# A tap prefers a button that came since the person's last act. One that was there before is taken once the bot has
# reacted and is quiet again, or after a while without any reaction.
_QUIET_SECONDS = 0.15
_REACTION_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class _Button:
    """A button found: in which message, what a tap does, whether it came since the person's last act."""

    message_id: int
    fresh: bool
    key: str = ""
    data: str | None = None


class Person:
    """Someone with a phone. What they do is done at once; what they expect to see is waited for.

    `sees` and `sees_toast` look only at what came or changed since this person's last act, so that no test passes on
    what was there before. `chat` is the private chat with the bot unless said otherwise.
    """

    def __init__(self, world: World, people: People, user: Json, private: Chat, patience: float) -> None:
        self._world = world
        self._people = people
        self.user = user
        self.chat = private
        self.patience = patience
        self._since = world.events.revision

    def __repr__(self) -> str:
        return f"Person({self.name}, id={self.id})"

    @property
    def id(self) -> int:
        """Their Telegram id, which is also the id of their private chat with the bot."""
        identifier: int = self.user["id"]
        return identifier

    @property
    def name(self) -> str:
        """Their first name."""
        name: str = self.user["first_name"]
        return name

    # What they do

    async def sends(self, text: str, chat: Chat | None = None, reply_to: Json | None = None) -> Json:
        """Writes a text; returns the message."""
        return await self._post(written(text), chat, reply_to)

    async def sends_photo(
        self, caption: str = "", data: bytes | None = None, chat: Chat | None = None, album: str | None = None
    ) -> Json:
        """Sends a picture, a plain grey one by default; photos sent with the same `album` belong together."""
        content = self._file("photo", "photo.png", data or plain_png(), "image/png")
        if album is not None:
            content["media_group_id"] = album
        return await self._post({**content, **captioned(caption)}, chat)

    async def sends_document(
        self,
        name: str,
        data: bytes,
        mime: str = "application/octet-stream",
        caption: str = "",
        chat: Chat | None = None,
    ) -> Json:
        """Sends a file."""
        return await self._post({**self._file("document", name, data, mime), **captioned(caption)}, chat)

    async def sends_voice(self, data: bytes = b"OggS", duration: int = 3, chat: Chat | None = None) -> Json:
        """Sends a voice message."""
        return await self._post(self._file("voice", "voice.ogg", data, "audio/ogg", duration), chat)

    async def sends_video(
        self, data: bytes = b"\0\0\0\x18ftypmp42", caption: str = "", chat: Chat | None = None
    ) -> Json:
        """Sends a video."""
        return await self._post({**self._file("video", "video.mp4", data, "video/mp4"), **captioned(caption)}, chat)

    async def sends_sticker(self, emoji: str = "👍", chat: Chat | None = None) -> Json:
        """Sends a sticker."""
        content = self._file("sticker", "sticker.webp", b"RIFF", "image/webp")
        content["sticker"]["emoji"] = emoji
        return await self._post(content, chat)

    async def sends_location(self, latitude: float = 48.85, longitude: float = 2.35, chat: Chat | None = None) -> Json:
        """Sends a point on the map."""
        return await self._post({"location": {"latitude": latitude, "longitude": longitude}}, chat)

    async def sends_contact(self, phone_number: str = "+33199000000", chat: Chat | None = None) -> Json:
        """Sends their own telephone number."""
        contact = {"phone_number": phone_number, "first_name": self.name, "user_id": self.id}
        return await self._post({"contact": contact}, chat)

    async def edits(self, message: Json, text: str) -> Json:
        """Rewrites one of their messages."""
        return await self._acts(
            lambda: self._people.edit(self.user, self._chat_of(message), message["message_id"], text)
        )

    async def taps(self, label: str, chat: Chat | None = None, message: Json | None = None) -> None:
        """Taps the newest inline button, or presses the key, whose label contains this; waits until there is one."""
        room = self._chat_of(message) if message else chat or self.chat
        button = await self._finds_button(room, label, message)
        if button is None:
            raise self._failure(f'has no button "{label}" to tap', room)
        data = button.data
        if button.key:
            await self._acts(lambda: self._people.press_key(self.user, room, button.key))
        elif data is not None:
            await self._acts(lambda: self._people.tap(self.user, room, button.message_id, data))
        else:
            raise self._failure(f'can only follow the button "{label}", it carries no data', room)

    async def blocks_bot(self) -> None:
        """Blocks the bot."""
        await self._acts(lambda: self._people.block(self.chat))

    async def unblocks_bot(self) -> None:
        """Lets the bot write again."""
        await self._acts(lambda: self._people.unblock(self.chat))

    async def joins(self, chat: Chat) -> None:
        """Enters a group or channel."""
        await self._acts(lambda: self._people.join(self.user, chat))

    async def leaves(self, chat: Chat) -> None:
        """Leaves a group or channel."""
        await self._acts(lambda: self._people.leave(self.user, chat))

    async def deletes_account(self) -> None:
        """Is gone: the bot gets "user is deactivated"."""
        self.chat.deactivated = True

    # What they see

    async def sees(
        self, text: str, chat: Chat | None = None, since: int | None = None, patience: float | None = None
    ) -> Json:
        """Waits for a message of others that contains this text and came or changed since `since`; returns it."""
        room = chat or self.chat
        start = self._since if since is None else since
        found = await self._waits(lambda: self._newest(room, text, start), room, patience)
        if found is None:
            raise self._failure(f'does not see "{text}"', room)
        return found

    async def sees_toast(self, text: str, patience: float | None = None) -> str:
        """Waits for an answer to a tap of theirs that contains this; returns its whole text."""
        toasts = self._world.events.toasts
        start = self._since

        def find() -> str | None:
            shown = (toast.text for toast in toasts.get(self.id, ()) if toast.revision > start and text in toast.text)
            return next(shown, None)

        found = await self._waits(find, self.chat, patience)
        if found is None:
            others = [toast.text for toast in toasts.get(self.id, ())]
            raise self._failure(f'does not see the toast "{text}" (shown so far: {others})', self.chat)
        return found

    async def sees_nothing(self, text: str = "", chat: Chat | None = None, during: float = 0.3) -> None:
        """Makes sure that no message with this text comes within a moment."""
        room, start = chat or self.chat, self._since
        found = await self._waits(lambda: self._newest(room, text, start), room, during)
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

    async def _post(self, content: Json, chat: Chat | None, reply_to: Json | None = None) -> Json:
        answered = reply_to["message_id"] if reply_to else None
        return await self._acts(lambda: self._people.send(self.user, chat or self.chat, content, answered))

    async def _acts(self, act: Callable[[], T]) -> T:
        try:
            done = act()
        except NotPossible as reason:
            raise self._failure(f"cannot do this: {reason}", self.chat) from reason
        self._since = self._world.events.revision
        await asyncio.sleep(0)
        return done

    def _file(self, kind: str, name: str, data: bytes, mime: str, duration: int = 1) -> Json:
        return {kind: describe(self._world.files.add(kind, name, mime, data, duration))}

    def _chat_of(self, message: Json) -> Chat:
        wire = message["chat"]
        return self.chat if wire["type"] == PRIVATE else self._world.chats[wire["id"]]

    def _newest(self, chat: Chat, text: str, since: int) -> Json | None:
        for message in self._fresh(chat, since):
            if message.get("from", {}).get("id") != self.id and text in text_of(message):
                return message
        return None

    def _fresh(self, chat: Chat, since: int) -> Iterator[Json]:
        return (message for message in reversed(chat.messages.values()) if chat.changed[message["message_id"]] > since)

    async def _finds_button(self, chat: Chat, label: str, message: Json | None) -> _Button | None:
        loop = asyncio.get_running_loop()
        started = loop.time()
        while True:
            button, revision = self._button(chat, label, message), self._world.events.revision
            waited = loop.time() - started
            if button is not None and (button.fresh or message is not None or waited >= _REACTION_SECONDS):
                return button
            if button is None and waited >= self.patience:
                return None
            reacted = button is not None and revision > self._since
            await self._world.events.next_change(_QUIET_SECONDS if reacted else self._patience_left(waited, button))
            if reacted and revision == self._world.events.revision:
                return button

    def _patience_left(self, waited: float, button: _Button | None) -> float:
        return (self.patience if button is None else _REACTION_SECONDS) - waited

    def _button(self, chat: Chat, label: str, message: Json | None) -> _Button | None:
        """Finds the newest button with this label, inline or under the text field."""
        key = self._key(chat, label)
        for identifier in [message["message_id"]] if message else reversed(chat.messages):
            if message is None and key is not None and key.message_id >= identifier:
                return key
            for button in inline_buttons(chat.messages.get(identifier, {})):
                if label in button["text"]:
                    return _Button(identifier, chat.changed[identifier] > self._since, data=button.get("callback_data"))
        return key if message is None else None

    def _key(self, chat: Chat, label: str) -> _Button | None:
        keyboard = chat.keyboard_of(self.id)
        for key in (key for row in reply_keys(keyboard) for key in row):
            if keyboard is not None and label in key:
                return _Button(keyboard[0], chat.changed.get(keyboard[0], 0) > self._since, key=key)
        return None

    async def _waits(self, find: Callable[[], T | None], chat: Chat, patience: float | None = None) -> T | None:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + (self.patience if patience is None else patience)
        found = find()
        while found is None and loop.time() < deadline:
            await self._world.events.next_change(deadline - loop.time())
            found = find()
        return found

    def _failure(self, what: str, chat: Chat) -> AssertionError:
        return AssertionError(f"{self.name} {what}\n{draw(chat, self.user)}")
