"""Time, as tests want it: it stands still until told otherwise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Says the moment it was set to."""

    def __init__(self, moment: datetime = datetime(2021, 2, 23, 10, 0, tzinfo=UTC)) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **duration: float) -> datetime:
        """Moves on by a `timedelta`'s worth (days=…, minutes=…, seconds=…) and says the new moment."""
        self.moment += timedelta(**duration)
        return self.moment
