"""Units of work on both databases: grouped commits, neighbours' failures, outages, conflicts, cancelled callers."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from storage.database import Database, DatabaseUnavailable
from storage.engines import open_transactions
from storage.signals import signal
from storage.tables import updates
from tests.clock import FakeClock
from tests.transactions import SpiedTransactions


@pytest.fixture
async def spied(database_url: str) -> AsyncIterator[SpiedTransactions]:
    """The transactions of a fresh database, watched."""
    opened = SpiedTransactions(open_transactions(database_url))
    yield opened
    await opened.close()


def keep(update_id: int, clock: FakeClock) -> Callable[[Connection], int]:
    """A unit that writes a row."""

    def work(conn: Connection) -> int:
        conn.execute(insert(updates).values(update_id=update_id, handled_at=clock()))
        return update_id

    return work


def kept(conn: Connection) -> list[int]:
    return list(conn.execute(select(updates.c.update_id).order_by(updates.c.update_id)).scalars())


def wrong_sql(conn: Connection) -> None:
    conn.execute(text("SELECT nothing FROM nowhere"))


class DeadlockError(Exception):
    """What asyncpg raises when two transactions wait for each other."""

    sqlstate = "40P01"


async def test_units_that_wait_together_share_a_commit(spied: SpiedTransactions, clock: FakeClock) -> None:
    database = Database(spied)
    results = await asyncio.gather(*[database.write(keep(number, clock)) for number in range(300)])
    assert results == list(range(300))
    assert spied.count == 3
    assert await database.read(kept) == list(range(300))


async def test_a_unit_that_fails_hurts_no_neighbour(database: Database, clock: FakeClock) -> None:
    def refuse(conn: Connection) -> None:
        keep(50, clock)(conn)
        raise LookupError("the rules say no")

    outcomes = await asyncio.gather(
        database.write(keep(1, clock)),
        database.write(refuse),
        database.write(keep(1, clock)),
        database.write(wrong_sql),
        database.write(keep(2, clock)),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes[:3]] == [int, LookupError, IntegrityError]
    assert isinstance(outcomes[3], SQLAlchemyError)
    assert outcomes[4] == 2
    assert await database.read(kept) == [1, 2]


async def test_a_read_that_fails_hurts_no_neighbour(database: Database, clock: FakeClock) -> None:
    def refuse(_: Connection) -> None:
        raise LookupError("nobody")

    await database.write(keep(7, clock))
    work = [kept, wrong_sql, refuse] * 20
    outcomes = await asyncio.gather(*[database.read(unit) for unit in work], return_exceptions=True)
    for good, bad_sql, refused in zip(outcomes[::3], outcomes[1::3], outcomes[2::3], strict=True):
        assert good == [7]
        assert isinstance(bad_sql, SQLAlchemyError)
        assert isinstance(refused, LookupError)


async def test_a_bug_is_not_an_outage(database: Database) -> None:
    for work in (wrong_sql, lambda conn: conn.execute(select(updates).where(updates.c.update_id == 2**80)).all()):
        with pytest.raises((SQLAlchemyError, OverflowError)):
            await database.read(work)
        with pytest.raises((SQLAlchemyError, OverflowError)):
            await database.write(work)


async def test_an_outage_is_heard_by_all_and_nothing_is_kept(spied: SpiedTransactions, clock: FakeClock) -> None:
    database = Database(spied)
    spied.failures = [ConnectionRefusedError("secret words")]
    outcomes = await asyncio.gather(*[database.write(keep(n, clock)) for n in range(5)], return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {DatabaseUnavailable}
    assert {str(outcome) for outcome in outcomes} == {"ConnectionRefusedError"}
    assert len(set(outcomes)) == 5, "each caller has an exception of their own"
    spied.failures = [ConnectionRefusedError()]
    with pytest.raises(DatabaseUnavailable):
        await database.read(kept)
    assert await database.write(keep(9, clock)) == 9
    assert await database.read(kept) == [9]


async def test_units_in_conflict_are_run_again(spied: SpiedTransactions, clock: FakeClock) -> None:
    database = Database(spied)
    spied.failures = [DBAPIError("", None, DeadlockError()) for _ in range(3)]
    assert await asyncio.gather(*[database.write(keep(n, clock)) for n in range(3)]) == [0, 1, 2]
    assert await database.read(kept) == [0, 1, 2]
    spied.failures = [DBAPIError("", None, DeadlockError()) for _ in range(6)]
    with pytest.raises(DBAPIError):
        await database.write(keep(4, clock))


async def test_a_caller_who_gives_up_before_their_turn_leaves_nothing(database: Database, clock: FakeClock) -> None:
    first = asyncio.create_task(database.write(keep(1, clock)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)  # the first unit is being served, the next ones wait
    second = asyncio.create_task(database.write(keep(2, clock)))
    third = asyncio.create_task(database.write(keep(3, clock)))
    await asyncio.sleep(0)
    second.cancel()
    assert await third == 3
    assert await first == 1
    assert second.cancelled()
    assert await database.read(kept) == [1, 3]


async def test_a_caller_who_gives_up_while_served_does_not_stop_the_others(
    database: Database, clock: FakeClock
) -> None:
    gone = asyncio.create_task(database.write(keep(1, clock)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    gone.cancel()
    assert await database.write(keep(2, clock)) == 2
    assert await database.read(kept) == [1, 2], "what was being served is committed"


async def test_readers_who_give_up_leave_the_connections_usable(database: Database) -> None:
    for _ in range(5):
        readers = [asyncio.create_task(database.read(kept)) for _ in range(20)]
        await asyncio.sleep(0.001)
        for reader in readers:
            reader.cancel()
        await asyncio.gather(*readers, return_exceptions=True)
    assert await asyncio.gather(*[database.read(kept) for _ in range(20)]) == [[]] * 20


async def test_closing_lets_the_queue_finish_then_refuses(database_url: str, clock: FakeClock) -> None:
    database = Database.open(database_url)
    writes = [asyncio.create_task(database.write(keep(n, clock))) for n in range(200)]
    await asyncio.sleep(0)
    await database.close()
    assert await asyncio.gather(*writes) == list(range(200))
    with pytest.raises(DatabaseUnavailable):
        await database.write(keep(1, clock))
    again = Database.open(database_url)
    assert await again.read(kept) == list(range(200))
    await again.close()


async def test_signals_are_heard_after_the_commit_and_only_then(database: Database, clock: FakeClock) -> None:
    heard: list[int] = []

    def tell(number: int) -> Callable[[Connection], None]:
        def work(conn: Connection) -> None:
            keep(number, clock)(conn)
            signal(conn, "outbox")

        return work

    def tell_and_fail(conn: Connection) -> None:
        signal(conn, "other")
        raise LookupError("no")

    database.on("outbox", lambda: heard.append(1))
    database.on("other", lambda: heard.append(2))
    outcomes = await asyncio.gather(
        database.write(tell(1)), database.write(tell_and_fail), database.write(tell(2)), return_exceptions=True
    )
    assert isinstance(outcomes[1], LookupError)
    assert heard == [1]
    await database.write(keep(3, clock))
    assert heard == [1]


async def test_units_apart_are_committed_as_well(database: Database, clock: FakeClock) -> None:
    work = [database.write(keep(n, clock), apart=n % 2 == 0) for n in range(20)]
    assert await asyncio.gather(*work) == list(range(20))
    assert await database.read(kept) == list(range(20))


async def test_sqlite_locked_by_another_program_is_an_outage(sqlite_url: str, clock: FakeClock) -> None:
    database = Database.open(sqlite_url, busy_timeout=0.05)
    assert await database.read(kept) == []
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite+aiosqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnavailable, match="OperationalError"):
        await database.write(keep(1, clock))
    assert await database.read(kept) == [], "reading goes on"
    other.execute("ROLLBACK")
    assert await database.write(keep(1, clock)) == 1
    other.close()
    await database.close()


async def test_a_sqlite_file_that_cannot_be_opened_is_an_outage(tmp_path: Path, clock: FakeClock) -> None:
    database = Database.open(f"sqlite+aiosqlite:///{tmp_path}/no/such/folder/citizenbot.db")
    with pytest.raises(DatabaseUnavailable):
        await database.read(kept)
    with pytest.raises(DatabaseUnavailable):
        await database.write(keep(1, clock))
    await database.close()


async def test_sqlite_is_durable_and_checks_its_keys(sqlite_url: str) -> None:
    def pragmas(conn: Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        return [conn.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]

    database = Database.open(sqlite_url)
    assert await database.read(pragmas) == await database.write(pragmas) == ["wal", 2, 1, 1]
    await database.close()


async def test_a_postgres_that_is_not_there_is_an_outage(clock: FakeClock) -> None:
    database = Database.open("postgresql+asyncpg://postgres@127.0.0.1:1/nowhere")
    with pytest.raises(DatabaseUnavailable):
        await database.read(kept)
    with pytest.raises(DatabaseUnavailable):
        await database.write(keep(1, clock))
    await database.close()


async def test_a_postgres_connection_cut_in_mid_unit_is_an_outage_and_the_next_unit_works(
    postgres_url: str, clock: FakeClock
) -> None:
    def cut(conn: Connection) -> None:
        keep(1, clock)(conn)
        conn.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    database = Database.open(postgres_url)
    outcomes = await asyncio.gather(
        database.write(keep(2, clock)), database.write(cut), database.read(cut), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [DatabaseUnavailable] * 3
    assert await database.write(keep(3, clock)) == 3
    assert await database.read(kept) == [3]
    await database.close()


async def test_two_postgres_processes_that_wait_for_each_other_both_finish(postgres_url: str, clock: FakeClock) -> None:
    processes = [Database.open(postgres_url) for _ in range(2)]
    await processes[0].write(lambda conn: [keep(number, clock)(conn) for number in (1, 2)])

    def touch(first: int, second: int) -> Callable[[Connection], None]:
        def work(conn: Connection) -> None:
            for number in (first, second):
                conn.execute(text("UPDATE updates SET handled_at = now() WHERE update_id = :n"), {"n": number})
                conn.execute(text("SELECT pg_sleep(0.2)"))

        return work

    await asyncio.gather(processes[0].write(touch(1, 2)), processes[1].write(touch(2, 1)))
    for process in processes:
        await process.close()


async def test_a_signal_is_heard_in_another_postgres_process(postgres_url: str, clock: FakeClock) -> None:
    here, there = Database.open(postgres_url), Database.open(postgres_url)
    heard, heard_here = asyncio.Event(), []
    there.on("outbox", heard.set)
    here.on("outbox", lambda: heard_here.append(1))
    listening = [asyncio.create_task(process.listen()) for process in (here, there)]
    for _ in range(100):
        await here.write(lambda conn: signal(conn, "outbox"))
        if heard.is_set():
            break
        await asyncio.sleep(0.05)
    assert heard.is_set()
    said = len(heard_here)
    await asyncio.sleep(0.2)
    assert len(heard_here) == said, "a process does not hear itself twice"
    for task in listening:
        task.cancel()
    await asyncio.gather(*listening, return_exceptions=True)
    await here.close()
    await there.close()


async def test_sqlite_has_nobody_else_to_hear(sqlite_url: str) -> None:
    database = Database.open(sqlite_url)
    await asyncio.wait_for(database.listen(), 1)
    await database.close()


async def test_a_glance_sees_what_was_committed(database: Database, clock: FakeClock) -> None:
    await database.write(keep(1, clock))
    assert await asyncio.gather(*[database.glance(kept) for _ in range(3)]) == [[1]] * 3
    await database.write(keep(2, clock))
    assert await database.glance(kept) == [1, 2]


async def test_a_glance_that_would_wait_becomes_a_reading(spied: SpiedTransactions, clock: FakeClock) -> None:
    database = Database(spied)
    await database.write(keep(1, clock))
    spied.busy = True
    assert await database.glance(kept) == [1]
    spied.down = True
    with pytest.raises(DatabaseUnavailable):
        await database.glance(kept)
    spied.busy = spied.down = False
    assert await database.glance(kept) == [1]


async def test_a_glance_that_fails_leaves_the_others_alone(database: Database, clock: FakeClock) -> None:
    def fail(_: Connection) -> None:
        raise LookupError

    await database.write(keep(1, clock))
    failed, found = await asyncio.gather(database.glance(fail), database.glance(kept), return_exceptions=True)
    assert isinstance(failed, LookupError)
    assert found == [1]
    await database.close()
    with pytest.raises(DatabaseUnavailable):
        await database.glance(kept)
