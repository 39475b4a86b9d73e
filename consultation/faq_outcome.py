"""One of three outcomes, from what was measured of a question."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from consultation.content import FaqEntry, Silence
    from consultation.faq_features import Floats
    from consultation.faq_store import Prepared
    from consultation.faq_text import Smalltalk

SURE = 0.75
"""Share of a question's words that a silence has when the bot names what the source does not say."""
LIKELY = 0.5
"""Share of a question's words that an everyday matter has when the bot says where to ask about it."""

Kind = Literal["answer", "suggestions", "fallback", "smalltalk"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to do with a question; `score` is how likely the engine holds its nearest entry to be the right one.

    `silence` comes with a fallback when the question is one that the source is known not to answer; `procedure` is true
    of one when it is someone's own affair with an administration.
    """

    kind: Kind
    entry: FaqEntry | None = None
    suggestions: tuple[FaqEntry, ...] = ()
    score: float = 0.0
    related: tuple[FaqEntry, ...] = ()
    smalltalk: Smalltalk | None = None
    silence: Silence | None = None
    procedure: bool = False
    language: str | None = None
    """The language the question is asked in, if its small words tell."""


class Judged(NamedTuple):
    """What is decided on: the places of the candidates, what their features sum up to, their chances and that of none.

    Of the strangers, their places and sums, and the share of the question's words that each has.
    """

    joined: bool
    candidates: list[int]
    sums: list[float]
    chances: Floats
    strangers: list[int]
    stranger_sums: list[float]
    covered: list[float]

    def is_procedure(self, known: Sequence[Prepared], procedures: frozenset[str]) -> bool:
        """Tells whether the decoy nearest to a question is one of someone's own affairs."""
        if not self.strangers:
            return False
        nearest = max(range(len(self.strangers)), key=self.stranger_sums.__getitem__)
        return self.covered[nearest] >= LIKELY and not procedures.isdisjoint(known[self.strangers[nearest]].plains)

    def silence(self, known: Sequence[Prepared], held_back: float) -> Silence | None:
        """The silence that has most of the question's words, when it is nearer than every entry.

        What holds silences back against entries is left aside: nothing is asserted here.
        """
        entries, sums = max(self.sums, default=-inf) + held_back, self.stranger_sums
        for at in sorted(range(len(sums)), key=lambda at: -sums[at]):
            silence = known[self.strangers[at]].silence
            if silence and sums[at] > entries and self.covered[at] >= SURE:
                return silence
        return None

    @property
    def nearest(self) -> int | None:
        """The place of the likeliest candidate."""
        if not self.candidates:
            return None
        return self.candidates[max(range(len(self.candidates)), key=self.chances.__getitem__)]
