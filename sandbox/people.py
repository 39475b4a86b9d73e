"""What people do: write, tap, edit, block, join, leave. Their bots hear of it by updates."""

from __future__ import annotations

from sandbox.chat import CHANNEL, PRIVATE, Chat, Member
from sandbox.entities import detect, utf16_length
from sandbox.events import Event
from sandbox.markup import inline_buttons, reply_keys
from sandbox.queries import Query
from sandbox.text import CAPTION_LIMIT, TEXT_LIMIT
from sandbox.wire import Json
from sandbox.world import World


class NotPossible(Exception):  # noqa: N818 -- said to the person, not an error of the program
    """Something the app would not let this person do."""


class People:
    """The acts of people, for the page and for the tests."""

    def __init__(self, world: World) -> None:
        self._world = world

    # Writing

    def send(self, person: Json, chat: Chat, content: Json, reply_to: int | None = None) -> Json:
        """Posts a message of theirs."""
        self._check_may_write(person, chat)
        message = {**content}
        if reply_to is not None:
            answered = self._message(chat, reply_to)
            message["reply_to_message"] = {key: value for key, value in answered.items() if key != "reply_to_message"}
        if chat.type == PRIVATE:
            chat.started = True
        return self._world.post(chat, person, message)

    def edit(self, person: Json, chat: Chat, message_id: int, text: str) -> Json:
        """Changes the text or caption of a message of theirs."""
        message = self._message(chat, message_id)
        if chat.type != CHANNEL and message.get("from", {}).get("id") != person["id"]:
            raise NotPossible("only one's own messages can be edited")
        self._check_may_write(person, chat)
        changes = written(text) if "text" in message else captioned(text)
        cleared = {"entities": None, "caption_entities": None, "edit_date": self._world.timestamp()}
        return self._world.change(chat, message, {**cleared, **changes}, author=person)

    def _check_may_write(self, person: Json, chat: Chat) -> None:
        if not chat.has(person["id"]):
            raise NotPossible(f"{person['first_name']} is not in {chat.title}")
        if chat.blocked:
            raise NotPossible(f"{person['first_name']} has blocked the bot")
        if chat.type == CHANNEL and not chat.members[person["id"]].may("can_post_messages"):
            raise NotPossible(f"only administrators write in the channel {chat.title}")

    # Buttons

    def tap(self, person: Json, chat: Chat, message_id: int, data: str) -> Query:
        """Taps an inline button; every bot that owns the message gets a callback query."""
        message = self._message(chat, message_id)
        if not chat.has(person["id"]):
            raise NotPossible(f"{person['first_name']} is not in {chat.title}")
        if all(button.get("callback_data") != data for button in inline_buttons(message)):
            raise NotPossible("this button is not there any more")
        bot = self._world.bots[self._owner(chat, message)]
        query = self._world.queries.ask(bot.id, person["id"], self._world.clock(), chat)
        said: Json = {"id": query.id, "from": person, "chat_instance": str(chat.id * 7_919), "data": data}
        if "via_bot" in message:
            said["inline_message_id"] = self._world.inline_id(chat, message_id)
        else:
            said["message"] = message
        bot.queue.put("callback_query", said)
        return query

    def press_key(self, person: Json, chat: Chat, label: str) -> Json:
        """Presses a key of the reply keyboard, which writes its label."""
        keyboard = chat.keyboard_of(person["id"])
        if all(label not in row for row in reply_keys(keyboard)):
            raise NotPossible("this key is not there any more")
        if keyboard and keyboard[1].get("one_time_keyboard"):
            chat.own_keyboards[person["id"]] = None
        return self.send(person, chat, written(label))

    def _owner(self, chat: Chat, message: Json) -> int:
        sender = message.get("via_bot") or message.get("from")
        if sender is not None and sender["id"] in self._world.bots:
            owner: int = sender["id"]
            return owner
        return self._world.bots_in(chat)[0].id

    # Coming and going

    def block(self, chat: Chat) -> None:
        """Blocks the bot of a private chat."""
        self._set_blocked(chat, blocked=True)

    def unblock(self, chat: Chat) -> None:
        """Lets the bot of a private chat write again."""
        self._set_blocked(chat, blocked=False)

    def _set_blocked(self, chat: Chat, blocked: bool) -> None:
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        bot, person = self._world.bots[chat.bot_id], self._world.users[chat.person_id]
        before, after = Member(bot.user, "kicked"), Member(bot.user, "member")
        if blocked:
            before, after = after, before
        bot.queue.put("my_chat_member", self._membership(chat, person, before, after))
        self._world.events.changed()
        self._world.events.emit(Event("block", chat, person=person["id"]))

    def join(self, person: Json, chat: Chat) -> None:
        """Enters a group or channel."""
        before = chat.members.get(person["id"]) or Member(person, "left")
        if before.status == "kicked":
            raise NotPossible(f"{person['first_name']} was removed from {chat.title}")
        if not before.present:
            self.set_member(chat, Member(person), actor=person)
            if chat.type != CHANNEL:
                self._world.post(chat, person, {"new_chat_members": [person]})

    def leave(self, person: Json, chat: Chat) -> None:
        """Leaves a group or channel."""
        if not chat.has(person["id"]) or chat.type == PRIVATE:
            raise NotPossible(f"{person['first_name']} is not in {chat.title}")
        if chat.type != CHANNEL:
            self._world.post(chat, person, {"left_chat_member": person})
        self.set_member(chat, Member(person, "left"), actor=person)

    def set_member(self, chat: Chat, member: Member, actor: Json) -> None:
        """Changes someone's place in a chat; the bots there hear of it."""
        identifier: int = member.user["id"]
        before = chat.members.get(identifier) or Member(member.user, "left")
        listening = self._world.bots_in(chat)
        chat.members[identifier] = member
        said = self._membership(chat, actor, before, member)
        for bot in self._world.bots.values():
            if bot.id == identifier:
                bot.queue.put("my_chat_member", said)
            elif bot in listening and chat.members[bot.id].administers:
                bot.queue.put("chat_member", said)
        self._world.events.changed()
        if self._world.events.heard:
            self._world.events.emit(Event("chat", chat))

    def _membership(self, chat: Chat, actor: Json, before: Member, after: Member) -> Json:
        return {
            "chat": chat.wire,
            "from": actor,
            "date": self._world.timestamp(),
            "old_chat_member": before.as_json(chat),
            "new_chat_member": after.as_json(chat),
        }

    def _message(self, chat: Chat, message_id: int) -> Json:
        message = chat.messages.get(message_id)
        if message is None:
            raise NotPossible("this message is not there any more")
        return message


def written(text: str) -> Json:
    """Returns the content of a text that a person writes."""
    text = text.strip()
    if not text:
        raise NotPossible("an empty message cannot be sent")
    if utf16_length(text) > TEXT_LIMIT:
        raise NotPossible(f"a message is at most {TEXT_LIMIT} characters long")
    entities = detect(text)
    return {"text": text, "entities": entities} if entities else {"text": text}


def captioned(text: str) -> Json:
    """Returns the caption that a person writes under a file, or nothing."""
    text = text.strip()
    if not text:
        return {}
    if utf16_length(text) > CAPTION_LIMIT:
        raise NotPossible(f"a caption is at most {CAPTION_LIMIT} characters long")
    entities = detect(text)
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}
