"""The life of an announcement and of each of its deliveries, declared once.

A delivery leaves `pending` once and is never sent again by itself: it is `sending` before the call to Telegram and
`unknown` if nobody knows what came of that call. So the states of an announcement always sum to its total.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, StrEnum
from fractions import Fraction

from consultation.refusal import Refusal


class State(StrEnum):
    """Where an announcement stands, once it was confirmed; before that it is a draft."""

    PROPOSED = "proposed"  # another press officer must approve it
    SCHEDULED = "scheduled"
    HELD = "held"  # scheduled, and paused
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
AHEAD = frozenset({State.PROPOSED, State.SCHEDULED, State.HELD})
"""The states in which nothing has left yet, and nobody is counted."""


@dataclass(frozen=True, slots=True)
class Rule:
    """To which state a press officer's order leads from each state it may be given in."""

    verb: str
    moves: Mapping[State, State]


class Order(Enum):
    """What a press officer may do to an announcement; stopping is final, so it takes a pause once something left."""

    PAUSE = Rule("pause", {State.SENDING: State.PAUSED, State.SCHEDULED: State.HELD})
    RESUME = Rule("resume", {State.PAUSED: State.SENDING, State.HELD: State.SCHEDULED})
    STOP = Rule("stop", dict.fromkeys((State.PAUSED, *sorted(AHEAD)), State.STOPPED))

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
        return tuple(order for order in cls if state in order.value.moves)


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


class ChangeKind(StrEnum):
    """How one announcement puts another right."""

    CORRECTION = "correction"  # a new message, that says so
    EDIT = "edit"  # the messages that arrived are rewritten where they stand
    DELETION = "deletion"  # … or deleted, while Telegram allows it


IN_PLACE = frozenset({ChangeKind.EDIT, ChangeKind.DELETION})
"""Changes of messages that are already there: they need no new consent, and do no harm when they are made twice."""
DELETABLE = timedelta(hours=48)
"""How long Telegram lets a bot delete what it sent (deleteMessage)."""
PAID_PER_SECOND = 1000
STARS_A_MESSAGE = Fraction(1, 10)
"""How fast a paid broadcast may go, and what Telegram takes for each of its messages (allow_paid_broadcast)."""


@dataclass(frozen=True, slots=True)
class Change:
    """Which announcement another one puts right, and how."""

    kind: ChangeKind
    about: int


def stars(recipients: int) -> int:
    """Says what a paid broadcast costs at most, in whole Stars."""
    return math.ceil(recipients * STARS_A_MESSAGE)
