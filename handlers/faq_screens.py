"""How a FAQ entry reads: the answer, the words of the source it stands on, its date, what finds it."""

from __future__ import annotations

from collections.abc import Sequence

from consultation.content import FaqEntry, in_language
from consultation.content_faq import PRESS, SERVICE
from handlers.dates import day
from handlers.fitting import visible
from handlers.screens import TEXT_LIMIT
from handlers.texts import Texts

SOURCES = {SERVICE: "faq-source-service", PRESS: "faq-source-press"}
"""How an entry names its source when it is not a quotation of the release."""


def answer_text(texts: Texts, language: str, entry: FaqEntry) -> str:
    """Writes an entry as HTML."""
    said = texts.published(
        language,
        "faq-answer",
        question=in_language(entry.question, language),
        answer=in_language(entry.answer, language),
    )
    source = SOURCES.get(entry.source, "faq-source")
    return said + "\n\n" + texts.published(language, source, quotation=entry.source, day=day(entry.as_of, language))


def whole_text(texts: Texts, language: str, entry: FaqEntry, head: str) -> str:
    """Writes all there is to an entry, for the press office: both languages, then as many wordings as hold."""
    other = next((code for code in texts.languages if code != language and code in entry.answer), None)
    parts = [head, answer_text(texts, language, entry)]
    if other is not None:
        parts.append(
            texts(language, "desk-in-other", other=other, question=entry.question[other], answer=entry.answer[other])
        )
    said = "\n\n".join(parts)
    return said + "\n\n" + _variants(texts, language, entry.variants, TEXT_LIMIT - visible(said) - 2)


def _variants(texts: Texts, language: str, variants: Sequence[str], room: int) -> str:
    """Lists wordings, saying how many more there are where they do not all hold."""
    for shown in range(len(variants), 0, -1):
        lines = [f"• {text}" for text in variants[:shown]]
        if shown < len(variants):
            lines.append(texts.plain(language, "desk-more", count=len(variants) - shown))
        said = texts(language, "desk-variants", list="\n".join(lines))
        if visible(said) <= room:
            return said
    return texts(language, "desk-variants", list=texts.plain(language, "desk-no-variants"))
