"""The life of a submission and the decisions that move it, declared once.

To add a reason, add it to `REASONS` and its sentence to the locales (`reason-<key>`, `reason-<key>-told`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from consultation.form import CLARIFIABLE
from consultation.refusal import Refusal
from consultation.roles import Role


class Status(StrEnum):
    """Where a submission stands."""

    PENDING = "pending"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    REJECTED = "rejected"
    CHANGES_REQUESTED = "changes_requested"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


REASONS: tuple[str, ...] = (
    "off_topic",
    "insulting",
    "personal_data",
    "advertising",
    "already_said",
    "unreadable",
    "unlawful",
)
"""Why the charter lets a moderator refuse; the author is told in plain words."""

APPEAL_LONGEST = 600
"""What an author may add to an appeal, in UTF-16 units."""

WORD_LONGEST = 600
"""What a moderator may add to a reason, in UTF-16 units …"""
NOTE_LONGEST = 1_000
"""… or write in a note, or to an author, who may answer as much."""
ANSWERS_TO_ONE = 5
"""How often an author may answer the last message they got."""

OPEN = frozenset({Status.PENDING, Status.IN_REVIEW})
DECIDED = frozenset({Status.APPROVED, Status.REJECTED, Status.CHANGES_REQUESTED, Status.MERGED})
"""What a decision leads to, and so what may be undone for a while."""
BLAMED = OPEN | {Status.REJECTED}
"""What may bring its author a warning: while it is read, or once it is refused."""
ORIGINALS = OPEN | {Status.APPROVED, Status.CHANGES_REQUESTED}
"""What a duplicate may be merged into: nothing that was taken back or refused."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a decision needs and does: `choices` are the details it must be given with, if any."""

    verb: str
    sources: frozenset[Status]
    target: Status
    role: Role
    choices: tuple[str, ...] = ()


class Step(Enum):
    """What its author does with a submission: answer what was asked, change it, take it back, appeal a refusal once."""

    CLARIFY = Rule("clarify", frozenset({Status.CHANGES_REQUESTED}), Status.PENDING, Role.CITIZEN)
    REVISE = Rule("revise", frozenset({Status.PENDING}), Status.PENDING, Role.CITIZEN)
    APPEAL = Rule("appeal", frozenset({Status.REJECTED}), Status.PENDING, Role.CITIZEN)
    WITHDRAW = Rule("withdraw", frozenset(Status) - {Status.WITHDRAWN}, Status.WITHDRAWN, Role.CITIZEN)

    @classmethod
    def open_to(cls, status: Status, *, appealed: bool) -> list[Step]:
        """Lists what the author of a submission may do with it now."""
        possible = [step for step in cls if status in step.value.sources]
        return [step for step in possible if not appealed or step not in (cls.APPEAL, cls.REVISE)]


class Decision(Enum):
    """Approve, refuse with a reason, ask the author to make one field clearer, or merge into another submission."""

    APPROVE = Rule("approve", OPEN, Status.APPROVED, Role.MODERATOR)
    REFUSE = Rule("refuse", OPEN, Status.REJECTED, Role.MODERATOR, REASONS)
    ASK = Rule("ask", OPEN, Status.CHANGES_REQUESTED, Role.MODERATOR, CLARIFIABLE)
    MERGE = Rule("merge", OPEN, Status.MERGED, Role.MODERATOR)

    @classmethod
    def of(cls, verb: str) -> Decision:
        """Finds a decision by the verb its button carries."""
        for decision in cls:
            if decision.value.verb == verb:
                return decision
        raise Refusal("moderation-unknown-decision")

    def check(self, detail: str | None) -> None:
        """Refuses a decision given without the reason or the field it needs."""
        if self.value.choices and detail not in self.value.choices:
            raise Refusal("moderation-choose-detail")
        if self is Decision.MERGE and not (detail and detail.isascii() and detail.isdigit() and len(detail) <= 18):
            raise Refusal("moderation-choose-original")
