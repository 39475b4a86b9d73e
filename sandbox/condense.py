"""Condenses the published Bot API description into what the sandbox checks.

    python -m sandbox.condense API.json > sandbox/botapi.json

The source is `api.json` of the repository PaulSonOfLars/telegram-bot-api-spec (MIT). Kept: every method and type, its
fields, their types, whether they are required, and the limits that the prose states. Dropped: the prose itself.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

NOTICE = """\
Condensed by sandbox/condense.py from telegram-bot-api-spec (PaulSonOfLars/telegram-bot-api-spec).

MIT License

Copyright (c) 2020 Paul Larsen

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""

# The first pattern that matches wins. Lengths "after entities parsing" are checked where the text is parsed.
LIMITS = (
    ("Array", "items", re.compile(r"(\d+)-(\d+) (?:items|answer options|identifiers|initial stickers|emoji)")),
    ("Array", "items", re.compile(r"[Aa]t most ()(\d+) ")),
    ("String", "characters", re.compile(r"(\d+)-(\d+) characters(?! (?:after entit|with at most))")),
    ("String", "bytes", re.compile(r"(\d+)-(\d+) bytes")),
    ("String", "bytes", re.compile(r"can't exceed ()(\d+) bytes")),
    ("Integer", "value", re.compile(r"(?:between |[;,] (?:must be )?)(\d+)-(\d+)(?: are accepted|[.; ]|$)")),
)
RANGE = re.compile(r"\d+-\d+")
CONSTANT = re.compile(r'(?:always|must be) ["“]?(\w+)["”]?$')


def condense_field(field: dict[str, Any]) -> dict[str, Any]:
    """Returns a field's types, with `required`, `limit` [unit, low, high] and `is` (a constant) where stated."""
    kept: dict[str, Any] = {"types": field["types"]}
    if field["required"]:
        kept["required"] = True
    description = field["description"]
    for kind, unit, pattern in LIMITS:
        found = pattern.search(description) if field["types"][0].startswith(kind) else None
        # "1-6 for one emoji, 1-64 for another" is no limit of the field.
        if found and not (unit == "value" and len(RANGE.findall(description)) > 1):
            kept["limit"] = [unit, int(found[1] or 0), int(found[2])]
            break
    constant = CONSTANT.search(description)
    if constant and field["types"] == ["String"]:
        kept["is"] = constant[1]
    return kept


def condense_type(kind: dict[str, Any]) -> dict[str, Any]:
    """Returns a type's fields, or the types it is one of; `or_text` when the prose lets a String stand for it."""
    if kind.get("subtypes"):
        return {"any_of": kind["subtypes"]}
    kept: dict[str, Any] = {"fields": {field["name"]: condense_field(field) for field in kind.get("fields", [])}}
    if "String can be used instead of this object" in " ".join(kind.get("description", [])):
        kept["or_text"] = True
    return kept


def condense(api: dict[str, Any]) -> dict[str, Any]:
    """Returns {"notice", "version", "methods": {name: {"returns", "fields"}}, "types": {name: {"fields"}}}."""
    methods = {
        name: {
            "returns": method["returns"],
            "fields": {field["name"]: condense_field(field) for field in method.get("fields", [])},
        }
        for name, method in api["methods"].items()
    }
    types = {name: condense_type(kind) for name, kind in api["types"].items()}
    return {"notice": NOTICE.splitlines(), "version": api["version"], "methods": methods, "types": types}


def as_text(condensed: dict[str, Any]) -> str:
    """Writes one method or type a line, so that a new version of the API reads well as a diff."""

    def block(entries: dict[str, Any]) -> str:
        lines = (f"  {json.dumps(name)}: {json.dumps(entry)}" for name, entry in sorted(entries.items()))
        return "{\n" + ",\n".join(lines) + "\n }"

    notice = json.dumps(condensed["notice"], indent=2)
    version = json.dumps(condensed["version"])
    methods, types = block(condensed["methods"]), block(condensed["types"])
    return f'{{"notice": {notice},\n "version": {version},\n "methods": {methods},\n "types": {types}}}\n'


def main() -> None:
    """Reads the file named on the command line, writes the condensed specification to standard output."""
    api = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sys.stdout.write(as_text(condense(api)))


if __name__ == "__main__":
    main()
