"""Updates as python-telegram-bot's objects, built with no more than they hold.

Most updates are a few words in a private chat: a hundred attributes of a message would be set to nothing for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, TypeVar

from telegram import Bot, Chat, Message, MessageEntity, TelegramObject, Update, User

T = TypeVar("T", bound=TelegramObject)
_LATEST = 2**32
_NOTHING: Mapping[str, object] = MappingProxyType({})
_EMPTY: Mapping[str, object] = {
    **dict.fromkeys(("entities", "caption_entities", "photo", "new_chat_members", "new_chat_photo"), ()),
    **dict.fromkeys(
        ("delete_chat_photo", "group_chat_created", "supergroup_chat_created", "channel_chat_created"), False
    ),
}
"""What python-telegram-bot makes of these when they were not sent; the others are none."""
_NAMES = frozenset(
    name
    for kind in (Update, Message, Chat, User)
    for parent in kind.__mro__
    for name in getattr(parent, "__slots__", ())
)
_MESSAGE = {"message_id": int, "from": dict, "chat": dict, "date": int, "text": str, "entities": list}
_CHAT = {"id": int, "type": str, "first_name": str, "last_name": str, "username": str}
_USER = {
    "id": int,
    "is_bot": bool,
    "first_name": str,
    "last_name": str,
    "username": str,
    "language_code": str,
    "is_premium": bool,
}


class _Plain:
    """What was not sent is read as nothing."""

    __slots__ = ()

    def __getattr__(self, name: str) -> object:
        if name not in _NAMES:
            raise AttributeError(name)
        return _EMPTY.get(name)


class PlainUser(_Plain, User):
    """Whoever writes."""

    __slots__ = ()


class PlainChat(_Plain, Chat):
    """A private chat."""

    __slots__ = ()


class PlainMessage(_Plain, Message):
    """A text in a private chat."""

    __slots__ = ()


class PlainUpdate(_Plain, Update):
    """An update that holds such a text."""

    __slots__ = ()


def read_update(data: dict[str, Any], bot: Bot) -> Update:
    """Reads an update: the plain way when it is a text in a private chat and nothing else, else as usual."""
    message, update_id = data.get("message"), data["update_id"]
    if len(data) == 2 and isinstance(message, dict) and _is_plain(message):
        return _made(PlainUpdate, bot, (update_id,), update_id=update_id, message=_message(message, bot))
    return Update.de_json(data, bot)


def _is_plain(message: dict[str, Any]) -> bool:
    return (
        _has_shape(message, _MESSAGE)
        and {"message_id", "from", "chat", "date", "text"} <= message.keys()
        and 0 < message["date"] < _LATEST
        and _has_shape(message["chat"], _CHAT)
        and message["chat"].get("type") == Chat.PRIVATE
        and "id" in message["chat"]
        and _has_shape(message["from"], _USER)
        and {"id", "is_bot", "first_name"} <= message["from"].keys()
    )


def _has_shape(value: Any, shape: Mapping[str, type]) -> bool:
    return type(value) is dict and all(type(part) is shape.get(key) for key, part in value.items())


def _message(data: dict[str, Any], bot: Bot) -> PlainMessage:
    chat, user = data["chat"], data["from"]
    attributes: dict[str, object] = {
        "message_id": data["message_id"],
        "from_user": _made(PlainUser, bot, (user["id"],), **user),
        "chat": _made(PlainChat, bot, (chat["id"],), **chat),
        "date": datetime.fromtimestamp(data["date"], UTC),
        "text": data["text"],
        "_effective_attachment": None,
    }
    if "entities" in data:
        attributes["entities"] = MessageEntity.de_list(data["entities"], bot)
    return _made(PlainMessage, bot, (data["message_id"], attributes["chat"]), **attributes)


def _made(kind: type[T], bot: Bot, identity: tuple[object, ...], **attributes: object) -> T:
    """Makes an object of python-telegram-bot without asking its constructor."""
    made = kind.__new__(kind)
    keep = object.__setattr__
    for name, value in attributes.items():
        keep(made, name, value)
    keep(made, "_id_attrs", identity)
    keep(made, "_bot", bot)
    keep(made, "api_kwargs", _NOTHING)
    keep(made, "_frozen", True)
    return made
