"""The entries and decoys as the engine compares them: their wordings read once, how rare each word is, spelling."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from sys import intern
from typing import TYPE_CHECKING

from consultation.content import FaqEntry, Silence
from consultation.faq_text import SPECIFIC, is_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from consultation.faq_text import Text, Unit, Words

EQUIVALENT = 0.8
"""What a word counts for when an entry has an equivalent of it instead of the word itself."""

Decoy = tuple[str, ...]
"""A matter that no entry answers, in a few wordings."""

Asking = str
"""The concepts of a question in alphabetical order, how many words it has, and the kinds of question it asks."""

DEFINING = frozenset({"what", "purpose"})
"""Kinds of question about what something is."""

PROCEDURES = (
    *("identity-papers", "driving", "taxes", "vaccination", "wages", "work-contract", "time-off", "jobs", "pensions"),
    *(
        "benefits",
        "housing",
        "health",
        "subsidies",
        "school",
        "childcare",
        "training",
        "family",
        "foreigners",
        "police",
    ),
)
"""Decoys about someone's own affairs, for which there is another door."""
_DECOY = ""


Content = tuple[tuple[str, str], ...]
"""A wording's words of meaning, in their order: the stem and the concept of each."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An entry read: its wordings, the words of its answer, the share of wordings that ask each kind of question.

    `contents` are the wordings that differ by more than their grammar, `plains` and `askings` what is looked up whole.
    """

    entry: FaqEntry | None
    silence: Silence | None
    plains: tuple[str, ...]
    contents: tuple[Content, ...]
    askings: frozenset[Asking]
    answer_stems: frozenset[str]
    answer_concepts: frozenset[str]
    kinds: Mapping[str, float]
    dates: frozenset[str]
    words: tuple[str, ...]
    """The words of meaning as they are spelled, for `Spelling`."""

    @property
    def stems(self) -> frozenset[str]:
        """The stems of all its wordings."""
        return frozenset(stem for said in self.contents for stem, _ in said)

    @property
    def concepts(self) -> frozenset[str]:
        """Their concepts."""
        return frozenset(concept for said in self.contents for _, concept in said)

    @property
    def id(self) -> str:
        """The entry's id; empty for a decoy."""
        return self.entry.id if self.entry else _DECOY


def prepare(entry: FaqEntry, words: Words) -> Prepared:
    """Reads an entry: its question in every language, its variants, its answer."""
    wordings = [*(entry.question[language] for language in sorted(entry.question)), *entry.variants]
    answers = [words.read(entry.answer[language]) for language in sorted(entry.answer)]
    return _prepared(entry, [words.read(text) for text in wordings], answers)


def prepare_silence(silence: Silence, words: Words) -> Prepared:
    """Reads what the source is silent about: an entry without answer."""
    return _prepared(silence, [words.read(text) for text in silence.questions], [])


def prepare_decoy(wordings: Decoy, words: Words) -> Prepared:
    """Reads a decoy: an entry without answer that is nothing of this consultation."""
    return _prepared(None, [words.read(text) for text in wordings], [])


def _prepared(of: FaqEntry | Silence | None, texts: Sequence[Text], answers: Sequence[Text]) -> Prepared:
    contents: dict[tuple[frozenset[str], frozenset[str]], Content] = {}
    for text in texts:
        said = tuple([_pair(unit.stem, unit.concept) for unit in text.units])
        contents[frozenset(stem for stem, _ in said), frozenset(concept for _, concept in said)] = said
    concepts = {concept for said in contents.values() for _, concept in said}
    kinds = Counter(kind for text in texts for kind in text.kinds)
    units = [unit for text in answers for unit in text.units]
    answer_concepts = frozenset(intern(unit.concept) for unit in units)
    return Prepared(
        entry=of if isinstance(of, FaqEntry) else None,
        silence=of if isinstance(of, Silence) else None,
        plains=tuple(text.plain for text in texts),
        contents=tuple(contents.values()),
        askings=frozenset(asking(text) for text in texts if text.units),
        answer_stems=frozenset(intern(unit.stem) for unit in units),
        answer_concepts=answer_concepts,
        kinds={kind: count / len(texts) for kind, count in kinds.items()},
        dates=frozenset(concept for concept in concepts | answer_concepts if is_date(concept)),
        words=tuple(sorted({intern(word) for text in texts for unit in text.units for word in unit.word.split()})),
    )


@lru_cache(10_000)
def _pair(stem: str, concept: str) -> tuple[str, str]:
    """The same object for the same two words: thousands of wordings share a few hundred."""
    return intern(stem), intern(concept)


def default_decoys() -> tuple[Decoy, ...]:
    """The decoys that come with the package, in French and English."""
    data = tomllib.loads(files(__package__).joinpath("faq_decoys.toml").read_text("utf-8"))
    return tuple(tuple(str(text) for text in data[name]) for name in sorted(data))


def procedure_wordings() -> tuple[str, ...]:
    """The wordings of the decoys that are someone's own dealings with an administration: papers, taxes, benefits."""
    data = tomllib.loads(files(__package__).joinpath("faq_decoys.toml").read_text("utf-8"))
    return tuple(str(text) for name in PROCEDURES for text in data[name])


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much a word tells, from 0.05 (in every entry) to 1 (in none)."""

    values: Mapping[str, float]

    @classmethod
    def of(cls, prepared: Iterable[Prepared]) -> Rarity:
        """Counts in how many entries each group of words is."""
        total, counts = 0, Counter[str]()
        for one in prepared:
            total += 1
            counts.update(one.concepts | one.answer_concepts)
        rarest = math.log((total + 1.0) / 0.5)
        return cls({word: max(math.log((total + 1.0) / (n + 0.5)) / rarest, 0.05) for word, n in counts.items()})

    def of_unit(self, unit: Unit) -> float:
        """What a word weighs, whichever of its equivalents is written."""
        return unit.weight * self.values.get(unit.concept, 1.0)

    def of_concept(self, concept: str) -> float:
        """What a word of a wording weighs."""
        return self.values.get(concept, 1.0)


def asking(text: Text) -> Asking:
    """What a text comes down to: its words of meaning and the kind of question it asks."""
    kinds: Iterable[str] = SPECIFIC.intersection(text.kinds)
    if not kinds and not text.kinds.isdisjoint(DEFINING):
        kinds = ("what",)
    concepts = {unit.concept for unit in text.units}
    return " ".join((*sorted(concepts), str(len(text.units)), *sorted(kinds)))
