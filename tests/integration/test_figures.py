"""The figures on both databases: the same story gives the same numbers."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection

from consultation.moderation import Decision, Status
from storage import figures, people, submissions
from storage.database import Database
from storage.figures import Reading
from tests.clock import FakeClock
from tests.stories import submit


async def read(database: Database, clock: FakeClock, **bounds: int) -> Reading:
    return await database.read(lambda conn: figures.read(conn, clock(), **bounds))


async def decides(
    database: Database, clock: FakeClock, number: int, decision: Decision, *, by: int = 9001, detail: str | None = None
) -> None:
    """A moderator decides now."""

    def work(conn: Connection) -> None:
        moderator = people.meet(conn, by, "fr", clock()).id
        people.set_staff_name(conn, moderator, "Mehdi" if by == 9001 else "Camille")
        rule = decision.value
        assert submissions.decide(conn, number, rule, version=1, by=moderator, detail=detail, now=clock())

    await database.write(work)


async def test_with_nothing_sent_there_is_nothing_to_tell(database: Database, clock: FakeClock) -> None:
    told = (await read(database, clock)).figures
    assert (told.waiting, told.oldest, told.week, told.month, told.cut) == (0, None, None, None, False)
    assert [(day.received, day.decided) for day in told.days] == [(0, 0)] * 30


async def test_a_month_of_moderation_is_told(database: Database, clock: FakeClock) -> None:
    sent = [await database.write(lambda conn: submit(conn, clock())) for _ in range(5)]
    since = clock()
    clock.advance(hours=2)
    await decides(database, clock, sent[0].id, Decision.APPROVE)
    clock.advance(hours=2)
    await decides(database, clock, sent[1].id, Decision.REFUSE, by=9002, detail="off_topic")
    clock.advance(days=10)
    await decides(database, clock, sent[2].id, Decision.APPROVE)
    reading = await read(database, clock)
    told = reading.figures
    assert (told.waiting, told.oldest, dict(told.waiting_by_theme)) == (2, since, {"usager": 2})
    assert told.week is not None
    assert told.month is not None
    assert (told.week.count, told.month.count) == (1, 3)
    assert told.month.median == timedelta(hours=4)
    assert told.month.p90 == timedelta(days=10, hours=4)
    assert told.outcomes == {Status.APPROVED: 2, Status.REJECTED: 1}
    assert told.reasons == {"off_topic": 1}
    assert {reading.names[number]: count for number, count in told.load.items()} == {"Mehdi": 2, "Camille": 1}
    assert sum(day.received for day in told.days) == 5
    assert sum(day.decided for day in told.days) == 3
    assert told.days[-1].decided == 1


async def test_what_is_older_than_a_month_is_not_counted(database: Database, clock: FakeClock) -> None:
    sent = await database.write(lambda conn: submit(conn, clock()))
    await decides(database, clock, sent.id, Decision.APPROVE)
    clock.advance(days=31)
    assert (await read(database, clock)).figures.month is None


async def test_too_many_decisions_are_counted_from_the_newest_and_said(database: Database, clock: FakeClock) -> None:
    for _ in range(3):
        sent = await database.write(lambda conn: submit(conn, clock()))
        clock.advance(hours=1)
        await decides(database, clock, sent.id, Decision.APPROVE)
    told = (await read(database, clock, most=2)).figures
    assert told.cut
    assert told.month is not None
    assert told.month.count == 2
