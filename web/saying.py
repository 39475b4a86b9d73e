"""What a page says of what was just done, above the rest; carried from one page to the next by its name alone.

A decision comes with the way to undo it, for as long as who reads it may.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from aiohttp import web
from sqlalchemy import Connection

from consultation.refusal import Refusal
from handlers import undoing
from handlers.dates import PARIS, hour
from storage import submissions
from web import acting
from web.desk import DESK
from web.pages import LANGUAGE

DONE = frozenset({*acting.ACTS, "kept", "lifted"})


@dataclass(frozen=True, slots=True)
class Undo:
    """A decision that may be undone: of which submission, in which version, until what time of day."""

    number: int
    version: int
    until: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and its arguments; `good` tells what went well from what did not."""

    message_id: str
    args: dict[str, str | int] = field(default_factory=dict)
    good: bool = True
    undo: Undo | None = None

    @classmethod
    def of(cls, refusal: Refusal) -> Said:
        """Says why not; a vote that was counted is no failure."""
        return cls(refusal.message_id, dict(refusal.args_for_text), good=refusal.message_id == "moderation-voted")


async def done_of(request: web.Request) -> Said | None:
    """Reads what was done from the address: known names only, so that no link makes a page say something else."""
    done, number = request.query.get("done", ""), request.query.get("n", "")
    if done not in DONE or not (number.isascii() and number.isdigit() and len(number) <= 18):
        return None
    undo = None
    if done in acting.DECISIONS:
        undo = await request.app[DESK].services.database.read(lambda conn: undo_of(conn, request, int(number)))
    return Said(f"web-done-{done}", {"number": number}, undo=undo)


def undo_of(conn: Connection, request: web.Request, number: int) -> Undo | None:
    """Finds how to undo the decision on a submission; none if that is not for who reads, or not any more."""
    services, submission = request.app[DESK].services, submissions.get(conn, number)
    if submission is None or submission.decided_at is None:
        return None
    act = acting.act_of(request, number, submission.version)
    if undoing.objection(conn, services, submission, act) is not None:
        return None
    until = submission.decided_at + timedelta(minutes=services.policy.undo_minutes)
    return Undo(number, submission.version, hour(until.astimezone(PARIS).time(), request[LANGUAGE]))
