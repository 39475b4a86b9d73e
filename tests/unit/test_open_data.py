"""What leaves the service: no spreadsheet runs it, frictionless reads it, Markdown shows it as it was typed."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from frictionless import Package, Resource
from hypothesis import example, given
from hypothesis import strategies as st

from consultation.markdown import inline, quote
from consultation.open_data import ENCODING, Column, Sheet, Value, package, safe, to_csv, to_json

FORMULA = "=+-@＝＋－＠"
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
COLUMNS = (Column("number", "integer", "Numéro", required=True), Column("text", "string", "Texte"))
TRICKY = st.text(st.sampled_from("=+-@＝ \t\r\n\x0b\u2028\u00a0\u200b;,\"'a1")) | st.text()


def sheet(*texts: str) -> Sheet:
    return Sheet("contributions", "Contributions", COLUMNS, list(enumerate(texts)), ("number",))


def cells(data: bytes, delimiter: str) -> list[str]:
    text = data.decode(ENCODING)
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row]


@given(st.lists(TRICKY, max_size=4))
@example(["=1+1"])
@example(["  =1+1", "\t@SUM(A1)", "\r=1", "un\n -2+3", "a;=cmd|' /C calc'!A0;b", "\u200b=1", '";=1+1', "＝1"])
def test_no_line_of_a_cell_begins_as_a_formula_however_it_is_opened(texts: list[str]) -> None:
    data = to_csv(sheet(*texts))
    for delimiter in ",;\t":
        for cell in cells(data, delimiter):
            assert delimiter != "," or not cell.startswith(("\t", "\r"))
            for line in cell.splitlines():
                assert line.strip().lstrip(INVISIBLE + " ")[:1] not in tuple(FORMULA)


@pytest.mark.parametrize("text", ["Publier les délais, -5 % par an", "l’État = nous", "a@b.fr", "2021-02-23"])
def test_an_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert safe(text) == text


@given(st.lists(TRICKY, min_size=1, max_size=4))
def test_the_csv_and_the_json_are_what_their_schema_says(texts: list[str]) -> None:
    assert len(list(csv.reader(io.StringIO(to_csv(sheet(*texts)).decode(ENCODING), newline="")))) == len(texts) + 1
    told = json.loads(to_json(sheet(*texts)))
    assert [row["number"] for row in told["data"]] == list(range(len(texts)))


def test_frictionless_validates_a_package_and_each_json(tmp_path: Path) -> None:
    columns = (*COLUMNS, Column("day", "date", "Jour"), Column("at", "datetime", "Moment"))
    moment = datetime(2021, 2, 23, 10, 5, tzinfo=UTC)
    rows: list[list[Value]] = [
        [1, "=1+1\n@a", date(2021, 2, 23), moment],
        [2, "", None, None],
        [3, "é;=2 « ”", None, moment],
    ]
    whole = Sheet("contributions", "Contributions", columns, rows, ("number",))
    (tmp_path / "contributions.csv").write_bytes(to_csv(whole))
    (tmp_path / "datapackage.json").write_bytes(package("plan", "Le plan", [whole], moment))
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
    with Resource.from_descriptor(json.loads(to_json(whole))) as resource:
        assert [row["number"] for row in resource.read_rows()] == [1, 2, 3]
    alone = Resource.from_descriptor(json.loads(to_json(whole))).validate()
    assert alone.valid, alone.flatten(["message"])


def test_markdown_shows_words_and_no_marks() -> None:
    assert inline("# <b>Titre</b> | [ici](http://x)") == "\\# \\<b\\>Titre\\</b\\> \\| \\[ici\\](http://x)"
    assert inline("1. un") == "1\\. un"
    assert inline("- un\n- deux") == "\\- un - deux"
    assert quote("un\n\n> deux") == "> un\n>\n> \\> deux"
