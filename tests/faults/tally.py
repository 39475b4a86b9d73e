"""What came of a fault, in numbers: how many tried, how many lost, how many doubled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """One line of the report."""

    name: str
    tried: int = 0
    lost: int = 0
    doubled: int = 0
    more: dict[str, int | float | str] = field(default_factory=dict)

    def compare(self, expected: Iterable[object], found: Iterable[object]) -> None:
        """Counts what should be there once, and what is."""
        seen = Counter(found)
        wanted = set(expected)
        self.tried = len(wanted)
        self.lost = len(wanted - seen.keys())
        self.doubled = sum(count - 1 for one, count in seen.items() if one in wanted)

    def __str__(self) -> str:
        more = "".join(f", {what} {amount}" for what, amount in self.more.items())
        return f"{self.name}: tried {self.tried}, lost {self.lost}, doubled {self.doubled}{more}"
