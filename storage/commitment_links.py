"""What became of each contribution: in which commitment, with which answer, and who is to be told.

Those concerned by a contribution are its author, the authors of its duplicates, and who supports any of these.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, delete, func, insert, literal, select, update

from consultation.commitment import FEEDS, Verdict
from consultation.moderation import Status
from storage import merges
from storage.mailings import Recipients
from storage.tables import AnyRow, commitment_links, submissions, supports
from storage.visibility import visible
from storage.words import GONE

links = commitment_links
Numbers = Select[tuple[int]]
"""A query of contributions' numbers."""


@dataclass(frozen=True, slots=True)
class Fed:
    """How many contributions fed a commitment, and how many duplicates these have."""

    contributions: int = 0
    duplicates: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """What became of a contribution; without a commitment, it was retained nowhere."""

    id: int
    submission_id: int
    commitment: int | None
    verdict: Verdict
    answer: str
    revision: int
    at: datetime


_COLUMNS = (
    links.c.id,
    links.c.submission_id,
    links.c.commitment,
    links.c.verdict,
    links.c.answer,
    links.c.revision,
    links.c.at,
)


def keep(
    conn: Connection,
    submission_id: int,
    commitment: int | None,
    verdict: Verdict,
    answer: str,
    *,
    by: int,
    now: datetime,
) -> Link | None:
    """Links a contribution, or corrects what was answered; none if that is what is there already."""
    known = find(conn, submission_id, commitment)
    values = {"verdict": verdict.value, "answer": answer, "actor_id": by, "at": now}
    if known is None:
        place = {"submission_id": submission_id, "commitment": commitment, "revision": 1}
        return _link(conn.execute(insert(links).values(**place, **values).returning(*_COLUMNS)).one())
    if (known.verdict, known.answer) == (verdict, answer):
        return None
    statement = update(links).where(links.c.id == known.id).values(**values, revision=known.revision + 1)
    return _link(conn.execute(statement.returning(*_COLUMNS)).one())


def find(conn: Connection, submission_id: int, commitment: int | None) -> Link | None:
    """Finds what became of a contribution in a commitment, or without one."""
    here = links.c.commitment.is_(None) if commitment is None else links.c.commitment == commitment
    row = conn.execute(select(*_COLUMNS).where(links.c.submission_id == submission_id, here)).first()
    return None if row is None else _link(row)


def of_submission(conn: Connection, submission_id: int) -> list[Link]:
    """Lists what became of a contribution; of a duplicate, what became of its original."""
    query = select(*_COLUMNS).where(links.c.submission_id.in_({submission_id, merges.root(conn, submission_id)}))
    return [_link(row) for row in conn.execute(query.order_by(links.c.id))]


def of_commitment(conn: Connection, commitment: int, *, limit: int, offset: int = 0) -> list[Link]:
    """Lists the contributions linked to a commitment that still stand, by number."""
    query = select(*_COLUMNS).join(submissions).where(links.c.commitment == commitment, visible())
    return [_link(row) for row in conn.execute(query.order_by(links.c.submission_id).limit(limit).offset(offset))]


def count(conn: Connection, commitment: int) -> int:
    """Counts the contributions linked to a commitment that still stand, whatever was answered."""
    query = select(func.count()).select_from(links.join(submissions)).where(links.c.commitment == commitment, visible())
    return conn.execute(query).scalar_one()


def fed(conn: Connection, commitments: Collection[int]) -> dict[int, Fed]:
    """Counts the contributions that fed each commitment, and their duplicates."""
    linked = (
        select(links.c.commitment, links.c.submission_id, literal(0).label("copy"))
        .join(submissions)
        .where(links.c.commitment.in_(commitments), links.c.verdict.in_(FEEDS), visible())
        .cte(recursive=True)
    )
    merged = submissions.c.status == Status.MERGED
    copies = select(linked.c.commitment, submissions.c.id, literal(1)).join(
        linked, (submissions.c.merged_into == linked.c.submission_id) & merged
    )
    whole = linked.union(copies)
    counted = select(whole.c.commitment, func.count().label("fed"), func.sum(whole.c.copy).label("copies"))
    return {
        row.commitment: Fed(row.fed - row.copies, row.copies)
        for row in conn.execute(counted.group_by(whole.c.commitment))
    }


def authors(submission_ids: Numbers) -> Recipients:
    """The people who wrote contributions."""
    return select(submissions.c.person_id).where(submissions.c.id.in_(submission_ids))


def supporters(submission_ids: Numbers) -> Recipients:
    """The people who support contributions, or their duplicates."""
    return select(supports.c.person_id).where(
        supports.c.submission_id.in_(submission_ids) | supports.c.submission_id.in_(duplicates(submission_ids))
    )


def duplicates(submission_ids: Numbers) -> Numbers:
    """The contributions merged into these, however far, and not taken back since."""
    merged = submissions.c.status == Status.MERGED
    first = select(submissions.c.id).where(submissions.c.merged_into.in_(submission_ids), merged)
    found = first.cte(recursive=True)
    further = select(submissions.c.id).join(found, submissions.c.merged_into == found.c.id).where(merged)
    return select(found.union(further).c.id)


def this(submission_id: int) -> Numbers:
    """One contribution, as long as it stands."""
    return select(submissions.c.id).where(submissions.c.id == submission_id, visible())


def linked_to(commitment: int) -> Numbers:
    """The contributions linked to a commitment that still stand."""
    return select(submissions.c.id).join(links).where(links.c.commitment == commitment, visible())


def delete_of(conn: Connection, submission_id: int) -> None:
    """Forgets what was answered to a contribution whose text is gone."""
    conn.execute(delete(links).where(links.c.submission_id == submission_id))


def strike(conn: Connection, submission_id: int, name: str) -> None:
    """Takes a name out of what was answered to a contribution."""
    for link in of_submission(conn, submission_id):
        answer = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", GONE, link.answer) if name else link.answer
        conn.execute(update(links).where(links.c.id == link.id).values(answer=answer))


def _link(row: AnyRow) -> Link:
    number, submission_id, commitment, verdict, *rest = row
    return Link(number, submission_id, commitment, Verdict(verdict), *rest)
