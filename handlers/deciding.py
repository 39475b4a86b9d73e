"""Deciding on a submission: one transaction with all that follows, from whichever screen it is done.

- A decision, its audit entry, the notice to the author and the edit of the cards are one transaction.
- The second of two acts changes nothing: it is told who decided, and its card is shown as it stands.
- Nothing here is of Telegram: a card's tap and the web console make the same `Act`.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from consultation.moderation import OPEN, Decision
from consultation.refusal import Refusal
from consultation.text import fold
from handlers import cards, duplicates, voting
from handlers.acts import Act as Act
from handlers.cards import Place
from handlers.dates import moment
from handlers.follow_up import notice
from handlers.services import Services
from handlers.supporting import tell_supporters
from storage import appeals, audit, claims, escalations, notes, outbox, people, submissions, votes
from storage import cards as shown
from storage.notes import NoteKind
from storage.submissions import Submission


def settle(
    conn: Connection, services: Services, act: Act, decision: Decision, detail: str | None, word: str | None = None
) -> Refusal | None:
    """Decides, in one transaction with all that follows from it; says why not when the act comes too late.

    Where several must agree, a vote that is not the last one needed is kept, and said as a refusal too. `word` is what
    the moderator adds to the reason, for the author.
    """
    submission = submissions.lock(conn, act.number)
    if submission is None or objection(conn, submission, act) is not None:
        return too_late(conn, services, act)
    if decision is Decision.MERGE:
        original = duplicates.original_of(conn, submission, detail)
        if isinstance(original, Refusal):
            return original
        detail = str(original.id)
    people.set_staff_name(conn, act.moderator_id, act.name)
    waits = voting.wait(conn, services, act, decision, detail)
    if waits is not None:
        repaint_all(conn, services, submission, act)
        return waits
    decided = submissions.decide(
        conn, act.number, decision.value, version=act.version, by=act.moderator_id, detail=detail, now=act.now
    )
    if decided is None:
        return too_late(conn, services, act)
    _settled(conn, decided)
    outcome = decided.reason or decided.requested_field or (detail if decision is Decision.MERGE else None)
    record(conn, act, decided, decided.status, outcome)
    if word:
        notes.add(conn, decided.id, NoteKind.WORD, writer_id=act.moderator_id, text=word, now=act.now)
    _tell_author(conn, services, decided, act.now, word)
    tell_supporters(conn, services, decided, act.now)
    if decided.merged_into is not None:
        duplicates.tell_original(conn, services, decided, act.now)
    repaint_all(conn, services, decided, act)
    return None


def record(conn: Connection, act: Act, submission: Submission, action: str, detail: str | None = None) -> None:
    """Audits what a moderator did to a submission."""
    details = {"version": submission.version, "detail": detail}
    audit.record(conn, action, f"submission:{submission.id}", actor_id=act.moderator_id, now=act.now, details=details)


def repaint_all(conn: Connection, services: Services, submission: Submission, act: Act) -> None:
    """Queues the edit of the card that was tapped, and of the one in the moderation chat."""
    for place in places(conn, submission.id, act.place):
        cards.repaint(conn, services, submission, act.now, place)


def too_late(conn: Connection, services: Services, act: Act) -> Refusal | None:
    """Says why a card can no longer be decided, and queues its edit, once; none if it still can."""
    submission = submissions.get(conn, act.number)
    refusal = objection(conn, submission, act)
    stale = submission is not None and (submission.status not in OPEN or submission.version != act.version)
    if submission is not None and stale and act.place is not None:
        repaint_once(conn, services, submission, act.now, act.place)
    return refusal


def repaint_once(conn: Connection, services: Services, submission: Submission, now: datetime, place: Place) -> None:
    """Queues the edit of a card, unless it waits already."""
    if not shown.repaint_waits(conn, cards.repaint_subject(place)):
        cards.repaint(conn, services, submission, now, place)


def objection(conn: Connection, submission: Submission | None, act: Act) -> Refusal | None:
    """Says why a moderator may not decide on a submission; none if they may."""
    number = str(act.number)
    if submission is None:
        return Refusal("moderation-unknown", number=number)
    if submission.status not in OPEN:
        if submission.decided_by is None or submission.decided_at is None:
            return Refusal("moderation-closed", number=number)
        name = people.staff_name(conn, submission.decided_by)
        return Refusal("moderation-already", name=name, when=moment(submission.decided_at, act.language))
    if submission.version != act.version:
        return Refusal("moderation-newer", number=number, version=submission.version)
    appeal = appeals.find(conn, act.number)
    if appeal is not None and is_one(conn, appeal.refused_by, act.moderator_id, act.name):
        return Refusal("moderation-own-refusal", number=number)
    return None if act.admin else _kept_by_others(conn, act)


def is_one(conn: Connection, person_id: int, other_id: int, name: str) -> bool:
    """Tells whether two of the team are one: by account, or by name when they have one here and one in the console."""
    return person_id == other_id or fold(people.staff_name(conn, person_id)) == fold(name)


def _kept_by_others(conn: Connection, act: Act) -> Refusal | None:
    """Says who has a submission, if it is not this moderator."""
    number = str(act.number)
    left_by = escalations.by(conn, act.number)
    if left_by is not None:
        return Refusal("moderation-escalated", number=number, name=people.staff_name(conn, left_by))
    claim = claims.live(conn, act.number, act.now)
    if claim is not None and claim.moderator_id != act.moderator_id:
        name = people.staff_name(conn, claim.moderator_id)
        return Refusal("moderation-claimed", number=number, name=name, until=moment(claim.until, act.language))
    return None


def _settled(conn: Connection, decided: Submission) -> None:
    """Ends what only mattered while it was to be decided."""
    votes.clear(conn, decided.id)
    claims.drop(conn, decided.id)
    escalations.drop(conn, decided.id)


def places(conn: Connection, submission_id: int, tapped: Place | None) -> list[Place]:
    """Lists the tapped card, and the one in the moderation chat when another or none was tapped."""
    known = shown.latest(conn, submission_id)
    if known is None or (tapped is not None and known == (tapped.chat_id, tapped.message_id)):
        return [] if tapped is None else [tapped]
    home = Place(known[1], chat_id=known[0])
    return [home] if tapped is None else [tapped, home]


def _tell_author(
    conn: Connection, services: Services, decided: Submission, now: datetime, word: str | None = None
) -> None:
    author = people.get(conn, decided.person_id)
    if author is None:
        return
    appealed = appeals.find(conn, decided.id) is not None
    said = notice(services, author.language, decided, appealed=appealed, word=word)
    outbox.put(
        conn,
        method="sendMessage",
        params=said.params(),
        lane=outbox.Lane.REPLY,
        person_id=author.id,
        subject=f"notice:{decided.id}",
        now=now,
    )
