"""Questions that ask the same thing are counted together; near misses are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.likeness import ALIKE, Questions, asks, likenesses, nearest

ALIKE_PAIRS = [
    ("Combien coûte le plan ?", "combien coute le plan"),
    ("Combien coûte le plan d’action ?", "c combien le cout du plan d'action"),
    ("Quelles sont les dates des ateliers ?", "dates des ateliers ?"),
    ("Y aura-t-il un atelier à Lyon ?", "y a t il un atelier a lyon"),
    ("How much does the plan cost?", "how much is the cost of the plan ?"),
    ("Qui a écrit le rapport d’évaluation ?", "bonjour, qui a ecrit le rapport d'evaluation svp"),
]
OTHER_PAIRS = [
    ("Combien coûte le plan ?", "Quand se termine le plan ?"),
    ("Combien coûte le plan ?", "Combien coûte le baromètre ?"),
    ("Y aura-t-il un atelier à Lyon ?", "Y aura-t-il un atelier à Lille ?"),
    ("Que fait la CNIL ?", "Que fait la CADA ?"),
    ("Qui finance la plateforme ?", "Qui modère la plateforme ?"),
    ("Quel est le budget de 2018 ?", "Quel est le budget de 2021 ?"),
    ("Où sont les ateliers ?", "Quand sont les ateliers ?"),
    ("Comment refaire mon passeport ?", "Comment payer mes impôts ?"),
]


PARAPHRASES = [
    ("Quelles sont les dates des ateliers ?", "c quand les ateliers"),
    ("Qui finance la plateforme ?", "qui paie la plateforme"),
]
"""Other words for the same thing: left apart, the press office sees both."""


@pytest.mark.parametrize(("one", "other"), ALIKE_PAIRS)
def test_the_same_question_is_found(one: str, other: str) -> None:
    assert nearest(other, [one]) == 0, likenesses(other, [one])


@pytest.mark.parametrize(("one", "other"), PARAPHRASES)
def test_a_doubtful_paraphrase_is_rather_left_apart(one: str, other: str) -> None:
    assert likenesses(other, [one])[0] < ALIKE


@pytest.mark.parametrize(("one", "other"), OTHER_PAIRS)
def test_another_question_is_not(one: str, other: str) -> None:
    assert nearest(other, [one]) is None, likenesses(other, [one])


def test_the_most_alike_of_many_is_chosen() -> None:
    others = [one for one, _ in OTHER_PAIRS[3:]]
    assert nearest("que fait la cnil", others) == 0
    assert nearest("bonjour", others) is None
    assert nearest("que fait la cnil", []) is None


@given(st.text(max_size=200), st.lists(st.text(max_size=60), max_size=5))
def test_any_text_is_compared_without_fault(question: str, others: list[str]) -> None:
    assert all(0.0 <= score <= 1.001 for score in (likenesses(question, others) if others else []))
    assert 0 < ALIKE < 1


def test_all_that_ask_the_same_are_found() -> None:
    known = Questions(["combien coute le plan", "Quand se termine le plan ?", "Combien coûte le plan ?"])
    assert known.alike("Combien coûte le plan ?") == {0, 2}
    assert known.nearest("c est quand la fin du monde") is None
    assert Questions([]).alike("Combien coûte le plan ?") == set()


@pytest.mark.parametrize("text", ["c koi le pgo", "Le plan ?", "qui peut contribuer", "what is the ogp"])
def test_a_question_is_known_with_or_without_its_mark(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", ["Publier les délais de réponse", "Transparence du plan de relance", "Alice", "🤷"])
def test_a_statement_asks_nothing(text: str) -> None:
    assert not asks(text)
