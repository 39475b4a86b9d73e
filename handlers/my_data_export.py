"""The document a person receives: everything kept about them, its keys in their language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from handlers.context import Context

HIDDEN = frozenset({"decided_by", "refused_by", "person_id", "leased_until", "attempts", "lane"})
"""Numbers of other people, and of the machinery."""


def document(context: Context, kept: Mapping[str, Any]) -> bytes:
    """Writes what is kept as JSON, with what it is and who answers for it."""
    policy, plan = context.services.policy, context.services.consultation
    about = {
        "consultation": plan.title.get(context.language, plan.title["fr"]),
        "controller": policy.controller,
        "contact": policy.privacy_contact,
        "made_at": context.now.isoformat(),
    }
    told = _told(context, {"about": about, **kept})
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _told(context: Context, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_key(context, key): _told(context, item) for key, item in value.items() if key not in HIDDEN}
    return [_told(context, item) for item in value] if isinstance(value, list) else value


def _key(context: Context, key: str) -> str:
    """Says a key as people read it; one that has no words stays as it is in the database."""
    for sentence in (f"my-data-key-{key.replace('_', '-')}", f"field-{key}"):
        if context.services.texts.has(sentence):
            return context.label(sentence)
    return key
