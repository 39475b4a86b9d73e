"""The text of each version of a submission, so that moderators and its author see what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from storage.tables import submission_versions as versions


@dataclass(frozen=True, slots=True)
class Version:
    """What a submission said in one of its versions, and since when."""

    version: int
    answers: Mapping[str, Any]
    at: datetime
    person_id: int


def keep(
    conn: Connection, submission_id: int, version: int, person_id: int, answers: Mapping[str, Any], now: datetime
) -> None:
    """Keeps a version as it was sent."""
    values = {"submission_id": submission_id, "version": version, "person_id": person_id, "at": now}
    conn.execute(insert(versions).values(**values, answers=dict(answers)))


def find(conn: Connection, submission_id: int, version: int) -> Version | None:
    """Finds a version of a submission."""
    query = select(versions.c.version, versions.c.answers, versions.c.at, versions.c.person_id)
    row = conn.execute(query.where(versions.c.submission_id == submission_id, versions.c.version == version)).first()
    return None if row is None else Version(*row)
