"""The phases of a consultation: what is in force follows from what was decided last, by an admin or by the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from consultation.agenda import PARIS
from consultation.content import Phase as Planned


class Phase(StrEnum):
    """Where the consultation stands. Contributions are taken while it is open; all else goes on in each."""

    OPEN = "open"
    CLOSED = "closed"
    SYNTHESIS = "synthesis"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class InForce:
    """A phase, and since when: none when nothing ever said so."""

    phase: Phase
    since: datetime | None

    @property
    def takes_contributions(self) -> bool:
        """Tells whether a contribution may be begun."""
        return self.phase is Phase.OPEN

    def takes_what_was_begun(self, now: datetime, grace: timedelta) -> bool:
        """Tells whether a contribution begun while it was open may still be sent."""
        return self.takes_contributions or (
            self.phase is Phase.CLOSED and self.since is not None and now < self.since + grace
        )


def schedule(plan: Sequence[Planned]) -> list[InForce]:
    """Lists the changes that the calendar foresees, in order; a date is midnight in Paris.

    A phase that ends on a day, before one whose start is not given, is followed by that one the day after.
    """
    return sorted(_changes(plan), key=lambda change: (change.since, list(Phase).index(change.phase)))


def in_force(plan: Sequence[Planned], decided: InForce | None, now: datetime) -> InForce:
    """Finds the phase: the last change, be it an admin's or the calendar's; open if there never was one."""
    past = [change for change in schedule(plan) if change.since is not None and change.since <= now]
    if decided is not None:
        past = [change for change in past if change.since and decided.since and change.since > decided.since]
    if past:
        return past[-1]
    return decided or InForce(Phase.OPEN, None)


def following(phase: Phase) -> Phase | None:
    """Finds what comes after a phase."""
    after = list(Phase)[list(Phase).index(phase) + 1 :]
    return after[0] if after else None


def planned(plan: Sequence[Planned], phase: Phase) -> Planned | None:
    """Finds what the consultation's files say of a phase."""
    return next((one for one in plan if one.id == phase), None)


def _changes(plan: Sequence[Planned]) -> Iterator[InForce]:
    for one in plan:
        after = following(Phase(one.id))
        next_planned = planned(plan, after) if after else None
        if one.start is not None:
            yield InForce(Phase(one.id), _midnight(one.start))
        if one.end is not None and after is not None and (next_planned is None or next_planned.start is None):
            yield InForce(after, _midnight(one.end + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, PARIS).astimezone(UTC)
