"""The FAQ that answers, and knows when not to: an index of entries, a question, one of three outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal

import numpy as np

from consultation.faq_features import PAIR, Asked, Known, Weighed, alone, pair
from consultation.faq_grams import GramIndex, grams
from consultation.faq_model import Model
from consultation.faq_questions import MOST_QUESTIONS, Reading, readings, split_questions
from consultation.faq_store import (
    Decoy,
    Prepared,
    Rarity,
    Spelling,
    default_decoys,
    prepare,
    prepare_decoy,
    prepare_silence,
    procedure_wordings,
)
from consultation.faq_text import Words
from consultation.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from consultation.content import FaqEntry, Silence
    from consultation.faq_text import Smalltalk

__all__ = ["MOST_QUESTIONS", "Examined", "FaqIndex", "Outcome", "split_questions"]

CANDIDATES = 20
"""Entries whose features are computed, the nearest by letters."""
DECOYS_READ = 8
MOST_SUGGESTIONS = 3
MOST_RELATED = 3
SURE = 0.75
"""Share of a question's words that a silence has when the bot names what the source does not say."""
LIKELY = 0.5
"""Share of a question's words that an everyday matter has when the bot says where to ask about it."""

REMEMBERED = 4096
"""Questions whose outcome is remembered: a few are asked over and over."""
LEANING = 256
"""Measures that are remembered of questions that could lean on the one before."""

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


@dataclass(frozen=True, slots=True)
class Examined:
    """A reading of a question with the features of its candidates: what is decided on, and what is fitted."""

    reading: Reading
    candidates: tuple[Prepared, ...]
    pairs: NDArray[np.float64]
    strangers: tuple[Prepared, ...]
    decoys: NDArray[np.float64]
    alone: NDArray[np.float64]


class Outcomes:
    """The outcomes of the last questions, by a digest: what people wrote is not kept."""

    def __init__(self) -> None:
        self._found: dict[bytes, Outcome] = {}

    def get(self, question: str, previous: str | None) -> Outcome | None:
        """Finds what was answered to the same words, after the same question where that matters."""
        return self._found.get(_digest(question)) or self._found.get(_digest(question, previous))

    def add(self, question: str, previous: str | None, outcome: Outcome, *, leans: bool) -> None:
        """Remembers an outcome, and forgets the oldest past the capacity."""
        self._found[_digest(question, previous) if leans else _digest(question)] = outcome
        if len(self._found) > REMEMBERED:
            del self._found[next(iter(self._found))]


