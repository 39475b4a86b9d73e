"""↩️ Undoing a decision, for a few minutes: by the one who took it, or by an admin."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection

from consultation.moderation import DECIDED
from consultation.refusal import Refusal
from handlers.acts import Act
from handlers.deciding import record, repaint_all, repaint_once
from handlers.screens import Screen
from handlers.services import Services
from storage import drafts, outbox, people, submissions
from storage.submissions import Submission


def undo(conn: Connection, services: Services, act: Act) -> Refusal | None:
    """Puts a submission back in the queue; says why not when it is too late, or not this moderator's to undo.

    A notice that has not left is taken back; whoever it reached is sent a correction.
    """
    submission = submissions.lock(conn, act.number)
    refusal = objection(conn, services, submission, act)
    if submission is None or submission.decided_at is None or refusal is not None:
        if submission is not None and act.place is not None:
            repaint_once(conn, services, submission, act.now, act.place)
        return refusal or Refusal("undo-gone", number=str(act.number))
    reopened = submissions.reopen(conn, act.number, version=act.version, decided_at=submission.decided_at)
    if reopened is None:
        return Refusal("undo-gone", number=str(act.number))
    record(conn, act, reopened, "undone", submission.status)
    _correct(conn, services, submission, act)
    drafts.discard_about(conn, act.number)  # an answer to a question that is not asked any more
    repaint_all(conn, services, reopened, act)
    return None


def objection(conn: Connection, services: Services, submission: Submission | None, act: Act) -> Refusal | None:
    """Says why a decision can no longer be undone, or not by this moderator; none if it can."""
    number = str(act.number)
    if submission is None or submission.status not in DECIDED or submission.version != act.version:
        return Refusal("undo-gone", number=number)
    if submission.decided_by is None or submission.decided_at is None:
        return Refusal("undo-gone", number=number)
    if submission.decided_by != act.moderator_id and not act.admin:
        return Refusal("undo-not-yours", name=people.staff_name(conn, submission.decided_by))
    minutes = services.policy.undo_minutes
    if act.now - submission.decided_at > timedelta(minutes=minutes):
        return Refusal("undo-too-late", minutes=minutes)
    return None


def _correct(conn: Connection, services: Services, undone: Submission, act: Act) -> None:
    """Takes notices back, and corrects those that left."""
    subject, since = f"notice:{undone.id}", undone.decided_at or act.now
    for person_id in outbox.take_back(conn, subject, since=since, now=act.now):
        person = people.get(conn, person_id)
        if person is None:
            continue
        own = "undo-told-author" if person.id == undone.person_id else "undo-told"
        said = services.texts(person.language, own, number=str(undone.id))
        outbox.put(
            conn,
            method="sendMessage",
            params=Screen(said).params(),
            lane=outbox.Lane.REPLY,
            person_id=person.id,
            subject=subject,
            now=act.now,
        )
