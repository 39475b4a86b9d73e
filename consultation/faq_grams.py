"""Likeness of letters: groups of two to four characters, weighted by rarity, compared over postings arrays.

numpy does it: one short question meets thirty thousand postings, which takes Python's own loops a millisecond.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

BUDGET = 400_000
"""Postings read for one question, rarest groups first: what bounds the time when there are 10,000 entries."""

MOST_COUNTED = 100
"""Occurrences of a group in one text after which it counts no more."""
ROWS = 600_000
"""Bytes, at most, of the rows of the groups that most texts have: to add a row is quicker than to read its postings."""
COMMON = 250
"""Texts that have a group, at least, for it to be kept as a row."""
LONG = 250
"""Postings of a group, on average, from which they are copied a group at a time."""

_BASE = 39
_SPACE, _OTHER = 1, _BASE - 1
"""No character is a zero, so that groups of different lengths have different codes."""
_WIDTHS = (2, 3, 4)
_OWNER_BITS, _COUNT_BITS = 32, 8
_OWNER, _COUNT = (1 << _OWNER_BITS) - 1, (1 << _COUNT_BITS) - 1


def _alphabet() -> NDArray[np.int32]:
    codes = np.full(256, _OTHER, dtype=np.int32)
    codes[ord(" ")] = _SPACE
    for position, char in enumerate("abcdefghijklmnopqrstuvwxyz0123456789", _SPACE + 1):
        codes[ord(char)] = position
    return codes


_CODES = _alphabet()
_COUNTED = (1.0 + np.log(np.maximum(np.arange(MOST_COUNTED + 1), 1))).astype(np.float32)


def _groups(text: str) -> list[NDArray[np.int32]]:
    """The code of every group of two, three and four characters, by where it begins."""
    letters = _CODES[np.frombuffer(text.encode("latin-1", "replace"), dtype=np.uint8)]
    twos = letters[:-1] * _BASE + letters[1:]
    threes = twos[:-1] * _BASE + letters[2:]
    fours = threes[:-1] * _BASE + letters[3:]
    return [twos, threes, fours]


def _lasts(found: NDArray[np.signedinteger]) -> NDArray[np.int64]:
    """Of sorted numbers, the place of the last of each."""
    last = np.empty(len(found), dtype=np.bool_)
    last[-1:] = True
    np.not_equal(found[1:], found[:-1], out=last[:-1])
    return last.nonzero()[0]


def _sizes(lasts: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many there are of each."""
    sizes = lasts.copy()
    sizes[:1] += 1
    sizes[1:] -= lasts[:-1]
    return sizes


