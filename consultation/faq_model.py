"""The decision: how features become probabilities, and probabilities one of three outcomes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from consultation.faq_features import ALONE, PAIR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of `faq_weights.toml`, explained there."""

    pair: Floats
    alone: Floats
    answer: float
    suggest: float
    least: float

    @classmethod
    def load(cls) -> Model:
        """Reads the weights that come with the package."""
        data = tomllib.loads(files(__package__).joinpath("faq_weights.toml").read_text("utf-8"))
        decision = data["decision"]
        return cls(
            pair=_vector(data["pair"], PAIR),
            alone=_vector(data["alone"], ALONE),
            answer=float(decision["answer"]),
            suggest=float(decision["suggest"]),
            least=float(decision["least"]),
        )

    def probabilities(self, pairs: Floats, decoys: Floats, alone: Floats) -> Floats:
        """One probability a candidate, in their order, then that of "none of them", decoys included."""
        sums = np.concatenate((pairs @ self.pair, decoys @ self.pair, [alone @ self.alone]))
        scaled = np.exp(sums - sums.max())
        scaled /= scaled.sum()
        return np.append(scaled[: len(pairs)], scaled[len(pairs) :].sum())

    def choose(self, judged: Sequence[tuple[Floats, bool]]) -> int:
        """Which reading to keep, given the probabilities of each and whether it leans on what was said before.

        The most certain one; but where none is certain enough to assert, one that leans says better what to propose.
        """
        tops = [float(chances[:-1].max(initial=0.0)) for chances, _ in judged]
        best = max(range(len(judged)), key=tops.__getitem__)
        if tops[best] >= self.answer:
            return best
        leaning = [
            place for place, (chances, joined) in enumerate(judged) if joined and 1.0 - chances[-1] >= self.suggest
        ]
        return max(leaning, key=tops.__getitem__, default=best)


def _vector(weights: Mapping[str, object], names: tuple[str, ...]) -> Floats:
    if set(weights) != set(names):
        raise ValueError(f"faq_weights.toml: {sorted(set(weights) ^ set(names))} on one side only")
    return np.array([float(str(weights[name])) for name in names])
