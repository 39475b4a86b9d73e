"""What leaves the service, read a page at a time: contributions that anyone may read, and what was answered to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from consultation.commitment import Verdict
from consultation.form import Answers
from consultation.moderation import Status
from consultation.visibility import public_answers
from storage import supports
from storage.tables import commitment_links, submissions
from storage.visibility import visible

PAGE = 200


@dataclass(frozen=True, slots=True)
class Response:
    """What a contribution became in a commitment, or without one, and the reasoned answer."""

    verdict: Verdict
    commitment: int | None
    answer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Contribution:
    """A contribution as anyone may read it."""

    number: int
    theme: str
    answers: Answers
    submitted_at: datetime
    decided_at: datetime | None
    supports: int
    responses: tuple[Response, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """How many contributions of a theme stand where, whoever may read them."""

    theme: str
    by_status: Mapping[Status, int]

    @property
    def total(self) -> int:
        """All that were received."""
        return sum(self.by_status.values())


def contributions(conn: Connection, after: int, limit: int = PAGE) -> list[Contribution]:
    """Reads the public contributions with a higher number than `after`, by number."""
    columns = (
        submissions.c.id,
        submissions.c.theme,
        submissions.c.answers,
        submissions.c.submitted_at,
        submissions.c.decided_at,
    )
    query = select(*columns).where(visible(), submissions.c.id > after).order_by(submissions.c.id).limit(limit)
    rows = conn.execute(query).all()
    answered = _responses(conn, [row.id for row in rows])
    return [
        Contribution(
            row.id,
            row.theme,
            public_answers(row.answers),
            row.submitted_at,
            row.decided_at,
            supports.count(conn, row.id),
            tuple(answered.get(row.id, ())),
        )
        for row in rows
    ]


def received(conn: Connection) -> list[Received]:
    """Counts the contributions received, by theme and by what became of them."""
    query = select(submissions.c.theme, submissions.c.status, func.count()).group_by(
        submissions.c.theme, submissions.c.status
    )
    by_theme: dict[str, dict[Status, int]] = {}
    for theme, status, count in conn.execute(query):
        by_theme.setdefault(theme, {})[Status(status)] = count
    return [Received(theme, counts) for theme, counts in sorted(by_theme.items())]


def _responses(conn: Connection, numbers: list[int]) -> dict[int, list[Response]]:
    links = commitment_links.c
    columns = (links.submission_id, links.verdict, links.commitment, links.answer, links.at)
    query = select(*columns).where(links.submission_id.in_(numbers)).order_by(links.id)
    found: dict[int, list[Response]] = {}
    for number, verdict, *rest in conn.execute(query):
        found.setdefault(number, []).append(Response(Verdict(verdict), *rest))
    return found