def _postings(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The group and its occurrences (as one number) of every posting, in their order; and whose text it is."""
    owners = np.repeat(np.arange(len(texts), dtype=np.int64), [len(text) + 2 for text in texts])
    found = []
    for width, codes in zip(_WIDTHS, _groups("".join(f" {text} " for text in texts)), strict=True):
        own = owners[: len(codes)]
        within = own == owners[width - 1 :]
        found.append((codes[within].astype(np.int64) << _OWNER_BITS) | own[within])
    keys = np.concatenate(found)
    keys.sort(kind="stable")
    lasts = _lasts(keys)
    counts = np.minimum(_sizes(lasts), MOST_COUNTED)
    keys = keys[lasts]
    keys = ((keys >> _OWNER_BITS) << (_OWNER_BITS + _COUNT_BITS)) | (counts << _OWNER_BITS) | (keys & _OWNER)
    keys.sort(kind="stable")  # nearly in order: most texts have a group once
    return keys >> _OWNER_BITS, (keys & _OWNER).astype(np.int32)


class GramIndex:
    """Postings of many folded texts: for another one, the cosine with each of them.

    The postings of a group are in runs: first the texts that have it once, then those that have it twice...
    What a posting adds is what its run counts for, and the rarity of its group twice (the question's and the text's);
    the lengths of both are divided by at the end.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self.size = len(texts)
        self._unknown = math.log(1.0 + self.size) + 1.0
        counted, owners = _postings(texts)
        run_ends = _lasts(counted) + 1
        counted = counted[run_ends - 1]
        self._run_starts = np.concatenate(([0], run_ends)).astype(np.int32)
        self._run_counts = _COUNTED[counted & _COUNT]
        codes = counted >> _COUNT_BITS
        group_ends = _lasts(codes) + 1
        self._first_runs = np.concatenate(([0], group_ends)).astype(np.int32)
        # A code that no group has ends the list, so that every code has a place in it.
        self._codes = np.append(codes[group_ends - 1], np.iinfo(np.int32).max).astype(np.int32)
        self._counts = np.diff(self._run_starts[self._first_runs])
        self._rarity = np.log((1.0 + self.size) / (1.0 + self._counts)) + 1.0
        weights = np.repeat(self._run_counts, np.diff(self._run_starts)) * np.repeat(self._rarity, self._counts)
        lengths = np.sqrt(np.bincount(owners, weights=weights**2, minlength=self.size))
        lengths[lengths == 0] = 1.0
        self._lengths = lengths
        self._owners = owners.astype(np.uint16) if self.size <= 1 << 16 else owners
        self._row_of, self._rows = self._common(weights)

    def _common(self, weights: Floats) -> tuple[NDArray[np.int32], list[NDArray[np.float32]]]:
        """Keeps the groups that many texts have each as a row, what it adds to every text; and which row is whose."""
        most = ROWS // (4 * max(self.size, 1))
        places = np.flatnonzero(self._counts >= COMMON)
        places = places[np.argsort(-self._counts[places], kind="stable")[:most]]
        rows = np.zeros((len(places), self.size), dtype=np.float32)
        for row, place in zip(rows, places.tolist(), strict=True):
            held = slice(*self._run_starts[self._first_runs[place : place + 2]].tolist())
            row[self._owners[held]] = weights[held] * self._rarity[place]
        row_of = np.full(len(self._counts), -1, dtype=np.int32)
        row_of[places] = np.arange(len(places))
        return row_of, list(rows)

    def cosines(self, text: str) -> Floats:
        """The likeness of a folded text with every text of the index, in their order, from 0 to 1."""
        found = np.concatenate(_groups(f" {text} "))
        found.sort()
        lasts = _lasts(found)
        codes, counted = found[lasts], _COUNTED.take(_sizes(lasts), mode="clip")
        places = self._codes.searchsorted(codes)
        known = self._codes[places] == codes
        places, counted_known = places[known], counted[known]
        rarity = self._rarity[places]
        weights = counted_known * rarity
        strange = counted[~known] * self._unknown
        length = math.sqrt(weights @ weights + strange @ strange)
        places, weights, counted = self._afforded(places, weights * rarity, counted_known)
        sums = self._sums(places, weights, counted)
        sums /= self._lengths
        sums /= length
        return sums

    def _afforded(
        self, places: NDArray[np.int64], weights: Floats, counted: NDArray[np.float32]
    ) -> tuple[NDArray[np.int64], Floats, NDArray[np.float32]]:
        """Those of the groups whose postings the budget allows to read, the first whatever it costs."""
        counts = self._counts[places]
        if int(counts.sum()) <= BUDGET:
            return places, weights, counted
        order = np.argsort(counts, kind="stable")
        kept = order[np.cumsum(counts[order]) <= max(BUDGET, int(counts[order[0]]))]
        return places[kept], weights[kept], counted[kept]

    def _sums(self, places: NDArray[np.int64], weights: Floats, counted: NDArray[np.float32]) -> Floats:
        """What groups add to every text: each its weight for each run, its row as many times as it is counted."""
        row_of = self._row_of[places]
        is_common = row_of >= 0
        whole, add = np.zeros(self.size, dtype=np.float32), np.add
        for row, times in zip(row_of[is_common].tolist(), counted[is_common].tolist(), strict=True):
            add(whole, self._rows[row] if times == 1.0 else self._rows[row] * np.float32(times), whole)
        is_rare = ~is_common
        runs, weights = self._runs(places[is_rare], weights[is_rare])
        return np.add(np.bincount(*self._read(runs, weights), minlength=self.size), whole, dtype=np.float64)

    def _runs(self, places: NDArray[np.int64], weights: Floats) -> tuple[NDArray[np.int64], Floats]:
        """The runs of groups, and what a posting of each adds."""
        firsts = self._first_runs[places]
        sizes = self._first_runs[places + 1] - firsts
        runs = _ranges(firsts, sizes)
        return runs, weights.repeat(sizes) * self._run_counts[runs]

    def _read(self, runs: NDArray[np.int64], weights: Floats) -> tuple[NDArray[np.integer], Floats]:
        """Reads whose texts have the groups of runs, and what is added to each."""
        starts = self._run_starts[runs]
        sizes = self._run_starts[runs + 1] - starts
        if int(sizes.sum()) > LONG * len(runs):
            pieces = zip(starts.tolist(), sizes.tolist(), strict=True)
            owners = np.concatenate([self._owners[start : start + size] for start, size in pieces])
        else:
            owners = self._owners[_ranges(starts, sizes)]
        return owners, weights.repeat(sizes)


def _ranges(starts: NDArray[np.int32], sizes: NDArray[np.int32]) -> NDArray[np.int64]:
    """Counts from each start, as far as its size, one after the other."""
    ends = sizes.cumsum()
    counted = np.arange(ends[-1] if len(ends) else 0)
    counted += (starts + sizes - ends).repeat(sizes)
    return counted
