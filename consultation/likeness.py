"""Whether two questions ask the same thing: how unanswered ones are counted together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from consultation.faq_grams import GramIndex, grams
from consultation.faq_text import Text, Words

ALIKE = 0.68
"""Above it two questions are one: set on the labelled pairs of `tests/unit/test_likeness.py`, on the careful side.

Two groups that could be one cost the press office a second look; two questions made one cost a citizen a wrong answer.
"""
LETTERS = 0.45
"""What the likeness of letters counts for, beside that of the words' meaning."""


def nearest(question: str, others: Sequence[str]) -> int | None:
    """Finds which of the other questions asks the same thing; none if none does."""
    if not others:
        return None
    scores = likenesses(question, others)
    best = max(range(len(scores)), key=lambda place: (scores[place], -place))
    return best if scores[best] >= ALIKE else None


def likenesses(question: str, others: Sequence[str]) -> list[float]:
    """Measures how much each of the other questions asks the same thing, from 0 to 1."""
    words = _words()
    asked, read = words.read(question), [words.read(other) for other in others]
    letters = GramIndex([grams(other.plain) for other in read]).cosines(grams(asked.plain))
    return [
        LETTERS * float(cosine) + (1 - LETTERS) * _meaning(asked, other)
        for cosine, other in zip(letters, read, strict=True)
    ]


def _meaning(asked: Text, other: Text) -> float:
    mine, theirs = ({unit.concept for unit in text.units} for text in (asked, other))
    if not mine or not theirs or _figures(asked) != _figures(other):
        return 0.0
    shared = len(mine & theirs) / len(mine | theirs)
    differ = bool(asked.kinds) and bool(other.kinds) and not asked.kinds & other.kinds
    return shared * (0.5 if differ else 1.0)


def _figures(text: Text) -> set[str]:
    return {word for word in text.words if word.isdigit()}


@cache
def _words() -> Words:
    return Words.load()
