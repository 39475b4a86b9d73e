"""The world: people, bots, chats, and the messages in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from sandbox.bots import Bot, BotProfile
from sandbox.chat import CHANNEL, GROUP, PRIVATE, SUPERGROUP, Chat, Member
from sandbox.events import Event, Events
from sandbox.files import FileStore
from sandbox.queries import Queries
from sandbox.wire import Json, bad_request

_FIRST_PERSON = 100_001
_FIRST_GROUP = 4_000_001
_SERVICE = frozenset(
    [
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "pinned_message",
        "group_chat_created",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
    ]
)
_CHANNEL_BASE = -1_000_000_000_000


def utc_now() -> datetime:
    """The time of day, aware, UTC."""
    return datetime.now(UTC)


class World:
    """Holds everything that exists and changes it; knows nothing of HTTP."""

    def __init__(self, clock: Callable[[], datetime] = utc_now, history: int | None = None) -> None:
        self.clock = clock
        self.history = history
        self.events = Events()
        self.files = FileStore()
        self.queries = Queries()
        self.bots: dict[int, Bot] = {}
        self.users: dict[int, Json] = {}
        self.chats: dict[int, Chat] = {}
        self.private_chats: dict[tuple[int, int], Chat] = {}
        # inline_message_id -> where the message is
        self.inline_messages: dict[str, tuple[Chat, int]] = {}
        self._usernames: dict[str, Chat] = {}
        self._last_shared_id = 0
        self._people = 0
        self._groups = 0

    def timestamp(self) -> int:
        """The time as messages carry it."""
        return int(self.clock().timestamp())

    # Who and where

    def add_bot(self, token: str, profile: BotProfile, update_types: Iterable[str]) -> Bot:
        """Registers a bot."""
        bot = Bot.create(token, profile, tuple(update_types))
        self.bots[bot.id] = bot
        self.users[bot.id] = bot.user
        return bot

    def add_person(self, name: str, language: str = "fr", username: str | None = None) -> Json:
        """Registers a person, returned as the Bot API's User."""
        first, _, last = name.partition(" ")
        user: Json = {"id": _FIRST_PERSON + self._people, "is_bot": False, "first_name": first}
        self._people += 1
        if last:
            user["last_name"] = last
        if username:
            user["username"] = username
        user["language_code"] = language
        self.users[user["id"]] = user
        return user

    def add_private_chat(self, bot: Bot, user: Json, started: bool = False) -> Chat:
        """Opens the private chat of a person and a bot; the bot cannot write there before the person did."""
        wire: Json = {"id": user["id"], "type": PRIVATE}
        wire.update({key: user[key] for key in ("first_name", "last_name", "username") if key in user})
        chat = Chat(user["id"], PRIVATE, user["first_name"], wire, bot_id=bot.id, person_id=user["id"], started=started)
        self.private_chats[bot.id, user["id"]] = chat
        self._created(chat)
        return chat

    def private_chats_of(self, person_id: int) -> list[Chat]:
        """Returns a person's private chats, one for each bot they know."""
        found = (self.private_chats.get((bot_id, person_id)) for bot_id in self.bots)
        return [chat for chat in found if chat is not None]

    def add_chat(self, kind: str, title: str, members: Iterable[Member], username: str | None = None) -> Chat:
        """Creates a group, supergroup or channel with these members."""
        self._groups += 1
        number = _FIRST_GROUP + self._groups
        identifier = -number if kind == GROUP else _CHANNEL_BASE - number
        wire: Json = {"id": identifier, "type": kind, "title": title}
        chat = Chat(identifier, kind, title, wire, {member.user["id"]: member for member in members})
        if username:
            wire["username"] = username
            self._usernames[username.lower()] = chat
        self.chats[identifier] = chat
        self._created(chat)
        return chat

    def make_forum(self, chat: Chat) -> None:
        """Lets a supergroup have topics."""
        chat.wire = {**chat.wire, "is_forum": True}

    def upgrade(self, group: Chat) -> Chat:
        """Makes a supergroup of a basic group: same title and members, a new id, nothing of the old messages."""
        supergroup = self.add_chat(SUPERGROUP, group.title, group.members.values())
        self.post(group, None, {"migrate_to_chat_id": supergroup.id})
        group.migrated_to = supergroup.id
        self.post(supergroup, None, {"migrate_from_chat_id": group.id})
        return supergroup

    def find_chat(self, bot: Bot, identifier: int | str) -> Chat:
        """Returns the chat a bot names by id or @username, or raises "chat not found"."""
        found: Chat | None
        if isinstance(identifier, str):
            found = self._usernames.get(identifier.removeprefix("@").lower()) if identifier.startswith("@") else None
        elif identifier > 0:
            found = self.private_chats.get((bot.id, identifier))
        else:
            found = self.chats.get(identifier)
        if found is None or (found.type != PRIVATE and bot.id not in found.members):
            raise bad_request("chat not found")
        return found

    def _created(self, chat: Chat) -> None:
        self.events.changed()
        if self.events.heard:
            self.events.emit(Event("chat", chat))

    # Messages

    def post(self, chat: Chat, author: Json | None, content: Json, keyboard: Json | None = None) -> Json:
        """Adds a message to a chat and tells every bot that may see it; a channel's post has no author.

        `keyboard` (ReplyKeyboardMarkup, ReplyKeyboardRemove, ForceReply) is shown to readers, not part of the message.
        """
        message: Json = {"message_id": self._next_message_id(chat)}
        if chat.type == CHANNEL:
            message["sender_chat"] = chat.wire
        elif author is not None:
            message["from"] = author
        message["chat"] = chat.wire
        message["date"] = self.timestamp()
        message.update(content)
        self._store(chat, message)
        if keyboard is not None:
            self._show_keyboard(chat, message, keyboard)
        if self.events.heard:
            self.events.emit(Event("message", chat, message, keyboard=keyboard is not None))
        self._tell_bots(chat, author, message)
        return message

    def change(
        self, chat: Chat, message: Json, changes: Json, author: Json | None = None, telling: bool = True
    ) -> Json:
        """Replaces a message by a changed copy (None removes a field); what was sent before keeps its old form."""
        edited = {**message, **changes}
        for key in [key for key, value in edited.items() if value is None]:
            del edited[key]
        self._store(chat, edited)
        if self.events.heard:
            self.events.emit(Event("edit", chat, edited))
        if telling:
            self._tell_bots(chat, author, edited, edited=True)
        return edited

    def delete(self, chat: Chat, message_id: int) -> None:
        """Takes a message away."""
        del chat.messages[message_id]
        chat.changed.pop(message_id, None)
        if message_id in chat.pinned:
            chat.pinned.remove(message_id)
        self.events.changed()
        if self.events.heard:
            self.events.emit(Event("delete", chat, message_id=message_id))

    def inline_id(self, chat: Chat, message_id: int) -> str:
        """Returns the id by which a bot reaches a message sent through it."""
        identifier = f"inline-{chat.id}-{message_id}"
        self.inline_messages[identifier] = (chat, message_id)
        return identifier

    def _next_message_id(self, chat: Chat) -> int:
        if chat.numbers_its_own:
            chat.last_id += 1
            return chat.last_id
        self._last_shared_id += 1
        return self._last_shared_id

    def _store(self, chat: Chat, message: Json) -> None:
        identifier: int = message["message_id"]
        if self.history is not None and identifier not in chat.messages:
            chat.order.append(identifier)
            if len(chat.order) > self.history:
                oldest = chat.order.popleft()
                chat.messages.pop(oldest, None)
                chat.changed.pop(oldest, None)
        chat.messages[identifier] = message
        chat.changed[identifier] = self.events.changed()

    def _show_keyboard(self, chat: Chat, message: Json, markup: Json) -> None:
        """Keeps the reply keyboard that readers have under their text field from now on."""
        if "force_reply" in markup:
            return
        shown = (message["message_id"], markup) if "keyboard" in markup else None
        reader = message.get("reply_to_message", {}).get("from", {}).get("id")
        if markup.get("selective") and reader:
            chat.own_keyboards[reader] = shown
        else:
            chat.keyboard = shown
            chat.own_keyboards.clear()

    def _tell_bots(self, chat: Chat, author: Json | None, message: Json, edited: bool = False) -> None:
        kind = "channel_post" if chat.type == CHANNEL else "message"
        if edited:
            kind = f"edited_{kind}"
        for bot in self.bots_in(chat):
            if bot.user is not author and (chat.type == PRIVATE or self._may_see(bot, chat, author, message)):
                bot.queue.put(kind, message)

    def bots_in(self, chat: Chat) -> list[Bot]:
        """Returns the bots present in a chat."""
        if chat.type == PRIVATE:
            return [self.bots[chat.bot_id]]
        return [bot for bot in self.bots.values() if chat.has(bot.id)]

    def _may_see(self, bot: Bot, chat: Chat, author: Json | None, message: Json) -> bool:
        """Tells whether a message reaches a bot: privacy mode, and bots do not hear bots."""
        if chat.type == CHANNEL:
            return True
        if author is not None and author["is_bot"]:
            return False
        member = chat.members[bot.id]
        if member.administers or not bot.profile.privacy or not _SERVICE.isdisjoint(message):
            return True
        text: str = message.get("text") or message.get("caption", "")
        command, _, addressee = (text.split(maxsplit=1) or [""])[0].partition("@")
        if command.startswith("/"):
            return not addressee or addressee.lower() == bot.profile.username.lower()
        replied = message.get("reply_to_message", {}).get("from", {}).get("id") == bot.id
        return replied or f"@{bot.profile.username}".lower() in text.lower()
