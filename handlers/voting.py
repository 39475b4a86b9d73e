"""Where several moderators must agree: votes are kept on the card until there are enough of the same."""

from __future__ import annotations

from sqlalchemy import Connection

from consultation.moderation import Decision
from consultation.refusal import Refusal
from consultation.text import fold
from handlers.acts import Act
from handlers.services import Services
from storage import escalations, votes
from storage.votes import Vote


def wait(conn: Connection, services: Services, act: Act, decision: Decision, detail: str | None) -> Refusal | None:
    """Counts a moderator's vote, and says what it still waits for; none if it settles the matter.

    What was left to an admin is decided by that admin alone.
    """
    needed, verb = services.policy.quorum.get(decision.value.verb, 1), decision.value.verb
    if needed <= 1 or (act.admin and escalations.by(conn, act.number) is not None):
        return None
    votes.cast(conn, act.number, version=act.version, by=act.moderator_id, decision=verb, detail=detail, now=act.now)
    cast = votes.on(conn, act.number, act.version)
    same = [vote for vote in cast if _agrees(vote, decision, detail)]
    agreed = len({fold(vote.name) for vote in same})  # one person may have an account here and one in the console
    if agreed >= needed:
        return None
    number, count = str(act.number), f"{agreed} / {needed}"
    others = [vote for vote in cast if vote not in same]
    if others:
        names = ", ".join(vote.name for vote in others)
        return Refusal("moderation-voted-otherwise", number=number, count=count, names=names)
    return Refusal("moderation-voted", number=number, count=count)


def _agrees(vote: Vote, decision: Decision, detail: str | None) -> bool:
    """Refusals agree whatever their reason: the last one is told. Duplicates must be of the same contribution."""
    return vote.decision == decision.value.verb and (decision is not Decision.MERGE or vote.detail == detail)
