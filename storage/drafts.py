"""What people have begun and not sent: saved at each answer, so that a restart or a week loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from storage.tables import AnyRow, drafts


class DraftKind(StrEnum):
    """What a draft becomes once finished."""

    CONTRIBUTION = "contribution"
    PRECISION = "precision"  # one field of a submission, reopened by a moderator
    BROADCAST = "broadcast"
    ANSWER = "answer"  # a press officer's answer to a question
    FAQ = "faq"  # an entry being written or corrected


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft; `field` is the one that waits for an answer, none when its summary is shown."""

    id: int
    person_id: int
    kind: DraftKind
    field: str | None
    answers: Mapping[str, Any]
    form_version: int
    submission_id: int | None
    only_field: str | None
    event: str | None
    touched_at: datetime


_COLUMNS = (
    drafts.c.id,
    drafts.c.person_id,
    drafts.c.kind,
    drafts.c.field,
    drafts.c.answers,
    drafts.c.form_version,
    drafts.c.submission_id,
    drafts.c.only_field,
    drafts.c.event,
    drafts.c.touched_at,
)


def current(conn: Connection, person_id: int) -> Draft | None:
    """Finds the draft a person is busy with: the one touched last."""
    query = (
        select(*_COLUMNS)
        .where(drafts.c.person_id == person_id)
        .order_by(drafts.c.touched_at.desc(), drafts.c.id.desc())
    )
    row = conn.execute(query.limit(1)).one_or_none()
    return None if row is None else _draft(row)


def find(conn: Connection, person_id: int, kind: DraftKind) -> Draft | None:
    """Finds a person's latest draft of a kind."""
    query = select(*_COLUMNS).where(drafts.c.person_id == person_id, drafts.c.kind == kind)
    row = conn.execute(query.order_by(drafts.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else _draft(row)


def get(conn: Connection, draft_id: int, person_id: int) -> Draft | None:
    """Finds a draft by id, if it is this person's."""
    query = select(*_COLUMNS).where(drafts.c.id == draft_id, drafts.c.person_id == person_id)
    row = conn.execute(query).one_or_none()
    return None if row is None else _draft(row)


def begin(
    conn: Connection,
    person_id: int,
    kind: DraftKind,
    *,
    field: str | None,
    now: datetime,
    answers: Mapping[str, Any] | None = None,
    form_version: int = 1,
    submission_id: int | None = None,
    only_field: str | None = None,
    event: str | None = None,
) -> Draft:
    """Opens a draft; `event` is the one whose link its author entered by."""
    values = {
        "person_id": person_id,
        "kind": kind.value,
        "field": field,
        "answers": dict(answers or {}),
        "form_version": form_version,
        "submission_id": submission_id,
        "only_field": only_field,
        "event": event,
        "created_at": now,
        "touched_at": now,
    }
    row = conn.execute(insert(drafts).values(values).returning(*_COLUMNS)).one()
    return _draft(row)


def save(conn: Connection, draft_id: int, *, field: str | None, answers: Mapping[str, Any], now: datetime) -> None:
    """Keeps the answers so far and which field comes next."""
    conn.execute(
        update(drafts).where(drafts.c.id == draft_id).values(field=field, answers=dict(answers), touched_at=now)
    )


def unlink(conn: Connection, draft_id: int, person_id: int) -> None:
    """Links a draft to no event, if it is this person's."""
    conn.execute(update(drafts).where(drafts.c.id == draft_id, drafts.c.person_id == person_id).values(event=None))


def discard(conn: Connection, draft_id: int) -> bool:
    """Deletes a draft; false if it was gone: of two who send it at once, one finds it."""
    return conn.execute(delete(drafts).where(drafts.c.id == draft_id)).rowcount == 1


def delete_untouched_since(conn: Connection, moment: datetime) -> int:
    """Deletes the drafts that nobody came back to since a moment (they hold personal data), and counts them."""
    return conn.execute(delete(drafts).where(drafts.c.touched_at < moment)).rowcount


def _draft(row: AnyRow) -> Draft:
    number, person_id, kind, *rest = row
    return Draft(number, person_id, DraftKind(kind), *rest)
