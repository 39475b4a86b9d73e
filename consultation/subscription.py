"""What a person may follow besides all announcements, and what an announcement may be about: a theme, a département."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from consultation.refusal import Refusal
from consultation.territory import departements


class TopicKind(StrEnum):
    """Which list a topic belongs to."""

    THEME = "theme"
    DEPARTEMENT = "departement"


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme by its id, or a département by its code; written "theme:usager" where one text must hold it."""

    kind: TopicKind
    value: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"

    @classmethod
    def parse(cls, written: str) -> Topic:
        """Reads what `str` wrote."""
        kind, _, value = written.partition(":")
        return cls(TopicKind(kind), value)

    @classmethod
    def choose(cls, kind: str, value: str, themes: Collection[str]) -> Topic:
        """Reads what a button carries, or refuses what cannot be followed (any more)."""
        known: dict[str, Collection[str]] = {TopicKind.THEME: themes, TopicKind.DEPARTEMENT: departements()}
        if value not in known.get(kind, ()):
            raise Refusal("button-gone")
        return cls(TopicKind(kind), value)
