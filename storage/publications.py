"""Where approved submissions stand in the publication channel, and what each post says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, update

from storage.tables import outbox, publications

SUBJECTS = SUBJECT, EDIT = "post", "post-edit"
"""What the subjects of a post and of its edits begin with, in the outbox."""

AGAIN = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
"""After so long, what Telegram refused is tried again; refused once more than that, it waits for the next change."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A post: where it stands (no message yet while it is on its way), and the fingerprint of what it says."""

    submission_id: int
    chat_id: int
    message_id: int | None
    shown: str
    refusals: int = 0


@dataclass(frozen=True, slots=True)
class Trouble:
    """How many posts Telegram refused that will be tried again, and its last words."""

    count: int
    error: str


_COLUMNS = (
    publications.c.submission_id,
    publications.c.chat_id,
    publications.c.message_id,
    publications.c.shown,
    publications.c.refusals,
)


def find(conn: Connection, submission_id: int) -> Publication | None:
    """Finds the post of a submission."""
    row = conn.execute(select(*_COLUMNS).where(publications.c.submission_id == submission_id)).one_or_none()
    return None if row is None else Publication(*row)


def add(conn: Connection, submission_id: int, chat_id: int, shown: str, *, refusals: int = 0) -> None:
    """Notes that a post was put in the outbox, after so many that were refused."""
    values = {
        "submission_id": submission_id,
        "chat_id": chat_id,
        "shown": shown,
        "stale": False,
        "refusals": refusals,
    }
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
    stands = {"message_id": message_id, "stale": True, "refusals": 0, "again_at": None}
    return conn.execute(this.where(publications.c.message_id.is_(None)).values(stands)).rowcount == 1


def edited(conn: Connection, submission_id: int) -> None:
    """Notes that a post says what it should: whatever was refused before matters no more."""
    refused_once = or_(publications.c.refusals > 0, publications.c.again_at.is_not(None))
    this = update(publications).where(publications.c.submission_id == submission_id, refused_once)
    conn.execute(this.values(refusals=0, again_at=None))


def refused(conn: Connection, submission_id: int, now: datetime) -> None:
    """Notes that Telegram will not take a post, or an edit of it, as things are."""
    this = publications.c.submission_id == submission_id
    times = conn.execute(select(publications.c.refusals).where(this)).scalar_one_or_none()
    if times is None:
        return
    again_at = now + AGAIN[times] if times < len(AGAIN) else None
    conn.execute(update(publications).where(this).values(refusals=times + 1, again_at=again_at))


def lost(conn: Connection, submission_id: int, message_id: int, now: datetime) -> None:
    """Notes that a post is no longer there: somebody deleted it by hand."""
    this = (publications.c.submission_id == submission_id, publications.c.message_id == message_id)
    conn.execute(update(publications).where(*this).values(message_id=None, refusals=0, again_at=now))


def awaits(conn: Connection) -> bool:
    """Tells whether a post is to be tried again, now or later."""
    return conn.execute(select(1).where(publications.c.again_at.is_not(None)).limit(1)).first() is not None


def take_due(conn: Connection, now: datetime, *, limit: int) -> list[Publication]:
    """Takes the posts to try again now; nobody else takes them meanwhile."""
    due = select(publications.c.submission_id).where(publications.c.again_at <= now)
    first = due.order_by(publications.c.again_at).limit(limit)
    these = update(publications).where(publications.c.submission_id.in_(first), publications.c.again_at <= now)
    taken = conn.execute(these.values(again_at=None).returning(*_COLUMNS))
    return sorted((Publication(*row) for row in taken), key=lambda post: post.submission_id)


def trouble(conn: Connection) -> Trouble | None:
    """Finds what Telegram refused and that will be tried again; none if nothing is."""
    refused_once = (publications.c.refusals > 0, publications.c.again_at.is_not(None))
    count = conn.execute(select(func.count()).select_from(publications).where(*refused_once)).scalar_one()
    if not count:
        return None
    ours = or_(*(outbox.c.subject.startswith(f"{subject}:", autoescape=True) for subject in SUBJECTS))
    said = select(outbox.c.error).where(ours, outbox.c.state == "failed").order_by(outbox.c.id.desc()).limit(1)
    return Trouble(count, conn.execute(said).scalar() or "")


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
