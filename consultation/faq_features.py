"""What is measured between a question and an entry, and of a question alone: the inputs of the decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from consultation.faq_store import EQUIVALENT, Asking, Prepared, Rarity, asking
from consultation.faq_text import SPECIFIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from consultation.faq_questions import Reading
    from consultation.faq_store import Wording
    from consultation.faq_text import Text, Unit

    Floats = NDArray[np.float64]

PAIR = (
    "letters",
    "letters_more",
    "words_asked",
    "words_said",
    "covered",
    "covered_answer",
    "missing",
    "names",
    "exact",
    "same",
    "kind_agrees",
    "kind_differs",
    "cost_differs",
    "what_agrees",
    "what_differs",
    "date_differs",
    "keyword_what",
    "repeats",
    "decoy",
    "silence",
)
ALONE = (
    "always",
    "unknown",
    "foreign",
    "keyword",
    "thin",
    "long",
    "joined",
    "leaning",
)

THIN = 2
"""Words of a question, at most, that what is told beside it makes doubtful."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the weight of each of its words."""

    reading: Reading
    text: Text
    rarities: tuple[float, ...]
    words: tuple[tuple[str, str, float], ...]
    """Stem, concept and weight of each."""
    total: float
    """The weight of all its words."""
    stems: frozenset[str]
    concepts: frozenset[str]
    dates: frozenset[str]
    kinds: frozenset[str]
    """Those of its kinds that an entry answers or does not."""
    what: bool
    bare: bool
    asking: Asking

    @classmethod
    def of(cls, reading: Reading, rarity: Rarity) -> Asked:
        """Weighs the words of a question as it is read."""
        text = reading.text
        rarities, kinds = tuple(rarity.of_unit(unit) for unit in text.units), SPECIFIC & text.kinds
        return cls(
            reading,
            text,
            rarities,
            words=tuple((unit.stem, unit.concept, rarity.of_unit(unit)) for unit in text.units),
            total=sum(rarities),
            stems=frozenset(unit.stem for unit in text.units),
            concepts=frozenset(unit.concept for unit in text.units),
            dates=text.dates,
            kinds=kinds,
            what=bool(text.kinds & {"what", "purpose"}) and not kinds,
            bare=text.bare,
            asking=asking(text),
        )


@dataclass(frozen=True, slots=True)
class Weighed:
    """A wording with the weight of each of its words, and of all: computed once for every question."""

    stems: frozenset[str]
    concepts: frozenset[str]
    words: tuple[tuple[str, str, float], ...]
    """Stem, concept and weight."""
    whole: float

    @classmethod
    def of(cls, wording: Wording, rarity: Rarity) -> Weighed:
        """Weighs the words of a wording."""
        words = tuple((unit.stem, unit.concept, rarity.of_unit(unit)) for unit in wording.text.units)
        return cls(wording.stems, wording.concepts, words, sum(weight for _, _, weight in words))


def pair(asked: Asked, prepared: Prepared, contents: Sequence[Weighed], cosines: Floats, repeats: bool) -> list[float]:
    """The features of `PAIR`, in that order; `contents` and `cosines` are those of the entry's wordings."""
    text = asked.text
    best = sorted(cosines.tolist(), reverse=True)[:3]
    asked_share, said_share = _best_wording(asked, contents)
    total = asked.total or 1.0
    stems, concepts = prepared.stems, prepared.concepts
    in_questions: list[float] = []
    covered = missing = 0.0
    unnamed = 0
    for unit, (stem, concept, weight) in zip(text.units, asked.words, strict=True):
        found = 1.0 if stem in stems else EQUIVALENT if concept in concepts else 0.0
        in_questions.append(found)
        covered += weight * found
        if found < 1.0:
            found = max(found, _found(unit, prepared.answer_stems, prepared.answer_concepts))
            missing += weight * (1.0 - found)
            unnamed += unit.name and not found
    kinds, what = asked.kinds, asked.what
    agrees = max((prepared.kinds.get(kind, 0.0) for kind in kinds), default=0.0)
    whats = max(prepared.kinds.get("what", 0.0), prepared.kinds.get("purpose", 0.0))
    return [
        best[0],
        sum(best) / len(best),
        asked_share,
        said_share,
        covered / total if text.units else 0.0,
        1.0 - missing / total if text.units else 0.0,
        min(missing, 3.0) / 3.0,
        min(unnamed, 2) / 2.0,
        float(text.plain in prepared.plains),
        float(asked.asking in prepared.askings),
        agrees,
        float(bool(kinds - {"cost"}) and agrees == 0.0),
        float("cost" in kinds and prepared.kinds.get("cost", 0.0) == 0.0),
        whats if what else 0.0,
        float(what and whats == 0.0),
        float(bool(asked.dates - prepared.dates)),
        whats if asked.bare else 0.0,
        _repeated(text, in_questions) if repeats else 0.0,
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
        min(foreign, 2.0) / 2.0,
        float(text.bare),
        _thin(asked, store),
        min(len(text.words), 40) / 40.0,
        float(asked.reading.joined),
        float(asked.reading.leaning),
    ]


def _thin(asked: Asked, store: Known) -> float:
    """How much of a story stands beside a question of a word or two, in words that no entry uses."""
    around = asked.reading.around
    if len(asked.text.units) > THIN:
        return 0.0
    return min(sum(not store.has(unit) for unit in around), 5) / 5.0


@dataclass(frozen=True, slots=True)
class Known:
    """Every word of the store, and those that only decoys use."""

    stems: frozenset[str]
    concepts: frozenset[str]
    foreign: frozenset[str]

    def has(self, unit: Unit) -> bool:
        """Tells whether any entry uses the word or an equivalent."""
        return unit.stem in self.stems or unit.concept in self.concepts


def _best_wording(asked: Asked, wordings: Sequence[Weighed]) -> tuple[float, float]:
    """Of the wording with the best balance: the share of the question it has, the share of it the question says."""
    best, shares = 0.0, (0.0, 0.0)
    own_stems, own_concepts, total = asked.stems, asked.concepts, asked.total
    for wording in wordings:
        stems, concepts = wording.stems, wording.concepts
        if own_concepts.isdisjoint(concepts):
            continue
        heard = said = 0.0
        for stem, concept, weight in asked.words:  # `_found`, written out: this is where the time of a question goes
            if stem in stems:
                heard += weight
            elif concept in concepts:
                heard += weight * EQUIVALENT
        for stem, concept, weight in wording.words:
            if stem in own_stems:
                said += weight
            elif concept in own_concepts:
                said += weight * EQUIVALENT
        heard, said = heard / total, said / wording.whole
        balance = 2 * said * heard / (said + heard)
        if balance > best:
            best, shares = balance, (heard, said)
    return shares


def _repeated(text: Text, found_in: Sequence[float]) -> float:
    """How little a follow-up adds that the entry, already the answer to the question before, speaks of."""
    own = [found for unit, found in zip(text.units, found_in, strict=True) if unit.weight == 1.0]
    return 1.0 - sum(own) / len(own) if own else 1.0


def _found(unit: Unit, stems: frozenset[str], concepts: frozenset[str]) -> float:
    if unit.stem in stems:
        return 1.0
    return EQUIVALENT if unit.concept in concepts else 0.0
