"""The FAQ on the command line: what the bot would answer, as text or as JSON, without a database."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import orjson

from consultation.content import FaqEntry, Silence, in_language
from consultation.faq import Outcome
from consultation.faq_silences import index_of
from handlers.texts import Texts

STANDARD_INPUT = Path("-")


class Answer(TypedDict):
    """An answer as JSON; of a fallback, `answer` says what the source is known not to give, and is empty otherwise."""

    kind: str
    answer: str
    suggestions: list[str]
    entry: str | None
    score: float


class BatchError(Exception):
    """A file of questions cannot be read: which line, and why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the one before it if any, and in a batch the id that its answer repeats."""

    question: str
    previous: str | None = None
    id: object = None


def read_batch(path: Path) -> list[Asked]:
    """Reads rows {"id", "q"} with an optional "prev", one JSON object a line; all of them, or none."""
    try:
        data = sys.stdin.buffer.read() if path == STANDARD_INPUT else path.read_bytes()
    except OSError as error:
        raise BatchError(f"{path} : fichier introuvable ou illisible — vérifiez le chemin et les droits") from error
    return [_row(path, number, line) for number, line in enumerate(data.splitlines(), 1) if line.strip()]


def answers(
    entries: Sequence[FaqEntry], silences: Iterable[Silence], asked: Iterable[Asked], texts: Texts, language: str
) -> Iterator[Answer]:
    """Answers questions, in their order."""
    index = index_of(entries, silences)
    for one in asked:
        yield _answer(index.ask(one.question, one.previous), texts, language)


def as_text(answer: Answer) -> str:
    """Says an answer for eyes."""
    if answer["kind"] == "answer":
        return f"{answer['answer']}\n({answer['entry']}, {answer['score']})"
    if answer["kind"] == "suggestions":
        return "Vouliez-vous demander :\n" + "\n".join(f"- {title}" for title in answer["suggestions"])
    return answer["answer"] or "Je ne sais pas."


def listed(entries: Iterable[FaqEntry], language: str) -> Iterator[dict[str, str]]:
    """Says each entry as {"id", "question", "answer", "theme"}."""
    for entry in entries:
        yield {
            "id": entry.id,
            "question": in_language(entry.question, language),
            "answer": in_language(entry.answer, language),
            "theme": entry.theme,
        }


def _row(path: Path, number: int, line: bytes) -> Asked:
    where = f"{path}:{number}"
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise BatchError(f"{where}: ce n’est pas du JSON — écrivez un objet par ligne") from error
    if not isinstance(row, dict) or not isinstance(row.get("q"), str) or row.get("id") is None:
        raise BatchError(f'{where}: il manque « id » ou « q » — écrivez {{"id": 1, "q": "…"}}')
    previous = row.get("prev")
    if not isinstance(previous, str | None):
        raise BatchError(f"{where}: « prev » n’est pas un texte — mettez-y la question d’avant, ou retirez-le")
    return Asked(row["q"], previous, row["id"])


def _answer(outcome: Outcome, texts: Texts, language: str) -> Answer:
    kind = "fallback" if outcome.kind == "smalltalk" else outcome.kind
    entry = outcome.entry if kind == "answer" else None
    said = ""
    if entry is not None:
        said = in_language(entry.answer, language)
    elif outcome.silence is not None:
        said = texts.plain(language, "faq-silence-said", topic=in_language(outcome.silence.topic, language))
    return {
        "kind": kind,
        "answer": said,
        "suggestions": [in_language(one.question, language) for one in outcome.suggestions],
        "entry": entry.id if entry else None,
        "score": round(outcome.score, 4),
    }
