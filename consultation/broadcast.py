"""The life of an announcement and of each of its deliveries, declared once.

A delivery leaves `pending` once and is never sent again by itself: it is `sending` before the call to Telegram and
`unknown` if nobody knows what came of that call. So the states of an announcement always sum to its total.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, StrEnum

from consultation.refusal import Refusal


class State(StrEnum):
    """Where an announcement stands, once it was confirmed; before that it is a draft."""

    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    FINISHED = "finished"


class DeliveryState(StrEnum):
    """What became of an announcement for one person."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    BLOCKED = "blocked"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"  # opted out after the confirmation and before their turn, or the sending was stopped


OPEN = frozenset({State.SENDING, State.PAUSED})
"""The states in which figures still move."""


@dataclass(frozen=True, slots=True)
class Rule:
    """From which states a press officer's order leads to which one."""

    verb: str
    sources: frozenset[State]
    target: State


class Order(Enum):
    """What a press officer may do to an announcement under way; stopping is final, so it takes a pause first."""

    PAUSE = Rule("pause", frozenset({State.SENDING}), State.PAUSED)
    RESUME = Rule("resume", frozenset({State.PAUSED}), State.SENDING)
    STOP = Rule("stop", frozenset({State.PAUSED}), State.STOPPED)

    @classmethod
    def of(cls, verb: str) -> Order:
        """Finds an order by the verb its button carries."""
        for order in cls:
            if order.value.verb == verb:
                return order
        raise Refusal("button-gone")

    @classmethod
    def possible(cls, state: State) -> tuple[Order, ...]:
        """Lists the orders that a state allows."""
        return tuple(order for order in cls if state in order.value.sources)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many deliveries of an announcement stand in each state."""

    pending: int = 0
    sending: int = 0
    sent: int = 0
    blocked: int = 0
    failed: int = 0
    unknown: int = 0
    skipped: int = 0

    @property
    def total(self) -> int:
        """Everyone the announcement was for when it was confirmed."""
        return self.remaining + self.settled

    @property
    def remaining(self) -> int:
        """Those whose turn has not come, or whose call is under way."""
        return self.pending + self.sending

    @property
    def settled(self) -> int:
        """Those for whom nothing more will happen."""
        return self.sent + self.blocked + self.failed + self.unknown + self.skipped


def time_left(remaining: int, per_second: float) -> timedelta | None:
    """Estimates how long the rest takes at the rate just seen; none while nothing moves."""
    return timedelta(seconds=remaining / per_second) if remaining and per_second > 0 else None
