"""Who speaks in one language: a card in the moderation chat in the consultation's, in private in its reader's."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.services import Services
from handlers.texts import DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True)
class Voice:
    """Says sentences to one reader, or to everybody in a chat."""

    services: Services
    language: str = DEFAULT_LANGUAGE

    def __call__(self, message_id: str, /, **args: str | int) -> str:
        """Says a sentence, as HTML."""
        return self.services.texts(self.language, message_id, **args)

    def label(self, message_id: str, /, **args: str | int) -> str:
        """Says a sentence as plain text, for a button."""
        return self.services.texts.plain(self.language, message_id, **args)
