"""An answer of the press office ends the silence on its own question, and on that one only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from consultation.content import Consultation, FaqEntry, load_consultation
from consultation.faq_drafting import begin
from consultation.faq_silences import Silences, index_of

SHIPPED = Path(__file__).parents[2] / "content" / "pgo-2021-2023"
COST = replace(
    begin("Combien coûte le plan d’action ?", "Trois millions.", "plan", ("budget du plan",), date(2021, 3, 1)),
    id="cost",
)


@pytest.fixture(scope="module")
def shipped() -> tuple[Consultation, tuple[FaqEntry, ...]]:
    return load_consultation(SHIPPED)


@pytest.mark.parametrize(
    "question", ["Combien coûte le plan d’action ?", "combien coûte le plan d'action", "budget du plan"]
)
def test_what_the_press_office_answered_is_found_again(
    shipped: tuple[Consultation, tuple[FaqEntry, ...]], question: str
) -> None:
    consultation, entries = shipped
    before = index_of(entries, consultation.silences).ask(question)
    assert before.kind != "answer"
    after = index_of([*entries, COST], consultation.silences).ask(question)
    assert (after.kind, after.entry) == ("answer", COST)


def test_the_questions_around_it_stay_unanswered(shipped: tuple[Consultation, tuple[FaqEntry, ...]]) -> None:
    consultation, entries = shipped
    index = index_of([*entries, COST], consultation.silences)
    for question in ("combien a coûté la plateforme", "qui finance le partenariat", "quels pays font partie du pgo"):
        assert index.ask(question).kind != "answer", question


def test_only_questions_alike_are_dropped_and_only_for_the_press_office(
    shipped: tuple[Consultation, tuple[FaqEntry, ...]],
) -> None:
    consultation, entries = shipped
    silent = Silences(consultation.silences)
    assert silent.ended_by(entries) == frozenset()
    assert silent.ended_by([replace(COST, source="service")]) == frozenset()
    ended = silent.ended_by([*entries, COST])
    assert "combien coûte le plan d’action" in ended
    silences, decoys = silent.without(ended)
    assert len(silences) == len(consultation.silences)
    left = {text for one in silences for text in one.questions} | {text for wordings in decoys for text in wordings}
    assert not left & ended
    assert "combien a coûté la plateforme" in left


def test_a_retired_or_changed_answer_brings_the_silence_back(
    shipped: tuple[Consultation, tuple[FaqEntry, ...]],
) -> None:
    silent = Silences(shipped[0].silences)
    assert silent.ended_by([COST])
    other = replace(COST, question={"fr": "Qui imprime les affiches ?"}, variants=())
    assert silent.ended_by([other]) == frozenset()
    assert silent.ended_by([]) == frozenset()


def test_a_silence_answered_whole_is_gone(shipped: tuple[Consultation, tuple[FaqEntry, ...]]) -> None:
    cost = replace(shipped[0].silences[0], questions=("combien coûte le plan",))
    silent = Silences([cost], [])
    assert silent.without(silent.ended_by([COST])) == ((), ())
