"""A title is found by some of its words; a misspelt one is only near."""

from __future__ import annotations

import pytest

from consultation.titles import named, nearly_named

TITLES = {
    "environnement": "Enjeux environnementaux",
    "participation": "Participation citoyenne",
    "resultats": "Transparence des résultats de l’action publique",
    "relance": "Transparence du plan de relance",
}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Participation", ["participation"]),
        ("la participation citoyenne !", ["participation"]),
        ("RELANCE", ["relance"]),
        ("transparence", ["resultats", "relance"]),
        ("participation des jeunes", []),
        ("de la", []),
        ("", []),
    ],
)
def test_a_title_is_named_by_words_of_its_own(typed: str, found: list[str]) -> None:
    assert named(typed, TITLES) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [("environnement", ["environnement"]), ("particpation", ["participation"]), ("météo", []), ("de la", [])],
)
def test_a_title_is_nearly_named_by_words_like_its_own(typed: str, found: list[str]) -> None:
    assert nearly_named(typed, TITLES) == found
