"""Reads the labelled sentences and counts what is found, missed and found for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from consultation.personal_data import DataKind, find

HERE = Path(__file__).parent
PUBLIC = ("01 53 18 42 68", "presse.mtftp@transformation.gouv.fr")
"""The press office's contacts, as the consultation gives them."""
_LABEL = re.compile(r"\{(\w+)\|([^}]+)\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the personal data in it: kind and words, in order."""

    text: str
    data: tuple[tuple[DataKind, str], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of a sentence's personal data, and what else was."""

    sentence: Sentence
    right: int
    missed: tuple[tuple[DataKind, str], ...]
    for_nothing: tuple[tuple[DataKind, str], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How many warnings were right, and how much was warned of."""

    sentences: int
    right: int
    missed: int
    for_nothing: int

    @property
    def precision(self) -> float:
        """The share of what is found that is personal data."""
        return self.right / max(1, self.right + self.for_nothing)

    @property
    def recall(self) -> float:
        """The share of the personal data that is found."""
        return self.right / max(1, self.right + self.missed)


def read(path: Path) -> list[Sentence]:
    """Reads sentences, one a line, personal data written {kind|as typed}."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [
        Sentence(
            _LABEL.sub(lambda match: match[2], line),
            tuple((DataKind(match[1]), match[2]) for match in _LABEL.finditer(line)),
        )
        for line in lines
    ]


def judge(sentence: Sentence) -> Verdict:
    """Compares what is found with what there is: the same kind and the same words."""
    found = [(item.kind, item.text) for item in find(sentence.text, PUBLIC)]
    missed = [item for item in sentence.data if item not in found]
    for_nothing = [item for item in found if item not in sentence.data]
    return Verdict(sentence, len(sentence.data) - len(missed), tuple(missed), tuple(for_nothing))


def score(verdicts: Iterable[Verdict]) -> Score:
    """Adds verdicts up."""
    counted = list(verdicts)
    return Score(
        len(counted),
        sum(verdict.right for verdict in counted),
        sum(len(verdict.missed) for verdict in counted),
        sum(len(verdict.for_nothing) for verdict in counted),
    )
