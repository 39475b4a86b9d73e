"""Where the question is in a message: sentences, several questions at once, a long story, a follow-up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from consultation.faq_text import Text, Unit, Words

MOST_QUESTIONS = 2
"""Questions of one message that are answered; the others would bury the first."""
CONTEXT_WEIGHT = 0.7
"""What a word borrowed from the sentence or question before counts for, beside a word of the question itself."""
MOST_READINGS = 4
WHOLE = 45
"""Words of a message that is also read whole; a longer one is a story around its question."""

_SENTENCE = re.compile(r"(?<=[.!?…;])\s+|\n+|(?<=[?])")
_LETTER = re.compile(r"\w")


class Reading(NamedTuple):
    """One way of understanding a message.

    `joined` when it leans on what was said before: a sentence of the message, or the previous question (`follows`).
    `leaning` when it could, and is read alone. `around` is what the message says beside it. `could_follow` when another
    question before it would have a part in the outcome.
    """

    text: Text
    joined: bool
    follows: bool = False
    leaning: bool = False
    around: tuple[Unit, ...] = ()
    could_follow: bool = False


def sentences(text: str) -> list[str]:
    """Cuts a message at the ends of sentences and lines."""
    return [part.strip() for part in _SENTENCE.split(text) if part and _LETTER.search(part)]


def split_questions(text: str) -> list[str]:
    """The questions of a message: one string each, and the whole message when it asks at most one."""
    parts = sentences(text)
    asked = [part for part in parts if part.endswith("?")]
    if len(asked) < MOST_QUESTIONS:
        return [text.strip()] if _LETTER.search(text) else []
    questions: list[str] = []
    before: list[str] = []
    for part in parts:
        before.append(part)
        if part.endswith("?"):
            questions.append(" ".join(before))
            before = []
    return questions


def readings(
    text: str, previous: str | None, words: Words, respell: Callable[[str], str], spelled: list[str] | None = None
) -> list[Reading]:
    """The ways a message can be understood, the most literal first; `spelled` are its words, if they are known."""

    def read(part: str) -> Text:
        if spelled is not None and part == text:
            return words.understand(part, spelled, respell)
        return words.read(part, respell)

    parts = sentences(text) or [text]
    found: list[Reading] = []
    for place in _asking(parts):
        before = " ".join(parts[max(0, place - 2) : place])
        around = read(" ".join(parts[:place])).units if place else ()
        alone = read(parts[place])
        leans = bool(alone.units or alone.kinds) and words.leans(alone)
        could_follow, context = leans and not before, before or previous
        if not leans or not context:
            found.append(Reading(alone, joined=False, around=around, could_follow=could_follow))
            continue
        if alone.units:
            found.append(Reading(alone, joined=False, leaning=True, around=around))
        joined = words.join(read(context), alone, CONTEXT_WEIGHT)
        found.append(Reading(joined, joined=True, follows=could_follow, could_follow=could_follow))
    if len(parts) > 1:
        whole = read(text)
        if len(whole.words) <= WHOLE or not found:
            found.append(Reading(whole, joined=False))
    return found[:MOST_READINGS]


def _asking(parts: list[str]) -> list[int]:
    asked = [place for place, part in enumerate(parts) if part.endswith("?")]
    return asked[::-1][:2] or [len(parts) - 1]
