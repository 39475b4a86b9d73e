"""What could tell who someone is, found in what they wrote, so that they can be warned before it is sent.

Nothing is decided here: the person masks it, or sends it as it is. Being warned for nothing is tiresome, so what looks
alike and is nobody's (references, articles of law, amounts, dates, départements) is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from consultation.form import FIELDS, SKIPPED, Answer, Answers, Kind
from consultation.text import fold


class DataKind(StrEnum):
    """What personal data is made of."""

    PHONE = "phone"
    EMAIL = "email"
    IBAN = "iban"
    NIR = "nir"
    ADDRESS = "address"
    PLATE = "plate"


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data in a text, from `start` to `end`."""

    kind: DataKind
    start: int
    end: int
    text: str


MASKS: Mapping[DataKind, str] = {
    DataKind.PHONE: "[téléphone masqué]",
    DataKind.EMAIL: "[adresse électronique masquée]",
    DataKind.IBAN: "[compte bancaire masqué]",
    DataKind.NIR: "[numéro de sécurité sociale masqué]",
    DataKind.ADDRESS: "[adresse postale masquée]",
    DataKind.PLATE: "[plaque d’immatriculation masquée]",
}
"""What stands in the place of each: in French, as contributions are read."""

_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_AT = r"(?:\s@\s|@\s?|\s?[(\[{<]\s?(?:at|arr?obase?|a|@|chez)\s?[)\]}>]\s?|\s+arr?obase?\s+|_at_|\s+at\s+)"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:point|dot|\.)\s?[)\]}]\s?|\s+(?:point|dot)\s+)"
_WORD = r"[^\W_](?:[\w+%-]{0,62}[^\W_])?"
_EMAIL = re.compile(
    rf"(?<![\w.+%-])(?P<local>{_WORD}(?:{_DOT}{_WORD}){{0,3}})(?P<at>{_AT})"
    rf"(?P<domain>{_WORD}(?:{_DOT}{_WORD}){{0,3}}{_DOT}[a-z]{{2,24}})(?![\w@])",
    re.IGNORECASE,
)
_BARE_AT = re.compile(r"\s+at\s+", re.IGNORECASE)
_MARK = "\0"
"""Stands for what was already found, so that nothing else is found in it."""

Span = tuple[int, int]
Finder = Callable[[str], Iterator[Span]]


def find(text: str, public: Collection[str] = ()) -> list[Found]:
    """Finds personal data, in order; `public` are contacts that everyone may know (the press office's)."""
    known = {_canonical(found) for contact in public for found in _scan(contact)}
    return [found for found in _scan(text) if _canonical(found) not in known]


def mask(text: str, found: Collection[Found]) -> str:
    """Puts a note of what it was in the place of each."""
    for item in sorted(found, key=lambda item: item.start, reverse=True):
        text = text[: item.start] + MASKS[item.kind] + text[item.end :]
    return text


def find_in_answers(answers: Answers, public: Collection[str] = ()) -> dict[str, list[Found]]:
    """Finds personal data in what was typed in a form, field by field."""
    typed = {key: answer for key, answer in answers.items() if isinstance(answer, str) and _is_typed(key)}
    found = {key: find(answer, public) for key, answer in typed.items()}
    return {key: items for key, items in found.items() if items}


def mask_answers(answers: Answers, public: Collection[str] = ()) -> dict[str, Answer]:
    """Masks what `find_in_answers` finds."""
    found = find_in_answers(answers, public)
    return {key: mask(str(answer), found[key]) if key in found else answer for key, answer in answers.items()}


def without_identity(answers: Answers, public: Collection[str] = ()) -> dict[str, Answer]:
    """Keeps what was said and not who said it: no signature, no file, personal data masked."""
    removed = {field.key for field in FIELDS.values() if field.kind in (Kind.SIGNATURE, Kind.ATTACHMENT)}
    return {key: SKIPPED if key in removed else answer for key, answer in mask_answers(answers, public).items()}


def _is_typed(key: str) -> bool:
    return key in FIELDS and FIELDS[key].kind in (Kind.TEXT, Kind.SIGNATURE)


def _scan(text: str) -> list[Found]:
    """Finds all of it: what is surest first, each in what the others left."""
    left, found = _URL.sub(lambda match: _MARK * len(match[0]), text), []
    for kind, finder in _finders():
        for start, end in list(finder(left)):
            found.append(Found(kind, start, end, text[start:end]))
            left = left[:start] + _MARK * (end - start) + left[end:]
    return sorted(found, key=lambda item: item.start)


def _emails(text: str) -> Iterator[Span]:
    for match in _EMAIL.finditer(text):
        if _BARE_AT.fullmatch(match["at"]) and not re.search(
            r"[._\d-]|\s(?:point|dot)\s", match["local"] + _spelled(match)
        ):
            continue  # “meet us at example.org”
        start = match.start() + _spoken_before(match["local"], match["at"])
        yield start, match.end()


def _spelled(match: re.Match[str]) -> str:
    """The domain, where its dots are written in letters."""
    return match["domain"] if re.search(r"\s(?:point|dot)\s", match["domain"]) else ""


def _spoken_before(local: str, at: str) -> int:
    """Says where the address begins: “un point important @ …” is not spelled out before a plain sign."""
    if "@" not in at:
        return 0
    words = list(re.finditer(r"\s", local))
    return words[-1].end() if words else 0


def _canonical(found: Found) -> str:
    """Writes the same data the same way, however it was typed."""
    if found.kind is DataKind.PHONE:
        from consultation import personal_data_numbers as numbers

        return numbers.international(found.text)
    if found.kind is DataKind.EMAIL:
        spelled = re.sub(_AT, "@", found.text.casefold(), count=1)
        return re.sub(_DOT, ".", spelled)
    return fold(found.text)


@cache
def _finders() -> tuple[tuple[DataKind, Finder], ...]:
    """Each kind and what finds it, the surest first; loaded for the first text that is looked at."""
    from consultation import personal_data_numbers as numbers
    from consultation import personal_data_places as places

    return (
        (DataKind.EMAIL, _emails),
        (DataKind.IBAN, numbers.ibans),
        (DataKind.NIR, numbers.nirs),
        (DataKind.PHONE, numbers.phones),
        (DataKind.PHONE, numbers.spelled_phones),
        (DataKind.PLATE, numbers.plates),
        (DataKind.ADDRESS, places.addresses),
    )
