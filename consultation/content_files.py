"""Reading the files of a consultation: every value with its line, every mistake kept until the end."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

import yaml

from consultation.text import length

Localized = Mapping[str, str]
"""One text in several languages; French ("fr") is always there, English ("en") may be missing."""

_TOML_PLACE = re.compile(r" \(at line (\d+), column \d+\)")
_TOML_HEADER = re.compile(r"^\s*(\[{1,2})\s*([\w.-]+)\s*\]{1,2}\s*(?:#.*)?$")
_TOML_KEY = re.compile(r"^\s*([\w-]+(?:\s*\.\s*[\w-]+)*)\s*=")
_FENCE = "---"


class ContentError(Exception):
    """One mistake in a file of the consultation: where it is, what it is, what to do."""

    def __init__(self, path: str, line: int, message: str, hint: str) -> None:
        super().__init__(path, line, message, hint)
        self.path = path
        self.line = line
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} — {self.hint}"


class ContentErrors(Exception):  # noqa: N818 - several errors, named as such
    """The mistakes of a whole folder; nothing of it was loaded."""

    def __init__(self, errors: tuple[ContentError, ...]) -> None:
        super().__init__(errors)
        self.errors = errors

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)


@dataclass(frozen=True, slots=True)
class Mistakes:
    """The mistakes found so far, so that all are told in one go."""

    found: list[ContentError] = field(default_factory=list)

    def add(self, path: str, line: int, message: str, hint: str) -> None:
        self.found.append(ContentError(path, line, message, hint))

    def raise_if_any(self) -> None:
        if self.found:
            raise ContentErrors(tuple(sorted(self.found, key=lambda e: (e.path, e.line, e.message))))


@dataclass(frozen=True, slots=True)
class Record:
    """One table of a file. A wrong value is noted among the mistakes and read as an empty one.

    `lines` maps a dotted key of the whole file ("phase.1.title.fr") to its line; `prefix` is this table's place there.
    """

    path: str
    prefix: str
    values: Mapping[str, object]
    lines: Mapping[str, int]
    mistakes: Mistakes

    def line(self, key: str = "") -> int:
        """Finds the line of a key, or of the table when the key is not written."""
        dotted = f"{self.prefix}{key}"
        while dotted and dotted not in self.lines:
            dotted = dotted.rpartition(".")[0]
        return self.lines.get(dotted, 1)

    def refuse(self, key: str, message: str, hint: str) -> None:
        self.mistakes.add(self.path, self.line(key), message, hint)

    def only(self, *known: str) -> None:
        """Refuses any key outside the known ones: most are spelling mistakes."""
        for key in self.values:
            if key not in known:
                self.refuse(key, f"clé inconnue « {key} »", f"retirez-la, ou choisissez parmi : {', '.join(known)}")

    def has(self, key: str) -> bool:
        return key in self.values

    def text(self, key: str, limit: int) -> str:
        """Reads a required text of at most `limit` UTF-16 units."""
        if not self.has(key):
            self.refuse(key, f"la clé « {key} » manque", f"ajoutez « {key} »")
            return ""
        return self._checked(key, self.values[key], limit)

    def localized(self, key: str, limit: int) -> Localized:
        """Reads a required text in French and, perhaps, in English."""
        value = self.values.get(key)
        if not isinstance(value, dict):
            self.refuse(key, f"« {key} » manque ou n’a pas de langue", f"écrivez « {key}.fr » et « {key}.en »")
            return {"fr": ""}
        inner = self._inner(key, value)
        inner.only("fr", "en")
        texts = {"fr": inner.text("fr", limit)}
        return texts | {"en": inner.text("en", limit)} if inner.has("en") else texts

    def day(self, key: str) -> date:
        """Reads a required date."""
        value = self.values.get(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.refuse(
            key, f"« {key} » manque ou n’est pas une date", f"écrivez {key} au format AAAA-MM-JJ, sans guillemets"
        )
        return date.min

    def month(self, key: str) -> date:
        """Reads a required month ("2021-12") as its first day."""
        with suppress(ValueError):
            return date.fromisoformat(f"{self.values.get(key)}-01")
        self.refuse(key, f"« {key} » n’est pas un mois", f'écrivez {key} = "AAAA-MM"')
        return date.min

    def hour(self, key: str) -> time:
        """Reads a required time of day."""
        value = self.values.get(key)
        if isinstance(value, time):
            return value
        self.refuse(key, f"« {key} » n’est pas une heure", f"écrivez {key} au format HH:MM:SS, sans guillemets")
        return time.min

    def texts(self, key: str, limit: int) -> tuple[str, ...]:
        """Reads a list of texts; the line of the third is `line(f"{key}.2")`."""
        value = self.values.get(key)
        if not isinstance(value, list):
            self.refuse(key, f"« {key} » manque ou n’est pas une liste", "écrivez une ligne « - … » par texte")
            return ()
        return tuple(self._checked(f"{key}.{index}", item, limit) for index, item in enumerate(value))

    def table(self, key: str) -> Record:
        """Reads a required table."""
        value = self.values.get(key)
        if not isinstance(value, dict):
            self.refuse(key, f"la table « {key} » manque", f"ajoutez [{key}]")
            value = {}
        return self._inner(key, value)

    def tables(self, key: str) -> Iterator[Record]:
        """Reads the tables written [[key]], in order; there must be at least one."""
        value = self.values.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(item, dict) for item in value):
            self.refuse(key, f"aucune table « {key} »", f"ajoutez au moins un [[{key}]]")
            return
        for index, item in enumerate(value):
            yield self._inner(f"{key}.{index}", item)

    def _inner(self, key: str, values: Mapping[str, object]) -> Record:
        return Record(self.path, f"{self.prefix}{key}.", values, self.lines, self.mistakes)

    def _checked(self, key: str, value: object, limit: int) -> str:
        if not isinstance(value, str):
            self.refuse(key, f"« {value} » n’est pas un texte", "mettez la valeur entre guillemets")
            return ""
        text = value.strip()
        if not text:
            self.refuse(key, f"« {key} » est vide", "écrivez le texte, ou retirez la ligne")
        elif length(text) > limit:
            excess = length(text) - limit
            self.refuse(
                key,
                f"« {key} » fait {length(text)} signes, {excess} de trop",
                f"raccourcissez à {limit} signes au plus",
            )
        return text


def read_text(folder: Path, name: str, mistakes: Mistakes) -> str | None:
    """Reads a UTF-8 file of the folder; none when it is missing or badly encoded."""
    try:
        data = (folder / name).read_bytes()
    except OSError:
        mistakes.add(name, 1, "fichier manquant ou illisible", "créez ce fichier, ou vérifiez ses droits")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        mistakes.add(name, line, "ce fichier n’est pas en UTF-8", "enregistrez-le en UTF-8")
        return None


def read_toml(folder: Path, name: str, mistakes: Mistakes) -> Record:
    """Reads a TOML file; one that cannot be read is an empty table whose missing keys are not told as well."""
    unread = Record(name, "", {}, {}, Mistakes())
    text = read_text(folder, name, mistakes)
    if text is None:
        return unread
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        line = int(place.group(1)) if place else text.count("\n") + 1
        reason = _TOML_PLACE.sub("", str(error)).removesuffix(" (at end of document)")
        mistakes.add(name, line, f"TOML mal formé ({reason})", "corrigez la ligne, ou celle d’avant")
        return unread
    return Record(name, "", values, _toml_lines(text), mistakes)


def _toml_lines(text: str) -> dict[str, int]:
    """Finds the line where each dotted key is first written, which tomllib does not tell."""
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix, quote = "", ""
    for number, line in enumerate(text.splitlines(), 1):
        if quote:
            quote = "" if quote in line else quote
        elif header := _TOML_HEADER.match(line):
            prefix = _toml_prefix(header.group(2), header.group(1) == "[[", counts)
            lines.setdefault(prefix.rstrip("."), number)
        elif key := _TOML_KEY.match(line):
            parts = re.split(r"\s*\.\s*", key.group(1))
            for depth in range(1, len(parts) + 1):
                lines.setdefault(prefix + ".".join(parts[:depth]), number)
            quote = next((mark for mark in ('"""', "'''") if line.count(mark) % 2), "")
    return lines


