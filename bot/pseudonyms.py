"""An update as it may be kept: who it is about is a number of ours, never an account, a name or a telephone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

SOMEONE = "someone"
"""Who we do not know."""
NAMES = frozenset({"first_name", "last_name", "username", "title", "phone_number", "vcard", "bio", "sender_user_name"})
"""What Telegram says of people, and of private chats."""
_LONG_NUMBER = re.compile(r"\d{5,}")
_HIDDEN = "•"


def accounts(update: dict[str, Any]) -> set[int]:
    """Lists the accounts of people that an update names, whatever its kind."""
    return {account for item in _objects(update) for account in _accounts(item)}


def pseudonymous(update: dict[str, Any], pseudonym: Callable[[int], str]) -> str:
    """Writes an update as JSON, each account replaced by its pseudonym wherever its number stands."""
    known = {account: pseudonym(account) for account in accounts(update)}
    return json.dumps(_replaced(update, known))


def unreadable(received: bytes) -> str:
    """Writes what is not an update, without the long numbers that may be accounts."""
    return _LONG_NUMBER.sub(_HIDDEN, received.decode(errors="replace"))


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in parts:
        yield from _objects(part)


def _accounts(item: dict[str, Any]) -> set[int]:
    """Reads the accounts that an object stands for: a user, a private chat, a contact."""
    if item.get("is_bot") is True:
        return set()
    is_person = "first_name" in item or item.get("is_bot") is False or item.get("type") == "private"
    numbers = [item.get("id") if is_person else None, item.get("user_id") if "phone_number" in item else None]
    return {number for number in numbers if isinstance(number, int) and not isinstance(number, bool)}


def _replaced(value: Any, known: dict[int, str]) -> Any:
    if isinstance(value, dict):
        is_person = bool(_accounts(value)) or "phone_number" in value or "sender_user_name" in value
        kept = {key: part for key, part in value.items() if not (is_person and key in NAMES)}
        return {key: _replaced(part, known) for key, part in kept.items()}
    if isinstance(value, list):
        return [_replaced(part, known) for part in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return known.get(value, value)
    return value
