"""The form: its fields, its progress, what each accepts and how it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation import form
from consultation.form import ANONYMOUS, FIELDS, FORM, SKIPPED, Attached, Kind
from consultation.refusal import Refusal
from consultation.territory import NATIONAL
from consultation.text import length

THEMES = frozenset({"climat", "numerique"})


def test_the_form_asks_eight_fields_in_order() -> None:
    assert [field.key for field in FORM] == [
        "theme",
        "title",
        "observation",
        "proposal",
        "territory",
        "author_type",
        "signature",
        "attachment",
    ]
    assert form.progress(FIELDS["observation"]) == (3, 8)


def test_the_first_missing_field_comes_next_and_none_when_all_are_there() -> None:
    assert form.first_missing({}) is FORM[0]
    assert form.first_missing({"theme": "climat"}) is FIELDS["title"]
    assert form.first_missing({field.key: "x" for field in FORM}) is None


def test_back_goes_one_field_back_and_stops_at_the_first() -> None:
    assert form.previous(FIELDS["title"]) is FIELDS["theme"]
    assert form.previous(FORM[0]) is None


@given(st.text(max_size=3000))
def test_a_kept_text_is_within_its_limits(typed: str) -> None:
    field = FIELDS["observation"]
    try:
        kept = form.read_text(field, typed)
    except Refusal as refusal:
        assert refusal.message_id in {"form-words-needed", "form-word-needed", "form-too-short", "form-too-long"}
    else:
        assert isinstance(kept, str)
        assert field.shortest <= length(kept) <= field.longest


def test_a_text_too_long_says_by_how_much() -> None:
    with pytest.raises(Refusal) as refused:
        form.read_text(FIELDS["title"], "a" * 125)
    assert refused.value.message_id == "form-too-long"
    assert refused.value.args_for_text == {"maximum": 120, "excess": 5}


def test_emoji_alone_are_refused_and_count_double_elsewhere() -> None:
    with pytest.raises(Refusal, match="form-words-needed"):
        form.read_text(FIELDS["title"], "👍👍👍👍")
    assert form.read_text(FIELDS["title"], "ok 👍") == "ok 👍"


@pytest.mark.parametrize("typed", ["A" * 400, "A " * 200, "1 2 3 4 5 6 7 8 9 10 11 12"])
def test_letters_that_make_no_word_are_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="form-word-needed"):
        form.read_text(FIELDS["observation"], typed)
    assert form.read_text(FIELDS["title"], "Le Wi-Fi") == "Le Wi-Fi"


def test_a_title_is_one_line() -> None:
    assert form.read_text(FIELDS["title"], "Un titre\nsur deux lignes") == "Un titre sur deux lignes"


@pytest.mark.parametrize(("typed", "code"), [("France", NATIONAL), ("35", "35"), ("la réunion", "974")])
def test_a_territory_may_be_typed(typed: str, code: str) -> None:
    assert form.read_text(FIELDS["territory"], typed) == code


def test_an_unclear_territory_names_the_candidates() -> None:
    with pytest.raises(Refusal) as refused:
        form.read_text(FIELDS["territory"], "pyren")
    assert refused.value.message_id == "form-territory-several"
    assert "Hautes-Pyrénées (65)" in str(refused.value.args_for_text["names"])


def test_where_buttons_answer_typing_is_refused_kindly() -> None:
    with pytest.raises(Refusal, match="form-use-buttons"):
        form.read_text(FIELDS["theme"], "climat")
    with pytest.raises(Refusal, match="form-send-file"):
        form.read_text(FIELDS["attachment"], "une photo")


@pytest.mark.parametrize(
    ("key", "option", "answer"),
    [
        ("theme", "climat", "climat"),
        ("author_type", "association", "association"),
        ("territory", NATIONAL, NATIONAL),
        ("territory", "2A", "2A"),
        ("signature", ANONYMOUS, ""),
        ("attachment", SKIPPED, SKIPPED),
    ],
)
def test_a_tapped_option_is_read(key: str, option: str, answer: str) -> None:
    assert form.read_option(FIELDS[key], option, THEMES) == answer


@pytest.mark.parametrize(
    ("key", "option"), [("theme", "gone"), ("theme", SKIPPED), ("title", "x"), ("territory", "99"), ("attachment", "x")]
)
def test_a_forged_option_is_refused(key: str, option: str) -> None:
    with pytest.raises(Refusal, match="form-option-gone"):
        form.read_option(FIELDS[key], option, THEMES)


def test_a_photo_or_a_pdf_is_kept_by_its_id() -> None:
    kept = form.read_attachment(
        FIELDS["attachment"], Attached("F1", "document", "plan\u202efdp.pdf", "application/pdf", 2048)
    )
    assert kept == {
        "file_id": "F1",
        "kind": "document",
        "name": "planfdp.pdf",
        "mime": "application/pdf",
        "size": 2048,
    }


@pytest.mark.parametrize(
    ("key", "mime", "size", "message"),
    [
        ("title", "image/png", 1, "form-file-later"),
        ("attachment", "application/zip", 1, "form-file-type"),
        ("attachment", "application/pdf", form.ATTACHMENT_BYTES + 1, "form-file-size"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused(key: str, mime: str, size: int, message: str) -> None:
    with pytest.raises(Refusal, match=message):
        form.read_attachment(FIELDS[key], Attached("F", "document", "x", mime, size))


def test_every_kind_of_field_is_used() -> None:
    assert {field.kind for field in FORM} == set(Kind)
