"""Keyboards: the checks Telegram makes, and the buttons people look for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sandbox.chat import CHANNEL, Chat
from sandbox.wire import Json, bad_request

_LOOKS = frozenset({"text", "icon_custom_emoji_id", "style"})
_BUTTON_URL = re.compile(r"(?:https?://|tg://|ton://)?[^\s/?#.]+(?:\.[^\s/?#.]+)*\S*", re.I)
_MOST_BUTTONS = 100


def split_markup(chat: Chat, markup: Json | None) -> tuple[Json | None, Json | None]:
    """Returns (the inline keyboard, the reply keyboard) of a `reply_markup`, checked."""
    if markup is None:
        return None, None
    if "inline_keyboard" in markup:
        return inline_keyboard(markup), None
    if chat.type == CHANNEL:
        raise bad_request("inline keyboard expected")
    for row in markup.get("keyboard", ()):
        for button in row:
            if not (button if isinstance(button, str) else button["text"]):
                raise bad_request("keyboard button text must be non-empty")
    return None, markup


def inline_keyboard(markup: Json | None) -> Json | None:
    """Returns a checked inline keyboard, None when it has no button."""
    rows = [row for row in (markup or {}).get("inline_keyboard", ()) if row]
    if not rows:
        return None
    if sum(map(len, rows)) > _MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check_button(button)
    return {"inline_keyboard": rows}


def _check_button(button: Json) -> None:
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = button.keys() - _LOOKS
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        names = ", ".join(sorted(actions))
        raise bad_request(f"can't parse inline keyboard button: only one of {names} may be given")
    if "url" in button and not _BUTTON_URL.fullmatch(button["url"]):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def inline_buttons(message: Json) -> Iterator[Json]:
    """Yields a message's inline buttons, row by row."""
    for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
        yield from row


def reply_keys(keyboard: tuple[int, Json] | None) -> list[list[str]]:
    """Returns the labels of a reply keyboard, row by row."""
    if keyboard is None:
        return []
    return [[key if isinstance(key, str) else key["text"] for key in row] for row in keyboard[1]["keyboard"]]
