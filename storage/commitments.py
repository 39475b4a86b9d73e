"""The plan's commitments, and each step of their life. A change is one conditional UPDATE: nobody overwrites unseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from consultation.commitment import Content
from storage.tables import AnyRow, commitment_steps, commitments


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment as it stands; `version` goes up with every change."""

    content: Content
    stage: str
    version: int
    changed_at: datetime

    @property
    def number(self) -> int:
        """Its number in the plan."""
        return self.content.number


@dataclass(frozen=True, slots=True)
class Step:
    """A stage that a commitment came to, and why."""

    stage: str
    explanation: str
    at: datetime


_COLUMNS = (
    commitments.c.number,
    commitments.c.title,
    commitments.c.description,
    commitments.c.theme,
    commitments.c.link,
    commitments.c.status,
    commitments.c.version,
    commitments.c.changed_at,
)


def get(conn: Connection, number: int) -> Commitment | None:
    """Finds a commitment by its number."""
    row = conn.execute(select(*_COLUMNS).where(commitments.c.number == number)).first()
    return None if row is None else _commitment(row)


def listed(conn: Connection, *, limit: int, offset: int = 0) -> list[Commitment]:
    """Lists commitments by number."""
    query = select(*_COLUMNS).order_by(commitments.c.number).limit(limit).offset(offset)
    return [_commitment(row) for row in conn.execute(query)]


def count(conn: Connection) -> int:
    """Counts commitments."""
    return conn.execute(select(func.count()).select_from(commitments)).scalar_one()


def next_number(conn: Connection) -> int:
    """Gives the number after the highest there is."""
    highest: int | None = conn.execute(select(func.max(commitments.c.number))).scalar_one()
    return (highest or 0) + 1


def add(conn: Connection, content: Content, stage: str, *, by: int | None, now: datetime, why: str = "") -> bool:
    """Adds a commitment; false if its number is taken."""
    if get(conn, content.number) is not None:
        return False
    values = {"number": content.number, "status": stage, "version": 1, "created_at": now, "changed_at": now}
    conn.execute(insert(commitments).values(**values, **_said(content)))
    _keep_step(conn, content.number, Step(stage, why, now), by)
    return True


def rewrite(conn: Connection, content: Content, *, version: int, now: datetime) -> bool:
    """Says a commitment otherwise; false if it changed since that version."""
    return _change(conn, content.number, version, _said(content), now)


def move(
    conn: Connection, number: int, stage: str, *, version: int, explanation: str, by: int | None, now: datetime
) -> bool:
    """Takes a commitment to another stage; false if it changed since that version."""
    if not _change(conn, number, version, {"status": stage}, now):
        return False
    _keep_step(conn, number, Step(stage, explanation, now), by)
    return True


def steps(conn: Connection, number: int, *, last: int) -> list[Step]:
    """Lists the last steps of a commitment, oldest first."""
    query = select(commitment_steps.c.status, commitment_steps.c.explanation, commitment_steps.c.at)
    query = query.where(commitment_steps.c.commitment == number).order_by(commitment_steps.c.id.desc())
    return [Step(*row) for row in reversed(conn.execute(query.limit(last)).all())]


def titles(conn: Connection, numbers: Sequence[int]) -> dict[int, Commitment]:
    """Finds commitments by their numbers."""
    query = select(*_COLUMNS).where(commitments.c.number.in_(numbers))
    return {row.number: _commitment(row) for row in conn.execute(query)}


def _change(conn: Connection, number: int, version: int, values: dict[str, object], now: datetime) -> bool:
    this = (commitments.c.number == number, commitments.c.version == version)
    moved = {"version": version + 1, "changed_at": now}
    return conn.execute(update(commitments).where(*this).values(**values, **moved)).rowcount == 1


def _keep_step(conn: Connection, number: int, step: Step, by: int | None) -> None:
    values = {"commitment": number, "at": step.at, "status": step.stage, "explanation": step.explanation}
    conn.execute(insert(commitment_steps).values(**values, actor_id=by))


def _said(content: Content) -> dict[str, object]:
    return {
        "title": dict(content.title),
        "description": dict(content.description),
        "theme": content.theme,
        "link": content.link,
    }


def _commitment(row: AnyRow) -> Commitment:
    number, title, description, theme, link, stage, version, changed_at = row
    return Commitment(Content(number, title, description, theme, link), stage, version, changed_at)
