"""Nothing that someone typed becomes markup: in every sentence, whatever is put in, the only entities are ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from hypothesis import given
from hypothesis import strategies as st

from handlers.texts import LOCALES, Texts
from sandbox.html import parse_html

HOSTILE = (
    "<b>gras</b>",
    '<a href="https://exemple.org">lien</a>',
    '"><script>alert(1)</script>',
    "</b></i></code></blockquote>",
    "<tg-spoiler>",
    "&lt;b&gt; &amp;amp; &#60;i&#62;",
    "<",
    "{ $autre } { -terme }",
    "\ue0000\ue001",
)
NEUTRAL = "mot"


class Variables(Visitor):
    """Gathers the variables of a sentence."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the visitor's convention
        self.found.add(node.id.name)


def sentences(folder: Path) -> list[tuple[str, str, frozenset[str]]]:
    """Every sentence with variables: its language, its id, their names."""
    found = []
    for path in sorted(folder.glob("*/*.ftl")):
        for item in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            variables = Variables()
            variables.visit(item)
            if isinstance(item, ast.Message) and variables.found:
                found.append((path.parent.name, item.id.name, frozenset(variables.found)))
    return found


ALL = sentences(LOCALES)
FEWEST = 300
"""Fewer sentences than there are: the search itself went wrong."""


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(strict=True)


def kinds(html: str) -> list[str]:
    """What Telegram would make of it: its entities, in order."""
    return [entity["type"] for entity in parse_html(html)[1]]


def filled(texts: Texts, language: str, name: str, variables: frozenset[str], given: str) -> str:
    return texts(language, name, **dict.fromkeys(variables, given))


def test_the_search_finds_the_sentences() -> None:
    assert len(ALL) >= FEWEST


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_sentence_lets_what_was_typed_become_markup(texts: Texts, hostile: str) -> None:
    for language, name, variables in ALL:
        expected = kinds(filled(texts, language, name, variables, NEUTRAL))
        assert kinds(filled(texts, language, name, variables, hostile)) == expected, (language, name)


@given(st.data())
def test_no_text_at_all_becomes_markup(texts: Texts, data: st.DataObject) -> None:
    language, name, variables = data.draw(st.sampled_from(ALL))
    typed = data.draw(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
    said = filled(texts, language, name, variables, typed)
    assert kinds(said) == kinds(filled(texts, language, name, variables, NEUTRAL))
