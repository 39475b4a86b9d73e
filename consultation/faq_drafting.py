"""A FAQ entry written in chat, held to the rules that a file is held to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from consultation.content import FaqEntry
from consultation.content_faq import ANSWER_LENGTH, MARKUP, QUESTION_LENGTH, VARIANT_LENGTH
from consultation.refusal import Refusal
from consultation.text import clean, fold, has_words, length

PRESS = "press-office"
"""The source of an entry that the press office wrote in chat: no published text says it."""
EDITABLE = ("question", "answer", "variants", "question_en", "answer_en")
"""What of an entry can be rewritten in chat; its theme is chosen by a button."""
VARIANTS_KEPT = 6
VARIANT_SHORT = 80
"""Long logged questions used as variants hurt the ranking: measured, see docs/faq.md."""
SLUG_LENGTH = 45


def begin(question: str, answer: str, theme: str, variants: Iterable[str], today: date) -> FaqEntry:
    """Drafts an entry; its id is given when it is published."""
    return FaqEntry("", theme, {"fr": question}, {"fr": answer}, tuple(variants), PRESS, today)


def rewrite(entry: FaqEntry, key: str, typed: str, today: date) -> FaqEntry:
    """Changes one part of an entry as it was typed, or refuses with what to do."""
    name, _, language = key.partition("_")
    if name == "variants":
        return replace(entry, variants=_variants(typed))
    longest = QUESTION_LENGTH if name == "question" else ANSWER_LENGTH
    text = _text(typed, longest)
    if name == "question":
        return replace(entry, question={**entry.question, language or "fr": " ".join(text.split())})
    return replace(entry, answer={**entry.answer, language or "fr": text}, as_of=today)


def short_variants(wordings: Iterable[str], question: str) -> tuple[str, ...]:
    """Picks, of what citizens typed, the short distinct wordings worth keeping."""
    kept: dict[str, str] = {}
    for wording in wordings:
        text = " ".join(clean(wording).split())
        if has_words(text) and length(text) <= VARIANT_SHORT and fold(text) != fold(question):
            kept.setdefault(fold(text), text)
    return tuple(kept.values())[:VARIANTS_KEPT]


def named(entry: FaqEntry, taken: Collection[str]) -> FaqEntry:
    """Gives an entry its id."""
    return replace(entry, id=identify(entry.question["fr"], taken))


def identify(question: str, taken: Collection[str]) -> str:
    """Makes an id from a question's words, unlike any taken: "combien-coute-le-plan"."""
    words = re.sub(r"[^a-z0-9]+", "-", fold(question)).strip("-")
    stem = words[:SLUG_LENGTH].rpartition("-")[0] if len(words) > SLUG_LENGTH else words
    stem = stem[:SLUG_LENGTH] if len(stem) >= 3 else "question"
    number = 1
    while (name := stem if number == 1 else f"{stem[: SLUG_LENGTH - 4]}-{number}") in taken:
        number += 1
    return name


def _variants(typed: str) -> tuple[str, ...]:
    lines = [" ".join(clean(line).split()) for line in typed.splitlines()]
    kept = list(dict.fromkeys(line for line in lines if has_words(line)))
    if not kept:
        raise Refusal("form-words-needed")
    for line in kept:
        if length(line) > VARIANT_LENGTH:
            raise Refusal("form-too-long", maximum=VARIANT_LENGTH, excess=length(line) - VARIANT_LENGTH)
    return tuple(kept)


def _text(typed: str, longest: int) -> str:
    text = clean(typed)
    if not has_words(text):
        raise Refusal("form-words-needed")
    if length(text) > longest:
        raise Refusal("form-too-long", maximum=longest, excess=length(text) - longest)
    if MARKUP.search(text):
        raise Refusal("desk-no-markup")
    return text
