"""Which entries have wordings of the same letters as a question."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from consultation.faq_grams import GramIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NEAREST = 3
"""Wordings of an entry whose mean is taken: one lucky wording is not enough."""
Near = tuple[int, float, float]
"""An entry by its place, the cosine of its nearest wording and the mean of the three nearest."""
FEW = 1_000
"""Scores that are quicker to sort whole than to part first."""


class Letters:
    """The wordings of entries, an entry being known by its place."""

    def __init__(self, wordings: Sequence[Sequence[str]]) -> None:
        self._index = GramIndex([wording for own in wordings for wording in own])
        sizes = np.array([len(own) for own in wordings], dtype=np.int64)
        self._ends = np.cumsum(sizes)
        self._starts = self._ends - sizes
        self._averaged = np.minimum(sizes, NEAREST)
        # The wordings of each entry, a line an entry; what follows the last text stands for "none", whose cosine is 0.
        columns = np.arange(max(int(sizes.max(initial=0)), NEAREST))
        places = self._starts[:, None] + columns
        self._lines = np.where(columns < sizes[:, None], places, self._index.size).astype(np.int32)

    def near(self, plain: str, *wanted: tuple[slice, int]) -> list[list[Near]]:
        """Finds the entries nearest to a folded text, the nearest first: of each slice of them, so many at most."""
        cosines = self._index.cosines(plain)
        nearest = np.maximum.reduceat(cosines, self._starts) if len(cosines) else cosines
        chosen = [[part.start + place for place in _highest(nearest[part], most)] for part, most in wanted]
        places = np.array([place for some in chosen for place in some], dtype=np.int64)
        lines = np.append(cosines, 0.0)[self._lines[places]]
        lines.partition(lines.shape[1] - NEAREST, axis=1)
        means = lines[:, -NEAREST:].sum(axis=1) / self._averaged[places]
        found = zip(places.tolist(), nearest[places].tolist(), means.tolist(), strict=True)
        return [list(islice(found, len(some))) for some in chosen]


def _highest(scores: Floats, count: int) -> list[int]:
    """The places of the highest scores above zero; ties in their order, so that the order of entries never matters."""
    if max(FEW, count) < len(scores):
        floor = np.partition(scores, len(scores) - count)[len(scores) - count]
        places = np.flatnonzero(scores >= max(floor, np.finfo(np.float64).tiny))
        return [int(place) for place in places[np.argsort(-scores[places], kind="stable")][:count]]
    values = scores.tolist()
    best = np.argsort(-scores, kind="stable")[:count]
    return [place for place in best.tolist() if values[place] > 0.0]
