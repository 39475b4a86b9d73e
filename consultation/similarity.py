"""Which contributions say much the same as one about to be sent: shown before it is, so that one may be supported."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from consultation.faq_grams import GramIndex
from consultation.faq_text import fold, stem
from consultation.form import Answers
from consultation.likeness import read

SHOWN = 3
ALIKE = 0.22
"""Below it nothing is shown: set on the pairs of `bench/similarity`, so that a text unlike all others meets none."""
LETTERS = 0.4
"""What the likeness of letters counts for, beside that of the words' meaning."""
COMPARED = ("title", "observation", "proposal")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a text is like one of the others, by its place among them; from 0 to 1."""

    place: int
    score: float


def text_of(answers: Answers) -> str:
    """Gathers what a contribution says in its author's words."""
    return "\n".join(str(answers.get(key, "")) for key in COMPARED)


class Similarity:
    """Texts to compare others with: rare words that are shared count most, whatever their spelling or ending."""

    def __init__(self, texts: Sequence[str]) -> None:
        read_texts = [_words_and_letters(text) for text in texts]
        self._letters = GramIndex([letters for _, letters in read_texts])
        words = [counted for counted, _ in read_texts]
        holding = Counter(word for counted in words for word in counted)
        self._unknown = math.log(1.0 + len(texts)) + 1.0
        self._rarity = {word: math.log((1.0 + len(texts)) / (1.0 + count)) + 1.0 for word, count in holding.items()}
        self._norms = [self._norm(counted) for counted in words]
        self._holders: dict[str, list[tuple[int, float]]] = {}
        for place, counted in enumerate(words):
            for word, count in counted.items():
                self._holders.setdefault(word, []).append((place, self._weight(word, count)))

    def nearest(self, text: str, *, most: int = SHOWN, least: float = ALIKE) -> list[Likeness]:
        """Finds the texts most like one, the likeliest first; none that is not like enough."""
        if not self._norms:
            return []
        counted, letters = _words_and_letters(text)
        shared = [0.0] * len(self._norms)
        for word, count in counted.items():
            mine = self._weight(word, count)
            for place, theirs in self._holders.get(word, ()):
                shared[place] += mine * theirs
        norm, cosines = self._norm(counted), self._letters.cosines(letters)
        found = [
            Likeness(place, LETTERS * float(cosines[place]) + (1 - LETTERS) * shared[place] / (norm * own))
            for place, own in enumerate(self._norms)
        ]
        likely = sorted((one for one in found if one.score >= least), key=lambda one: (-one.score, one.place))
        return likely[:most]

    def _weight(self, word: str, count: int) -> float:
        return (1.0 + math.log(count)) * self._rarity.get(word, self._unknown)

    def _norm(self, counted: Mapping[str, int]) -> float:
        return math.sqrt(sum(self._weight(word, count) ** 2 for word, count in counted.items())) or 1.0


def _words_and_letters(text: str) -> tuple[Counter[str], str]:
    said, groups = read(text), _groups()
    return Counter(groups.get(stem(fold(unit.word)), unit.concept) for unit in said.units), said.plain


@cache
def _groups() -> dict[str, str]:
    """The stems of `similarity_words.toml`, each with the first word of its group."""
    lines = tomllib.loads(files(__package__).joinpath("similarity_words.toml").read_text("utf-8"))["groups"]
    return {stem(word): words[0] for line in lines for words in [fold(line).split()] for word in words}
