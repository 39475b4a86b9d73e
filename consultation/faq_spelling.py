"""The words of the store, found again when they are written by ear or with one letter wrong."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from consultation.faq_text import ELIDED, VOWELS, sound, stem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from consultation.faq_store import Prepared
    from consultation.faq_text import Words

CORRECTABLE = 5
"""Letters of a word, at least, for it to be corrected."""
REMEMBERED = 2_048
"""Words whose correction is remembered."""


class Spelling:
    """Corrects words. Immutable but for what it remembers."""

    def __init__(self, spelled: Iterable[str], foreign: Iterable[str]) -> None:
        """`foreign` are words that stay as they are too, unless the store has a word so near."""
        words = sorted(set(foreign)) + sorted(set(spelled))
        self._known = frozenset(stem(word) for word in words)
        self._words = tuple(word for word in words if len(word) >= CORRECTABLE and word.isalpha())
        self._by_sound = {sound(word): word for word in self._words}
        # Thousands of misspellings: their hashes weigh a tenth of a dictionary of them; `_near` checks what it finds.
        near = {hash(key): place for place, word in enumerate(self._words) for key in _lacking_one(word)}
        self._hashes = array("q", sorted(near))
        self._places = array("i", (near[key] for key in self._hashes))
        self.corrected = lru_cache(REMEMBERED)(self._corrected)

    @classmethod
    def of(cls, prepared: Iterable[Prepared], decoys: Iterable[Prepared], words: Words) -> Spelling:
        """Learns every word; the words of the decoys are known too, so that none is "corrected" into the store's."""
        spelled = {word for one in prepared for word in one.words} | words.usual
        return cls(spelled, {word for one in decoys for word in one.words} - spelled)

    def _corrected(self, word: str) -> str:
        """The word as the store spells it, or itself when it is known or nothing is near."""
        if len(word) < CORRECTABLE or not word.isalpha() or stem(word) in self._known:
            return word
        if word[0] in ELIDED and word[1] in VOWELS and stem(word[1:]) in self._known:
            return word[1:]
        found = self._by_sound.get(sound(word), "")
        if not found and len(word) > CORRECTABLE:
            found = self._near(word)
        return found if found[:1] == word[0] else word

    def _near(self, word: str) -> str:
        for key in _lacking_one(word):
            hashed = hash(key)
            at = bisect_left(self._hashes, hashed)
            if at < len(self._hashes) and self._hashes[at] == hashed:
                found = self._words[self._places[at]]
                if key in _lacking_one(found):
                    return found
        return ""


def _lacking_one(word: str) -> list[str]:
    return [word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))]
