"""Entries written back as files: byte for byte where nothing changed, and always as `content check` wants them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.content import FaqEntry, load_consultation
from consultation.content_export import as_file, export_faq
from consultation.content_faq import PRESS, read_entry
from consultation.content_files import Mistakes
from consultation.faq_drafting import begin
from consultation.text import clean, has_words

SHIPPED = Path(__file__).parents[2] / "content" / "pgo-2021-2023"
NAME = "combien-coute-le-plan"
FROM_CHAT = replace(begin("Combien coûte le plan ?", "Trois millions.", "plan", (), date(2021, 3, 1)), id=NAME)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "faq").iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped consultation."""
    return shutil.copytree(SHIPPED, tmp_path / "consultation")


def test_the_shipped_faq_comes_back_byte_for_byte(tmp_path: Path) -> None:
    entries = load_consultation(SHIPPED)[1]
    done = export_faq(entries, tmp_path, (), prune=False)
    assert len(done.written) == len(entries)
    assert bytes_of(tmp_path) == bytes_of(SHIPPED)
    again = export_faq(entries, tmp_path, (), prune=False)
    assert (again.written, len(again.unchanged)) == ((), len(entries))


def test_only_what_changed_is_written(folder: Path) -> None:
    before, (first, *others) = bytes_of(folder), load_consultation(folder)[1]
    changed = replace(first, answer={**first.answer, "fr": "Autre chose."})
    done = export_faq([changed, *others], folder, (), prune=False)
    assert done.written == (first.id,)
    after = bytes_of(folder)
    assert [name for name in before if before[name] != after[name]] == [f"{first.id}.md"]
    assert load_consultation(folder)[1][0] == changed


def test_an_authors_own_layout_is_left_alone(folder: Path) -> None:
    entries = load_consultation(folder)[1]
    path = folder / "faq" / f"{entries[0].id}.md"
    by_hand = path.read_text(encoding="utf-8").replace("\nvariants:", "\n# the short ones first\nvariants:")
    path.write_text(by_hand, encoding="utf-8")
    assert export_faq(entries, folder, (), prune=False).written == ()
    assert path.read_text(encoding="utf-8") == by_hand


def test_an_answer_of_the_press_office_is_a_file_that_passes_the_check(folder: Path) -> None:
    silent = load_consultation(folder)[0].silences[0].questions[0]
    entry = replace(FROM_CHAT, question={"fr": silent})
    entries = load_consultation(folder)[1]
    export_faq([*entries, entry], folder, (), prune=False)
    assert entry in load_consultation(folder)[1]


def test_retired_entries_lose_their_file_only_when_asked(folder: Path) -> None:
    (gone, *others), strangers = load_consultation(folder)[1], folder / "faq" / "notes.md"
    strangers.write_text("mine", encoding="utf-8")
    kept = export_faq(others, folder, {gone.id, "never-had-a-file"}, prune=False)
    assert (kept.left, kept.removed) == ((gone.id,), ())
    pruned = export_faq(others, folder, {gone.id, "never-had-a-file"}, prune=True)
    assert (pruned.left, pruned.removed) == ((), (gone.id,))
    assert not (folder / "faq" / f"{gone.id}.md").exists()
    assert strangers.read_text(encoding="utf-8") == "mine"


TRICKY = ["2016", "1.5", "yes", "null", "~", "2021-02-23", "a: b", "a:", "a #b", "#a", "- a", "?a", "*a", "&a", "!a"]
TRICKY += [
    "'a",
    '"a"',
    "[a]",
    "{a}",
    "a, b",
    "%a",
    "@a",
    "`a",
    "<<",
    "=",
    "> a",
    "| a",
    "\\",
    "a\\n",
    "é\u00a0!",
    "🏴󠁧󠁢󠁳󠁣󠁴󠁿 a",
]
texts = (st.sampled_from(TRICKY) | st.text(max_size=80)).map(lambda text: " ".join(clean(text).split("\n")).strip())
lines = texts.filter(has_words) | st.sampled_from(["2016", "yes", "null", "a: b", "a #b", "- a", '"a"'])
bodies = st.lists(texts, max_size=6).map("\n".join).map(clean).filter(has_words)


@given(lines, bodies, st.lists(lines, max_size=4), st.none() | st.tuples(lines, bodies))
def test_any_text_is_read_back_as_it_was(
    question: str, answer: str, variants: list[str], english: tuple[str, str] | None
) -> None:
    entry = FaqEntry(
        id=NAME,
        theme="plan",
        question={"fr": question} | ({"en": english[0]} if english else {}),
        answer={"fr": answer} | ({"en": english[1]} if english else {}),
        variants=tuple(variants),
        source=PRESS,
        as_of=date(2021, 3, 1),
    )
    with TemporaryDirectory() as name:
        folder, mistakes = Path(name), Mistakes()
        (folder / "faq").mkdir()
        (folder / "faq" / f"{NAME}.md").write_text(as_file(entry), encoding="utf-8", newline="\n")
        read = read_entry(folder, f"{NAME}.md", mistakes)
        assert read is not None
        assert read[1] == entry
