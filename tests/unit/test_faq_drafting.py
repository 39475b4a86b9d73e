"""An entry written in chat is held to the rules of a file: what is refused, what is tidied, what is asked next."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation import faq_drafting
from consultation.content import FaqEntry, Silence
from consultation.content_faq import ANSWER_LENGTH, PRESS, QUESTION_LENGTH, VARIANT_LENGTH
from consultation.faq_drafting import SLUG_LENGTH, VARIANT_SHORT, VARIANTS_KEPT
from consultation.refusal import Refusal
from consultation.text import fold

MARCH = date(2021, 3, 1)
FROM_FILE = FaqEntry(
    id="what-is-it",
    theme="pgo",
    question={"fr": "Qu’est-ce que le Partenariat ?", "en": "What is the Partnership?"},
    answer={"fr": "Une alliance fondée en 2011.", "en": "An alliance founded in 2011."},
    variants=("c koi le partenariat", "définition du partenariat", "partnership", "le partenariat en bref"),
    source="« une alliance multilatérale fondée en 2011 »",
    as_of=date(2021, 2, 23),
)
FROM_CHAT = faq_drafting.begin("Combien coûte le plan ?", "Trois millions d’euros.", "plan", (), MARCH)
SILENCE = Silence("cost", {"fr": "le coût"}, ("combien coûte le plan", "budget du plan"))


def refused(entry: FaqEntry, part: str, typed: str) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        faq_drafting.rewrite(entry, part, typed, MARCH)
    return refusal.value


def test_a_question_is_put_on_one_line() -> None:
    entry = faq_drafting.rewrite(FROM_CHAT, "question", "  Quel est le coût\n\ndu plan ? ", MARCH)
    assert entry.question == {"fr": "Quel est le coût du plan ?"}
    assert entry.answer == FROM_CHAT.answer


def test_an_answer_keeps_its_paragraphs_and_becomes_of_today() -> None:
    entry = faq_drafting.rewrite(FROM_FILE, "answer", "Une alliance.\n\nElle date de 2011. ", MARCH)
    assert entry.answer == {"fr": "Une alliance.\n\nElle date de 2011.", "en": "An alliance founded in 2011."}
    assert entry.as_of == MARCH
    assert faq_drafting.rewrite(FROM_FILE, "question", "Le Partenariat, c’est quoi ?", MARCH).as_of == FROM_FILE.as_of


def test_english_is_written_beside_french() -> None:
    entry = faq_drafting.rewrite(FROM_CHAT, "question_en", "What does it cost?", MARCH)
    assert entry.question == {"fr": "Combien coûte le plan ?", "en": "What does it cost?"}
    assert faq_drafting.missing(entry) == "answer_en"
    entry = faq_drafting.rewrite(entry, "answer_en", "Three million euros.", MARCH)
    assert entry.answer["en"] == "Three million euros."
    assert faq_drafting.missing(entry) is None


@pytest.mark.parametrize(
    ("part", "typed", "why"),
    [
        ("question", "🤷", "form-words-needed"),
        ("answer", "  \n ", "form-words-needed"),
        ("answer", "Le **plan** existe.", "desk-no-markup"),
        ("answer", "- un\n- deux", "desk-no-markup"),
        ("answer_en", "See [this](https://example.org)", "desk-no-markup"),
        ("question_en", "<b>What?</b>", "desk-no-markup"),
        ("variants", "🤷\n…", "desk-few-variants"),
    ],
)
def test_what_a_file_may_not_say_is_refused_in_chat(part: str, typed: str, why: str) -> None:
    assert refused(FROM_CHAT, part, typed).message_id == why


@pytest.mark.parametrize(
    ("part", "longest"),
    [
        ("question", QUESTION_LENGTH),
        ("question_en", QUESTION_LENGTH),
        ("answer", ANSWER_LENGTH),
        ("answer_en", ANSWER_LENGTH),
        ("variants", VARIANT_LENGTH),
    ],
)
def test_a_text_too_long_is_refused_with_how_much(part: str, longest: int) -> None:
    faq_drafting.rewrite(FROM_CHAT, part, "é" * longest, MARCH)
    refusal = refused(FROM_CHAT, part, "é" * (longest - 1) + "🙂")
    assert (refusal.message_id, refusal.args_for_text) == ("form-too-long", {"maximum": longest, "excess": 1})


def test_variants_are_lines_without_bullets_or_repetition() -> None:
    typed = "- prix du plan\n• Prix du plan !\n\n  budget  du plan \ncombien coute le plan\n👍"
    entry = faq_drafting.rewrite(FROM_CHAT, "variants", typed, MARCH)
    assert entry.variants == ("prix du plan", "budget du plan")


def test_an_entry_that_cites_a_text_keeps_four_variants() -> None:
    refusal = refused(FROM_FILE, "variants", "un\ndeux\ntrois\nUn")
    assert (refusal.message_id, refusal.args_for_text) == ("desk-few-variants", {"least": 4})
    assert len(faq_drafting.rewrite(FROM_FILE, "variants", "un\ndeux\ntrois\nquatre", MARCH).variants) == 4
    renamed = faq_drafting.rewrite(FROM_FILE, "question", "C koi le partenariat ?", MARCH)
    assert faq_drafting.missing(renamed) == "variants"


def test_what_is_missing_is_asked_in_order() -> None:
    entry, asked = faq_drafting.begin("", "", "", (), MARCH), []
    written = {"question": "Combien ?", "answer": "Trois."}
    while (part := faq_drafting.missing(entry)) is not None:
        asked.append(part)
        if part == "theme":
            entry = replace(entry, theme="plan")
        else:
            entry = faq_drafting.rewrite(entry, part, written[part], MARCH)
    assert asked == ["question", "answer", "theme"]
    assert (entry.source, entry.as_of) == (PRESS, MARCH)


def test_an_answered_question_becomes_a_draft_with_what_citizens_typed() -> None:
    asked = ["Combien coûte le plan ?", "c combien le plan", "C combien, le plan ?", "le partenariat en bref", "x" * 81]
    taken = faq_drafting.taken_by([FROM_FILE])
    entry = faq_drafting.begin_from("Combien coûte le plan ?", "Trois millions.", asked, MARCH, taken)
    assert (entry.question["fr"], entry.answer["fr"]) == ("Combien coûte le plan ?", "Trois millions.")
    assert entry.variants == ("c combien le plan",)
    assert faq_drafting.missing(entry) == "theme"


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("combien ça coûte", "Combien ça coûte\u202f?"),
        ("ça coûte\ncombien ?", "Ça coûte combien ?"),
        ("Dites-moi le prix.", "Dites-moi le prix."),
    ],
)
def test_a_question_typed_on_a_phone_is_written_as_a_title(typed: str, title: str) -> None:
    assert faq_drafting.begin_from(typed, "Trois.", [], MARCH, ()).question["fr"] == title


@pytest.mark.parametrize("question", ["long " * 40, "voir **ici**", "C koi le partenariat ?"])
def test_a_question_unfit_for_a_title_is_to_be_written_again(question: str) -> None:
    taken = faq_drafting.taken_by([FROM_FILE])
    entry = faq_drafting.begin_from(question, "Trois.", ["prix du plan"], MARCH, taken)
    assert faq_drafting.missing(entry) == "question"
    assert entry.variants == ("prix du plan",)


@given(st.lists(st.text(max_size=120), max_size=20), st.text(max_size=60))
def test_kept_wordings_are_short_distinct_and_not_the_question(typed: list[str], question: str) -> None:
    kept = faq_drafting.short_variants(typed, question)
    assert len(kept) <= VARIANTS_KEPT
    assert all(0 < len(text) <= VARIANT_SHORT and "\n" not in text for text in kept)
    assert len({fold(text) for text in kept} | {fold(question)}) == len(kept) + 1


def test_words_that_ask_another_entry_are_refused_by_name() -> None:
    twin = replace(FROM_CHAT, variants=("Partnership ?",))
    with pytest.raises(Refusal) as refusal:
        faq_drafting.refuse_twins(twin, [FROM_FILE], [])
    assert refusal.value.message_id == "desk-wording-taken"
    assert refusal.value.args_for_text == {"wording": "Partnership ?", "question": FROM_FILE.question["fr"]}
    faq_drafting.refuse_twins(FROM_FILE, [replace(FROM_FILE, answer={"fr": "Autre."})], [])


def test_only_the_press_office_answers_what_the_source_is_silent_on() -> None:
    faq_drafting.refuse_twins(FROM_CHAT, [FROM_FILE], [SILENCE])
    with pytest.raises(Refusal, match="desk-wording-silent"):
        faq_drafting.refuse_twins(replace(FROM_FILE, variants=("Budget du plan ?",)), [], [SILENCE])


@pytest.mark.parametrize(
    ("question", "taken", "ident"),
    [
        ("Combien coûte le plan ?", set(), "combien-coute-le-plan"),
        ("Combien coûte le plan ?", {"combien-coute-le-plan"}, "combien-coute-le-plan-2"),
        ("Combien coûte le plan ?", {"combien-coute-le-plan", "combien-coute-le-plan-2"}, "combien-coute-le-plan-3"),
        ("Où ?", set(), "question"),
        ("Où ?", {"question"}, "question-2"),
        ("日本はいつ ?", set(), "question"),
        ("Quand la France a-t-elle rejoint le Partenariat pour un gouvernement ouvert ?", set(), None),
    ],
)
def test_an_id_is_made_of_the_question(question: str, taken: set[str], ident: str | None) -> None:
    made = faq_drafting.identify(question, taken)
    assert made == (ident or "quand-la-france-a-t-elle-rejoint-le")


@given(st.text(max_size=200), st.integers(0, 30))
def test_an_id_is_a_file_name_unlike_any_taken(question: str, times: int) -> None:
    taken: set[str] = set()
    for _ in range(times):
        made = faq_drafting.identify(question, taken)
        assert re.fullmatch(r"[a-z0-9-]{3,45}", made)
        assert len(made) <= SLUG_LENGTH
        assert made not in taken
        taken.add(made)


def test_an_entry_is_given_its_id_when_it_is_published() -> None:
    assert FROM_CHAT.id == ""
    assert faq_drafting.named(FROM_CHAT, ()).id == "combien-coute-le-plan"
