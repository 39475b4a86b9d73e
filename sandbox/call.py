"""One call of a method: its parameters and what it may reach."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from sandbox.bots import Bot
from sandbox.chat import CHANNEL, PRIVATE, Chat
from sandbox.markup import split_markup
from sandbox.people import People
from sandbox.polls import Polls
from sandbox.screen import text_of
from sandbox.webhook import Webhooks
from sandbox.wire import Json, bad_request, forbidden
from sandbox.world import World


@dataclass(slots=True)
class Call:
    """A method called by a bot, with its checked parameters and the body as it came (attached files)."""

    world: World
    people: People
    polls: Polls
    webhooks: Webhooks
    bot: Bot
    parameters: Json
    raw: Json

    def chat(self, key: str = "chat_id") -> Chat:
        """Returns the chat a parameter names, where the bot is or was."""
        return self.world.find_chat(self.bot, self.parameters[key])

    def joined_chat(self) -> Chat:
        """Returns the chat the call is about, or raises the 403 that says why the bot cannot reach it."""
        chat = self.chat()
        if chat.migrated_to is not None:
            raise bad_request("group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.migrated_to})
        if chat.type == PRIVATE:
            _check_reaches_person(chat)
        else:
            _check_is_member(self.bot, chat)
        return chat

    def writable_chat(self) -> Chat:
        """Returns the chat the bot writes to; in a channel it must be an administrator."""
        chat = self.joined_chat()
        if chat.type == CHANNEL and not chat.members[self.bot.id].may("can_post_messages"):
            raise bad_request("need administrator rights in the channel chat")
        return chat

    def administered_chat(self, right: str) -> Chat:
        """Returns a chat where the bot has an administrator's right."""
        chat = self.joined_chat()
        if chat.type != PRIVATE and not chat.members[self.bot.id].may(right):
            raise bad_request(f"not enough rights: {right} is needed in the chat")
        return chat

    def message(self, chat: Chat, what: str) -> Json:
        """Returns the message the call is about, or raises "message to edit not found"."""
        identifier = self.parameters.get("message_id")
        message = chat.messages.get(identifier) if identifier is not None else None
        if message is None:
            raise bad_request(f"message {what} not found" if identifier is not None else "message_id is required")
        return message

    def send(self, content: Json, chat: Chat | None = None) -> Json:
        """Posts a message of the bot with the options that all sending methods share."""
        parameters = self.parameters
        target = chat or self.writable_chat()
        inline, keyboard = split_markup(target, parameters.get("reply_markup"))
        message: Json = {}
        if "message_thread_id" in parameters:
            message.update(_topic(target, parameters["message_thread_id"]))
        if "reply_parameters" in parameters:
            message.update(self._reply(target, parameters["reply_parameters"]))
        message.update(content)
        if parameters.get("protect_content"):
            message["has_protected_content"] = True
        if "message_effect_id" in parameters:
            if target.type != PRIVATE:
                raise bad_request("message effects can be used only in private chats")
            message["effect_id"] = parameters["message_effect_id"]
        if inline is not None:
            message["reply_markup"] = inline
        return self.world.post(target, self.bot.user, message, keyboard)

    def _reply(self, chat: Chat, reply: Json) -> Json:
        origin = chat
        if reply.get("chat_id", chat.id) != chat.id:
            origin = self.world.find_chat(self.bot, reply["chat_id"])
        answered = origin.messages.get(reply["message_id"])
        if answered is None:
            if reply.get("allow_sending_without_reply"):
                return {}
            raise bad_request("message to be replied not found")
        if origin is not chat:
            return {"external_reply": {"origin": origin_of(answered), "message_id": answered["message_id"]}}
        said: Json = {"reply_to_message": {key: value for key, value in answered.items() if key != "reply_to_message"}}
        if "quote" in reply:
            place = text_of(answered).find(reply["quote"])
            if place < 0:
                raise bad_request("QUOTE_TEXT_INVALID")
            said["quote"] = {"text": reply["quote"], "position": place, "is_manual": True}
        return said


Result: TypeAlias = object
Handler: TypeAlias = Callable[[Call], Result | Awaitable[Result]]


def origin_of(message: Json) -> Json:
    """Returns the MessageOrigin of a message that is forwarded or quoted elsewhere."""
    if message["chat"]["type"] == CHANNEL:
        return {
            "type": "channel",
            "date": message["date"],
            "chat": message["chat"],
            "message_id": message["message_id"],
        }
    return {"type": "user", "date": message["date"], "sender_user": message["from"]}


def _topic(chat: Chat, thread: int) -> Json:
    if thread not in chat.topics:
        raise bad_request("message thread not found")
    if thread in chat.closed_topics:
        raise bad_request("TOPIC_CLOSED")
    return {"message_thread_id": thread, "is_topic_message": True}


def _check_reaches_person(chat: Chat) -> None:
    if chat.deactivated:
        raise forbidden("user is deactivated")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")


def _check_is_member(bot: Bot, chat: Chat) -> None:
    member = chat.members[bot.id]
    if not member.present:
        how = "was kicked from" if member.status == "kicked" else "is not a member of"
        raise forbidden(f"bot {how} the {chat.type} chat")
