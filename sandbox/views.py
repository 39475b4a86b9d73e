"""What the page shows: chats and messages as it wants them, with formatting as safe HTML."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from sandbox.bots import Bot
from sandbox.chat import PRIVATE, Chat
from sandbox.commands import commands_for
from sandbox.screen import kind_of, text_of
from sandbox.wire import Json
from sandbox.world import World

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
    "spoiler": "tg-spoiler",
}
_LINKABLE = ("http://", "https://", "mailto:", "tel:", "tg://")
_NAMES = {
    "animation": "video",
    "audio": "voice",
    "video_note": "video",
    "venue": "location",
    "contact": "text",
    "dice": "text",
}


def message_html(text: str, entities: list[Json]) -> str:
    """Renders text and entities; only b, i, u, s, code, pre, a, blockquote, tg-spoiler come out, all else escaped."""
    units = text.encode("utf-16-le")
    opening: dict[int, list[Json]] = {}
    closing: dict[int, list[Json]] = {}
    for entity in entities:
        if _open_tag(entity, text):
            opening.setdefault(entity["offset"], []).append(entity)
            closing.setdefault(entity["offset"] + entity["length"], []).append(entity)
    parts: list[str] = []
    stack: list[Json] = []
    position = 0
    for place in sorted({*opening, *closing}):
        parts.append(_slice(units, position, place))
        position = place
        parts += _close(stack, closing.get(place, []), text)
        for entity in sorted(opening.get(place, ()), key=lambda opened: -opened["length"]):
            stack.append(entity)
            parts.append(_open_tag(entity, text))
    parts.append(_slice(units, position, len(units) // 2))
    return "".join(parts)


def _close(stack: list[Json], ending: list[Json], text: str) -> list[str]:
    """Closes tags in order; one that does not end yet is closed with the others and opened again."""
    parts: list[str] = []
    again: list[Json] = []
    while any(entity in ending for entity in stack):
        entity = stack.pop()
        parts.append(f"</{_tag(entity)}>")
        if entity not in ending:
            again.append(entity)
    for entity in reversed(again):
        stack.append(entity)
        parts.append(_open_tag(entity, text))
    return parts


def _tag(entity: Json) -> str:
    return _TAGS.get(entity["type"], "a")


def _open_tag(entity: Json, text: str) -> str:
    if entity["type"] in _TAGS:
        return f"<{_TAGS[entity['type']]}>"
    target = _target(entity, text)
    return f'<a href="{escape(target)}" target="_blank" rel="noopener noreferrer">' if target else ""


def _target(entity: Json, text: str) -> str:
    if entity["type"] == "text_link":
        url: str = entity["url"]
        return url if url.lower().startswith(_LINKABLE) else ""
    if entity["type"] not in {"url", "email"}:
        return ""
    units = text.encode("utf-16-le")
    shown = units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le", "replace")
    if entity["type"] == "email":
        return f"mailto:{shown}"
    return shown if shown.lower().startswith(_LINKABLE) else f"http://{shown}"


def _slice(units: bytes, start: int, end: int) -> str:
    return escape(units[2 * start : 2 * end].decode("utf-16-le", "replace"), quote=False)


def message_view(message: Json) -> Json:
    """Returns the page's View of a message."""
    kind, text = kind_of(message), text_of(message)
    entities = message.get("entities") or message.get("caption_entities") or []
    sender = message.get("from") or message.get("sender_chat") or message["chat"]
    answered = message.get("reply_to_message")
    return {
        "id": message["message_id"],
        "chat": message["chat"]["id"],
        "from": {
            "id": sender["id"],
            "name": sender.get("first_name") or sender.get("title", ""),
            "bot": bool(sender.get("is_bot", False)),
        },
        "date": _iso(message["date"]),
        "edited": "edit_date" in message,
        "kind": _NAMES.get(kind, kind),
        "html": message_html(text, entities),
        "text": text,
        "file": _file_view(message, kind),
        "keyboard": _keyboard_view(message),
        "reply_to": {"id": answered["message_id"], "text": text_of(answered)[:120]} if answered else None,
        "album": message.get("media_group_id"),
        "deleted": False,
    }


def _file_view(message: Json, kind: str) -> Json | None:
    described = message.get(kind)
    if kind == "photo":
        described = described[-1] if isinstance(described, list) else None
    if not isinstance(described, dict) or "file_id" not in described:
        return None
    return {
        "url": f"/sandbox/files/{described['file_id']}",
        "name": described.get("file_name", kind),
        "size": described.get("file_size", 0),
        "mime": described.get("mime_type", "image/jpeg" if kind == "photo" else "application/octet-stream"),
    }


def _keyboard_view(message: Json) -> list[list[Json]] | None:
    rows = message.get("reply_markup", {}).get("inline_keyboard")
    if not rows:
        return None
    return [
        [{"text": button["text"], "data": button.get("callback_data"), "url": button.get("url")} for button in row]
        for row in rows
    ]


def reply_keyboards(chat: Chat) -> Json:
    """Returns what each person of a chat has under the text field: a ReplyKeyboardMarkup, or None."""
    shown: Json = {}
    for person_id in chat.people:
        keyboard = chat.keyboard_of(person_id)
        shown[str(person_id)] = keyboard[1] if keyboard else None
    return shown


def person_view(world: World, user: Json) -> Json:
    """Returns the page's Person."""
    return {
        "id": user["id"],
        "name": " ".join(user[key] for key in ("first_name", "last_name") if key in user),
        "username": user.get("username"),
        "language": user.get("language_code", ""),
        "blocked": any(chat.blocked for chat in world.private_chats_of(user["id"])),
    }


def chat_view(world: World, bot: Bot, chat: Chat, last: int = 200) -> Json:
    """Returns the page's Chat with its last messages."""
    newest = list(chat.messages.values())[-last:]
    return {
        "id": chat.id,
        "type": chat.type,
        "title": bot.profile.name if chat.type == PRIVATE else chat.title,
        "members": chat.people,
        "messages": [message_view(message) for message in newest],
        "commands": {str(person): commands_for(bot, chat, world.users[person]) for person in chat.people},
        "reply_keyboard": reply_keyboards(chat),
        "pinned": chat.pinned[-1] if chat.pinned else None,
    }


def _iso(timestamp: int) -> str:
    return datetime.fromtimestamp(timestamp, UTC).isoformat()
