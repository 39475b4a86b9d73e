"""Where an update comes from, read from its JSON without trusting it: to keep its order and to apologise for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of an update before it is parsed; whatever has not the right type is none."""

    update_id: int | None
    chat_id: int | None = None
    user_id: int | None = None
    language: str | None = None
    is_private: bool = False
    query_id: str | None = None

    @classmethod
    def of(cls, data: dict[str, Any]) -> Origin:
        """Reads the origin of an update of any kind: it holds one object, beside its id."""
        update_id = _number(data.get("update_id"))
        body = next((value for value in data.values() if isinstance(value, dict)), None)
        if body is None:
            return cls(update_id)
        user = _object(body.get("from")) or _object(body.get("user"))
        chat = _object(body.get("chat")) or _object(_object(body.get("message")).get("chat"))
        language, query = user.get("language_code"), body.get("id")
        return cls(
            update_id=update_id,
            chat_id=_number(chat.get("id")),
            user_id=None if user.get("is_bot") is True else _number(user.get("id")),
            language=language if isinstance(language, str) else None,
            is_private=chat.get("type") == "private",
            query_id=query if "callback_query" in data and isinstance(query, str) else None,
        )

    @property
    def order_key(self) -> int:
        """Names what must be handled one after the other: the chat, else the person."""
        return self.chat_id or self.user_id or 0


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _number(value: object) -> int | None:
    known = isinstance(value, int) and not isinstance(value, bool) and -LARGEST_ID <= value <= LARGEST_ID
    return value if known and isinstance(value, int) else None
