"""What is measured between a question and an entry, and of a question alone: the inputs of the decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from consultation.faq_store import DEFINING, Asking, Prepared, Rarity, asking
from consultation.faq_text import SPECIFIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from consultation.faq_questions import Reading
    from consultation.faq_text import Text, Unit

WORDING = (
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
    "date_differs",
    "repeats",
)
"""Features of a question's words and letters."""
KIND = (
    "kind_agrees",
    "kind_differs",
    "cost_differs",
    "what_agrees",
    "what_differs",
    "keyword_what",
    "decoy",
    "silence",
)
"""Features that all questions of a kind have in common."""
PAIR = WORDING + KIND
COVERED = PAIR.index("covered")
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

Floats = tuple[float, ...]
Kinds = tuple[frozenset[str], bool, bool]
"""Those of a question's kinds that an entry answers or does not; whether it asks what something is; if it is bare."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the weight of each of its words."""

    reading: Reading
    text: Text
    words: tuple[tuple[str, str, float], ...]
    """Stem, concept and weight of each."""
    total: float
    """The weight of all its words, 1 if it has none."""
    stems: frozenset[str]
    concepts: frozenset[str]
    dates: frozenset[str]
    names: tuple[bool, ...]
    """Which of its words are names."""
    kinds: Kinds
    asking: Asking

    @classmethod
    def of(cls, reading: Reading, rarity: Rarity) -> Asked:
        """Weighs the words of a question as it is read."""
        text = reading.text
        kinds = SPECIFIC & text.kinds
        words = tuple([(unit.stem, unit.concept, rarity.of_unit(unit)) for unit in text.units])
        return cls(
            reading,
            text,
            words,
            total=sum([weight for _, _, weight in words]) or 1.0,
            stems=frozenset([stem for stem, _, _ in words]),
            concepts=frozenset([concept for _, concept, _ in words]),
            dates=text.dates,
            names=tuple([unit.name for unit in text.units]),
            kinds=(kinds, not kinds and not text.kinds.isdisjoint(DEFINING), text.bare),
            asking=asking(text),
        )


def kind(kinds: Kinds, prepared: Prepared) -> Floats:
    """The features of `KIND`."""
    asked, what, bare = kinds
    agrees = max((prepared.kinds.get(one, 0.0) for one in asked), default=0.0)
    whats = max(prepared.kinds.get(one, 0.0) for one in DEFINING)
    return (
        agrees,
        float(bool(asked - {"cost"}) and agrees == 0.0),
        float("cost" in asked and prepared.kinds.get("cost", 0.0) == 0.0),
        whats if what else 0.0,
        float(what and whats == 0.0),
        whats if bare else 0.0,
        float(prepared.entry is None),
        float(prepared.silence is not None),
    )


def alone(asked: Asked, store: Known) -> Floats:
    """The features of `ALONE`."""
    mass = foreign = 0.0
    for stem, concept, weight in asked.words:
        if stem not in store.stems and concept not in store.concepts:
            mass += weight
            if stem in store.foreign:
                foreign += weight
    text = asked.text
    return (
        1.0,
        mass / asked.total,
        min(foreign, 2.0) / 2.0,
        float(text.bare),
        _thin(asked, store),
        min(len(text.words), 40) / 40.0,
        float(asked.reading.joined),
        float(asked.reading.leaning),
    )


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

    @classmethod
    def of(cls, prepared: Sequence[Prepared], decoys: Sequence[Prepared]) -> Known:
        """Gathers the words of entries and of decoys."""
        stems = frozenset[str]().union(*(one.stems | one.answer_stems for one in prepared))
        concepts = frozenset[str]().union(*(one.concepts | one.answer_concepts for one in prepared))
        return cls(stems, concepts, frozenset[str]().union(*(one.stems for one in decoys)) - stems)

    def has(self, unit: Unit) -> bool:
        """Tells whether any entry uses the word or an equivalent."""
        return unit.stem in self.stems or unit.concept in self.concepts
