"""One text has one fingerprint, whatever the order of its answers; another text has another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from consultation.fingerprint import fingerprint, short

ANSWERS = st.dictionaries(st.text(max_size=10), st.text(max_size=30), min_size=1, max_size=5)


@given(ANSWERS)
def test_the_order_of_answers_does_not_count(answers: dict[str, str]) -> None:
    assert fingerprint(dict(reversed(list(answers.items())))) == fingerprint(answers)


@given(ANSWERS, ANSWERS)
def test_two_texts_have_two_fingerprints(one: dict[str, str], other: dict[str, str]) -> None:
    assert (fingerprint(one) == fingerprint(other)) is (one == other)


def test_anyone_can_compute_it_again() -> None:
    digest = fingerprint({"title": "Délais", "attachment": {"size": 9, "name": "a.pdf"}})
    assert digest == "3bf54d004d9e0cc574f617c74ccd41720ee774747bd458ec82fd7d338b47b9bb"
    assert short(digest) == "3bf5-4d00-4d9e"
