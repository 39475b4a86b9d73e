"""Commitments in a file, TOML or CSV: read whole, or refused whole with every mistake and its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from consultation.commitment import (
    DESCRIPTION_LONGEST,
    EXPLANATION_LONGEST,
    LINK_LONGEST,
    NUMBER_MOST,
    STAGES,
    TITLE_LONGEST,
    Content,
    is_address,
)
from consultation.content_files import Mistakes, Record, read_text, read_toml

COLUMNS = (
    "number",
    "title_fr",
    "title_en",
    "description_fr",
    "description_en",
    "theme",
    "status",
    "explanation",
    "link",
)
"""The columns of a CSV file, in any order; those of English, status, explanation and link may be missing."""
_KEYS = ("number", "title", "description", "theme", "status", "explanation", "link")


@dataclass(frozen=True, slots=True)
class Written:
    """A commitment as a file writes it, and where. Without a stage, the one it is at stays."""

    record: Record
    content: Content
    stage: str | None
    explanation: str


def read_commitments(path: Path, themes: Collection[str], mistakes: Mistakes) -> list[Written]:
    """Reads the commitments of a file (.csv, else TOML); what is wrong is added to the mistakes."""
    rows = _csv_rows(path, mistakes) if path.suffix.lower() == ".csv" else _toml_rows(path, mistakes)
    read = [_commitment(record, themes) for record in rows]
    seen: set[int] = set()
    for one in read:
        number = one.content.number
        if number and number in seen:
            one.record.refuse("number", f"l’engagement n° {number} est écrit deux fois", "n’en gardez qu’un")
        seen.add(number)
    return read


def _toml_rows(path: Path, mistakes: Mistakes) -> Iterator[Record]:
    head = read_toml(path.parent, path.name, mistakes)
    head.only("commitment")
    yield from head.tables("commitment")


def _csv_rows(path: Path, mistakes: Mistakes) -> Iterator[Record]:
    """Yields each row as the table it would be in TOML."""
    text = read_text(path.parent, path.name, mistakes)
    if text is None:
        return
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    header = [name.strip().lower() for name in next(reader, [])]
    if not _is_header(path, header, mistakes):
        return
    line = reader.line_num + 1
    for index, row in enumerate(reader):
        cells = {name: cell.strip() for name, cell in zip(header, row, strict=False) if cell.strip()}
        if len(row) > len(header):
            hint = "mettez entre guillemets un texte qui contient le séparateur"
            mistakes.add(path.name, line, f"{len(row)} cases pour {len(header)} colonnes", hint)
        elif cells:
            prefix = f"commitment.{index}"
            yield Record(path.name, f"{prefix}.", _nested(cells), {prefix: line}, mistakes)
        line = reader.line_num + 1


def _is_header(path: Path, header: list[str], mistakes: Mistakes) -> bool:
    strange = [name for name in header if name not in COLUMNS]
    twice = sorted({name for name in header if header.count(name) > 1})
    missing = [name for name in ("number", "title_fr", "description_fr", "theme") if name not in header]
    hint = f"la première ligne nomme les colonnes : {', '.join(COLUMNS)}"
    for name in strange:
        mistakes.add(path.name, 1, f"colonne inconnue « {name} »", hint)
    for name in twice:
        mistakes.add(path.name, 1, f"la colonne « {name} » est là deux fois", "n’en gardez qu’une")
    for name in missing:
        mistakes.add(path.name, 1, f"la colonne « {name} » manque", hint)
    return not (strange or twice or missing)


def _nested(cells: dict[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for key in ("title", "description"):
        said = {language: cells[f"{key}_{language}"] for language in ("fr", "en") if f"{key}_{language}" in cells}
        if said:
            values[key] = said
    number = cells.get("number", "")
    if number:
        values["number"] = int(number) if number.isdecimal() and len(number) <= len(str(NUMBER_MOST)) else number
    return values | {key: cells[key] for key in ("theme", "status", "explanation", "link") if key in cells}


def _commitment(record: Record, themes: Collection[str]) -> Written:
    record.only(*_KEYS)
    stage = record.text("status", TITLE_LONGEST) if record.has("status") else None
    if stage and stage not in STAGES:
        record.refuse("status", f"état inconnu « {stage} »", f"choisissez parmi : {', '.join(STAGES)}")
    theme = record.text("theme", TITLE_LONGEST)
    if theme and theme not in themes:
        record.refuse("theme", f"thème inconnu « {theme} »", f"choisissez parmi : {', '.join(themes)}")
    link = record.text("link", LINK_LONGEST) if record.has("link") else None
    if link and not is_address(link):
        record.refuse("link", f"« {link} » n’est pas une adresse", "commencez-la par https://, sans espace")
    content = Content(
        _number(record),
        record.localized("title", TITLE_LONGEST),
        record.localized("description", DESCRIPTION_LONGEST),
        theme,
        link,
    )
    explanation = record.text("explanation", EXPLANATION_LONGEST) if record.has("explanation") else ""
    return Written(record, content, stage, explanation)


def _number(record: Record) -> int:
    value = record.values.get("number")
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= NUMBER_MOST:
        return value
    record.refuse("number", "« number » manque ou n’est pas un numéro", f"écrivez un nombre de 1 à {NUMBER_MOST}")
    return 0
