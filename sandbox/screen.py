"""A chat drawn as text, for whoever reads a failed test."""

from __future__ import annotations

from itertools import islice

from sandbox.chat import Chat
from sandbox.markup import reply_keys
from sandbox.wire import Json

_KINDS = [
    "photo",
    "document",
    "video",
    "animation",
    "audio",
    "voice",
    "video_note",
    "sticker",
    "location",
    "venue",
    "contact",
    "poll",
    "dice",
]
_WIDTH = 100


def kind_of(message: Json) -> str:
    """Returns what a message is: text, photo, … or service."""
    if "text" in message:
        return "text"
    if "animation" in message:
        return "animation"
    return next((kind for kind in _KINDS if kind in message), "service")


def text_of(message: Json) -> str:
    """Returns the words of a message: its text, its caption, or what a service message tells."""
    said: str = message.get("text") or message.get("caption", "")
    if said:
        return said
    if "poll" in message:
        question: str = message["poll"]["question"]
        return question
    return _service(message) if kind_of(message) == "service" else ""


def author_of(message: Json) -> str:
    """Returns the name beside a message."""
    if "from" in message:
        name: str = message["from"]["first_name"]
        return name
    title: str = message["chat"].get("title", "")
    return title


def draw(chat: Chat, person: Json, last: int = 5) -> str:
    """Returns the last messages of a chat with their buttons, then the reply keyboard."""
    title = chat.title if chat.type != "private" else f"{person['first_name']} ↔ bot"
    newest = list(islice(reversed(chat.messages.values()), last))
    lines = [f"┌─ {title}" + (" (blocked)" if chat.blocked else "")]
    for message in reversed(newest):
        lines += _draw_message(message)
    if not newest:
        lines.append("│ (no message yet)")
    for row in reply_keys(chat.keyboard_of(person["id"])):
        lines.append("│ ⌨ " + " ".join(f"[{label}]" for label in row))
    return "\n".join([*lines, "└─"])


def _draw_message(message: Json) -> list[str]:
    kind = kind_of(message)
    marks = ("" if kind == "text" else f" <{kind}>") + (" (edited)" if "edit_date" in message else "")
    lines = text_of(message).splitlines() or [""]
    drawn = [f"│ #{message['message_id']} {author_of(message)}{marks}: {lines[0][:_WIDTH]}"]
    drawn += [f"│     {line[:_WIDTH]}" for line in lines[1:]]
    for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
        drawn.append("│     " + " ".join(f"[{button['text']}]" for button in row))
    return drawn


def _service(message: Json) -> str:
    if "new_chat_members" in message:
        return ", ".join(user["first_name"] for user in message["new_chat_members"]) + " joined"
    if "left_chat_member" in message:
        return f"{message['left_chat_member']['first_name']} left"
    if "pinned_message" in message:
        return f"pinned: {text_of(message['pinned_message'])[:60]}"
    if "new_chat_title" in message:
        return f"renamed: {message['new_chat_title']}"
    if "forum_topic_created" in message:
        return f"topic: {message['forum_topic_created']['name']}"
    return ""
