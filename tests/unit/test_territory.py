"""A département is found however people write it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.territory import departement_within, departements, departements_at, find_departements, places


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


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (48.117, -1.678, "35"),
        (48.8606, 2.3376, "75"),
        (48.8924, 2.2360, "92"),
        (48.9245, 2.3601, "93"),
        (48.7787, 2.4600, "94"),
        (41.9267, 8.7369, "2A"),
        (42.6973, 9.4510, "2B"),
        (16.2411, -61.5331, "971"),
        (14.6161, -61.0588, "972"),
        (4.9224, -52.3135, "973"),
        (2.9, -54.1, "973"),
        (-21.1151, 55.5364, "974"),
        (-12.8275, 45.1662, "976"),
        (45.8326, 6.8652, "74"),
        (44.7, -1.2, "33"),
    ],
)
def test_a_point_on_the_map_is_in_a_departement(latitude: float, longitude: float, code: str) -> None:
    assert departements_at(latitude, longitude)[0].code == code


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (51.5074, -0.1278),
        (40.4168, -3.7038),
        (52.52, 13.405),
        (0.0, 0.0),
        (45.5, -73.6),
        (-22.27, 166.44),
        (47.0, -6.0),
    ],
)
def test_a_point_abroad_or_at_sea_is_in_none(latitude: float, longitude: float) -> None:
    assert departements_at(latitude, longitude) == []


def test_every_departement_is_known_by_several_places_and_each_lies_in_its_own() -> None:
    known = Counter(place.code for place in places())
    assert known.keys() == departements().keys()
    assert min(known.values()) >= 4
    for place in places():
        assert departements_at(place.latitude, place.longitude)[0].code == place.code


def test_a_point_between_two_offers_both() -> None:
    assert {item.code for item in departements_at(43.80, 4.65)} >= {"13", "30"}


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_point_is_read(latitude: float, longitude: float) -> None:
    assert len(departements_at(latitude, longitude)) <= 3


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Les réunions ont lieu à 14 h, je travaille, je ne peux jamais venir.", "14"),
        ("il y a 2 ans", "02"),
        ("je suis née en 75", "75"),
        ("J’habite Lyon 3", "03"),
        ("Manche de chemise", "50"),
    ],
)
def test_a_sentence_that_holds_a_departement_is_asked_about(typed: str, code: str) -> None:
    found = departement_within(typed)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "typed",
    [
        "75",
        "2A",
        "75011",
        "rhone",
        "hte savoie",
        "le 93",
        "Paris (75)",
        "59 Nord",
        "35000 Rennes",
        "St-Denis 93",
        "j’habite en Ille-et-Vilaine",
        "Code postal : 69003",
        "la réunion",
    ],
)
def test_a_departement_alone_is_not(typed: str) -> None:
    assert len(find_departements(typed)) == 1
    assert departement_within(typed) is None
