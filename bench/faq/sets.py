"""The bench's questions: in scope with the entries that answer them, out of scope with none."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent / "sets"
Half = Literal["tune", "report"]


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a set; `expected` is empty when no entry answers it."""

    id: str
    half: str
    style: str
    text: str
    previous: str | None
    topic: str
    expected: frozenset[str]


def in_scope(half: Half) -> list[Question]:
    """The questions that the store answers."""
    topics = tomllib.loads((HERE / "topics.toml").read_text("utf-8"))
    return [
        Question(
            row["id"], half, row["style"], row["q"], row.get("prev"), row["topic"], frozenset(topics[row["topic"]])
        )
        for row in _rows(HERE / "in_scope.jsonl")
        if row["half"] == half
    ]


def out_of_scope(half: Half) -> list[Question]:
    """The questions that no entry answers; their style tells near misses, and the language."""
    return [
        Question(row["id"], half, f"{row['kind']} {row['lang']}", row["q"], row.get("prev"), row["id"], frozenset())
        for row in _rows(HERE / "out_of_scope.jsonl")
        if row["half"] == half
    ]


def foreign(path: Path) -> list[Question]:
    """The questions of another administration's FAQ, all out of scope here."""
    return [
        Question(f"{path.stem}-{number}", "foreign", path.stem, row["question"], None, "", frozenset())
        for number, row in enumerate(_rows(path), 1)
    ]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            row: dict[str, str] = json.loads(line)
            yield row
