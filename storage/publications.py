"""Where approved submissions stand in the publication channel, and what each post says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from storage.tables import outbox, publications

SUBJECTS = SUBJECT, EDIT = "post", "post-edit"
"""What the subjects of a post and of its edits begin with, in the outbox."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A post: where it stands (no message yet while it is on its way), and the fingerprint of what it says."""

    submission_id: int
    chat_id: int
    message_id: int | None
    shown: str


_COLUMNS = (publications.c.submission_id, publications.c.chat_id, publications.c.message_id, publications.c.shown)


def find(conn: Connection, submission_id: int) -> Publication | None:
    """Finds the post of a submission."""
    row = conn.execute(select(*_COLUMNS).where(publications.c.submission_id == submission_id)).one_or_none()
    return None if row is None else Publication(*row)


def add(conn: Connection, submission_id: int, chat_id: int, shown: str) -> None:
    """Notes that a post was put in the outbox."""
    values = {"submission_id": submission_id, "chat_id": chat_id, "shown": shown, "stale": False}
    conn.execute(insert(publications).values(values))


def show(conn: Connection, submission_id: int, shown: str) -> None:
    """Notes what a post says from now on."""
    this = update(publications).where(publications.c.submission_id == submission_id)
    conn.execute(this.values(shown=shown, stale=False))


def remove(conn: Connection, submission_id: int) -> None:
    """Forgets a post that never left."""
    conn.execute(delete(publications).where(publications.c.submission_id == submission_id))


def posted(conn: Connection, submission_id: int, message_id: int) -> bool:
    """Notes where a post stands, to be looked at again; false if nobody wants it any more, or it is there already."""
    this = update(publications).where(publications.c.submission_id == submission_id)
    noted = conn.execute(this.where(publications.c.message_id.is_(None)).values(message_id=message_id, stale=True))
    return noted.rowcount == 1


def stale(conn: Connection, *, limit: int) -> list[int]:
    """Lists the submissions whose post left and was not looked at since."""
    query = select(publications.c.submission_id).where(publications.c.stale.is_(True))
    return list(conn.execute(query.order_by(publications.c.submission_id).limit(limit)).scalars())


def rewrite_waiting(conn: Connection, submission_id: int, params: Mapping[str, Any]) -> bool:
    """Changes what a post that has not left will say; false if there is none."""
    return conn.execute(update(outbox).where(*_waiting(submission_id)).values(params=dict(params))).rowcount == 1


def cancel_waiting(conn: Connection, submission_id: int) -> bool:
    """Takes back a post that has not left; false if there is none."""
    return conn.execute(delete(outbox).where(*_waiting(submission_id))).rowcount == 1


def is_leaving(conn: Connection, submission_id: int) -> bool:
    """Tells whether a post is being sent now."""
    pending = (outbox.c.subject == f"{SUBJECT}:{submission_id}", outbox.c.state == "pending")
    return conn.execute(select(outbox.c.id).where(*pending).limit(1)).first() is not None


def _waiting(submission_id: int) -> tuple[ColumnElement[bool], ...]:
    """A post that nobody has taken to send it."""
    subject = outbox.c.subject == f"{SUBJECT}:{submission_id}"
    return subject, outbox.c.state == "pending", outbox.c.leased_until.is_(None)
