"""The condensed specification: what is kept of the published one, and under which notice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import sandbox
from sandbox.condense import as_text, condense, condense_field

SHIPPED = Path(sandbox.__file__).with_name("botapi.json")


def field(types: list[str], description: str, required: bool = False) -> dict[str, Any]:
    return {"name": "x", "types": types, "required": required, "description": description}


@pytest.mark.parametrize(
    ("types", "description", "limit"),
    [
        (["String"], "Text of the notification. 0-200 characters.", ["characters", 0, 200]),
        (["String"], "Data to be sent, 1-64 bytes. Not supported elsewhere.", ["bytes", 1, 64]),
        (["String"], "Offset length can't exceed 64 bytes.", ["bytes", 0, 64]),
        (["Integer"], "Values between 1-100 are accepted. Defaults to 100.", ["value", 1, 100]),
        (["Array of BotCommand"], "At most 100 commands can be specified.", ["items", 0, 100]),
        (["Array of InputPollOption"], "A list of 1-12 answer options", ["items", 1, 12]),
        (["String"], "Text of the message, 1-4096 characters after entities parsing", None),
        (["Integer"], "1-6 for one emoji, 1-64 for another", None),
        (["Integer"], "Date of 2021-02", None),
    ],
)
def test_limits_are_read_from_the_prose(types: list[str], description: str, limit: list[object] | None) -> None:
    assert condense_field(field(types, description)).get("limit") == limit


def test_constants_tell_types_of_a_union_apart() -> None:
    assert condense_field(field(["String"], "Scope type, must be chat"))["is"] == "chat"
    assert condense_field(field(["String"], 'Type of the origin, always "user"'))["is"] == "user"
    assert "is" not in condense_field(field(["String"], "Type, must be one of “a” or “b”."))


def test_a_small_specification_is_condensed() -> None:
    api = {
        "version": "Bot API 0",
        "methods": {"sendX": {"returns": ["X"], "fields": [field(["Integer"], "How many", required=True)]}},
        "types": {
            "X": {"fields": [field(["String"], "A name")]},
            "Key": {"fields": [], "description": ["String can be used instead of this object."]},
            "Any": {"subtypes": ["X", "Key"]},
        },
    }
    condensed = json.loads(as_text(condense(api)))
    assert condensed["methods"] == {
        "sendX": {"returns": ["X"], "fields": {"x": {"types": ["Integer"], "required": True}}}
    }
    assert condensed["types"] == {
        "Any": {"any_of": ["X", "Key"]},
        "Key": {"fields": {}, "or_text": True},
        "X": {"fields": {"x": {"types": ["String"]}}},
    }


def test_the_shipped_specification_keeps_the_authors_notice() -> None:
    shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
    notice = "\n".join(shipped["notice"])
    assert "Copyright (c) 2020 Paul Larsen" in notice
    assert "Permission is hereby granted, free of charge" in notice
    assert shipped["version"].startswith("Bot API")
    assert len(shipped["methods"]) > 150
