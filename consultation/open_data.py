"""Sheets of figures and texts that leave the service, as CSV and as JSON, each with its Table Schema.

Whoever opens a CSV in a spreadsheet must not run what a citizen typed. A spreadsheet takes a cell for a formula when it
begins with = + - or @, maybe after spaces, a tab or a line break; and a French one splits lines at semicolons. Every
line of a text, and whatever follows a semicolon, is therefore led by an apostrophe where it would begin so, quotation
marks before it or not. The JSON keeps texts as they are.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

Value = str | int | date | datetime | None
ENCODING = "utf-8-sig"
"""With a byte order mark: without it, spreadsheets on Windows spoil accents."""
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NOT_SEEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f]")
_LEADING = r"(?=[\s\"\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠﹢﹣﹦﹫])"
_FORMULA = re.compile(rf"(^|;){_LEADING}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in files, its type in a Table Schema, its name for people."""

    name: str
    type: str
    title: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table on its way out; a row has a value for each column, in the same order."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]
    key: tuple[str, ...] = ()

    def schema(self) -> dict[str, Any]:
        """Describes it as a Table Schema (https://specs.frictionlessdata.io/table-schema/)."""
        fields = [
            {
                "name": column.name,
                "type": column.type,
                "title": column.title,
                **({"constraints": {"required": True}} if column.required else {}),
            }
            for column in self.columns
        ]
        return {"fields": fields, "missingValues": [""], **({"primaryKey": list(self.key)} if self.key else {})}


def safe(text: str) -> str:
    """Makes of a text a cell that no spreadsheet takes for a formula; a tab becomes a space, a break a new line."""
    plain = _NOT_SEEN.sub("", _BREAKS.sub("\n", text)).replace("\t", " ")
    return _FORMULA.sub(r"\1'", plain)


def to_csv(sheet: Sheet) -> bytes:
    """Writes a sheet as CSV (RFC 4180), every cell between quotes."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([column.name for column in sheet.columns])
    writer.writerows([_cell(value) for value in row] for row in sheet.rows)
    return buffer.getvalue().encode(ENCODING, "replace")


def to_json(sheet: Sheet) -> bytes:
    """Writes a sheet as a tabular data resource: its Table Schema, and its rows as objects."""
    names = [column.name for column in sheet.columns]
    rows = [dict(zip(names, map(_json, row), strict=True)) for row in sheet.rows]
    resource = {
        "name": sheet.name,
        "title": sheet.title,
        "profile": "tabular-data-resource",
        "schema": sheet.schema(),
        "data": rows,
    }
    return json.dumps(resource, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def package(name: str, title: str, sheets: Iterable[Sheet], now: datetime) -> bytes:
    """Writes the descriptor of a Data Package that has these sheets' CSV files beside it."""
    resources = [
        {
            "name": sheet.name,
            "title": sheet.title,
            "path": f"{sheet.name}.csv",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": ENCODING,
            "schema": sheet.schema(),
        }
        for sheet in sheets
    ]
    told: Mapping[str, Any] = {
        "name": name,
        "title": title,
        "profile": "tabular-data-package",
        "created": _moment(now),
        "resources": resources,
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _cell(value: Value) -> str:
    return safe(value) if isinstance(value, str) else "" if value is None else str(_json(value))


def _json(value: Value) -> str | int | None:
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "" else value


def _moment(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
