"""How a person looks at a chat: what is new to them, which button they mean, how long they wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from sandbox.chat import Chat
from sandbox.markup import inline_buttons, reply_keys
from sandbox.screen import text_of
from sandbox.wire import Json
from sandbox.world import World

T = TypeVar("T")

# A tap prefers a button that came since the person's last act. One that was there before is taken once the bot has
# reacted and is quiet again, or after a while without any reaction.
_QUIET_SECONDS = 0.15
_REACTION_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Button:
    """A button found: in which message, what a tap does, whether it came since the person's last act."""

    message_id: int
    fresh: bool
    key: str = ""
    data: str | None = None


class Looking:
    """The eyes of one person; `since` is the revision of the world at their last act."""

    def __init__(self, world: World, person_id: int, patience: float) -> None:
        self._world = world
        self._person_id = person_id
        self.patience = patience
        self.since = world.events.revision

    async def wait_for(self, find: Callable[[], T | None], patience: float | None = None) -> T | None:
        """Returns what `find` finds, asking again at each change until patience ends; None then."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + (self.patience if patience is None else patience)
        found = find()
        while found is None and loop.time() < deadline:
            await self._world.events.next_change(deadline - loop.time())
            found = find()
        return found

    def newest(self, chat: Chat, text: str, since: int) -> Json | None:
        """Returns the newest message of others that contains a text and came or changed since a revision."""
        for message in self._changed(chat, since):
            if message.get("from", {}).get("id") != self._person_id and text in text_of(message):
                return message
        return None

    def _changed(self, chat: Chat, since: int) -> Iterator[Json]:
        return (message for message in reversed(chat.messages.values()) if chat.changed[message["message_id"]] > since)

    async def wait_for_button(
        self, chat: Chat, label: str, message: Json | None, patience: float | None = None
    ) -> Button | None:
        """Returns the button a person means, waiting for one that is new when the bot is about to react."""
        loop, events = asyncio.get_running_loop(), self._world.events
        started, patience = loop.time(), self.patience if patience is None else patience
        while True:
            button, revision = self._button(chat, label, message), events.revision
            waited = loop.time() - started
            if button is not None and (button.fresh or message is not None or waited >= _REACTION_SECONDS):
                return button
            if button is None and waited >= patience:
                return None
            reacted = button is not None and revision > self.since
            left = (patience if button is None else _REACTION_SECONDS) - waited
            await events.next_change(_QUIET_SECONDS if reacted else left)
            if reacted and revision == events.revision:
                return button

    def _button(self, chat: Chat, label: str, message: Json | None) -> Button | None:
        """Finds the newest button with this label, inline or under the text field."""
        key = None if message else self._key(chat, label)
        for identifier in [message["message_id"]] if message else reversed(chat.messages):
            if key is not None and key.message_id >= identifier:
                return key
            for button in inline_buttons(chat.messages.get(identifier, {})):
                if label in button["text"]:
                    return Button(identifier, chat.changed[identifier] > self.since, data=button.get("callback_data"))
        return key

    def _key(self, chat: Chat, label: str) -> Button | None:
        keyboard = chat.keyboard_of(self._person_id)
        for key in (key for row in reply_keys(keyboard) for key in row):
            if keyboard is not None and label in key:
                return Button(keyboard[0], chat.changed.get(keyboard[0], 0) > self.since, key=key)
        return None