class FaqIndex:
    """Every entry, read and indexed. Immutable: a changed store is another index, unchanged entries read once."""

    def __init__(self, prepared: Sequence[Prepared], decoys: Sequence[Prepared], words: Words, model: Model) -> None:
        self._prepared = tuple(prepared)
        self._decoys = tuple(decoys)
        self._words = words
        self._model = model
        self._all = (*self._prepared, *self._decoys)
        self._index = GramIndex([wording.grams for one in self._all for wording in one.wordings])
        sizes = np.array([len(one.wordings) for one in self._all], dtype=np.int64)
        self._starts = np.concatenate(([0], np.cumsum(sizes)))
        self._rarity = Rarity.of(self._prepared)
        self._weighed = [tuple(Weighed.of(wording, self._rarity) for wording in one.contents) for one in self._all]
        self._spelling = Spelling.of(self._prepared, self._decoys, words)
        stems = frozenset[str]().union(*(one.stems | one.answer_stems for one in self._prepared))
        concepts = frozenset[str]().union(*(one.concepts | one.answer_concepts for one in self._prepared))
        decoyed = frozenset[str]().union(*(one.stems for one in self._decoys))
        self._known = Known(stems, concepts, decoyed - stems)
        self._written = _word_for_word(one.entry for one in self._prepared if one.entry is not None)
        self._procedures = frozenset(words.read(text).plain for text in procedure_wordings())
        self._neighbours: dict[str, tuple[FaqEntry, ...]] = {}
        self._leaning: dict[bytes, Examined] = {}
        self._nearest: dict[bytes, str] = {}
        self._outcomes = Outcomes()

    @classmethod
    def build(
        cls,
        entries: Iterable[FaqEntry],
        decoys: Iterable[Decoy] | None = None,
        *,
        silences: Iterable[Silence] | None = None,
        like: FaqIndex | None = None,
        model: Model | None = None,
    ) -> FaqIndex:
        """Indexes entries, in any order.

        `silences` are questions of this consultation that its source does not answer; `decoys` are everyday matters,
        those of the package by default. `like` lends its own when they are not given, and what it has already read
        of the entries that have not changed.
        """
        words = like._words if like else Words.load()
        known = {one.id: one for one in like._prepared} if like else {}
        prepared = []
        for entry in sorted(entries, key=lambda entry: entry.id):
            old = known.get(entry.id)
            prepared.append(old if old is not None and old.entry == entry else prepare(entry, words))
        strangers = like._decoys if like else ()
        silent = [one for one in strangers if one.silence]
        if silences is not None:
            silent = [prepare_silence(one, words) for one in sorted(silences, key=lambda one: one.id)]
        everyday = [one for one in strangers if not one.silence]
        if decoys is not None or not like:
            chosen = default_decoys() if decoys is None else decoys
            everyday = [prepare_decoy(wordings, words) for wordings in sorted(set(chosen))]
        return cls(prepared, [*silent, *everyday], words, model or (like._model if like else Model.load()))

    def ask(self, question: str, previous: str | None = None) -> Outcome:
        """Answers, proposes or admits not knowing; `previous` is the question before, for a follow-up.

        What is written in the store as it is asked stands alone: it follows nothing, and its entry answers.
        """
        entry = self._written.get(fold(question))
        if entry is not None:
            return Outcome("answer", entry=entry, score=1.0, related=self._related(entry))
        known = self._outcomes.get(question, previous)
        if known is not None:
            return known
        outcome, leant = self._ask(question, previous)
        self._outcomes.add(question, previous, outcome, leans=leant or not previous)
        return outcome

    def _ask(self, question: str, previous: str | None) -> tuple[Outcome, bool]:
        """Gives the outcome, and whether the question before had a part in it."""
        smalltalk = self._words.smalltalk(question)
        if smalltalk is not None:
            return Outcome("smalltalk", smalltalk=smalltalk), False
        examined = self.examine(question, previous)
        judged = [self._model.probabilities(one.pairs, one.decoys, one.alone) for one in examined]
        kept = self._model.choose(
            [(chances, one.reading.joined) for chances, one in zip(judged, examined, strict=True)]
        )
        return self._outcome(examined[kept], judged[kept]), any(one.reading.follows for one in examined)

    def ask_all(self, message: str, previous: str | None = None) -> tuple[Outcome, ...]:
        """Answers the first questions of a message, each leaning on the one before it."""
        outcomes = []
        for question in split_questions(message)[:MOST_QUESTIONS]:
            outcomes.append(self.ask(question, previous))
            previous = question
        return tuple(outcomes)

    def language(self, question: str) -> str | None:
        """Tells which language a question is asked in, if its small words tell."""
        return self._words.language(question)

    def search(self, words: str, count: int) -> tuple[FaqEntry, ...]:
        """Finds the entries nearest to a few words, the nearest first: for those who look an entry up."""
        cosines = self._index.cosines(grams(self._words.read(words).plain))
        nearest = np.maximum.reduceat(cosines, self._starts[:-1])[: len(self._prepared)]
        found = (self._prepared[place].entry for place in _highest(nearest, count))
        return tuple(entry for entry in found if entry is not None)

    def examine(self, question: str, previous: str | None = None) -> list[Examined]:
        """Measures every reading of a question against its nearest entries."""
        repeated = ""
        found = []
        for reading in readings(question, previous, self._words, self._spelling.corrected):
            if reading.follows and previous and not repeated:
                repeated = self._answered(previous)
            if reading.leaning:  # it comes back after another question
                found.append(self._alone(question, reading))
            else:
                found.append(self._measure(reading, repeated if reading.follows else ""))
        return found

    def _answered(self, question: str) -> str:
        """Finds the entry nearest to the question before, for one that follows it."""
        key = _digest(question)
        if key not in self._nearest:
            self._nearest[key] = self._nearest_to(question)
            if len(self._nearest) > REMEMBERED:
                del self._nearest[next(iter(self._nearest))]
        return self._nearest[key]

    def _alone(self, question: str, reading: Reading) -> Examined:
        key = _digest(question, reading.text.plain)
        if key not in self._leaning:
            self._leaning[key] = self._measure(reading, "")
            if len(self._leaning) > LEANING:
                del self._leaning[next(iter(self._leaning))]
        return self._leaning[key]

    def _nearest_to(self, question: str) -> str:
        examined = self._measure(readings(question, None, self._words, self._spelling.corrected)[0], "")
        if not examined.candidates:
            return ""
        chances = self._model.probabilities(examined.pairs, examined.decoys, examined.alone)[:-1]
        return examined.candidates[int(chances.argmax())].id

    def _measure(self, reading: Reading, repeated: str) -> Examined:
        asked = Asked.of(reading, self._rarity)
        cosines = self._index.cosines(grams(reading.text.plain))
        nearest = np.maximum.reduceat(cosines, self._starts[:-1]) if len(cosines) else cosines
        count = len(self._prepared)
        places = _highest(nearest[:count], CANDIDATES)
        decoys = [count + place for place in _highest(nearest[count:], DECOYS_READ)]
        return Examined(
            reading,
            tuple(self._prepared[place] for place in places),
            self._pairs(asked, places, cosines, repeated),
            tuple(self._all[place] for place in decoys),
            self._pairs(asked, decoys, cosines, repeated),
            np.array(alone(asked, self._known)),
        )

    def _pairs(
        self, asked: Asked, places: Sequence[int], cosines: NDArray[np.float64], repeated: str
    ) -> NDArray[np.float64]:
        rows = []
        for place in places:
            one = self._all[place]
            near = cosines[self._starts[place] : self._starts[place + 1]]
            rows.append(pair(asked, one, self._weighed[place], near, bool(repeated) and one.id == repeated))
        return np.array(rows, dtype=np.float64).reshape(len(rows), len(PAIR))

    def _outcome(self, examined: Examined, chances: NDArray[np.float64]) -> Outcome:
        top = float(chances[:-1].max(initial=0.0))
        ranked = [
            (examined.candidates[place].entry, float(chances[place]))
            for place in np.argsort(-chances[:-1], kind="stable")
        ]
        entries = [entry for entry, _ in ranked if entry is not None]
        if top >= self._model.answer:
            return Outcome("answer", entry=entries[0], score=top, related=self._related(entries[0]))
        near = [entry for entry, chance in ranked if entry is not None and chance >= self._model.least]
        if near and 1.0 - float(chances[-1]) >= self._model.suggest:
            return Outcome("suggestions", suggestions=tuple(near[:MOST_SUGGESTIONS]), score=top)
        silence = self._silence(examined)
        return Outcome("fallback", score=top, silence=silence, procedure=not silence and self._is_procedure(examined))

    def _is_procedure(self, examined: Examined) -> bool:
        """Tells whether the decoy nearest to a question is about someone's own affairs."""
        if not examined.strangers:
            return False
        nearest = int((examined.decoys @ self._model.pair).argmax())
        if examined.decoys[nearest, PAIR.index("covered")] < LIKELY:
            return False
        return not examined.strangers[nearest].plains.isdisjoint(self._procedures)

    def _silence(self, examined: Examined) -> Silence | None:
        """The silence that has most of the question's words, when it is nearer than every entry."""
        # What holds silences back against entries is left aside: nothing is asserted here.
        held_back = self._model.pair[PAIR.index("silence")]
        entries = (examined.pairs @ self._model.pair).max(initial=-np.inf)
        sums = examined.decoys @ self._model.pair - held_back
        for place in (int(at) for at in np.argsort(-sums, kind="stable")):
            silence = examined.strangers[place].silence
            if silence and sums[place] > entries and examined.decoys[place, PAIR.index("covered")] >= SURE:
                return silence
        return None

    def _related(self, entry: FaqEntry) -> tuple[FaqEntry, ...]:
        if entry.id not in self._neighbours:
            self._neighbours[entry.id] = self._near(entry)
        return self._neighbours[entry.id]

    def _near(self, entry: FaqEntry) -> tuple[FaqEntry, ...]:
        cosines = self._index.cosines(grams(self._words.read(entry.question["fr"]).plain))
        nearest = np.maximum.reduceat(cosines, self._starts[:-1])[: len(self._prepared)]
        near = [self._prepared[place].entry for place in _highest(nearest, 4 * MOST_RELATED)]
        others = [other for other in near if other is not None and other.id != entry.id]
        others.sort(key=lambda other: other.theme != entry.theme)
        return tuple(others[:MOST_RELATED])


def _word_for_word(entries: Iterable[FaqEntry]) -> dict[str, FaqEntry]:
    """Finds the entry of each question and variant; none of those that two entries have."""
    found: dict[str, list[FaqEntry]] = {}
    for entry in entries:
        for said in {fold(said) for said in (*entry.question.values(), *entry.variants)}:
            found.setdefault(said, []).append(entry)
    return {said: having[0] for said, having in found.items() if len(having) == 1 and said}


def _digest(question: str, *before: str | None) -> bytes:
    return blake2b(repr((question, *before)).encode("utf-8", "replace"), digest_size=16).digest()


def _highest(scores: NDArray[np.float64], count: int) -> list[int]:
    if count < len(scores):
        # Ties at the cut are kept in the order of ids, so that the order of entries never matters.
        floor = np.partition(scores, len(scores) - count)[len(scores) - count]
        places = np.flatnonzero(scores >= floor)
    else:
        places = np.arange(len(scores))
    order = places[np.argsort(-scores[places], kind="stable")][:count]
    return [int(place) for place in order if scores[place] > 0.0]
