"""SECURITY.md keeps its word: every threat has its tests, and they exist."""

from __future__ import annotations

import ast
import re

from bot.settings import ROOT

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
UNTESTED = {"A dependency with a known vulnerability"}
"""What only a look at the advisories of the day can tell."""


def rows() -> list[list[str]]:
    """The cells of each threat."""
    lines = (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines()
    table = [line for line in lines if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table[2:]]


def held_in(path: str) -> set[str]:
    """The tests that a file holds."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))}


def test_every_threat_names_its_tests() -> None:
    found = rows()
    assert len(found) >= 15
    assert {cells[0] for cells in found if not NAMED.search(cells[2])} == UNTESTED
    assert all(len(cells) == 3 for cells in found)


def test_the_tests_that_are_named_exist() -> None:
    named = [match.groups() for cells in rows() for match in NAMED.finditer(cells[2])]
    assert len(named) >= 30
    for path, name in named:
        assert name in held_in(path), f"{path}::{name}"


def test_nothing_in_the_last_column_escapes_the_search() -> None:
    for cells in rows():
        assert cells[2].count("::") == len(NAMED.findall(cells[2])), cells[0]
