"""Texts that people typed, in a Markdown document: their words, and none of their marks."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_\[\]<>#|~&])")
_FIRST = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|[-=])")


def inline(text: str) -> str:
    """Writes a text on one line, with nothing in it that Markdown or HTML would read."""
    escaped = _MARKS.sub(r"\\\1", " ".join(text.split()))
    return _FIRST.sub(lambda found: f"{found[1]}{found[2][:-1]}\\{found[2][-1]}", escaped)


def quote(text: str) -> str:
    """Writes a text as a quotation, a paragraph a line."""
    lines = [inline(line) for line in text.splitlines() if line.strip()]
    return "\n>\n".join(f"> {line}" for line in lines)
