"""Somebody's words are struck out wherever they are quoted, and nobody else's are."""

from __future__ import annotations

import json
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.text import shorten
from storage.words import GONE, SHORTEST, Words

SAID = "Quand je dépose un dossier, je ne sais jamais combien de temps attendre & <où>."
LONG = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=SHORTEST, max_size=200).filter(
    lambda text: len(text.strip()) >= SHORTEST and GONE not in text
)


@pytest.mark.parametrize("written", [SAID, escape(SAID, quote=False)])
def test_they_are_struck_out_as_typed_and_as_shown(written: str) -> None:
    params = {"text": f"Question : {written} Répondez.", "reply_markup": {"inline_keyboard": [[{"text": "Oui"}]]}}
    struck = Words([SAID]).strike(params)
    assert struck == {**params, "text": f"Question : {GONE} Répondez."}


def test_the_beginning_of_a_long_text_is_enough() -> None:
    assert Words([SAID]).strike(f"<b>{shorten(SAID, 60)}</b>") == f"<b>{GONE}</b>"


def test_short_words_are_anybodys() -> None:
    assert Words(["Bonjour à tous"]).strike("Bonjour à tous, dit-il") == "Bonjour à tous, dit-il"


def test_an_item_of_a_list_that_was_theirs_goes() -> None:
    assert Words([SAID]).strike({"variants": [SAID, "autre"]}) == {"variants": ["autre"]}


@pytest.mark.parametrize("payload", [json.dumps({"message": {"text": SAID}}), f"not JSON: {SAID}"])
def test_a_payload_that_quotes_them_is_known(payload: str) -> None:
    assert Words([SAID]).quoted_in(payload)
    assert not Words(["Tout autre chose, dit par quelqu’un"]).quoted_in(payload)


@given(LONG, st.text(max_size=40), st.text(max_size=40))
def test_nothing_of_them_is_left_whatever_stands_around(said: str, before: str, after: str) -> None:
    words = Words([said])
    assert said.strip() not in words.strike(before + said + after)


@given(LONG, st.recursive(st.none() | st.integers() | st.text(max_size=10), st.lists, max_leaves=5))
def test_what_does_not_quote_them_stays_as_it_is(said: str, value: object) -> None:
    assert Words([said]).strike(value) == value
