"""The parts of the FAQ engine: letters against their definition, spelling, set phrases, what is remembered."""

from __future__ import annotations

import math
import random
from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation.content import FaqEntry
from consultation.faq import FaqIndex
from consultation.faq_grams import MOST_COUNTED, GramIndex
from consultation.faq_letters import Letters
from consultation.faq_memory import Memory, digest
from consultation.faq_phrases import Phrases
from consultation.faq_spelling import Spelling
from consultation.text import fold

SYLLABLES = ("me", "dia", "the", "que", "plan", "ou", "vert", " ", " ", "de", "la", "7")


def counted(text: str) -> dict[str, float]:
    """How much each group of two to four characters counts in a text."""
    padded = f" {text} "
    found = Counter(padded[at : at + size] for size in (2, 3, 4) for at in range(len(padded) - size + 1))
    return {group: 1.0 + math.log(min(times, MOST_COUNTED)) for group, times in found.items()}


def cosines(texts: list[str], asked: str) -> list[float]:
    """The cosines by their definition: each group weighs what it counts times its rarity."""
    holding = Counter(group for text in texts for group in counted(text))
    rarity = {group: math.log((1.0 + len(texts)) / (1.0 + count)) + 1.0 for group, count in holding.items()}
    unknown = math.log(1.0 + len(texts)) + 1.0
    own = {group: count * rarity.get(group, unknown) for group, count in counted(asked).items()}
    found = []
    for text in texts:
        theirs = {group: count * rarity[group] for group, count in counted(text).items()}
        lengths = math.hypot(*own.values()) * math.hypot(*theirs.values())
        found.append(sum(own.get(group, 0.0) * weight for group, weight in theirs.items()) / lengths)
    return found


def wordings(count: int) -> list[str]:
    drawn = random.Random(count)
    return [fold("".join(drawn.choices(SYLLABLES, k=drawn.randint(1, 12)))) for _ in range(count)]


@pytest.mark.parametrize("count", [1, 40, 700])
@pytest.mark.parametrize("asked", ["la mediatheque", "plan plan plan plan", "zzz", "", "me"])
def test_letters_are_compared_as_defined(count: int, asked: str) -> None:
    texts = wordings(count)
    assert GramIndex(texts).cosines(asked).tolist() == pytest.approx(cosines(texts, asked), abs=1e-6)


def test_entries_are_found_by_their_nearest_wordings() -> None:
    texts = wordings(60)
    own = [texts[:1], texts[1:31], texts[31:60]]
    found = {
        place: (nearest, mean) for place, nearest, mean in Letters(own).near("la mediatheque", (slice(0, 3), 3))[0]
    }
    every = cosines(texts, "la mediatheque")
    for place, mine in enumerate((every[:1], every[1:31], every[31:60])):
        best = sorted(mine, reverse=True)[:3]
        assert found.get(place, (0.0, 0.0)) == pytest.approx((best[0], sum(best) / len(best)), abs=1e-6)


def test_of_each_part_the_nearest_come_first_and_ties_in_their_order() -> None:
    letters = Letters([["plan vert"], ["plan"], ["plan"], ["plan"], ["vert"]])
    ours, others = letters.near("plan", (slice(0, 3), 2), (slice(3, 5), 9))
    assert [place for place, _, _ in ours] == [1, 2]
    assert [place for place, _, _ in others] == [3]


@pytest.mark.parametrize(
    ("word", "corrected"),
    [
        ("engagment", "engagement"),
        ("angagement", "angagement"),  # another first letter is another word
        ("rezultat", "resultat"),
        ("passeport", "passeport"),
        ("paseport", "passeport"),
        ("vert", "vert"),
        ("engagement2", "engagement2"),
        ("lengagement", "engagement"),
    ],
)
def test_a_word_is_corrected_by_ear_or_by_one_letter(word: str, corrected: str) -> None:
    spelling = Spelling(["engagement", "resultat", "vert"], ["passeport"])
    assert spelling.corrected(word) == spelling.corrected(word) == corrected


@settings(deadline=None)
@given(st.text(alphabet="bcdfgkpv", min_size=7, max_size=14), st.data())
def test_one_letter_less_is_found_again(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    assert Spelling([word], []).corrected(word[:at] + word[at + 1 :]) == word


def test_the_longest_phrase_is_left_out() -> None:
    phrases = Phrases(["merci", "merci beaucoup", "bonjour"])
    assert phrases.left_of(["bonjour", "merci", "beaucoup", "le", "plan"]) == ["le", "plan"]
    assert phrases.left_of(["le", "plan", "beaucoup"]) == ["le", "plan", "beaucoup"]
    assert [phrases.open(words) for words in (("merci", "qui"), ("qui", "merci"), ())] == [True, False, False]


def test_the_oldest_is_forgotten_and_no_text_is_kept() -> None:
    memory = Memory[int](2)
    for number, text in enumerate(("un", "deux", "trois")):
        memory.add(digest(text), number)
    assert [memory.get(digest(text)) for text in ("un", "deux", "trois")] == [None, 1, 2]
    assert b"deux" not in digest("deux")


def test_what_cannot_follow_is_judged_once_whatever_came_before() -> None:
    entries = [
        FaqEntry(
            id=place,
            theme="pgo",
            question={"fr": question},
            answer={"fr": "Oui."},
            variants=(),
            source="« … »",
            as_of=date(2021, 2, 23),
        )
        for place, question in (
            ("plan", "Quand commence le plan d’action ?"),
            ("pgo", "Qu’est-ce que le partenariat ?"),
        )
    ]
    index = FaqIndex.build(entries)
    whole, follow = "le plan d’action commence quand exactement", "et ça commence quand ?"
    assert index.ask(whole) is index.ask(whole, "Qu’est-ce que le partenariat ?") is index.ask(whole, "bonjour")
    assert index.ask(follow) is not index.ask(follow, "Qu’est-ce que le partenariat ?")
    assert index.ask(follow, "le plan d’action ?") is index.ask(follow, "le plan d’action ?")


@pytest.mark.parametrize(
    ("question", "language"), [("What is the plan?", "en"), ("Quel est le plan ?", "fr"), ("plan", None)]
)
def test_the_language_of_a_question_comes_with_its_outcome(question: str, language: str | None) -> None:
    assert FaqIndex.build([]).ask(question).language == language
