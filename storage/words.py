"""What somebody said, so that it can be found and struck out where others were about to read it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from html import escape
from typing import Any, TypeVar

from sqlalchemy import Connection, select, update

from storage.tables import drafts

GONE = "…"
"""What stands where words were struck out."""
SHORTEST = 16
"""Shorter words are anybody's: striking them out would spoil what others say."""
QUOTED = 40
"""So many characters of a longer text make a quotation: messages show the beginning of long ones."""

T = TypeVar("T")


class Words:
    """Texts of somebody, as they were typed and as HTML shows them."""

    def __init__(self, texts: Iterable[str]) -> None:
        kept = {text.strip() for text in texts}
        written = {form for text in kept for form in (text, escape(text, quote=False))}
        self._texts = sorted((text for text in written if len(text) >= SHORTEST), key=len, reverse=True)

    def quoted_in(self, payload: str) -> bool:
        """Tells whether a JSON text quotes them; one that is not JSON is read as it is."""
        value: object = payload
        with contextlib.suppress(ValueError):
            value = json.loads(payload)
        return self.quoted_by(value)

    def quoted_by(self, value: object) -> bool:
        """Tells whether a JSON value quotes them."""
        return bool(self._struck(value) != value)

    def strike(self, value: T) -> T:
        """Gives a JSON value without them."""
        struck: Any = self._struck(value)
        return struck  # type: ignore[no-any-return] # a JSON value of the same shape

    def strike_in_drafts(self, conn: Connection) -> None:
        """Strikes them out of what others are writing: a press officer's answer to their question."""
        for row in conn.execute(select(drafts.c.id, drafts.c.answers)).all():
            struck = self.strike(row.answers)
            if struck != row.answers:
                conn.execute(update(drafts).where(drafts.c.id == row.id).values(answers=struck))

    def _struck(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._struck(item) for key, item in value.items()}
        if isinstance(value, list):
            return [struck for item in value if (struck := self._struck(item)) != GONE or item == GONE]
        return self._struck_text(value) if isinstance(value, str) else value

    def _struck_text(self, text: str) -> str:
        for said in self._texts:
            text = text.replace(said, GONE)
        for beginning in {said[:QUOTED] for said in self._texts if len(said) > QUOTED}:
            while (start := text.find(beginning)) >= 0:
                end = start + max(_in_common(text[start:], said) for said in self._texts)
                text = text[:start] + GONE + text[end:].removeprefix(GONE)
        return text


def _in_common(text: str, other: str) -> int:
    """Counts the characters that two texts begin with alike."""
    return next(
        (place for place, pair in enumerate(zip(text, other, strict=False)) if pair[0] != pair[1]),
        min(len(text), len(other)),
    )
