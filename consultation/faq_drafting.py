"""A FAQ entry written in chat, held to the rules that a file is held to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from consultation.content import FaqEntry, Silence
from consultation.content_faq import (
    ANSWER_LENGTH,
    MARKUP,
    PRESS,
    QUESTION_LENGTH,
    VARIANT_LENGTH,
    fewest_variants,
)
from consultation.refusal import Refusal
from consultation.text import clean, fold, has_words, length

EDITABLE = ("question", "answer", "variants", "question_en", "answer_en")
"""What of an entry can be rewritten in chat; its theme is chosen by a button."""
VARIANTS_KEPT = 6
VARIANT_SHORT = 80
"""Long logged questions used as variants hurt the ranking: measured, see docs/faq.md."""
SLUG_LENGTH = 45
_BREAK = re.compile(r"\s*\n\s*")
_BULLET = re.compile(r"^[-–—*•·]\s+")


def begin(question: str, answer: str, theme: str, variants: Iterable[str], today: date) -> FaqEntry:
    """Drafts an entry of the press office; its id is given when it is published."""
    return FaqEntry("", theme, {"fr": question}, {"fr": answer}, tuple(variants), PRESS, today)


def begin_from(question: str, answer: str, asked: Iterable[str], today: date, taken: Collection[str]) -> FaqEntry:
    """Drafts an entry from an answered question and how citizens asked it, less what is `taken` (folded).

    A question too long for a title is left to be written anew.
    """
    try:
        title = _titled(_text(question, QUESTION_LENGTH - 2))
    except Refusal:
        title = ""
    variants = short_variants((text for text in asked if fold(text) not in taken), title)
    return begin("" if fold(title) in taken else title, answer, "", variants, today)


def rewrite(entry: FaqEntry, key: str, typed: str, today: date) -> FaqEntry:
    """Changes one part of an entry as it was typed, or refuses with what to do."""
    name, _, language = key.partition("_")
    if name == "variants":
        return _tidied(replace(entry, variants=_variants(typed, entry)))
    if name == "question":
        text = _on_a_line(_text(typed, QUESTION_LENGTH))
        return _tidied(replace(entry, question={**entry.question, language or "fr": text}))
    return replace(entry, answer={**entry.answer, language or "fr": plain_answer(typed)}, as_of=today)


def plain_answer(typed: str) -> str:
    """Reads an answer as it was typed: some words, without markup, that hold on a screen."""
    return _text(typed, ANSWER_LENGTH)


def missing(entry: FaqEntry) -> str | None:
    """Names the first part that an entry lacks; what is in English is so wholly."""
    if not entry.question["fr"]:
        return "question"
    if not entry.answer["fr"]:
        return "answer"
    if not entry.theme:
        return "theme"
    if len(entry.variants) < fewest_variants(entry.source):
        return "variants"
    if ("en" in entry.question) != ("en" in entry.answer):
        return "answer_en" if "en" in entry.question else "question_en"
    return None


def short_variants(wordings: Iterable[str], question: str) -> tuple[str, ...]:
    """Picks, of what citizens typed, the short distinct wordings worth keeping."""
    kept: dict[str, str] = {}
    for wording in wordings:
        text = _on_a_line(clean(wording))
        if has_words(text) and length(text) <= VARIANT_SHORT and fold(text) != fold(question):
            kept.setdefault(fold(text), text)
    return tuple(kept.values())[:VARIANTS_KEPT]


def refuse_twins(entry: FaqEntry, others: Iterable[FaqEntry], silences: Iterable[Silence]) -> None:
    """Refuses words that another entry is asked by, or that the source is silent on: it could not be told which."""
    own = {fold(text): text for text in wordings(entry)}
    for other in others:
        if other.id != entry.id:
            for text in wordings(other):
                if fold(text) in own:
                    raise Refusal("desk-wording-taken", wording=own[fold(text)], question=other.question["fr"])
    if entry.source == PRESS:
        return
    for silence in silences:
        for text in silence.questions:
            if fold(text) in own:
                raise Refusal("desk-wording-silent", wording=own[fold(text)])


def taken_by(entries: Iterable[FaqEntry]) -> frozenset[str]:
    """Lists, folded, every way that entries are asked."""
    return frozenset(fold(text) for entry in entries for text in wordings(entry))


def wordings(entry: FaqEntry) -> tuple[str, ...]:
    """Lists every way that an entry is asked."""
    return (*entry.question.values(), *entry.variants)


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


def _titled(typed: str) -> str:
    """Writes a question typed on a phone as a title: a capital, and a question mark."""
    text = _on_a_line(typed)
    return text[0].upper() + text[1:] + ("" if text[-1] in "?!.…" else "\u202f?")


def _variants(typed: str, entry: FaqEntry) -> tuple[str, ...]:
    lines = [_on_a_line(_BULLET.sub("", clean(line))) for line in typed.splitlines()]
    kept = [line for line in lines if has_words(line)]
    for line in kept:
        if length(line) > VARIANT_LENGTH:
            raise Refusal("form-too-long", maximum=VARIANT_LENGTH, excess=length(line) - VARIANT_LENGTH)
    least = max(1, fewest_variants(entry.source))
    if len({fold(line) for line in kept}) < least:
        raise Refusal("desk-few-variants", least=least)
    return tuple(kept)


def _tidied(entry: FaqEntry) -> FaqEntry:
    """Drops the variants that say again what the question or another variant says."""
    titles = {fold(text) for text in entry.question.values()}
    kept: dict[str, str] = {}
    for text in entry.variants:
        if fold(text) not in titles:
            kept.setdefault(fold(text), text)
    return replace(entry, variants=tuple(kept.values()))


def _text(typed: str, longest: int) -> str:
    text = clean(typed)
    if not has_words(text):
        raise Refusal("form-words-needed")
    if length(text) > longest:
        raise Refusal("form-too-long", maximum=longest, excess=length(text) - longest)
    if MARKUP.search(text):
        raise Refusal("desk-no-markup")
    return text


def _on_a_line(text: str) -> str:
    return _BREAK.sub(" ", text)
