"""A contribution said again is found first; one unlike all others finds nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.similarity import SHOWN, Similarity, text_of

PAIRS = tomllib.loads((Path(__file__).parents[2] / "bench" / "similarity" / "pairs.toml").read_text("utf-8"))["pair"]
INDEX = Similarity([pair["said"] for pair in PAIRS])


@pytest.mark.parametrize("place", range(len(PAIRS)))
def test_a_light_change_is_found_first(place: int) -> None:
    assert INDEX.nearest(PAIRS[place]["easy"])[0].place == place


def test_two_paraphrases_in_three_are_among_the_first_three() -> None:
    found = [place in [one.place for one in INDEX.nearest(pair["other"])] for place, pair in enumerate(PAIRS)]
    assert sum(found) >= len(PAIRS) * 0.6


def test_what_has_nothing_in_common_finds_nothing() -> None:
    assert INDEX.nearest("Xylophone baroque et nougat de Montélimar") == []
    assert Similarity(()).nearest("Publier les délais") == []


@given(st.text(max_size=300))
def test_any_text_is_compared(text: str) -> None:
    found = INDEX.nearest(text)
    assert len(found) <= SHOWN
    assert all(0 < one.score <= 1.01 for one in found)


def test_only_what_its_author_wrote_is_compared() -> None:
    answers = {"title": "Un", "observation": "Deux", "proposal": "Trois", "signature": "Camille", "territory": "35"}
    assert text_of(answers) == "Un\nDeux\nTrois"
