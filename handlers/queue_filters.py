"""What /file is filtered by, as its buttons carry it: a state, a theme, an age, a place ("open:all:late:a12")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from consultation.content import Theme
from consultation.moderation import OPEN, Status
from handlers.context import LARGEST_ID
from handlers.services import Services
from storage.queue import Filter

ALL = "all"
STATES: dict[str, frozenset[Status]] = {
    "open": OPEN,
    "awaited": frozenset({Status.CHANGES_REQUESTED}),
    "approved": frozenset({Status.APPROVED}),
    "rejected": frozenset({Status.REJECTED}),
    "gone": frozenset({Status.WITHDRAWN, Status.MERGED}),
    ALL: frozenset(Status),
}
OLDEST_FIRST = ("open", "awaited")
"""What waits is listed oldest first; what is over, latest first."""
AGES = (ALL, "day", "week", "late")
RECENT = {"day": timedelta(days=1), "week": timedelta(days=7)}


@dataclass(frozen=True, slots=True)
class Choice:
    """The filters of a list; `theme` is its place among the consultation's, or "all"."""

    state: str = "open"
    theme: str = ALL
    age: str = ALL

    def __iter__(self) -> Iterator[str]:
        return iter((self.state, self.theme, self.age))

    @classmethod
    def read(cls, carried: Sequence[str]) -> Choice:
        """Reads the filters a button carries; what it does not, or not rightly, is left open."""
        state, theme, age = (*carried[:3], "", "", "")[:3]
        return cls(
            state if state in STATES else DEFAULT.state,
            theme if theme.isascii() and theme.isdigit() and len(theme) < 4 else ALL,
            age if age in AGES else ALL,
        )

    @property
    def is_default(self) -> bool:
        """Tells whether this is the list of what waits, whole."""
        return self == DEFAULT

    def change(self, what: str, value: str) -> Choice:
        """Gives the same with another value of one filter."""
        return replace(self, **{what: value})

    def theme_of(self, services: Services) -> Theme | None:
        """Finds the theme; none for all of them."""
        themes = services.consultation.themes
        return themes[int(self.theme)] if self.theme != ALL and int(self.theme) < len(themes) else None

    def filter(self, services: Services, now: datetime) -> Filter:
        """Says it as the queue is read."""
        theme = self.theme_of(services)
        return Filter(
            STATES[self.state],
            theme=None if theme is None else theme.id,
            before=now - timedelta(days=services.policy.expected_days) if self.age == "late" else None,
            since=now - RECENT[self.age] if self.age in RECENT else None,
            newest_first=self.state not in OLDEST_FIRST,
        )


DEFAULT = Choice()


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: after a number, or (`backwards`) before it."""

    number: int | None = None
    backwards: bool = False

    def __str__(self) -> str:
        return "0" if self.number is None else f"{'b' if self.backwards else 'a'}{self.number}"

    @classmethod
    def read(cls, carried: Sequence[str]) -> Cursor:
        """Reads the place a button carries; the beginning if it carries none."""
        place = carried[3] if len(carried) > 3 else ""
        number = place[1:]
        if place[:1] not in ("a", "b") or not (number.isascii() and number.isdigit()) or int(number) > LARGEST_ID:
            return cls()
        return cls(int(number), backwards=place[0] == "b")

    @property
    def after(self) -> int | None:
        """The number a search goes on from."""
        return None if self.backwards else self.number
