"""Set phrases found in a list of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Phrases:
    """Phrases of one word or several; where two begin at the same word, the longer in letters is meant."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[list[str]]] = {}
        for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
            said = phrase.split()
            self._by_first.setdefault(said[0], []).append(said)
        self._firsts = frozenset(self._by_first)

    def open(self, words: Sequence[str]) -> bool:
        """Tells whether words begin with one of the phrases."""
        first = words[0] if words else ""
        return any(list(words[: len(said)]) == said for said in self._by_first.get(first, ()))

    def left_of(self, words: list[str]) -> list[str]:
        """The words that are in none of the phrases; the list itself when none is."""
        if self._firsts.isdisjoint(words):
            return words
        left, place = [], 0
        while place < len(words):
            for said in self._by_first.get(words[place], ()):
                if words[place : place + len(said)] == said:
                    place += len(said)
                    break
            else:
                left.append(words[place])
                place += 1
        return left
