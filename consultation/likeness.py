"""Whether a text asks something, and two questions the same thing: how unanswered ones are counted together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from consultation.faq_grams import GramIndex
from consultation.faq_text import Text, Words

ALIKE = 0.68
"""Above it two questions are one: set on the labelled pairs of `tests/unit/test_likeness.py`, on the careful side.

Two groups that could be one cost the press office a second look; two questions made one cost a citizen a wrong answer.
"""
LETTERS = 0.45
"""What the likeness of letters counts for, beside that of the words' meaning."""
READ_AHEAD = 4096
"""Questions whose reading is remembered: those that wait are compared with each new one."""


class Questions:
    """Questions to compare others with."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._read = [read(text) for text in texts]
        self._letters = GramIndex([text.plain for text in self._read])

    def likenesses(self, question: str) -> list[float]:
        """Measures how much each of them asks the same thing as `question`, from 0 to 1."""
        asked = read(question)
        return [
            LETTERS * cosine + (1 - LETTERS) * _meaning(asked, other)
            for cosine, other in zip(self._letters.cosines(asked.plain).tolist(), self._read, strict=True)
        ]

    def nearest(self, question: str) -> int | None:
        """Finds which of them asks the same thing; none if none does."""
        scores = self.likenesses(question)
        best = max(range(len(scores)), key=lambda place: (scores[place], -place), default=None)
        return best if best is not None and scores[best] >= ALIKE else None

    def alike(self, question: str) -> set[int]:
        """Finds all that ask the same thing."""
        return {place for place, score in enumerate(self.likenesses(question)) if score >= ALIKE}


def nearest(question: str, others: Sequence[str]) -> int | None:
    """Finds which of the other questions asks the same thing; none if none does."""
    return Questions(others).nearest(question)


def likenesses(question: str, others: Sequence[str]) -> list[float]:
    """Measures how much each of the other questions asks the same thing, from 0 to 1."""
    return Questions(others).likenesses(question)


def asks(text: str) -> bool:
    """Tells whether a text asks something, with a question mark or (as on a phone) without."""
    return "?" in text or bool(read(text).kinds)


def _meaning(asked: Text, other: Text) -> float:
    mine, theirs = ({unit.concept for unit in text.units} for text in (asked, other))
    if not mine or not theirs or _figures(asked) != _figures(other):
        return 0.0
    shared = len(mine & theirs) / len(mine | theirs)
    differ = bool(asked.kinds) and bool(other.kinds) and not asked.kinds & other.kinds
    return shared * (0.5 if differ else 1.0)


def _figures(text: Text) -> set[str]:
    return {word for word in text.words if word.isdigit()}


@lru_cache(READ_AHEAD)
def read(text: str) -> Text:
    """Reads a text once for its words and its letters."""
    return _words().read(text)


@cache
def _words() -> Words:
    return Words.load()
