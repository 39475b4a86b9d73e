"""A commitment of the plan, and what becomes of contributions in it, declared once.

The stages are those by which the Open Government Partnership follows a plan: not started, limited, substantial,
completed; before them the commitment is proposed, and it may be withdrawn. To add one, add a row to `STAGES` and its
sentence to the locales (`commitment-stage-<key>`).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from consultation.content_files import Localized
from consultation.refusal import Refusal
from consultation.text import clean, fold, has_words, length

STAGES: tuple[str, ...] = ("proposed", "not_started", "limited", "substantial", "completed", "withdrawn")
FIRST_STAGE = STAGES[0]

NUMBER_MOST = 9_999
TITLE_LONGEST = 160
DESCRIPTION_LONGEST = 900
LINK_LONGEST = 400
EXPLANATION_LONGEST = 600
ANSWER_LONGEST = 1_000
LINKED_AT_ONCE = 20
"""How many contributions get the same answer in one go."""
_ADDRESS = re.compile(r"https?://[^\s\"<>]+")


class Verdict(StrEnum):
    """What became of a contribution."""

    RETAINED = "retained"
    PARTLY = "partly"
    NOT_RETAINED = "not_retained"


FEEDS = (Verdict.RETAINED, Verdict.PARTLY)
"""The verdicts by which a contribution fed a commitment."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a commitment says; `number` is that of the plan."""

    number: int
    title: Localized
    description: Localized
    theme: str
    link: str | None


def verdicts(commitment: int | None) -> tuple[Verdict, ...]:
    """Lists what may be said of a contribution: without a commitment, only that it is not retained."""
    return tuple(Verdict) if commitment is not None else (Verdict.NOT_RETAINED,)


def read_number(typed: str) -> int:
    """Reads a commitment's number, or refuses with what to do."""
    text = typed.strip().removeprefix("n°").strip()
    if not text.isdecimal() or len(text) > len(str(NUMBER_MOST)) or not 1 <= int(text) <= NUMBER_MOST:
        raise Refusal("commitment-number-wanted", maximum=NUMBER_MOST)
    return int(text)


def read_numbers(typed: str) -> list[int]:
    """Reads contributions' numbers ("12, 15 et 18"); none if anything else is said: it is then searched for."""
    words = re.sub(r"n°|[,;&#]|\bet\b|\band\b", " ", typed.casefold()).split()
    if not words or not all(word.isdecimal() and len(word) <= 18 for word in words):
        return []
    return list(dict.fromkeys(int(word) for word in words))


def read_words(typed: str, longest: int, *, one_line: bool = False) -> str:
    """Reads what was typed for a commitment or an answer: words, of a bounded length."""
    text = clean(typed)
    if not has_words(text):
        raise Refusal("form-words-needed")
    if length(text) > longest:
        raise Refusal("form-too-long", maximum=longest, excess=length(text) - longest)
    return " ".join(text.split()) if one_line else text


def read_link(typed: str) -> str:
    """Reads an address on the web."""
    text = clean(typed)
    if not _ADDRESS.fullmatch(text) or length(text) > LINK_LONGEST:
        raise Refusal("commitment-link-wanted")
    return text


def is_address(text: str) -> bool:
    """Tells whether a text is an address on the web."""
    return _ADDRESS.fullmatch(text) is not None


def check_stage(stage: str, current: str) -> None:
    """Refuses a stage that does not exist, or that the commitment is at."""
    if stage not in STAGES:
        raise Refusal("button-gone")
    if stage == current:
        raise Refusal("commitment-stage-same")


def check_verdict(verdict: str, commitment: int | None) -> Verdict:
    """Reads a verdict that may be given."""
    if verdict not in verdicts(commitment):
        raise Refusal("button-gone")
    return Verdict(verdict)


def says_all(text: str, words: Collection[str]) -> bool:
    """Tells whether a text holds every word sought, whatever the accents."""
    folded = fold(text)
    return all(word in folded for word in words)
