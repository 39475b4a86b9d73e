"""How a FAQ entry reads: the answer, the words of the source it stands on, its date."""

from __future__ import annotations

from consultation.content import FaqEntry, in_language
from consultation.content_faq import SERVICE
from consultation.faq_drafting import PRESS
from handlers.dates import day
from handlers.texts import Texts

SOURCES = {SERVICE: "faq-source-service", PRESS: "faq-source-press"}
"""How an entry names its source when it is not a quotation of the release."""


def answer_text(texts: Texts, language: str, entry: FaqEntry) -> str:
    """Writes an entry as HTML."""
    said = texts(
        language,
        "faq-answer",
        question=in_language(entry.question, language),
        answer=in_language(entry.answer, language),
    )
    source = SOURCES.get(entry.source, "faq-source")
    return said + "\n\n" + texts(language, source, quotation=entry.source, day=day(entry.as_of, language))
