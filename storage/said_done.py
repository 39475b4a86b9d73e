"""What was said and what is done with it: commitments, the contributions that fed them, the reasoned answers."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, distinct, exists, func, select

from consultation.commitment import FEEDS, Verdict
from storage import commitment_links, commitments
from storage.commitments import Commitment
from storage.tables import commitment_links as links
from storage.tables import submissions
from storage.visibility import visible

MOST = 1_000
QUOTED = 2
"""Contributions that are quoted of each commitment: the first ones that fed it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A commitment, how many contributions fed it, and some of these: title and answer."""

    commitment: Commitment
    fed: int
    quoted: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SaidDone:
    """The commitments that contributions fed, those most fed first, and how many contributions were not retained."""

    told: tuple[Told, ...]
    not_retained: int


def read(conn: Connection, theme: str | None = None) -> SaidDone:
    """Reads what was done with what was said, on a theme or on all of them."""
    found = [one for one in commitments.listed(conn, limit=MOST) if theme in (None, one.content.theme)]
    fed = commitment_links.fed(conn, [one.number for one in found])
    told = [Told(one, fed[one.number].contributions, _quoted(conn, one.number)) for one in found if one.number in fed]
    told.sort(key=lambda one: (-one.fed, one.commitment.number))
    return SaidDone(tuple(told), _not_retained(conn, theme))


def by_theme(conn: Connection) -> dict[str, int]:
    """Counts the commitments that contributions fed, by theme."""
    counted: dict[str, int] = {}
    for one in read(conn).told:
        counted[one.commitment.content.theme] = counted.get(one.commitment.content.theme, 0) + 1
    return counted


def _quoted(conn: Connection, number: int) -> tuple[tuple[str, str], ...]:
    query = (
        select(submissions.c.answers, links.c.answer)
        .select_from(links.join(submissions))
        .where(links.c.commitment == number, links.c.verdict.in_(FEEDS), visible())
        .order_by(links.c.submission_id)
    )
    rows = conn.execute(query.limit(QUOTED))
    return tuple((str(said.get("title", "")), answer) for said, answer in rows)


def _not_retained(conn: Connection, theme: str | None) -> int:
    other = links.alias()
    fed_one = exists().where(other.c.submission_id == links.c.submission_id, other.c.verdict.in_(FEEDS))
    query = (
        select(func.count(distinct(links.c.submission_id)))
        .select_from(links.join(submissions))
        .where(links.c.verdict == Verdict.NOT_RETAINED, visible(), ~fed_one)
    )
    return conn.execute(query if theme is None else query.where(submissions.c.theme == theme)).scalar_one()
