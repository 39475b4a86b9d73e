"""Supports on both databases: one each; what was approved is compared as it stands."""

from __future__ import annotations

from sqlalchemy import Connection

from consultation.moderation import Decision, Step
from storage import people, submissions, supports
from storage.approved import Approved
from storage.database import Database
from tests.clock import FakeClock
from tests.stories import submit


async def test_a_support_counts_once(database: Database, clock: FakeClock) -> None:
    def work(conn: Connection) -> list[object]:
        sent = submit(conn, clock())
        bruno = people.meet(conn, 4002, "fr", clock()).id
        return [
            supports.add(conn, sent.id, bruno, clock()),
            supports.add(conn, sent.id, bruno, clock()),
            supports.count(conn, sent.id),
            supports.people_of(conn, sent.id) == [bruno],
            supports.take_back(conn, sent.id, bruno),
            supports.take_back(conn, sent.id, bruno),
            supports.count(conn, sent.id),
        ]

    assert await database.write(work) == [True, False, 1, True, True, False, 0]


async def test_only_what_is_approved_now_is_found(database: Database, clock: FakeClock) -> None:
    approved, text = Approved(), "Publier les délais de réponse de chaque démarche"

    def work(conn: Connection) -> list[list[int]]:
        sent, moderator = submit(conn, clock()), people.meet(conn, 5001, "fr", clock()).id
        found = [approved.like(conn, text)]
        rule = Decision.APPROVE.value
        submissions.decide(conn, sent.id, rule, version=1, by=moderator, detail=None, now=clock())
        found.append(approved.like(conn, text))
        submissions.step(conn, sent.id, Step.WITHDRAW.value, person_id=sent.person_id)
        return [*found, approved.like(conn, text), [sent.id]]

    before, now, after, [number] = await database.write(work)
    assert (before, now, after) == ([], [number], [])
