"""Every sentence a person reads, from `locales/<language>/*.ftl` (Project Fluent): one strict door."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

import structlog
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk, Message, Term

DEFAULT_LANGUAGE = "fr"
LOCALES = Path(__file__).parent.parent / "locales"
LONG = 1000
"""Fluent refuses arguments over 2,500 characters: long ones are held back by a mark, and put in its place after."""
REMEMBERED = 4096
_MARK = re.compile("\ue000\\d+\ue001")
log = structlog.get_logger(__name__)


class Safe(str):
    """HTML made by this program: the only text that goes into a sentence without being escaped."""

    __slots__ = ()


class TextError(LookupError):
    """A sentence or one of its variables is missing."""


class Texts:
    """The sentences in every language. A fault raises when strict (tests), else is logged and French is said."""

    def __init__(self, folder: Path = LOCALES, *, strict: bool = False, default: str = DEFAULT_LANGUAGE) -> None:
        self._strict = strict
        self._default = default
        self._said: dict[tuple[object, ...], str] = {}
        self._bundles = {path.name: _bundle(path) for path in sorted(folder.iterdir()) if path.is_dir()}
        for language in (DEFAULT_LANGUAGE, default):
            if language not in self._bundles:
                raise TextError(f"no {language}/ folder of sentences in {folder}")

    @property
    def languages(self) -> tuple[str, ...]:
        """French first, then the others."""
        return tuple(sorted(self._bundles, key=lambda code: (code != DEFAULT_LANGUAGE, code)))

    def choose(self, wanted: str | None) -> str:
        """Picks the language to speak: the one wanted ("en-GB" is English), or the default one."""
        code = (wanted or "").partition("-")[0].lower()
        return code if code in self._bundles else self._default

    def __call__(self, language: str, message_id: str, /, **args: str | int) -> str:
        """Says a sentence. Text arguments are HTML-escaped, unless they are `Safe`."""
        if args:
            return self._say(language, message_id, args)
        known = self._said.get((language, message_id))
        return known if known is not None else self._remember((language, message_id), {})

    def published(self, language: str, message_id: str, /, **args: str | int) -> str:
        """Says a sentence about what is public, and remembers it: never one that holds what a person wrote."""
        key = (language, message_id, *args.items())
        known = self._said.get(key)
        return known if known is not None else self._remember(key, args)

    def _remember(self, key: tuple[object, ...], args: Mapping[str, str | int]) -> str:
        said = self._said[key] = self._say(str(key[0]), str(key[1]), args)
        if len(self._said) > REMEMBERED:
            del self._said[next(iter(self._said))]
        return said

    def _say(self, language: str, message_id: str, args: Mapping[str, str | int]) -> str:
        safe: dict[str, str | int] = {
            key: escape(value, quote=False) if isinstance(value, str) and not isinstance(value, Safe) else value
            for key, value in args.items()
        }
        try:
            return _format(self._bundles[self.choose(language)], message_id, safe)
        except TextError as error:
            if self._strict:
                raise
            log.error("text-missing", language=language, text=message_id, why=str(error))
        try:
            return _format(self._bundles[DEFAULT_LANGUAGE], message_id, safe)
        except TextError:
            return f"({escape(message_id)})"

    def plain(self, language: str, message_id: str, /, **args: str | int) -> str:
        """Says a sentence as plain text, for buttons, toasts and files: nothing is escaped."""
        marked = {key: Safe(value) if isinstance(value, str) else value for key, value in args.items()}
        return self(language, message_id, **marked)

    def has(self, message_id: str) -> bool:
        """Tells whether a sentence exists in French."""
        return self._bundles[DEFAULT_LANGUAGE].has_message(message_id)


def _bundle(folder: Path) -> FluentBundle:
    bundle = FluentBundle([folder.name], use_isolating=False)
    known: set[str] = set()
    for path in sorted(folder.glob("*.ftl")):
        resource = FluentResource(path.read_text(encoding="utf-8"))
        for item in resource.body:
            if isinstance(item, Junk):
                raise TextError(f"{path}: not a Fluent sentence: {(item.content or '').splitlines()[:1]}")
            if isinstance(item, (Message, Term)):
                if item.id.name in known:
                    raise TextError(f"{path}: “{item.id.name}” is written twice")
                known.add(item.id.name)
        bundle.add_resource(resource)
    return bundle


def _format(bundle: FluentBundle, message_id: str, args: Mapping[str, str | int]) -> str:
    if not bundle.has_message(message_id):
        raise TextError(f"no sentence “{message_id}”")
    pattern = bundle.get_message(message_id).value
    if pattern is None:
        raise TextError(f"the sentence “{message_id}” is empty")
    given, held = dict(args), dict[str, str]()
    for key, value in args.items():
        if isinstance(value, str) and len(value) > LONG:
            given[key] = mark = f"\ue000{len(held)}\ue001"
            held[mark] = value
    text, errors = bundle.format_pattern(pattern, given)
    if errors:
        raise TextError(f"{message_id}: {'; '.join(str(error) for error in errors)}")
    return _MARK.sub(lambda mark: held.get(mark[0], mark[0]), str(text)) if held else str(text)
