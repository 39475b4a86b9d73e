"""⬆️ Confier à un admin: a hard case waits for an admin, who is written to in private and alone decides."""

from __future__ import annotations

from sqlalchemy import Connection

from consultation.refusal import Refusal
from handlers import cards
from handlers.acts import Act
from handlers.card_facts import facts_about
from handlers.deciding import record, repaint_all, too_late
from handlers.services import Services
from storage import claims, escalations, outbox, people, submissions


def escalate(conn: Connection, services: Services, act: Act) -> Refusal | None:
    """Leaves a submission to the admins; says why not if it is decided, left already, or no admin can be reached."""
    submission = submissions.lock(conn, act.number)
    refusal = too_late(conn, services, act)
    if submission is None or refusal is not None:
        return refusal
    admins = people.find_all(conn, services.policy.admin_ids)
    if not admins:
        return Refusal("escalate-nobody")
    if escalations.by(conn, act.number) is not None:
        return Refusal("escalate-already", number=str(act.number))
    people.set_staff_name(conn, act.moderator_id, act.name)
    claims.drop(conn, act.number)
    escalations.add(conn, act.number, act.moderator_id, act.now)
    submission = submissions.set_in_review(conn, act.number, in_review=False) or submission
    record(conn, act, submission, "escalated")
    facts = facts_about(conn, submission)
    for admin in admins:
        screen = cards.card_screen(services, submission, facts, act.now, admin.language)
        outbox.put(
            conn,
            method="sendMessage",
            params=screen.params(),
            lane=outbox.Lane.CARD,
            person_id=admin.id,
            subject=f"escalated:{submission.id}",
            now=act.now,
        )
    repaint_all(conn, services, submission, act)
    return None
