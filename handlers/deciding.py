"""Deciding on a submission: one transaction with all that follows, from whichever screen it is done.

- A decision, its audit entry, the notice to the author and the edit of the cards are one transaction.
- The second of two acts changes nothing: it is told who decided, and its card is shown as it stands.
- Nothing here is of Telegram: a card's tap and the web console make the same `Act`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from consultation.moderation import OPEN, Decision
from consultation.refusal import Refusal
from handlers import cards
from handlers.cards import Place
from handlers.dates import moment
from handlers.follow_up import notice
from handlers.services import Services
from handlers.supporting import tell_supporters
from storage import appeals, audit, outbox, people, submissions
from storage import cards as shown
from storage.submissions import Submission


@dataclass(frozen=True, slots=True)
class Act:
    """What a moderator does: to which submission, in which version, who they are, when.

    `place` is the message that showed the card, if it was one; `admin` tells whether they hold that role.
    """

    number: int
    version: int
    moderator_id: int
    name: str
    language: str
    now: datetime
    place: Place | None = None
    admin: bool = False


def settle(
    conn: Connection, services: Services, act: Act, decision: Decision, detail: str | None, word: str | None = None
) -> Refusal | None:
    """Decides, in one transaction with all that follows from it; says why not when the act comes too late.

    `word` is what the moderator adds to the reason, for the author.
    """
    decided = submissions.decide(
        conn, act.number, decision.value, version=act.version, by=act.moderator_id, detail=detail, now=act.now
    )
    if decided is None:
        return too_late(conn, services, act)
    people.set_staff_name(conn, act.moderator_id, act.name)
    audit.record(
        conn,
        decided.status,
        f"submission:{decided.id}",
        actor_id=act.moderator_id,
        now=act.now,
        details={"version": decided.version, "detail": decided.reason or decided.requested_field},
    )
    _tell_author(conn, services, decided, act.now)
    tell_supporters(conn, services, decided, act.now)
    for place in places(conn, decided.id, act.place):
        cards.repaint(conn, services, decided, act.now, place)
    return None


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
    if appeal is not None and appeal.refused_by == act.moderator_id:
        return Refusal("moderation-own-refusal", number=number)
    return None


def places(conn: Connection, submission_id: int, tapped: Place | None) -> list[Place]:
    """Lists the tapped card, and the one in the moderation chat when another or none was tapped."""
    known = shown.latest(conn, submission_id)
    if known is None or (tapped is not None and known == (tapped.chat_id, tapped.message_id)):
        return [] if tapped is None else [tapped]
    home = Place(known[1], chat_id=known[0])
    return [home] if tapped is None else [tapped, home]


def _tell_author(conn: Connection, services: Services, decided: Submission, now: datetime) -> None:
    author = people.get(conn, decided.person_id)
    if author is None:
        return
    appealed = appeals.find(conn, decided.id) is not None
    outbox.put(
        conn,
        method="sendMessage",
        params=notice(services, author.language, decided, appealed=appealed).params(),
        lane=outbox.Lane.REPLY,
        person_id=author.id,
        subject=f"notice:{decided.id}",
        now=now,
    )
