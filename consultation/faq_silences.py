"""What an answer of the press office ends: the questions that the service stayed silent on, or took for another matter.

The engine holds an entry back when a question looks more like a silence of the source, or like an everyday matter.
Once the press office has answered one of those questions, that one finds its answer; the others around it stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from consultation.content import FaqEntry, Silence
from consultation.content_faq import PRESS
from consultation.faq import FaqIndex
from consultation.faq_store import Decoy, default_decoys
from consultation.likeness import Questions


class Silences:
    """The questions not to answer, less those that the press office has answered."""

    def __init__(self, silences: Iterable[Silence] = (), decoys: Iterable[Decoy] | None = None) -> None:
        self._silences = tuple(silences)
        self._decoys = default_decoys() if decoys is None else tuple(decoys)
        self._texts = [text for one in self._silences for text in one.questions]
        self._texts += [text for wordings in self._decoys for text in wordings]
        self._questions: Questions | None = None
        self._ended: dict[str, tuple[FaqEntry, set[str]]] = {}

    def ended_by(self, entries: Iterable[FaqEntry]) -> frozenset[str]:
        """Finds which of the questions the press office answers now."""
        written = [entry for entry in entries if entry.source == PRESS]
        self._ended = {entry.id: (entry, self._ended_by(entry)) for entry in written}
        return frozenset[str]().union(*(ended for _, ended in self._ended.values()))

    def without(self, ended: frozenset[str]) -> tuple[tuple[Silence, ...], tuple[Decoy, ...]]:
        """Says what is left to stay silent on."""
        silences = (replace(one, questions=_left(one.questions, ended)) for one in self._silences)
        decoys = (_left(wordings, ended) for wordings in self._decoys)
        return tuple(one for one in silences if one.questions), tuple(wordings for wordings in decoys if wordings)

    def _ended_by(self, entry: FaqEntry) -> set[str]:
        known = self._ended.get(entry.id)
        if known is not None and known[0] == entry:
            return known[1]
        if self._questions is None:
            self._questions = Questions(self._texts)
        wordings = {*entry.question.values(), *entry.variants}
        return {self._texts[place] for text in wordings for place in self._questions.alike(text)}


def _left(wordings: tuple[str, ...], ended: frozenset[str]) -> tuple[str, ...]:
    return tuple(text for text in wordings if text not in ended)


def index_of(entries: Sequence[FaqEntry], silences: Iterable[Silence]) -> FaqIndex:
    """Indexes the entries of a consultation beside the questions that none of them answers."""
    silent = Silences(silences)
    left, decoys = silent.without(silent.ended_by(entries))
    return FaqIndex.build(entries, decoys, silences=left)
