"""What is measured between a question and an entry, and of a question alone: the inputs of the decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from consultation.faq_store import EQUIVALENT, Prepared, Rarity, specific

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from consultation.faq_questions import Reading
    from consultation.faq_store import Wording
    from consultation.faq_text import Text, Unit

PAIR = (
    "letters",
    "letters_more",
    "words",
    "words_asked",
    "words_said",
    "covered",
    "covered_answer",
    "missing",
    "missing_most",
    "elsewhere",
    "names",
    "exact",
    "same",
    "kind_agrees",
    "kind_differs",
    "cost_differs",
    "what_agrees",
    "what_differs",
    "date_agrees",
    "date_differs",
    "keyword_what",
    "repeats",
    "decoy",
    "silence",
)
ALONE = (
    "always",
    "unknown",
    "unknown_most",
    "foreign",
    "around",
    "nothing_new",
    "no_words",
    "keyword",
    "long",
    "joined",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the weight of each of its words."""

    text: Text
    rarities: tuple[float, ...]
    reading: Reading

    @classmethod
    def of(cls, text: Text, rarity: Rarity, reading: Reading) -> Asked:
        """Weighs the words of a question; `text` is that of the reading, its spelling corrected."""
        return cls(text, tuple(rarity.of_unit(unit) for unit in text.units), reading)

    @property
    def total(self) -> float:
        """The weight of all its words."""
        return sum(self.rarities)


def pair(
    asked: Asked, prepared: Prepared, cosines: NDArray[np.float64], rarity: Rarity, store: Known, repeats: bool
) -> list[float]:
    """The features of `PAIR`, in that order; `cosines` are those of the entry's wordings."""
    text = asked.text
    best = np.sort(cosines)[::-1][:3]
    words, asked_share, said_share = _best_wording(asked, prepared.wordings, rarity)
    total = asked.total or 1.0
    in_questions = [_found(unit, prepared.stems, prepared.concepts) for unit in text.units]
    in_answer = [_found(unit, prepared.answer_stems, prepared.answer_concepts) for unit in text.units]
    lost = [
        weight * (1.0 - max(question, answer))
        for weight, question, answer in zip(asked.rarities, in_questions, in_answer, strict=True)
    ]
    covered = sum(weight * share for weight, share in zip(asked.rarities, in_questions, strict=True)) / total
    kinds = specific(text.kinds)
    agrees = max((prepared.kinds.get(kind, 0.0) for kind in kinds), default=0.0)
    what = bool(text.kinds & {"what", "purpose"}) and not kinds
    whats = max(prepared.kinds.get("what", 0.0), prepared.kinds.get("purpose", 0.0))
    return [
        float(best[0]),
        float(best.mean()),
        words,
        asked_share,
        said_share,
        covered if text.units else 0.0,
        1.0 - sum(lost) / total if text.units else 0.0,
        min(sum(lost), 3.0) / 3.0,
        max(lost, default=0.0),
        min(sum(loss for unit, loss in zip(text.units, lost, strict=True) if store.has(unit)), 3.0) / 3.0,
        min(sum(loss > 0.0 for unit, loss in zip(text.units, lost, strict=True) if unit.name), 2) / 2.0,
        float(any(wording.text.plain == text.plain for wording in prepared.wordings)),
        float(any(_same(text, wording.text) for wording in prepared.wordings)),
        agrees,
        float(bool(kinds - {"cost"}) and agrees == 0.0),
        float("cost" in kinds and prepared.kinds.get("cost", 0.0) == 0.0),
        whats if what else 0.0,
        float(what and whats == 0.0),
        float(bool(text.dates & prepared.dates)),
        float(bool(text.dates - prepared.dates)),
        whats if text.bare else 0.0,
        float(repeats),
        float(prepared.entry is None),
        float(prepared.silence is not None),
    ]


def alone(asked: Asked, store: Known) -> list[float]:
    """The features of `ALONE`, in that order."""
    text = asked.text
    total = asked.total or 1.0
    unknown = [(unit, weight) for unit, weight in zip(text.units, asked.rarities, strict=True) if not store.has(unit)]
    mass = sum(weight for _, weight in unknown)
    foreign = sum(weight for unit, weight in unknown if unit.stem in store.foreign)
    return [
        1.0,
        mass / total,
        min(mass, 3.0) / 3.0,
        min(foreign, 2.0) / 2.0,
        min(sum(unit.stem in store.foreign for unit in asked.reading.around), 4) / 4.0,
        float(asked.reading.empty),
        float(not text.units),
        float(text.bare),
        min(len(text.words), 40) / 40.0,
        float(asked.reading.joined),
    ]


@dataclass(frozen=True, slots=True)
class Known:
    """Every word of the store, and those that only decoys use."""

    stems: frozenset[str]
    concepts: frozenset[str]
    foreign: frozenset[str]

    def has(self, unit: Unit) -> bool:
        """Tells whether any entry uses the word or an equivalent."""
        return unit.stem in self.stems or unit.concept in self.concepts


def _best_wording(asked: Asked, wordings: Sequence[Wording], rarity: Rarity) -> tuple[float, float, float]:
    """The best balance of what is asked and what a wording says, with the two shares."""
    best = (0.0, 0.0, 0.0)
    total = asked.total
    if not total:
        return best
    stems = frozenset(unit.stem for unit in asked.text.units)
    concepts = frozenset(unit.concept for unit in asked.text.units)
    for wording in wordings:
        if concepts.isdisjoint(wording.concepts):
            continue
        said_total = said = 0.0
        for unit in wording.text.units:
            weight = rarity.of_unit(unit)
            said_total += weight
            said += weight * _found(unit, stems, concepts)
        asked_share = (
            sum(
                weight * _found(unit, wording.stems, wording.concepts)
                for unit, weight in zip(asked.text.units, asked.rarities, strict=True)
            )
            / total
        )
        said_share = said / said_total if said_total else 0.0
        if (
            asked_share + said_share
            and (balance := 2 * asked_share * said_share / (asked_share + said_share)) > best[0]
        ):
            best = (balance, asked_share, said_share)
    return best


def _same(text: Text, other: Text) -> bool:
    """Tells whether two texts have the same words of meaning and ask the same kind of question."""
    if not text.units or len(text.units) != len(other.units) or specific(text.kinds) != specific(other.kinds):
        return False
    return {unit.concept for unit in text.units} == {unit.concept for unit in other.units}


def _found(unit: Unit, stems: frozenset[str], concepts: frozenset[str]) -> float:
    if unit.stem in stems:
        return 1.0
    return EQUIVALENT if unit.concept in concepts else 0.0
