"""Commitments: what is typed, and files that are read whole or refused whole with every line to put right."""

from __future__ import annotations

from pathlib import Path

import pytest

from consultation import commitment as rules
from consultation.commitment import Verdict
from consultation.commitment_files import Written, read_commitments
from consultation.content_files import Mistakes
from consultation.refusal import Refusal

THEMES = ("usager", "donnees")
TOML = """\
[[commitment]]
number = 12
title.fr = "Afficher les délais"
title.en = "Show delays"
description.fr = "Sur chaque page."
theme = "usager"
status = "limited"
explanation = "Deux sur huit."
link = "https://exemple.fr/12"

[[commitment]]
number = 13
title.fr = "Ouvrir les données"
description.fr = "Toutes ; une à une."
theme = "donnees"
"""
CSV = """\
number;title_fr;title_en;description_fr;theme;status;explanation;link
12;Afficher les délais;Show delays;Sur chaque page.;usager;limited;Deux sur huit.;https://exemple.fr/12

13;Ouvrir les données;;"Toutes ; une à une.";donnees;;;
"""


def read(folder: Path, name: str, text: str) -> tuple[list[Written], list[str]]:
    """What is read of a file, and the mistakes: line and beginning."""
    (folder / name).write_text(text, encoding="utf-8")
    mistakes = Mistakes()
    written = read_commitments(folder / name, THEMES, mistakes)
    return written, [f"{one.line}: {one.message}" for one in sorted(mistakes.found, key=lambda one: one.line)]


@pytest.mark.parametrize(("name", "text"), [("a.toml", TOML), ("a.csv", CSV), ("b.csv", "\ufeff" + CSV)])
def test_both_kinds_of_file_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    [first, second], mistakes = read(tmp_path, name, text)
    assert mistakes == []
    assert first.content.title == {"fr": "Afficher les délais", "en": "Show delays"}
    assert (first.content.number, first.stage, first.explanation) == (12, "limited", "Deux sur huit.")
    assert first.content.link == "https://exemple.fr/12"
    assert second.content.description == {"fr": "Toutes ; une à une."}
    assert (second.stage, second.content.link) == (None, None)


def test_commas_separate_as_well(tmp_path: Path) -> None:
    [one], mistakes = read(tmp_path, "a.csv", 'number,title_fr,description_fr,theme\n7,"Un, deux",Trois.,usager\n')
    assert mistakes == []
    assert (one.content.number, one.content.title["fr"]) == (7, "Un, deux")


def test_every_mistake_of_a_csv_is_told_with_its_line(tmp_path: Path) -> None:
    text = (
        "number;title_fr;description_fr;theme;status\n"
        "12;Un;Deux.;usager;limited\n"
        'douze;"Titre\nsur deux lignes";Deux.;usager;\n'
        "12;;Deux.;jardin;fini\n"
        "14;Un;Deux.;usager;limited;trop\n"
    )
    _, mistakes = read(tmp_path, "a.csv", text)
    assert set(mistakes) == {
        "3: « number » manque ou n’est pas un numéro",
        "5: l’engagement n° 12 est écrit deux fois",
        "5: thème inconnu « jardin »",
        "5: « title » manque ou n’a pas de langue",
        "5: état inconnu « fini »",
        "6: 6 cases pour 5 colonnes",
    }


def test_every_mistake_of_a_toml_is_told_with_its_line(tmp_path: Path) -> None:
    text = TOML.replace("number = 13", "number = 0").replace('"limited"', '"fini"').replace("link =", "lien =")
    _, mistakes = read(tmp_path, "a.toml", text)
    assert mistakes == [
        "7: état inconnu « fini »",
        "9: clé inconnue « lien »",
        "12: « number » manque ou n’est pas un numéro",
    ]


@pytest.mark.parametrize("text", ["", "numero;titre\n1;2\n", "number;number;title_fr;description_fr;theme\n"])
def test_a_csv_without_its_columns_is_refused(tmp_path: Path, text: str) -> None:
    written, mistakes = read(tmp_path, "a.csv", text)
    assert written == []
    assert mistakes


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(CSV.encode("latin-1"))
    mistakes = Mistakes()
    assert read_commitments(tmp_path / "a.csv", THEMES, mistakes) == []
    assert "UTF-8" in mistakes.found[0].message


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("12", [12]),
        ("n° 12, 15 et 12 ; #3", [12, 15, 3]),
        ("12 and 13", [12, 13]),
        ("délais", []),
        ("", []),
        ("12 a", []),
    ],
)
def test_numbers_are_told_from_words_to_search(typed: str, numbers: list[int]) -> None:
    assert rules.read_numbers(typed) == numbers


@pytest.mark.parametrize("typed", ["0", "10000", "douze", "", "-1", "²"])
def test_a_number_is_a_number(typed: str) -> None:
    with pytest.raises(Refusal, match="commitment-number-wanted"):
        rules.read_number(typed)


@pytest.mark.parametrize("typed", ["exemple.fr", "https://a b", 'https://a"b', "javascript:alert(1)"])
def test_a_link_is_an_address(typed: str) -> None:
    with pytest.raises(Refusal, match="commitment-link-wanted"):
        rules.read_link(typed)


def test_without_a_commitment_nothing_is_retained() -> None:
    assert rules.check_verdict("not_retained", None) is Verdict.NOT_RETAINED
    for verdict in ("retained", "partly", "maybe"):
        with pytest.raises(Refusal):
            rules.check_verdict(verdict, None)
