"""Sentences: a fault is loud in tests and harmless in production; what people typed is never HTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.texts import Safe, TextError, Texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for language, words in {
        "fr": "bonjour = Bonjour { $name }\nseul = Seulement",
        "en": "bonjour = Hello { $name }",
    }.items():
        (tmp_path / language).mkdir()
        (tmp_path / language / "a.ftl").write_text(words, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def shipped() -> Texts:
    """The sentences of the service."""
    return Texts(strict=True)


def test_a_missing_sentence_or_variable_raises_when_strict(folder: Path) -> None:
    texts = Texts(folder, strict=True)
    with pytest.raises(TextError, match="absent"):
        texts("fr", "absent")
    with pytest.raises(TextError, match="bonjour"):
        texts("fr", "bonjour")


def test_in_production_french_is_said_instead_or_the_id(folder: Path) -> None:
    texts = Texts(folder)
    assert texts("en", "seul") == "Seulement"
    assert texts("en", "absent") == "(absent)"


def test_arguments_are_escaped_in_html_but_not_in_labels(folder: Path) -> None:
    texts = Texts(folder, strict=True)
    assert texts("fr", "bonjour", name="<b>&") == "Bonjour &lt;b&gt;&amp;"
    assert texts("fr", "bonjour", name=Safe("<b>x</b>")) == "Bonjour <b>x</b>"
    assert texts.plain("fr", "bonjour", name="<b>&") == "Bonjour <b>&"


def test_an_argument_of_any_length_is_said_whole(folder: Path) -> None:
    texts = Texts(folder, strict=True)
    for long in ("é" * 5000, "<" * 2000, "\\1 \ue0000\ue001" * 500):
        assert texts.plain("fr", "bonjour", name=long) == f"Bonjour {long}"
    assert texts("fr", "bonjour", name="<" * 2000) == "Bonjour " + "&lt;" * 2000


@given(st.text())
def test_no_typed_text_opens_a_tag(shipped: Texts, typed: str) -> None:
    said = shipped("fr", "form-line", field="x", value=typed)
    assert said.count("<") == shipped("fr", "form-line", field="x", value="").count("<")


def test_languages_are_chosen_by_code_and_default_to_french(folder: Path) -> None:
    texts = Texts(folder)
    assert texts.languages == ("fr", "en")
    assert [texts.choose(code) for code in ("en-GB", "EN", "de", None, "")] == ["en", "en", "fr", "fr", "fr"]


@pytest.mark.parametrize("fault", ["bonjour = encore", "ceci n’est pas une phrase"])
def test_a_sentence_written_twice_or_badly_is_refused(folder: Path, fault: str) -> None:
    (folder / "fr" / "b.ftl").write_text(fault, encoding="utf-8")
    with pytest.raises(TextError, match="b.ftl"):
        Texts(folder)


def test_a_damage_inside_a_sentence_is_found_by_the_check_and_harms_nothing_else(folder: Path) -> None:
    (folder / "en" / "b.ftl").write_text("bancal = Hello { $name\ndroit = Straight", encoding="utf-8")
    (folder / "fr" / "b.ftl").write_text("bancal = Bonjour { $name }\ndroit = Droit", encoding="utf-8")
    texts = Texts(folder)
    assert texts("en", "droit") == "Straight"
    assert texts("en", "bancal", name="Alice") == "Bonjour Alice"
    with pytest.raises(TextError, match="b.ftl: “bancal”"):
        texts.check()


def test_a_sentence_quotes_others_wherever_they_are_written(folder: Path) -> None:
    (folder / "fr" / "b.ftl").write_text(
        "# Mot.\nsalut = { bonjour } { -nom }\n    { seul }\n-nom = citizenbot { rond }\nrond = rond",
        encoding="utf-8",
    )
    assert Texts(folder, strict=True)("fr", "salut", name="Alice") == "Bonjour Alice citizenbot rond\nSeulement"


def test_sentences_that_quote_each_other_are_a_fault(folder: Path) -> None:
    (folder / "fr" / "b.ftl").write_text("un = Un { deux }\ndeux = deux { un }\nseul-loin = { loin }", encoding="utf-8")
    texts = Texts(folder, strict=True)
    for wrong in ("un", "seul-loin"):
        with pytest.raises(TextError, match=wrong):
            texts("fr", wrong)


def test_no_shipped_sentence_is_damaged(shipped: Texts) -> None:
    shipped.check()


def test_a_folder_without_french_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TextError, match="fr/"):
        Texts(tmp_path)
