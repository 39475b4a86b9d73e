"""What the public may read: one rule, whatever the way out (channel, similar contributions, exports, pages)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from consultation.form import FIELDS, Kind
from consultation.moderation import Status

PUBLIC_STATUS = Status.APPROVED
_KEPT_INSIDE = frozenset(field.key for field in FIELDS.values() if field.kind is Kind.ATTACHMENT)
"""A file is read by moderators alone: nobody can tell what all is in it."""


def is_public(status: Status, answers: Mapping[str, Any]) -> bool:
    """Tells whether anyone may read a contribution: it is approved, and its text was not erased."""
    return status is PUBLIC_STATUS and bool(answers)


def public_answers(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Keeps what anyone may read of a public contribution; its signature is the name its author chose to show."""
    return {key: answer for key, answer in answers.items() if key not in _KEPT_INSIDE}
