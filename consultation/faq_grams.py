"""Likeness of letters: groups of two to four characters, weighted by rarity, compared over postings arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

BUDGET = 400_000
"""Postings read for one question, rarest groups first: what bounds the time when there are 10,000 entries."""

MOST_COUNTED = 100
"""Occurrences of a group in one text after which it counts no more."""

_BASE = 38
_SPACE, _OTHER = 0, _BASE - 1


def _alphabet() -> NDArray[np.int32]:
    codes = np.full(256, _OTHER, dtype=np.int32)
    codes[ord(" ")] = _SPACE
    for position, char in enumerate("abcdefghijklmnopqrstuvwxyz0123456789", 1):
        codes[ord(char)] = position
    return codes


_CODES = _alphabet()
_COUNTED = (1.0 + np.log(np.maximum(np.arange(MOST_COUNTED + 1), 1))).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Grams:
    """The distinct groups of characters of one text and how much each counts (1 + log of its occurrences)."""

    codes: NDArray[np.int32]
    weights: NDArray[np.float32]


def grams(plain: str) -> Grams:
    """Cuts a folded text into groups of characters, a space at both ends."""
    letters = _CODES[np.frombuffer(f" {plain} ".encode("latin-1", "replace"), dtype=np.uint8)]
    pairs = letters[:-1] * _BASE + letters[1:]
    threes = pairs[:-1] * _BASE + letters[2:]
    fours = threes[:-1] * _BASE + letters[3:]
    found = np.concatenate((pairs, threes + _BASE**2, fours + (_BASE**2 + _BASE**3)))
    found.sort()
    last = np.empty(len(found), dtype=np.bool_)
    last[-1] = True
    np.not_equal(found[1:], found[:-1], out=last[:-1])
    ends = last.nonzero()[0]
    counts = ends.copy()
    counts[0] += 1
    counts[1:] -= ends[:-1]
    return Grams(found[ends], _COUNTED[np.minimum(counts, MOST_COUNTED)])


class GramIndex:
    """Postings of many texts: for a question, the cosine with each of them."""

    def __init__(self, texts: Sequence[Grams]) -> None:
        self.size = len(texts)
        lengths = np.array([len(text.codes) for text in texts], dtype=np.int64)
        codes = np.concatenate([text.codes for text in texts]) if texts else np.empty(0, dtype=np.int32)
        weights = np.concatenate([text.weights for text in texts]) if texts else np.empty(0)
        owners = np.repeat(np.arange(self.size, dtype=np.int32), lengths)
        order = np.argsort(codes, kind="stable")
        self._codes, self._starts, counts = np.unique(codes[order], return_index=True, return_counts=True)
        self._counts = counts
        self._rarity = np.log((1.0 + self.size) / (1.0 + counts)) + 1.0
        weights = weights[order] * np.repeat(self._rarity, counts)
        self._owners = owners[order]
        norms = np.sqrt(np.bincount(self._owners, weights=weights**2, minlength=self.size))
        norms[norms == 0] = 1.0
        self._weights = (weights / norms[self._owners]).astype(np.float32)

    def cosines(self, text: Grams) -> Floats:
        """The likeness of a question with every text of the index, in their order, from 0 to 1."""
        unknown = np.log(1.0 + self.size) + 1.0
        if not self.size or not len(text.codes):
            return np.zeros(self.size)
        places = np.minimum(np.searchsorted(self._codes, text.codes), len(self._codes) - 1)
        known = self._codes[places] == text.codes
        weights = text.weights * np.where(known, self._rarity[places], unknown)
        norm = float(np.sqrt(np.sum(weights**2)))
        places, weights = places[known], weights[known]
        order = np.argsort(self._counts[places], kind="stable")
        places, weights = places[order], weights[order]
        kept = np.cumsum(self._counts[places]) <= max(BUDGET, int(self._counts[places[:1]].sum()))
        places, weights = places[kept], weights[kept]
        if not len(places):
            return np.zeros(self.size)
        starts, counts = self._starts[places], self._counts[places]
        ends = np.cumsum(counts)
        read = np.arange(ends[-1]) + np.repeat(starts - (ends - counts), counts)
        scores = np.bincount(
            self._owners[read], weights=self._weights[read] * np.repeat(weights, counts), minlength=self.size
        )
        return scores / norm
