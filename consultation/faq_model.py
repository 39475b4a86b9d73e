"""The decision: how features become probabilities, and probabilities one of three outcomes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from math import exp
from typing import TYPE_CHECKING

from consultation.faq_features import ALONE, PAIR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Floats = tuple[float, ...]


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

    def choose(self, judged: Sequence[tuple[Floats, bool]]) -> int:
        """Which reading to keep, given the probabilities of each and whether it leans on what was said before.

        The most certain one; but where none is certain enough to assert, one that leans says better what to propose.
        """
        tops = [max(chances[:-1], default=0.0) for chances, _ in judged]
        best = max(range(len(judged)), key=tops.__getitem__)
        if tops[best] >= self.answer:
            return best
        leaning = [
            place for place, (chances, joined) in enumerate(judged) if joined and 1.0 - chances[-1] >= self.suggest
        ]
        return max(leaning, key=tops.__getitem__, default=best)


def probabilities(pairs: Sequence[float], decoys: Sequence[float], alone: float) -> Floats:
    """From the sums of weighted features: one probability a candidate, then that of "none of them", decoys included."""
    highest = max(*pairs, *decoys, alone, alone)
    raised = [exp(one - highest) for one in pairs]
    none = exp(alone - highest) + sum([exp(one - highest) for one in decoys])
    total = sum(raised) + none
    return (*[one / total for one in raised], none / total)


def _vector(weights: Mapping[str, object], names: tuple[str, ...]) -> Floats:
    if set(weights) != set(names):
        raise ValueError(f"faq_weights.toml: {sorted(set(weights) ^ set(names))} on one side only")
    return tuple(float(str(weights[name])) for name in names)
