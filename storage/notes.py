"""What is written about a submission beside it: notes among moderators, messages to its author, their answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, func, insert, select

from storage.signals import SUBMISSIONS, signal
from storage.tables import notes, people


class NoteKind(StrEnum):
    """Who reads it: moderators alone, or the author too."""

    NOTE = "note"
    WORD = "word"  # beside the reason of a decision
    MESSAGE = "message"
    ANSWER = "answer"  # of the author


@dataclass(frozen=True, slots=True)
class Note:
    """A text about a submission; `name` is how a moderator who wrote it is called."""

    id: int
    kind: NoteKind
    writer_id: int
    name: str
    text: str
    at: datetime


def add(conn: Connection, submission_id: int, kind: NoteKind, *, writer_id: int, text: str, now: datetime) -> int:
    """Keeps a text."""
    values = {"submission_id": submission_id, "kind": kind.value, "writer_id": writer_id, "text": text, "at": now}
    number: int = conn.execute(insert(notes).values(values).returning(notes.c.id)).scalar_one()
    signal(conn, SUBMISSIONS)
    return number


def on(conn: Connection, submission_id: int, *, last: int) -> list[Note]:
    """Lists the last texts about a submission, oldest first."""
    query = (
        select(notes.c.id, notes.c.kind, notes.c.writer_id, people.c.staff_name, notes.c.text, notes.c.at)
        .select_from(notes.join(people, people.c.id == notes.c.writer_id))
        .where(notes.c.submission_id == submission_id)
        .order_by(notes.c.id.desc())
        .limit(last)
    )
    rows = conn.execute(query).all()
    return [Note(row.id, NoteKind(row.kind), row.writer_id, row.staff_name or "?", row.text, row.at) for row in rows][
        ::-1
    ]


def word_with(conn: Connection, submission_id: int, decided_at: datetime | None) -> str | None:
    """Finds the word given with the decision of a moment."""
    query = select(notes.c.text).where(notes.c.submission_id == submission_id, notes.c.kind == NoteKind.WORD)
    return conn.execute(query.where(notes.c.at == decided_at)).scalar()


def count(conn: Connection, submission_id: int) -> int:
    """Counts the texts about a submission."""
    query = select(func.count()).select_from(notes).where(notes.c.submission_id == submission_id)
    return conn.execute(query).scalar_one()


def answers_since_message(conn: Connection, submission_id: int, *, asked_at: datetime | None = None) -> int | None:
    """Counts the author's answers to the last message they were sent, or since they were asked for a precision.

    None if neither happened.
    """
    of_kind = select(func.max(notes.c.id)).where(notes.c.submission_id == submission_id)
    last = conn.execute(of_kind.where(notes.c.kind == NoteKind.MESSAGE)).scalar_one()
    if last is None and asked_at is None:
        return None
    since = select(func.count()).select_from(notes).where(notes.c.submission_id == submission_id)
    since = since.where(notes.c.kind == NoteKind.ANSWER, notes.c.id > (last or 0))
    if asked_at is not None:
        since = since.where(notes.c.at >= asked_at)
    return conn.execute(since).scalar_one()


def written_by(conn: Connection, person_id: int) -> list[str]:
    """Lists what a person wrote in answer to moderators."""
    query = select(notes.c.text).where(notes.c.writer_id == person_id, notes.c.kind == NoteKind.ANSWER)
    return list(conn.execute(query).scalars())


def delete_of(conn: Connection, submission_id: int) -> None:
    """Deletes all that was written about a submission."""
    conn.execute(delete(notes).where(notes.c.submission_id == submission_id))
