"""Personal data is found however it is typed, what looks like it is left alone, and a mask hides all of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.personal_data.measure import HERE, PUBLIC, judge, read, score
from consultation.form import SKIPPED, Answer
from consultation.personal_data import (
    MASKS,
    DataKind,
    find,
    find_in_answers,
    mask,
    mask_answers,
    without_identity,
)

TUNED, HELD_OUT = HERE / "tuned.txt", HERE / "held_out.txt"
WORDS = st.text(st.characters(categories=["L", "Zs", "P"], max_codepoint=0x2FF), max_size=30)
PAIRS = st.lists(st.integers(0, 99).map("{:02}".format), min_size=4, max_size=4)
PREFIXES = st.sampled_from(["0", "+33 ", "+33", "+33 (0)", "0033 ", "0033", "00 33 ", "+33(0) "])
GAPS = st.sampled_from(["", " ", ".", "-", "\u00a0", "\u202f", " - ", "/", "·"])


def kinds(text: str) -> list[DataKind]:
    return [found.kind for found in find(text)]


def test_the_labelled_sentences_are_read_right() -> None:
    mistakes = [verdict for verdict in map(judge, read(TUNED)) if verdict.missed or verdict.for_nothing]
    assert mistakes == []


def test_sentences_the_rules_were_not_written_on_are_read_nearly_as_well() -> None:
    total = score(map(judge, read(HELD_OUT)))
    assert total.sentences >= 80
    assert total.precision >= 0.97
    assert total.recall >= 0.95


@given(PREFIXES, st.sampled_from("12345679"), PAIRS, GAPS)
def test_a_telephone_number_is_found_in_every_french_form(prefix: str, first: str, pairs: list[str], gap: str) -> None:
    typed = f"{prefix}{first}{gap}{gap.join(pairs)}"
    found = find(f"Appelez-moi au {typed}, merci.")
    assert [(item.kind, item.text) for item in found] == [(DataKind.PHONE, typed)]


@given(PREFIXES, GAPS)
def test_the_press_office_is_nobodys_personal_data_in_any_form(prefix: str, gap: str) -> None:
    typed = f"{prefix}1{gap}53{gap}18{gap}42{gap}68"
    assert find(f"Le service de presse répond au {typed}.", PUBLIC) == []
    assert kinds(f"Le service de presse répond au {typed}.") == [DataKind.PHONE]


@given(st.text(max_size=300))
def test_whatever_is_written_is_read_in_order_and_without_overlap(text: str) -> None:
    found = find(text)
    assert all(text[item.start : item.end] == item.text for item in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(
    WORDS, st.lists(st.sampled_from([item for sentence in read(TUNED) for item in sentence.data]), max_size=4), WORDS
)
def test_nothing_is_left_to_find_in_what_was_masked(before: str, data: list[tuple[DataKind, str]], after: str) -> None:
    text = " ; ".join([before, *(words for _, words in data), after])
    masked = mask(text, find(text))
    assert find(masked) == []


def test_a_mask_tells_what_it_hides_and_leaves_the_rest() -> None:
    text = "Écrivez à alice@exemple.fr ou au 06 39 98 00 12 !"
    masked = mask(text, find(text))
    assert masked == f"Écrivez à {MASKS[DataKind.EMAIL]} ou au {MASKS[DataKind.PHONE]} !"


def test_every_kind_has_its_mask() -> None:
    assert set(MASKS) == set(DataKind)


@pytest.mark.parametrize(
    "text",
    [
        "Référence FR76 3000 6000 0112 3456 7890 188 du fichier.",
        "Le nombre 2 55 08 14 168 025 39 est trop long.",
        "Le nombre 255081416802539 est trop long.",
    ],
)
def test_a_number_whose_key_is_wrong_is_nobodys_unless_it_is_named(text: str) -> None:
    assert find(text) == []
    assert len(find(f"Mon IBAN et mon NIR : {text.removeprefix('Référence ').removeprefix('Le nombre ')}")) == 1


def test_only_what_was_typed_in_a_form_is_looked_at() -> None:
    answers: dict[str, Answer] = {
        "theme": "alice@exemple.fr",
        "title": "Appelez le 06 39 98 00 12",
        "signature": "bruno@exemple.fr",
        "proposal": "Rien à signaler",
        "attachment": {"file_id": "0639980012", "name": "alice@exemple.fr"},
    }
    found = find_in_answers(answers)
    assert {key: [item.kind for item in items] for key, items in found.items()} == {
        "title": [DataKind.PHONE],
        "signature": [DataKind.EMAIL],
    }
    masked = mask_answers(answers)
    assert masked["title"] == f"Appelez le {MASKS[DataKind.PHONE]}"
    assert masked["theme"] == answers["theme"]


def test_what_stays_without_its_author_has_no_signature_no_file_and_no_personal_data() -> None:
    answers: dict[str, Answer] = {
        "title": "Appelez Alice au 06 39 98 00 12",
        "signature": "Alice",
        "attachment": {"file_id": "x", "name": "alice.pdf"},
    }
    assert without_identity(answers) == {
        "title": f"Appelez Alice au {MASKS[DataKind.PHONE]}",
        "signature": SKIPPED,
        "attachment": SKIPPED,
    }
