"""What citizens type is kept as they said it, without what is invisible or harmful."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation import text


@given(st.text())
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    once = text.clean(typed)
    assert text.clean(once) == once


@given(st.text())
def test_nothing_that_reorders_or_hides_text_is_left(typed: str) -> None:
    left = {unicodedata.category(char) for char in text.clean(typed) if char not in "\n\t\u200d\u200c"}
    assert not left & {"Cc", "Cs"}
    assert not set("\u202e\u2066\u200b\ufeff\u2069") & set(text.clean(typed))


@pytest.mark.parametrize("emoji", ["👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🇫🇷", "👍🏽", "❤️", "🧑🏿‍🚀"])
def test_emoji_are_left_intact(emoji: str) -> None:
    assert text.clean(f"oui {emoji} bien") == f"oui {emoji} bien"


def test_a_pile_of_marks_is_bounded_but_accents_stay() -> None:
    assert text.clean("e" + "\u0336" * 50).count("\u0336") == text.MARKS_IN_A_ROW
    assert text.clean("e\u0301te\u0301") == "été"


def test_french_spaces_stay_and_blank_lines_are_few() -> None:
    assert text.clean("Pourquoi\u202f?  Oui\u00a0!\n\n\n\n\nNon") == "Pourquoi\u202f? Oui\u00a0!\n\nNon"


def test_length_counts_as_telegram_counts() -> None:
    assert text.length("é") == 1
    assert text.length("👍") == 2


@given(st.text(), st.integers(min_value=2, max_value=50))
def test_a_shortened_text_fits_and_is_whole_characters(typed: str, limit: int) -> None:
    short = text.shorten(text.clean(typed), limit)
    assert text.length(short) <= limit
    short.encode("utf-8")


def test_shortening_cuts_at_a_word() -> None:
    assert text.shorten("une phrase assez longue", 17) == "une phrase assez…"


@pytest.mark.parametrize(("typed", "folded"), [("Côte-d’Or", "cote d or"), ("ŒUVRE", "oeuvre"), ("  Île  ", "ile")])
def test_folding_compares_names(typed: str, folded: str) -> None:
    assert text.fold(typed) == folded


@pytest.mark.parametrize(("typed", "words"), [("👍👍", False), ("…", False), ("a", True), ("2", True)])
def test_emoji_alone_are_not_words(typed: str, words: bool) -> None:
    assert text.has_words(typed) is words
