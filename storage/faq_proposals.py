"""Answers of the press office that may become FAQ entries, once a second press officer validates them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select, update

from storage.tables import AnyRow, faq_proposals


class ProposalState(StrEnum):
    """What became of a proposal."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry to be: its content as JSON, and who proposed it."""

    id: int
    group_id: int | None
    content: Mapping[str, Any]
    state: ProposalState
    proposed_by: int


_COLUMNS = (
    faq_proposals.c.id,
    faq_proposals.c.group_id,
    faq_proposals.c.content,
    faq_proposals.c.state,
    faq_proposals.c.proposed_by,
)


def add(conn: Connection, *, group_id: int | None, content: Mapping[str, Any], by: int, now: datetime) -> int:
    """Keeps a proposal until it is decided."""
    values = {
        "group_id": group_id,
        "content": dict(content),
        "state": ProposalState.PENDING.value,
        "proposed_by": by,
        "created_at": now,
    }
    number: int = conn.execute(insert(faq_proposals).values(values).returning(faq_proposals.c.id)).scalar_one()
    return number


def get(conn: Connection, proposal_id: int) -> Proposal | None:
    """Finds a proposal."""
    row = conn.execute(select(*_COLUMNS).where(faq_proposals.c.id == proposal_id)).one_or_none()
    return None if row is None else _proposal(row)


def is_made(conn: Connection, group_id: int) -> bool:
    """Tells whether a group's answer was proposed, and not refused."""
    query = select(faq_proposals.c.id).where(
        faq_proposals.c.group_id == group_id, faq_proposals.c.state != ProposalState.REFUSED
    )
    return conn.execute(query.limit(1)).first() is not None


def pending(conn: Connection) -> list[Proposal]:
    """Lists the proposals to decide, oldest first."""
    query = select(*_COLUMNS).where(faq_proposals.c.state == ProposalState.PENDING).order_by(faq_proposals.c.id)
    return [_proposal(row) for row in conn.execute(query)]


def decide(conn: Connection, proposal_id: int, state: ProposalState, *, by: int, now: datetime) -> Proposal | None:
    """Accepts or refuses a proposal, once; none if it was decided meanwhile."""
    statement = (
        update(faq_proposals)
        .where(faq_proposals.c.id == proposal_id, faq_proposals.c.state == ProposalState.PENDING)
        .values(state=state.value, decided_by=by, decided_at=now)
        .returning(*_COLUMNS)
    )
    row = conn.execute(statement).one_or_none()
    return None if row is None else _proposal(row)


def _proposal(row: AnyRow) -> Proposal:
    number, group_id, content, state, proposed_by = row
    return Proposal(number, group_id, content, ProposalState(state), proposed_by)
