"""Which of a few titles a person means by some of its words: typed instead of tapped."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

from consultation.text import fold

SHORTEST = 4
"""A shorter word is of every title ("de", "la", "of"): it tells none from another."""
ALIKE = 0.75
"""Likeness from which a word is another one misspelt, or of its family ("environnement", "environnementaux")."""


def named(typed: str, titles: Mapping[str, str]) -> list[str]:
    """Finds the titles (by key) that hold every word typed."""
    words = _telling(typed)
    return [key for key, title in titles.items() if words and words <= _telling(title)]


def nearly_named(typed: str, titles: Mapping[str, str]) -> list[str]:
    """Finds the titles that hold every word typed, or one like it."""
    words = _telling(typed)
    return [key for key, title in titles.items() if words and all(_near(word, _telling(title)) for word in words)]


def _telling(text: str) -> set[str]:
    return {word for word in fold(text).split() if len(word) >= SHORTEST}


def _near(word: str, others: set[str]) -> bool:
    return any(SequenceMatcher(None, word, other).ratio() >= ALIKE for other in others)
