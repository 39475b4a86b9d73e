"""The FAQ by example: what is answered, what is proposed, what it admits not knowing."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation.content import FaqEntry, Silence
from consultation.faq import MOST_SUGGESTIONS, FaqIndex, split_questions


def entry(entry_id: str, question: str, question_en: str, answer: str, *variants: str) -> FaqEntry:
    return FaqEntry(
        id=entry_id,
        theme="pgo",
        question={"fr": question, "en": question_en},
        answer={"fr": answer},
        variants=variants,
        source="« … »",
        as_of=date(2021, 2, 23),
    )


LIBRARY = (
    entry(
        "opening-hours",
        "Quels sont les horaires de la médiathèque ?",
        "What are the library's opening hours?",
        "De 10 h à 18 h, du mardi au samedi.",
        "à quelle heure ouvre la médiathèque",
        "horaires médiathèque",
        "la mediatheque ouvre quand",
        "when does the library open",
    ),
    entry(
        "library",
        "Qu’est-ce que la médiathèque ?",
        "What is the library?",
        "Un lieu où l’on emprunte des livres et des films.",
        "c’est quoi la médiathèque",
        "médiathèque",
        "définition de la médiathèque",
        "what is the media library",
    ),
    entry(
        "founded",
        "En quelle année la médiathèque a-t-elle été fondée ?",
        "When was the library founded?",
        "En 1987.",
        "date de création de la médiathèque",
        "depuis quand existe la médiathèque",
        "la médiathèque date de quand",
        "how old is the library",
    ),
    entry(
        "loans",
        "Combien de livres peut-on emprunter ?",
        "How many books can I borrow?",
        "Dix livres par carte.",
        "nombre de livres par carte",
        "combien de livres à la fois",
        "emprunter combien de livres",
        "number of books per card",
    ),
    entry(
        "reading-club",
        "Comment s’inscrire au club de lecture ?",
        "How do I join the reading club?",
        "Écrivez votre nom sur la liste de l’accueil.",
        "inscription club de lecture",
        "club de lecture comment faire pour venir",
        "je veux rejoindre le club de lecture",
        "join the reading club",
    ),
)


@pytest.fixture(scope="module")
def index() -> FaqIndex:
    return FaqIndex.build(LIBRARY)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Combien de livres peut-on emprunter ?", "loans"),
        ("combien de livre je peu emprunter svp", "loans"),
        ("cb de livres on peut emprunter", "loans"),
        ("How many books may I borrow?", "loans"),
        ("la mediatheque elle ouvre kan", "opening-hours"),
        ("en quelle annee la mediatheque a ete fondee", "founded"),
        ("coment on fait pr rejoindre le club de lectur", "reading-club"),
    ],
)
def test_answers_however_it_is_typed(index: FaqIndex, question: str, expected: str) -> None:
    outcome = index.ask(question)
    assert outcome.kind == "answer"
    assert outcome.entry is not None
    assert outcome.entry.id == expected


def test_answers_a_keyword_by_what_it_is(index: FaqIndex) -> None:
    outcome = index.ask("médiathèque")
    assert outcome.entry is not None
    assert outcome.entry.id == "library"


def test_answers_the_question_at_the_end_of_a_story(index: FaqIndex) -> None:
    outcome = index.ask(
        "Bonjour, je viens d’emménager avec mes deux enfants et ma belle-mère. Nous lisons énormément, surtout l’été. "
        "Combien de livres peut-on emprunter ?"
    )
    assert outcome.entry is not None
    assert outcome.entry.id == "loans"


def test_an_answer_comes_with_other_entries(index: FaqIndex) -> None:
    outcome = index.ask("En quelle année la médiathèque a-t-elle été fondée ?")
    related = [other.id for other in outcome.related]
    assert "founded" not in related
    assert "opening-hours" in related


def test_proposes_titles_when_unsure(index: FaqIndex) -> None:
    outcome = index.ask("les livres de la médiathèque")
    assert outcome.kind == "suggestions"
    assert outcome.entry is None
    assert 1 <= len(outcome.suggestions) <= MOST_SUGGESTIONS


@pytest.mark.parametrize(
    "question",
    [
        "quel temps fait-il demain",
        "how do I renew my passport?",
        "Qui est le ministre de l’Intérieur ?",
        "mon employeur ne me paie pas mes heures supplémentaires",
        "asdfghjkl",
        "???",
        "",
    ],
)
def test_admits_not_knowing(index: FaqIndex, question: str) -> None:
    outcome = index.ask(question)
    assert outcome.kind == "fallback"
    assert outcome.entry is None
    assert outcome.suggestions == ()


@pytest.mark.parametrize(
    "question",
    [
        "Combien coûte la carte de la médiathèque ?",
        "Qui dirige la médiathèque ?",
        "En quelle année la mairie a-t-elle été fondée ?",
        "Comment s’inscrire au club de judo ?",
        "Combien de livres ont été volés en 2016 ?",
    ],
)
def test_never_asserts_a_near_miss(index: FaqIndex, question: str) -> None:
    assert index.ask(question).kind != "answer"


def test_a_decoy_keeps_a_stranger_out() -> None:
    without = FaqIndex.build(LIBRARY, [])
    decoyed = FaqIndex.build(LIBRARY, [("combien de livres sterling pour un euro",)])
    question = "combien de livres sterling pour un euro ?"
    assert decoyed.ask(question).kind == "fallback"
    assert decoyed.ask(question).score < without.ask(question).score


def test_a_question_that_the_source_does_not_answer_is_named() -> None:
    price = Silence(
        "price", {"fr": "le prix de la carte"}, ("combien coûte la carte", "prix de la carte", "card price")
    )
    index = FaqIndex.build(LIBRARY, silences=[price])
    outcome = index.ask("Combien coûte la carte ?")
    assert outcome.kind == "fallback"
    assert outcome.silence == price
    assert index.ask("quel temps fait-il demain").silence is None
    assert FaqIndex.build(LIBRARY[:2], like=index).ask("Combien coûte la carte ?").silence == price


def test_a_follow_up_uses_the_question_before(index: FaqIndex) -> None:
    outcome = index.ask("et depuis quand elle existe ?", "C’est quoi la médiathèque ?")
    assert outcome.entry is not None
    assert outcome.entry.id == "founded"
    assert index.ask("et depuis quand ?").kind != "answer"


def test_a_whole_question_is_not_dragged_by_the_one_before(index: FaqIndex) -> None:
    alone = index.ask("Combien de livres peut-on emprunter ?")
    after = index.ask("Combien de livres peut-on emprunter ?", "C’est quoi la médiathèque ?")
    assert after == alone


def test_a_stranger_stays_a_stranger_after_a_good_question(index: FaqIndex) -> None:
    assert index.ask("et mon passeport ?", "Combien de livres peut-on emprunter ?").kind != "answer"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bonjour", "greeting"),
        ("slt cv ?", None),
        ("Bonjour à tous !", "greeting"),
        ("Hello 👋", "greeting"),
        ("Merci beaucoup !", "thanks"),
        ("bonjour et merci", "thanks"),
        ("thx", "thanks"),
        ("Bonjour, quels sont les horaires de la médiathèque ?", None),
        ("merci de me donner les horaires de la médiathèque", None),
    ],
)
def test_small_talk_is_only_small_talk_when_there_is_nothing_else(
    index: FaqIndex, text: str, expected: str | None
) -> None:
    outcome = index.ask(text)
    assert outcome.smalltalk == expected
    assert (outcome.kind == "smalltalk") == (expected is not None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Combien de livres ?", ["Combien de livres ?"]),
        ("Combien de livres ? Et quand ouvrez-vous ?", ["Combien de livres ?", "Et quand ouvrez-vous ?"]),
        ("J’ai deux questions. Où ? Quand ?", ["J’ai deux questions. Où ?", "Quand ?"]),
        ("Je lis beaucoup. Combien de livres ?", ["Je lis beaucoup. Combien de livres ?"]),
        ("horaires", ["horaires"]),
        ("👍", []),
        ("", []),
    ],
)
def test_questions_of_a_message(text: str, expected: list[str]) -> None:
    assert split_questions(text) == expected


def test_the_first_two_questions_of_a_message_are_answered(index: FaqIndex) -> None:
    outcomes = index.ask_all(
        "Combien de livres peut-on emprunter ? En quelle année la médiathèque a-t-elle été fondée ? "
        "Comment s’inscrire au club de lecture ?"
    )
    assert [outcome.entry.id if outcome.entry else None for outcome in outcomes] == ["loans", "founded"]


def test_the_order_of_entries_does_not_matter(index: FaqIndex) -> None:
    shuffled = list(LIBRARY)
    random.Random(7).shuffle(shuffled)
    other = FaqIndex.build(shuffled)
    for question in ("combien de livres", "médiathèque", "club", "les livres de la médiathèque", "meteo"):
        assert other.ask(question) == index.ask(question)


def test_a_changed_store_is_another_index(index: FaqIndex) -> None:
    film = entry(
        "films",
        "Peut-on emprunter des films ?",
        "Can I borrow films?",
        "Oui, trois.",
        "films",
        "les dvd",
        "dvd",
        "movies",
    )
    larger = FaqIndex.build([*LIBRARY, film], like=index)
    assert larger.ask("Peut-on emprunter des films ?").entry == film
    assert index.ask("Peut-on emprunter des films ?").entry != film
    smaller = FaqIndex.build(LIBRARY, like=larger)
    assert smaller.ask("Peut-on emprunter des films ?") == index.ask("Peut-on emprunter des films ?")


def test_an_edited_entry_is_read_again(index: FaqIndex) -> None:
    edited = entry(
        "loans", "Combien de jeux peut-on louer ?", "How many games?", "Deux.", "a", "b jeux", "c", "d games"
    )
    again = FaqIndex.build([*LIBRARY[:3], edited], like=index)
    assert again.ask("Combien de jeux peut-on louer ?").entry == edited


def test_an_empty_store_knows_nothing() -> None:
    assert FaqIndex.build([]).ask("Combien de livres peut-on emprunter ?").kind == "fallback"
    assert FaqIndex.build([], []).ask("Combien de livres peut-on emprunter ?").kind == "fallback"


AWKWARD = st.sampled_from(
    [
        "",
        " ",
        "\u200b",
        "\u200d",
        "é" * 10_000,
        "a" * 10_000,
        "🎉",
        "؟ كم عدد الكتب",
        "\ud800",
        "\x00",
        "?" * 500,
        "ﬁ½²",
        "İ",
        "1" * 40,
    ]
)


@settings(max_examples=150, deadline=None)
@given(question=st.one_of(st.text(max_size=300), AWKWARD), previous=st.one_of(st.none(), st.text(max_size=80), AWKWARD))
def test_any_text_has_an_outcome_and_always_the_same(index: FaqIndex, question: str, previous: str | None) -> None:
    outcome = index.ask(question, previous)
    assert outcome == index.ask(question, previous)
    assert (outcome.entry is not None) == (outcome.kind == "answer")
    assert bool(outcome.suggestions) == (outcome.kind == "suggestions")
    assert len(outcome.suggestions) <= MOST_SUGGESTIONS
    assert 0.0 <= outcome.score <= 1.0
    assert split_questions(question) == split_questions(question)


def test_what_the_store_says_word_for_word_follows_nothing(index: FaqIndex) -> None:
    for entry in LIBRARY:
        for before in LIBRARY:
            asked = entry.question["fr"].lower().replace("é", "e")
            assert index.ask(asked, before.question["fr"]) == index.ask(asked)
            assert index.ask(asked).entry == entry


@pytest.mark.parametrize(
    ("question", "procedure"),
    [
        ("j’ai perdu ma carte d’identité", True),
        ("how to renew my passport", True),
        ("j’ai perdu mon emploi", True),
        ("quelle météo demain", False),
        ("Combien ça coûte ?", False),
        ("asdf", False),
    ],
)
def test_what_is_someones_own_affair_with_an_administration_is_told(
    index: FaqIndex, question: str, procedure: bool
) -> None:
    outcome = index.ask(question)
    assert (outcome.kind, outcome.procedure) == ("fallback", procedure)