def _toml_prefix(header: str, repeated: bool, counts: dict[str, int]) -> str:
    """Turns the header of the second [[phase]] into "phase.1.", and [phase.title] after it into "phase.1.title."."""
    if repeated:
        counts[header] = counts.get(header, -1) + 1
        return f"{header}.{counts[header]}."
    first, _, rest = header.partition(".")
    return f"{first}.{counts[first]}.{rest}." if rest and first in counts else f"{header}."


def read_front_matter(folder: Path, name: str, mistakes: Mistakes) -> tuple[Record, str] | None:
    """Reads the YAML between two "---" lines and the text after it, whose line is that of the key "body"."""
    text = read_text(folder, name, mistakes)
    if text is None:
        return None
    rows = text.splitlines()
    end = next((index for index, row in enumerate(rows) if index and row.rstrip() == _FENCE), 0)
    if not end or rows[0].rstrip() != _FENCE:
        mistakes.add(name, 1, "l’en-tête manque", "commencez par une ligne « --- » et fermez l’en-tête de même")
        return None
    body = "\n".join(rows[end + 1 :])
    first = end + 2 + len(body) - len(body.lstrip("\n"))
    lines = {"body": min(first, len(rows))}
    values = _yaml_values(name, "\n".join(rows[1:end]), lines, mistakes)
    return None if values is None else (Record(name, "", values, lines, mistakes), body.strip())


def _yaml_values(name: str, text: str, lines: dict[str, int], mistakes: Mistakes) -> dict[str, object] | None:
    try:
        loader, node = _composed(text)
    except yaml.YAMLError as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        reason = error.problem if isinstance(error, yaml.MarkedYAMLError) else "caractère interdit"
        line = mark.line + 2 if mark else 2
        mistakes.add(name, line, f"YAML mal formé ({reason})", "mettez entre guillemets un texte qui contient « : »")
        return None
    if not isinstance(node, yaml.MappingNode):
        mistakes.add(name, 2, "l’en-tête ne contient pas de clés", "écrivez une ligne « clé: valeur » par clé")
        return None
    values: dict[str, object] = {}
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 2
        if key in values:
            mistakes.add(name, line, f"« {key} » est écrit deux fois", "n’en gardez qu’un")
        lines[key] = line
        if isinstance(value_node, yaml.SequenceNode):
            lines |= {f"{key}.{i}": item.start_mark.line + 2 for i, item in enumerate(value_node.value)}
        try:
            values[key] = loader.construct_object(value_node, deep=True)
        except (yaml.YAMLError, ValueError):
            mistakes.add(name, line, f"la valeur de « {key} » n’est pas valable", "mettez-la entre guillemets")
            values[key] = ""
    return values


def _composed(text: str) -> tuple[yaml.SafeLoader | yaml.CSafeLoader, yaml.Node | None]:
    """Parses YAML, ten times as fast where libyaml is there; the slower parser tells better where a mistake is."""
    if yaml.__with_libyaml__:
        fast = yaml.CSafeLoader(text)
        with suppress(yaml.YAMLError):
            return fast, fast.get_single_node()
    slow = yaml.SafeLoader(text)
    return slow, slow.get_single_node()
