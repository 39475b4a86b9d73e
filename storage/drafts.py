"""What people have begun and not sent: saved at each answer, so that a restart or a week loses nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from storage.tables import AnyRow, drafts


class DraftKind(StrEnum):
    """What a draft becomes once finished."""

    CONTRIBUTION = "contribution"
    PRECISION = "precision"  # one field of a submission, reopened by a moderator
    REVISION = "revision"  # a submission that waits to be read, reopened by its author
    APPEAL = "appeal"  # a refusal that its author asks to have looked at again
    BROADCAST = "broadcast"
    ANSWER = "answer"  # a press officer's answer to a question
    FAQ = "faq"  # an entry being written or corrected
    COMMITMENT = "commitment"  # a commitment being written or corrected
    STAGE = "stage"  # why a commitment comes to another stage
    MODERATION = "moderation"  # what a moderator writes about a submission: `field` says what for
    REPLY = "reply"  # an author's answer to a moderator's message
    SANCTION = "sanction"  # why someone asks for a sanction to be looked at again
    LINK = "link"  # what becomes of contributions, with the reasoned answer


FORMS = frozenset({DraftKind.CONTRIBUTION, DraftKind.PRECISION, DraftKind.REVISION})
"""Drafts that the contribution form fills in."""


@dataclass(frozen=True, slots=True)
class Margin:
    """What is noted beside the answers: the messages they came by, and what is not placed yet."""

    messages: Mapping[str, int] = field(default_factory=dict)  # field → the message that answered it
    at: int = 0  # when the last of these was sent, in seconds since the epoch
    rest: str = ""  # a text of which it was asked whether it is an answer …
    rest_for: str = ""  # … when this field was waited for
    overflow: int = 0  # the length of a text refused as too long: its end may follow in another message
    paused: bool = False  # the person was busy with another draft since


NO_MARGIN = Margin()


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
    margin: Margin = NO_MARGIN


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
    drafts.c.margin,
)
_CURRENT = (
    select(*_COLUMNS)
    .where(drafts.c.person_id == bindparam("person"))
    .order_by(drafts.c.touched_at.desc(), drafts.c.id.desc())
    .limit(1)
)


def current(conn: Connection, person_id: int) -> Draft | None:
    """Finds the draft a person is busy with: the one touched last."""
    row = conn.execute(_CURRENT, {"person": person_id}).one_or_none()
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


def of_person(conn: Connection, person_id: int, kinds: Collection[DraftKind]) -> list[Draft]:
    """Lists a person's drafts of some kinds, the one touched last first."""
    query = select(*_COLUMNS).where(drafts.c.person_id == person_id, drafts.c.kind.in_(kinds))
    return [_draft(row) for row in conn.execute(query.order_by(drafts.c.touched_at.desc(), drafts.c.id.desc()))]


def save(
    conn: Connection,
    draft_id: int,
    *,
    field: str | None,
    answers: Mapping[str, Any],
    now: datetime,
    margin: Margin | None = None,
) -> None:
    """Keeps the answers so far, which field comes next, and what is noted in the margin."""
    values = {"field": field, "answers": dict(answers), "touched_at": now}
    if margin is not None:
        values["margin"] = asdict(margin)
    conn.execute(update(drafts).where(drafts.c.id == draft_id).values(values))


def note(conn: Connection, draft_id: int, margin: Margin) -> None:
    """Notes something in the margin of a draft, which stays where it is."""
    conn.execute(update(drafts).where(drafts.c.id == draft_id).values(margin=asdict(margin)))


def pause(conn: Connection, person_id: int, *, but: int | None = None) -> Draft | None:
    """Sets a person's (other) forms aside, so that what they write next does not fall in; finds the last of these."""
    others = [draft for draft in of_person(conn, person_id, FORMS) if draft.id != but]
    for draft in others:
        note(conn, draft.id, replace(draft.margin, paused=True))
    return others[0] if others else None


def unlink(conn: Connection, draft_id: int, person_id: int) -> None:
    """Links a draft to no event, if it is this person's."""
    conn.execute(update(drafts).where(drafts.c.id == draft_id, drafts.c.person_id == person_id).values(event=None))


def discard(conn: Connection, draft_id: int) -> bool:
    """Deletes a draft; false if it was gone: of two who send it at once, one finds it."""
    return conn.execute(delete(drafts).where(drafts.c.id == draft_id)).rowcount == 1


def discard_about(conn: Connection, submission_id: int) -> None:
    """Deletes the drafts about a submission that took another way."""
    conn.execute(delete(drafts).where(drafts.c.submission_id == submission_id))


def delete_untouched_since(conn: Connection, moment: datetime) -> int:
    """Deletes the drafts that nobody came back to since a moment (they hold personal data), and counts them."""
    return conn.execute(delete(drafts).where(drafts.c.touched_at < moment)).rowcount


def _draft(row: AnyRow) -> Draft:
    number, person_id, kind, *rest, margin = row
    rest.append(Margin(**margin) if margin else NO_MARGIN)
    return Draft(number, person_id, DraftKind(kind), *rest)
