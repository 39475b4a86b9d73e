"""The sentences of one language: found when the files are read, parsed when they are first said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, MessageReference, Resource, TermReference
from fluent.syntax.visitor import Visitor

LONG = 1000
"""Fluent refuses arguments over 2,500 characters: long ones are held back by a mark, and put in its place after."""
_MARK = re.compile("\ue000\\d+\ue001")
_BEGINS = re.compile(r"^(-?[A-Za-z][\w-]*) *=", re.MULTILINE)
_NEITHER = re.compile(r"^(?!-?[A-Za-z][\w-]* *=)[^\s#{}\[*.].*", re.MULTILINE)
"""A line that begins no sentence, goes on with none, and is no comment."""


class TextError(LookupError):
    """A sentence or one of its variables is missing."""


class Sentences:
    """A folder of Fluent files, of which a sentence costs nothing until it is said."""

    def __init__(self, folder: Path) -> None:
        self._bundle = FluentBundle([folder.name], use_isolating=False)
        self._parser = FluentParser(with_spans=False)
        self._sources: dict[str, tuple[Path, str]] = {}
        for path in sorted(folder.glob("*.ftl")):
            for name, source in _cut(path):
                if name in self._sources:
                    raise TextError(f"{path}: “{name}” is written twice")
                self._sources[name] = path, source

    def __contains__(self, message_id: str) -> bool:
        """Tells whether there is such a sentence."""
        return message_id in self._sources

    def check(self) -> None:
        """Parses every sentence; raises on the first that is damaged."""
        for name in self._sources:
            self._parsed(name)

    def say(self, message_id: str, args: Mapping[str, str | int]) -> str:
        """Says a sentence with its arguments, as they are."""
        if not self._bundle.has_message(message_id):
            self._learn(message_id)
        pattern = self._bundle.get_message(message_id).value
        if pattern is None:
            raise TextError(f"the sentence “{message_id}” is empty")
        given, held = dict(args), dict[str, str]()
        for key, value in args.items():
            if isinstance(value, str) and len(value) > LONG:
                given[key] = mark = f"\ue000{len(held)}\ue001"
                held[mark] = value
        text, errors = self._bundle.format_pattern(pattern, given)
        if errors:
            raise TextError(f"{message_id}: {'; '.join(str(error) for error in errors)}")
        return _MARK.sub(lambda mark: held.get(mark[0], mark[0]), str(text)) if held else str(text)

    def _learn(self, message_id: str) -> None:
        """Parses a sentence and those it refers to; it is there for other threads once they are."""
        if message_id not in self._sources:
            raise TextError(f"no sentence “{message_id}”")
        wanted, found = [message_id], list[Resource]()
        for name in wanted:
            found.append(self._parsed(name))
            wanted += [other for other in _references(found[-1]) if other in self._sources and other not in wanted]
        for resource in reversed(found):
            self._bundle.add_resource(resource)

    def _parsed(self, name: str) -> Resource:
        path, source = self._sources[name]
        resource = self._parser.parse(source)
        for item in resource.body:
            if isinstance(item, Junk):
                line = (item.content or "").strip().partition("\n")[0]
                raise TextError(f"{path}: “{name}” is not a Fluent sentence, from: {line}")
        return resource


def _cut(path: Path) -> Iterator[tuple[str, str]]:
    """Cuts a file into sentences, by their ids."""
    text = path.read_text(encoding="utf-8")
    if damaged := _NEITHER.search(text):
        raise TextError(f"{path}: not a Fluent sentence: {damaged[0]}")
    begins = list(_BEGINS.finditer(text))
    ends = [*(begin.start() for begin in begins[1:]), len(text)]
    for begin, end in zip(begins, ends, strict=True):
        yield begin[1], text[begin.start() : end]


def _references(resource: Resource) -> list[str]:
    seeker = _Seeker()
    seeker.visit(resource)
    return seeker.found


class _Seeker(Visitor):
    """Finds the sentences that a sentence quotes."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_MessageReference(self, node: MessageReference) -> None:  # noqa: N802 - named by Fluent
        self.found.append(node.id.name)

    def visit_TermReference(self, node: TermReference) -> None:  # noqa: N802 - named by Fluent
        self.found.append(f"-{node.id.name}")
        self.generic_visit(node)
