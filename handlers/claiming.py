"""🙋 Je prends: a moderator keeps a submission for a while, so that two do not read the same; it ends by itself."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection

from consultation.refusal import Refusal
from handlers import cards
from handlers.acts import Act
from handlers.deciding import places, repaint_all, too_late
from handlers.services import Services
from storage import claims, people, submissions

EXPIRED_AT_ONCE = 50


def claim(conn: Connection, services: Services, act: Act) -> Refusal | None:
    """Gives a submission to a moderator; says why not if somebody else has it (an admin may take over)."""
    submissions.lock(conn, act.number)
    refusal = too_late(conn, services, act)
    if refusal is not None:
        return refusal
    people.set_staff_name(conn, act.moderator_id, act.name)
    until = act.now + timedelta(minutes=services.policy.claim_minutes)
    claims.take(conn, act.number, act.moderator_id, until)
    taken = submissions.set_in_review(conn, act.number, in_review=True)
    if taken is not None:
        repaint_all(conn, services, taken, act)
    return None


def release(conn: Connection, services: Services, act: Act) -> Refusal | None:
    """Lets a submission go back to everybody."""
    submissions.lock(conn, act.number)
    refusal = too_late(conn, services, act)
    if refusal is not None:
        return refusal
    claims.drop(conn, act.number)
    left = submissions.set_in_review(conn, act.number, in_review=False)
    if left is not None:
        repaint_all(conn, services, left, act)
    return None


async def expire(services: Services) -> None:
    """Gives back what was taken and not decided in time, and shows it on the cards."""
    now = services.clock()

    def work(conn: Connection) -> None:
        for number in claims.expired(conn, now, limit=EXPIRED_AT_ONCE):
            submissions.lock(conn, number)
            if claims.live(conn, number, now) is not None:
                continue  # taken again meanwhile
            claims.drop(conn, number)
            left = submissions.set_in_review(conn, number, in_review=False)
            if left is not None:
                for place in places(conn, number, None):
                    cards.repaint(conn, services, left, now, place)

    if await services.database.read(lambda conn: claims.expired(conn, now, limit=1)):
        await services.database.write(work)
