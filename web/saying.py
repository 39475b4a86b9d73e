"""What a page says of what was just done, above the rest; carried from one page to the next by its name alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from aiohttp import web

from consultation.refusal import Refusal

DONE = ("approve", "refuse", "ask", "merge", "claim", "release", "note", "message", "escalate", "mask", "undo")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and its arguments; `good` tells what went well from what did not."""

    message_id: str
    args: dict[str, str | int] = field(default_factory=dict)
    good: bool = True

    @classmethod
    def of(cls, refusal: Refusal) -> Said:
        """Says why not; a vote that was counted is no failure."""
        return cls(refusal.message_id, dict(refusal.args_for_text), good=refusal.message_id == "moderation-voted")


def done_of(request: web.Request) -> Said | None:
    """Reads what was done from the address: known names only, so that no link makes a page say something else."""
    done, number = request.query.get("done", ""), request.query.get("n", "")
    if done not in DONE or not (number.isascii() and number.isdigit() and len(number) <= 18):
        return None
    return Said(f"web-done-{done}", {"number": number})
