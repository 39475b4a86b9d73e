"""What follows when someone keeps breaking the charter: steps that grow and end by themselves, declared once.

Only contributing is refused meanwhile: questions, follow-up and rights go on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Step:
    """What is done, by the key its sentence has; for how long contributing is refused, if it is."""

    key: str
    lasts: timedelta | None = None


STEPS: tuple[Step, ...] = (
    Step("warning"),
    Step("week", timedelta(days=7)),
    Step("month", timedelta(days=30)),
    Step("quarter", timedelta(days=90)),
)
REASONS: tuple[str, ...] = ("insulting", "personal_data", "advertising", "unlawful")
"""The reasons to refuse that may call for more: those that hurt others or abuse the service, never a clumsy text."""
REMEMBERED = timedelta(days=365)
"""A sanction older than this no longer makes the next one heavier."""
APPEAL_LONGEST = 600
"""What may be said in an appeal, in UTF-16 units."""


def next_step(before: int) -> Step:
    """Finds the step for someone with so many sanctions remembered; the last one repeats."""
    return STEPS[min(before, len(STEPS) - 1)]
