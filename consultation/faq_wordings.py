"""Which entries have the words of a question, and in which of their wordings: an inverted index, words weighed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from consultation.faq_store import EQUIVALENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from consultation.faq_features import Asked, Floats
    from consultation.faq_letters import Near
    from consultation.faq_store import Prepared, Rarity

    Places = Mapping[int, tuple[int, ...]]
    Held = tuple[float, Places, Places, frozenset[int], frozenset[int], bool]
    """A word of a question: its weight; whose wordings and answers have it, or an equivalent; if it is a name."""

_NOWHERE: Places = {}
_NONE = frozenset[int]()


class Wordings:
    """The words of entries, an entry being known by its place, and one of its contents by its place among them."""

    def __init__(self, prepared: Sequence[Prepared], rarity: Rarity) -> None:
        self._prepared = prepared
        weighed: dict[tuple[str, str], tuple[str, str, float]] = {}
        for stem, concept in {pair for one in prepared for said in one.contents for pair in said}:
            weighed[stem, concept] = stem, concept, rarity.of_concept(concept)
        self._words = [tuple([tuple([weighed[pair] for pair in said]) for said in one.contents]) for one in prepared]
        self._wholes = [tuple([sum([weight for _, _, weight in said]) for said in own]) for own in self._words]
        self._concepts = _placed([[concept for _, concept in said] for said in one.contents] for one in prepared)
        self._stems = _placed([[stem for stem, _ in said] for said in one.contents] for one in prepared)
        for stem, places in self._stems.items():  # most words have no equivalent: one table does for both
            if self._concepts.get(stem) == places:
                self._stems[stem] = self._concepts[stem]
        self._answer_stems = _held(one.answer_stems for one in prepared)
        self._answer_concepts = _held(one.answer_concepts for one in prepared)
        self._plains = _held(one.plains for one in prepared)
        self._askings = _held(one.askings for one in prepared)

    def features(self, asked: Asked, near: Iterable[Near], repeated: str) -> list[Floats]:
        """Measures a question beside entries: the features of `WORDING` of each; `repeated` was answered before."""
        held = [self._where(*word, named) for word, named in zip(asked.words, asked.names, strict=True)]
        exact = self._plains.get(asked.text.plain, _NONE)
        same = self._askings.get(asked.asking, _NONE)
        rows: list[Floats] = []
        for place, nearest, mean in near:
            covered, missing, unnamed, shares = _shares(held, place)
            said, heard = self._best(asked, held, place) if shares else (0.0, 0.0)
            one = self._prepared[place]
            rows.append(
                (
                    nearest,
                    mean,
                    heard,
                    said,
                    covered / asked.total,
                    1.0 - missing / asked.total if held else 0.0,
                    missing / 3.0 if missing < 3.0 else 1.0,
                    unnamed / 2.0 if unnamed < 2.0 else 1.0,
                    1.0 if place in exact else 0.0,
                    1.0 if place in same else 0.0,
                    1.0 if asked.dates and not asked.dates <= one.dates else 0.0,
                    self._repeated(asked, place) if repeated and one.id == repeated else 0.0,
                )
            )
        return rows

    def _where(self, stem: str, concept: str, weight: float, named: bool) -> Held:
        return (
            weight,
            self._stems.get(stem, _NOWHERE),
            self._concepts.get(concept, _NOWHERE),
            self._answer_stems.get(stem, _NONE),
            self._answer_concepts.get(concept, _NONE),
            named,
        )

    def _best(self, asked: Asked, held: Sequence[Held], place: int) -> tuple[float, float]:
        """Of the wording with the best balance: the share of it that is asked, the share of the question it has."""
        best, shares = 0.0, (0.0, 0.0)
        own_stems, own_concepts, total = asked.stems, asked.concepts, asked.total
        words, wholes = self._words[place], self._wholes[place]
        for at, weight in _heard(held, place):
            heard = weight / total
            if 2 * heard / (1.0 + heard) < best:  # not even if all of it were asked
                continue
            said, meets = 0.0, False
            for stem, concept, rarity in words[at]:
                if concept in own_concepts:
                    meets = True
                    said += rarity if stem in own_stems else rarity * EQUIVALENT
                elif stem in own_stems:
                    said += rarity
            said /= wholes[at]
            balance = 2 * said * heard / (said + heard)
            if balance > best and meets:
                best, shares = balance, (said, heard)
        return shares

    def _repeated(self, asked: Asked, place: int) -> float:
        """How little a follow-up adds that the entry, already the answer to the question before, speaks of."""
        own = [
            1.0
            if place in self._stems.get(unit.stem, _NOWHERE)
            else EQUIVALENT
            if place in self._concepts.get(unit.concept, _NOWHERE)
            else 0.0
            for unit in asked.text.units
            if unit.weight == 1.0
        ]
        return 1.0 - sum(own) / len(own) if own else 1.0


def _shares(held: Sequence[Held], place: int) -> tuple[float, float, float, bool]:
    """The weight of a question's words that an entry's wordings have, that nothing of it has, and names it lacks.

    And whether any of its wordings has one of them.
    """
    covered = missing = unnamed = 0.0
    shares = False
    for weight, with_stem, with_concept, answer_stem, answer_concept, named in held:
        found = 0.0
        if place in with_concept:
            found, shares = EQUIVALENT, True
        if place in with_stem:
            covered += weight
            continue
        covered += weight * found
        if place in answer_stem:
            continue
        if place in answer_concept:
            found = EQUIVALENT
        missing += weight * (1.0 - found)
        if named and not found:
            unnamed += 1.0
    return covered, missing, unnamed, shares


def _heard(held: Sequence[Held], place: int) -> Iterable[tuple[int, float]]:
    """The weight of a question's words that each content of an entry has, or has an equivalent of, in their order."""
    heard: dict[int, float] = {}
    for weight, stems, concepts, *_ in held:
        with_stem, with_concept = stems.get(place, ()), concepts.get(place, ())
        for at in with_stem:
            heard[at] = heard.get(at, 0.0) + weight
        if with_concept is not with_stem:
            for at in with_concept:
                if at not in with_stem:
                    heard[at] = heard.get(at, 0.0) + weight * EQUIVALENT
    return sorted(heard.items())


def _placed(entries: Iterable[Sequence[Sequence[str]]]) -> dict[str, Places]:
    """Tells of each word which contents of which entries have it."""
    found: dict[str, dict[int, list[int]]] = {}
    for place, contents in enumerate(entries):
        for at, words in enumerate(contents):
            for word in dict.fromkeys(words):
                found.setdefault(word, {}).setdefault(place, []).append(at)
    shared: dict[tuple[int, ...], tuple[int, ...]] = {}
    return {
        word: {place: shared.setdefault(kept, kept) for place, held in places.items() for kept in [tuple(held)]}
        for word, places in found.items()
    }


def _held(entries: Iterable[Iterable[str]]) -> dict[str, frozenset[int]]:
    """Tells which entries hold each of the words or texts."""
    found: dict[str, set[int]] = {}
    for place, words in enumerate(entries):
        for word in words:
            found.setdefault(word, set()).add(place)
    shared: dict[frozenset[int], frozenset[int]] = {}
    return {word: shared.setdefault(kept, kept) for word, places in found.items() for kept in [frozenset(places)]}
