"""What the engine does with the questions of a set, counted."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.faq.sets import Question
    from consultation.faq import FaqIndex, Outcome


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what came of it, and how long it took in milliseconds."""

    question: Question
    outcome: Outcome
    elapsed: float

    @property
    def right(self) -> bool:
        """True when the right entry was asserted."""
        return self.outcome.entry is not None and self.outcome.entry.id in self.question.expected

    @property
    def wrong(self) -> bool:
        """True when an entry was asserted that does not answer the question."""
        return self.outcome.entry is not None and not self.right

    @property
    def helped(self) -> bool:
        """True when the right entry was asserted or proposed."""
        return self.right or any(entry.id in self.question.expected for entry in self.outcome.suggestions)


def ask(index: FaqIndex, questions: Iterable[Question]) -> list[Asked]:
    """Asks every question once."""
    asked = []
    for question in questions:
        start = time.perf_counter()
        outcome = index.ask(question.text, question.previous)
        asked.append(Asked(question, outcome, (time.perf_counter() - start) * 1e3))
    return asked


def share(asked: Sequence[Asked], name: str) -> str:
    """The percentage of questions for which a property holds."""
    if not asked:
        return "     –"
    return f"{100 * sum(bool(getattr(one, name)) for one in asked) / len(asked):5.1f}%"


def percentile(asked: Sequence[Asked], rank: float) -> float:
    """The time under which a share of the questions was handled."""
    times = sorted(one.elapsed for one in asked)
    return times[min(int(len(times) * rank), len(times) - 1)] if times else 0.0
