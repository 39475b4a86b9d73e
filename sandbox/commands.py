"""Which commands a person is offered: the narrowest scope wins, then their language, as published."""

from __future__ import annotations

from collections.abc import Iterator

from sandbox.bots import Bot
from sandbox.chat import PRIVATE, Chat
from sandbox.wire import Json


def scope_key(scope: Json | None) -> str:
    """Returns a BotCommandScope as one word, "chat_member:-100:42"."""
    if scope is None:
        return "default"
    return ":".join(str(scope[key]) for key in ("type", "chat_id", "user_id") if key in scope)


def commands_for(bot: Bot, chat: Chat, person: Json) -> list[Json]:
    """Returns the commands that a person is offered in a chat."""
    language = person.get("language_code", "")
    for scope in _scopes(chat, person["id"]):
        for spoken in (language, ""):
            found = bot.commands.get((scope, spoken))
            if found:
                return found
    return []


def _scopes(chat: Chat, person_id: int) -> Iterator[str]:
    if chat.type == PRIVATE:
        yield from (f"chat:{chat.id}", "all_private_chats", "default")
        return
    member = chat.members.get(person_id)
    administers = member is not None and member.administers
    yield f"chat_member:{chat.id}:{person_id}"
    if administers:
        yield f"chat_administrators:{chat.id}"
    yield f"chat:{chat.id}"
    if administers:
        yield "all_chat_administrators"
    yield from ("all_group_chats", "default")
