"""An entry's page holds on a screen, however much there is to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from consultation.content import FaqEntry
from consultation.content_faq import ANSWER_LENGTH, QUESTION_LENGTH, SOURCE_LENGTH, VARIANT_LENGTH
from handlers.faq_screens import answer_text, whole_text
from handlers.fitting import visible
from handlers.screens import TEXT_LIMIT
from handlers.texts import Texts

LONGEST = FaqEntry(
    id="longest",
    theme="plan",
    question={"fr": "é" * QUESTION_LENGTH, "en": "<" * QUESTION_LENGTH},
    answer={"fr": "🙂" * (ANSWER_LENGTH // 2), "en": "&" * ANSWER_LENGTH},
    variants=tuple(f"{number} " + "<" * (VARIANT_LENGTH - 3) for number in range(40)),
    source="«" + "x" * (SOURCE_LENGTH - 2) + "»",
    as_of=date(2021, 2, 23),
)


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(strict=True)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_longest_entry_holds_and_says_what_is_left_out(texts: Texts, language: str) -> None:
    shown = whole_text(texts, language, LONGEST, "<b>head</b>")
    assert visible(shown) <= TEXT_LIMIT
    listed = shown.count("\n• ")
    assert 0 < listed < len(LONGEST.variants)
    assert shown.endswith(texts.plain(language, "desk-more", count=len(LONGEST.variants) - listed))


def test_both_languages_are_there_and_every_wording(texts: Texts) -> None:
    entry = replace(LONGEST, answer={"fr": "Oui.", "en": "Yes."}, variants=("un", "deux"))
    shown = whole_text(texts, "en", entry, "")
    assert shown.index("Yes.") < shown.index("🇫🇷") < shown.index("Oui.") < shown.index("• un\n• deux")
    only_french = replace(entry, answer={"fr": "Oui."}, question={"fr": "Oui ?"}, variants=())
    assert "🇬🇧" not in (shown := whole_text(texts, "fr", only_french, ""))
    assert shown.endswith(texts("fr", "desk-no-variants"))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("« C’est écrit. »", "<blockquote>« C’est écrit. »</blockquote>\n<i>Source\u00a0: communiqué de presse"),
        ("service", "<i>Réponse de ce service, à jour au 23 février 2021</i>"),
        ("press-office", "<i>Réponse du service de presse, à jour au 23 février 2021</i>"),
    ],
)
def test_an_answer_says_what_it_stands_on(texts: Texts, source: str, said: str) -> None:
    assert said in answer_text(texts, "fr", replace(LONGEST, source=source))
