"""The FAQ that answers, and knows when not to: an index of entries, a question, one of three outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from consultation.faq_features import COVERED, PAIR, WORDING, Asked, Known, alone, kind
from consultation.faq_letters import Letters
from consultation.faq_memory import Memory, digest
from consultation.faq_model import Model, probabilities
from consultation.faq_outcome import Judged, Outcome
from consultation.faq_questions import MOST_QUESTIONS, Reading, readings, split_questions
from consultation.faq_spelling import Spelling
from consultation.faq_store import (
    Decoy,
    Prepared,
    Rarity,
    default_decoys,
    prepare,
    prepare_decoy,
    prepare_silence,
    procedure_wordings,
)
from consultation.faq_text import Words
from consultation.faq_text import fold as read_out
from consultation.faq_wordings import Wordings
from consultation.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from consultation.content import FaqEntry, Silence
    from consultation.faq_features import Floats, Kinds

__all__ = ["MOST_QUESTIONS", "Examined", "FaqIndex", "Outcome", "split_questions"]

CANDIDATES = 20
"""Entries whose features are computed, the nearest by letters."""
DECOYS_READ = 8
MOST_SUGGESTIONS = 3
MOST_RELATED = 3
REMEMBERED = 4096
"""Questions whose outcome is remembered: a few are asked over and over."""
LEANING = 256
"""Measures that are remembered of questions that could lean on the one before."""
KINDS = 64
"""Kinds of question of which it is remembered how much each entry answers them."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A reading of a question with the features of its candidates: what the weights are fitted on."""

    reading: Reading
    candidates: tuple[Prepared, ...]
    pairs: tuple[Floats, ...]
    decoys: tuple[Floats, ...]
    alone: Floats


class _Measured(NamedTuple):
    """A reading of a question beside its nearest entries and decoys, each with its features of `WORDING`."""

    asked: Asked
    candidates: list[tuple[int, Floats]]
    strangers: list[tuple[int, Floats]]
    alone: Floats


