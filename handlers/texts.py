"""Every sentence a person reads, from `locales/<language>/*.ftl` (Project Fluent): one strict door."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

import structlog

from handlers.sentences import Sentences
from handlers.sentences import TextError as TextError

DEFAULT_LANGUAGE = "fr"
LOCALES = Path(__file__).parent.parent / "locales"
REMEMBERED = 4096
log = structlog.get_logger(__name__)


class Safe(str):
    """HTML made by this program: the only text that goes into a sentence without being escaped."""

    __slots__ = ()


class Texts:
    """The sentences in every language. A fault raises when strict (tests), else is logged and French is said."""

    def __init__(self, folder: Path = LOCALES, *, strict: bool = False, default: str = DEFAULT_LANGUAGE) -> None:
        self._strict = strict
        self._default = default
        self._said: dict[tuple[object, ...], str] = {}
        self._spoken = {path.name: Sentences(path) for path in sorted(folder.iterdir()) if path.is_dir()}
        for language in (DEFAULT_LANGUAGE, default):
            if language not in self._spoken:
                raise TextError(f"no {language}/ folder of sentences in {folder}")

    @property
    def languages(self) -> tuple[str, ...]:
        """French first, then the others."""
        return tuple(sorted(self._spoken, key=lambda code: (code != DEFAULT_LANGUAGE, code)))

    def check(self) -> None:
        """Raises on the first sentence that is damaged, though it may never be said."""
        for sentences in self._spoken.values():
            sentences.check()

    def choose(self, wanted: str | None) -> str:
        """Picks the language to speak: the one wanted ("en-GB" is English), or the default one."""
        code = (wanted or "").partition("-")[0].lower()
        return code if code in self._spoken else self._default

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
            return self._spoken[self.choose(language)].say(message_id, safe)
        except TextError as error:
            if self._strict:
                raise
            log.error("text-missing", language=language, text=message_id, why=str(error))
        try:
            return self._spoken[DEFAULT_LANGUAGE].say(message_id, safe)
        except TextError:
            return f"({escape(message_id)})"

    def plain(self, language: str, message_id: str, /, **args: str | int) -> str:
        """Says a sentence as plain text, for buttons, toasts and files: nothing is escaped."""
        marked = {key: Safe(value) if isinstance(value, str) else value for key, value in args.items()}
        return self(language, message_id, **marked)

    def has(self, message_id: str) -> bool:
        """Tells whether a sentence exists in French."""
        return message_id in self._spoken[DEFAULT_LANGUAGE]
