"""The register on both databases: everything enters it once, in order, whoever decides and whoever seals."""

from __future__ import annotations

import asyncio
import json
from collections import Counter

import pytest
from sqlalchemy import Connection, delete, update
from sqlalchemy.exc import DBAPIError

from consultation.register import Line, Verified, closing, prove, read_receipt, verify
from storage import audit, erasure, register
from storage.database import Database
from storage.tables import register as register_table
from storage.tables import register_salts
from tests.clock import FakeClock
from tests.stories import submit

PLAN = "plan"
WRITERS, EACH = 8, 15


async def seals(database: Database, clock: FakeClock) -> None:
    """Seals until nothing waits, as the scheduled work does."""
    while await database.read(register.waits):
        await database.write(lambda conn: register.seal(conn, PLAN, clock()), apart=True)


async def lines_of(database: Database) -> list[bytes]:
    """The register as it would be exported."""

    def look(conn: Connection) -> list[bytes]:
        head = register.head(conn)
        assert head is not None
        links = register.read(conn, -1, head.position)
        return [f"{text}\n".encode() for text in (*(link.line for link in links), closing(head))]

    return await database.read(look)


async def verified(database: Database, number: int | None = None) -> Verified:
    """The register, which holds."""
    return verify(await lines_of(database), number=number)


async def test_what_happens_enters_the_register_once_in_its_order(database: Database, clock: FakeClock) -> None:
    def happens(conn: Connection) -> int:
        sent, subject = submit(conn, clock()), "submission:1"
        details: audit.Details = {"version": 1, "detail": "off_topic"}
        audit.record(conn, "rejected", subject, actor_id=sent.person_id, now=clock(), details=details)
        audit.record(conn, "noted", subject, actor_id=sent.person_id, now=clock(), details={"version": 1})
        audit.record(conn, "appealed", subject, actor_id=sent.person_id, now=clock(), details={"version": 1})
        return sent.id

    number = await database.write(happens)
    await seals(database, clock)
    await seals(database, clock)
    found = await verified(database, number)
    assert [(line["kind"], line["by"], line["detail"]) for line in found.lines] == [
        ("received", "author", None),
        ("refused", "moderation", "off_topic"),
        ("appealed", "author", None),
    ]
    assert found.consultation == PLAN


async def test_nobody_is_named(database: Database, clock: FakeClock) -> None:
    await database.write(lambda conn: submit(conn, clock(), author=987654321, signature="Alice Martin"))
    await seals(database, clock)
    written = b"".join(await lines_of(database)).decode()
    assert "987654321" not in written
    assert "Alice" not in written
    keys = {key for line in written.splitlines() for key in json.loads(line)}
    assert "person_id" not in keys


async def test_several_processes_seal_one_chain(database: Database, database_url: str, clock: FakeClock) -> None:
    others = [Database.open(database_url) for _ in range(3 if database.is_shared else 0)]
    processes = [database, *others]
    done = asyncio.Event()

    async def writes(place: int) -> None:
        for turn in range(EACH):
            author = 5000 + place * EACH + turn
            await processes[place % len(processes)].write(lambda conn, one=author: submit(conn, clock(), author=one))  # type: ignore[misc]

    async def keeps_sealing(process: Database) -> None:
        while not done.is_set():
            await process.write(lambda conn: register.seal(conn, PLAN, clock()), apart=True)

    sealing = [asyncio.create_task(keeps_sealing(process)) for process in processes]
    await asyncio.gather(*(writes(place) for place in range(WRITERS)))
    done.set()
    await asyncio.gather(*sealing)
    await seals(database, clock)
    entries: list[Line] = [json.loads(line) for line in (await lines_of(database))[1:-1]]
    assert (await verified(database)).entries == WRITERS * EACH
    assert set(Counter(line["number"] for line in entries).values()) == {1}
    for other in others:
        await other.close()


async def test_the_database_itself_refuses_to_change_a_line(database: Database, clock: FakeClock) -> None:
    await database.write(lambda conn: submit(conn, clock()))
    await seals(database, clock)
    before = await lines_of(database)
    for change in (update(register_table).values(line="{}"), delete(register_table)):
        with pytest.raises(DBAPIError, match="only ever added to"):
            await database.write(lambda conn, this=change: conn.execute(this) and None)  # type: ignore[misc]
    assert await lines_of(database) == before


async def test_a_receipt_proves_each_version(database: Database, clock: FakeClock) -> None:
    sent = await database.write(lambda conn: submit(conn, clock()))
    await seals(database, clock)
    made = await database.read(lambda conn: register.receipt(conn, PLAN, sent.id))
    assert made is not None
    kept = read_receipt(made.to_json())
    await database.write(lambda conn: submit(conn, clock(), author=4002))
    await seals(database, clock)
    found = verify(await lines_of(database), number=sent.id, at=frozenset(kept.entries))
    assert [line["kind"] for line in prove(kept, found)] == ["received"]
    assert kept.versions[0].answers == sent.answers


async def test_there_is_no_receipt_before_it_is_sealed(database: Database, clock: FakeClock) -> None:
    sent = await database.write(lambda conn: submit(conn, clock()))
    assert await database.read(lambda conn: register.receipt(conn, PLAN, sent.id)) is None


@pytest.mark.parametrize("keep_approved", [True, False])
async def test_an_erasure_unlinks_the_register_and_leaves_it_whole(
    database: Database, clock: FakeClock, keep_approved: bool
) -> None:
    sent = await database.write(lambda conn: submit(conn, clock()))
    await seals(database, clock)
    before = await lines_of(database)
    await database.write(
        lambda conn: erasure.erase(conn, sent.person_id, keep_approved=keep_approved, public=(), now=clock())
    )
    await seals(database, clock)
    assert await lines_of(database) == before
    assert verify(before).entries == 1
    assert await database.read(lambda conn: conn.execute(register_salts.select()).all()) == []
    assert await database.read(lambda conn: register.receipt(conn, PLAN, sent.id)) is None


async def test_what_is_erased_before_it_is_sealed_has_no_content(database: Database, clock: FakeClock) -> None:
    sent = await database.write(lambda conn: submit(conn, clock()))
    await database.write(lambda conn: erasure.erase(conn, sent.person_id, keep_approved=False, public=(), now=clock()))
    await seals(database, clock)
    [line] = (await verified(database, sent.id)).lines
    assert (line["kind"], line["content"]) == ("received", None)