class FaqIndex:
    """Every entry, read and indexed. Immutable: a changed store is another index, unchanged entries read once."""

    def __init__(self, prepared: Sequence[Prepared], decoys: Sequence[Prepared], words: Words, model: Model) -> None:
        self._prepared = tuple(prepared)
        self._decoys = tuple(decoys)
        self._words = words
        self._model = model
        self._letters = Letters([one.plains for one in (*prepared, *decoys)])
        self._rarity = Rarity.of(self._prepared)
        self._all = (*prepared, *decoys)
        self._wordings = Wordings(self._all, self._rarity)
        self._spelling = Spelling.of(self._prepared, self._decoys, words)
        self._known = Known.of(self._prepared, self._decoys)
        self._written = _word_for_word(one.entry for one in self._prepared if one.entry is not None)
        self._procedures = frozenset(words.read(text).plain for text in procedure_wordings())
        self._neighbours: dict[str, tuple[FaqEntry, ...]] = {}
        self._by_kind: dict[Kinds, dict[int, float]] = {}
        self._leaning = Memory[Judged](LEANING)
        self._nearest = Memory[str](REMEMBERED)
        self._outcomes = Memory[Outcome](REMEMBERED)

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
        key = digest(question)
        known = self._outcomes.get(key)
        if known is not None:
            return known
        after = key + digest(previous or "")
        known = self._outcomes.get(after)
        if known is not None:
            return known
        outcome, leans = self._ask(key, question, previous)
        self._outcomes.add(after if leans else key, outcome)
        return outcome

    def _ask(self, key: bytes, question: str, previous: str | None) -> tuple[Outcome, bool]:
        """Gives the outcome, and whether a question before has, or could have had, a part in it."""
        folded = read_out(question).split()
        language = self._words.language(folded)
        entry = self._written.get(fold(question))
        if entry is not None:
            return Outcome("answer", entry, score=1.0, related=self._related(entry), language=language), False
        spelled = self._words.spell(folded)
        smalltalk = self._words.smalltalk(spelled)
        if smalltalk is not None:
            return Outcome("smalltalk", smalltalk=smalltalk, language=language), False
        found = readings(question, previous, self._words, self._spelling.corrected, spelled)
        judged = self._judge_all(key, found, previous)
        if not found[0].follows:
            self._nearest.add(key, self._nearest_of(judged[0]))
        kept = self._model.choose([(one.chances, one.joined) for one in judged])
        return self._outcome(judged[kept], language), any(one.could_follow for one in found)

    def ask_all(self, message: str, previous: str | None = None) -> tuple[Outcome, ...]:
        """Answers the first questions of a message, each leaning on the one before it."""
        outcomes = []
        for question in split_questions(message)[:MOST_QUESTIONS]:
            outcomes.append(self.ask(question, previous))
            previous = question
        return tuple(outcomes)

    def search(self, words: str, count: int) -> tuple[FaqEntry, ...]:
        """Finds the entries nearest to a few words, the nearest first: for those who look an entry up."""
        found = (self._prepared[place].entry for place in self._nearest_places(words, count))
        return tuple(entry for entry in found if entry is not None)

    def examine(self, question: str, previous: str | None = None) -> list[Examined]:
        """Measures every reading of a question against its nearest entries."""
        examined = []
        for reading in readings(question, previous, self._words, self._spelling.corrected):
            repeated = self._answered(previous) if reading.follows and previous else ""
            measured = self._measure(reading, repeated)
            rows = [
                tuple((*features, *kind(measured.asked.kinds, self._all[place])) for place, features in some)
                for some in (measured.candidates, measured.strangers)
            ]
            candidates = tuple(self._prepared[place] for place, _ in measured.candidates)
            examined.append(Examined(reading, candidates, rows[0], rows[1], measured.alone))
        return examined

    def _judge_all(self, key: bytes, found: Sequence[Reading], previous: str | None) -> list[Judged]:
        judged = []
        for number, reading in enumerate(found):
            if reading.follows and previous:
                judged.append(self._judge(reading, self._answered(previous)))
                continue
            # One that could lean and is read alone comes back after another question.
            kept = key + bytes([number])
            one = self._leaning.get(kept) if reading.leaning else None
            if one is None:
                one = self._judge(reading, "")
                if reading.leaning:
                    self._leaning.add(kept, one)
            judged.append(one)
        return judged

    def _answered(self, question: str) -> str:
        """Finds the entry nearest to the question before, for one that follows it."""
        key = digest(question)
        nearest = self._nearest.get(key)
        if nearest is None:
            first = readings(question, None, self._words, self._spelling.corrected)[0]
            nearest = self._nearest_of(self._judge(first, ""))
            self._nearest.add(key, nearest)
        return nearest

    def _nearest_of(self, judged: Judged) -> str:
        return "" if judged.nearest is None else self._prepared[judged.nearest].id

    def _measure(self, reading: Reading, repeated: str) -> _Measured:
        asked = Asked.of(reading, self._rarity)
        count = len(self._prepared)
        ours, others = slice(0, count), slice(count, len(self._all))
        near = self._letters.near(reading.text.plain, (ours, CANDIDATES), (others, DECOYS_READ))
        candidates, strangers = (
            list(zip((place for place, _, _ in some), self._wordings.features(asked, some, repeated), strict=True))
            for some in near
        )
        return _Measured(asked, candidates, strangers, alone(asked, self._known))

    def _judge(self, reading: Reading, repeated: str) -> Judged:
        asked, candidates, strangers, own = self._measure(reading, repeated)
        sums = self._summed(asked.kinds, candidates)
        stranger_sums = self._summed(asked.kinds, strangers)
        return Judged(
            reading.joined,
            [place for place, _ in candidates],
            sums,
            probabilities(sums, stranger_sums, sum(map(mul, own, self._model.alone))),
            [place for place, _ in strangers],
            stranger_sums,
            [features[COVERED] for _, features in strangers],
        )

    def _summed(self, kinds: Kinds, measured: Sequence[tuple[int, Floats]]) -> list[float]:
        """The features of each entry times their weights; what depends on the kind of question alone is remembered."""
        known = self._by_kind.get(kinds)
        if known is None:
            if len(self._by_kind) >= KINDS:
                self._by_kind.clear()
            known = self._by_kind[kinds] = {}
        weights, sums = self._model.pair, []
        for place, features in measured:
            fixed = known.get(place)
            if fixed is None:
                of_kind = kind(kinds, self._all[place])
                fixed = known[place] = sum(map(mul, of_kind, weights[len(WORDING) :]))
            sums.append(sum(map(mul, features, weights)) + fixed)
        return sums

    def _outcome(self, judged: Judged, language: str | None) -> Outcome:
        chances = judged.chances[:-1]
        top = max(chances, default=0.0)
        ranked = sorted(range(len(chances)), key=lambda at: -chances[at])
        near = [(self._prepared[judged.candidates[at]].entry, chances[at]) for at in ranked]
        if top >= self._model.answer and near[0][0] is not None:
            entry = near[0][0]
            return Outcome("answer", entry, score=top, related=self._related(entry), language=language)
        likely = [entry for entry, chance in near if entry is not None and chance >= self._model.least]
        if likely and 1.0 - judged.chances[-1] >= self._model.suggest:
            return Outcome("suggestions", suggestions=tuple(likely[:MOST_SUGGESTIONS]), score=top, language=language)
        silence = judged.silence(self._all, self._model.pair[PAIR.index("silence")])
        procedure = not silence and judged.is_procedure(self._all, self._procedures)
        return Outcome("fallback", score=top, silence=silence, procedure=procedure, language=language)

    def _nearest_places(self, words: str, count: int) -> list[int]:
        plain = self._words.read(words).plain
        (near,) = self._letters.near(plain, (slice(0, len(self._prepared)), count))
        return [place for place, _, _ in near]

    def _related(self, entry: FaqEntry) -> tuple[FaqEntry, ...]:
        if entry.id not in self._neighbours:
            self._neighbours[entry.id] = self._near(entry)
        return self._neighbours[entry.id]

    def _near(self, entry: FaqEntry) -> tuple[FaqEntry, ...]:
        near = [self._prepared[place].entry for place in self._nearest_places(entry.question["fr"], 4 * MOST_RELATED)]
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
