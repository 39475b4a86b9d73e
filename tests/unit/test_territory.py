"""A département is found however people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.territory import departements, find_departements


def test_the_official_list_is_whole() -> None:
    assert len(departements()) == 101
    assert {"2A", "2B", "971", "972", "973", "974", "976"} <= set(departements())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("75", "75"),
        ("1", "01"),
        ("2a", "2A"),
        ("le 35", "35"),
        ("974", "974"),
        ("75011", "75"),
        ("20090", "2A"),
        ("20200", "2B"),
        ("97400", "974"),
        ("rhone", "69"),
        ("Côte d'Or", "21"),
        ("cotes d’armor", "22"),
        ("hte savoie", "74"),
        ("Seine Saint-Denis", "93"),
        ("seine st denis", "93"),
        ("la réunion", "974"),
        ("Réunion", "974"),
        ("j'habite en Loire-Atlantique", "44"),
        ("Loire", "42"),
        ("Bretagne, Ille-et-Vilaine", "35"),
    ],
)
def test_one_departement_is_meant(typed: str, code: str) -> None:
    assert [found.code for found in find_departements(typed)] == [code]


def test_several_are_offered_when_in_doubt() -> None:
    assert {found.code for found in find_departements("seine et")} >= {"77"}
    assert {found.code for found in find_departements("pyren")} == {"64", "65", "66"}


@pytest.mark.parametrize("typed", ["", "??", "99", "Berlin", "00000"])
def test_what_is_none_finds_none(typed: str) -> None:
    assert find_departements(typed) == []


@given(st.sampled_from(sorted(departements())))
def test_each_is_found_by_code_and_by_name(code: str) -> None:
    assert [found.code for found in find_departements(code)] == [code]
    assert [found.code for found in find_departements(departements()[code].name)] == [code]


@given(st.text())
def test_any_text_is_read_without_fault(typed: str) -> None:
    assert len(find_departements(typed)) <= 101
