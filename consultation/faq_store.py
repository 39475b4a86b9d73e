"""The entries and decoys as the engine compares them: their wordings read once, how rare each word is, spelling."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING

from consultation.content import FaqEntry, Silence
from consultation.faq_grams import Grams, grams
from consultation.faq_text import ELIDED, SPECIFIC, VOWELS, Text, Unit, is_date, sound, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from consultation.faq_text import Words

EQUIVALENT = 0.8
"""What a word counts for when an entry has an equivalent of it instead of the word itself."""

Decoy = tuple[str, ...]
"""A matter that no entry answers, in a few wordings."""

Asking = tuple[frozenset[str], int, frozenset[str]]

_CORRECTABLE = 5
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


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of asking an entry, read."""

    text: Text
    grams: Grams
    stems: frozenset[str]
    concepts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An entry read: its wordings, the words of its answer, the share of wordings that ask each kind of question.

    `contents` are the wordings that differ by more than their grammar, `plains` and `askings` what is looked up whole.
    """

    entry: FaqEntry | None
    silence: Silence | None
    wordings: tuple[Wording, ...]
    contents: tuple[Wording, ...]
    plains: frozenset[str]
    askings: frozenset[Asking]
    stems: frozenset[str]
    concepts: frozenset[str]
    answer_stems: frozenset[str]
    answer_concepts: frozenset[str]
    kinds: Mapping[str, float]
    dates: frozenset[str]

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
    wordings = tuple(
        Wording(
            text, grams(text.plain), frozenset(u.stem for u in text.units), frozenset(u.concept for u in text.units)
        )
        for text in texts
    )
    kinds = Counter(kind for text in texts for kind in text.kinds)
    units = [unit for text in answers for unit in text.units]
    concepts = frozenset[str]().union(*(wording.concepts for wording in wordings))
    answer_concepts = frozenset(unit.concept for unit in units)
    return Prepared(
        entry=of if isinstance(of, FaqEntry) else None,
        silence=of if isinstance(of, Silence) else None,
        wordings=wordings,
        contents=tuple({(wording.stems, wording.concepts): wording for wording in wordings}.values()),
        plains=frozenset(text.plain for text in texts),
        askings=frozenset(asking(text) for text in texts if text.units),
        stems=frozenset[str]().union(*(wording.stems for wording in wordings)),
        concepts=concepts,
        answer_stems=frozenset(unit.stem for unit in units),
        answer_concepts=answer_concepts,
        kinds={kind: count / len(texts) for kind, count in kinds.items()},
        dates=frozenset(concept for concept in concepts | answer_concepts if is_date(concept)),
    )


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


@dataclass(frozen=True, slots=True)
class Spelling:
    """The words of the store, found again when they are written by ear or with one letter wrong."""

    known: frozenset[str] = frozenset()
    by_sound: Mapping[str, str] = field(default_factory=dict)
    by_letters: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, prepared: Iterable[Prepared], decoys: Iterable[Prepared], words: Words) -> Spelling:
        """Learns every word; the words of the decoys are known too, so that none is "corrected" into the store's."""
        spelled = {word for one in prepared for word in _words(one)} | words.usual
        foreign = {word for one in decoys for word in _words(one)} - spelled
        known = frozenset(stem(word) for word in spelled | foreign)
        by_sound: dict[str, str] = {}
        by_letters: dict[str, str] = {}
        for word in sorted(foreign) + sorted(spelled):
            if len(word) >= _CORRECTABLE and word.isalpha():
                by_sound[sound(word)] = word
                for key in _lacking_one(word):
                    by_letters[key] = word
        return cls(known, by_sound, by_letters)

    def corrected(self, word: str) -> str:
        """The word as the store spells it, or itself when it is known or nothing is near."""
        if len(word) < _CORRECTABLE or not word.isalpha() or stem(word) in self.known:
            return word
        if word[0] in ELIDED and word[1] in VOWELS and stem(word[1:]) in self.known:
            return word[1:]
        return self._near(word) or word

    def _near(self, word: str) -> str:
        found = self.by_sound.get(sound(word), "")
        if not found and len(word) > _CORRECTABLE:
            found = next((self.by_letters[key] for key in _lacking_one(word) if key in self.by_letters), "")
        return found if found[:1] == word[0] else ""


def _words(prepared: Prepared) -> set[str]:
    return {word for wording in prepared.wordings for unit in wording.text.units for word in unit.word.split()}


def _lacking_one(word: str) -> list[str]:
    return [word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))]


def asking(text: Text) -> Asking:
    """What a text comes down to: its words of meaning and the kind of question it asks."""
    kinds = SPECIFIC.intersection(text.kinds)
    if not kinds and text.kinds & {"what", "purpose"}:
        kinds = frozenset({"what"})
    return frozenset(unit.concept for unit in text.units), len(text.units), kinds
