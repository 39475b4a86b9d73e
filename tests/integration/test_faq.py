"""The FAQ's table follows the files; its index follows the table."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, select

from bot.sweeper import Job, Sweeper, follow_faq
from consultation.content import FaqEntry
from consultation.faq_drafting import begin
from storage import faq_entries as faq
from storage import faq_files, faq_history, people
from storage.database import Database, Work
from storage.faq import FaqStore
from storage.faq_entries import Action
from storage.tables import faq_entries
from tests.clock import FakeClock
from tests.stories import services

FOLLOW = Job("faq", timedelta(seconds=1), follow_faq, signal=faq.SIGNAL)

WHAT = FaqEntry(
    id="what-is-it",
    theme="pgo",
    question={"fr": "Qu’est-ce que le Partenariat ?", "en": "What is the Partnership?"},
    answer={"fr": "Une alliance fondée en 2011.", "en": "An alliance founded in 2011."},
    variants=("c koi le partenariat", "définition du partenariat", "what is the partnership", "partenariat"),
    source="« Une alliance multilatérale fondée en 2011 »",
    as_of=date(2021, 2, 23),
)
WHEN = replace(
    WHAT,
    id="when-joined",
    question={"fr": "Quand la France a-t-elle rejoint le Partenariat ?"},
    answer={"fr": "En 2014."},
    variants=("date adhésion france", "when did france join", "depuis quand", "année d’adhésion"),
)


def loaded(*entries: FaqEntry, clock: FakeClock) -> Work[int]:
    now = clock()
    return lambda conn: faq_files.load(conn, entries, now).changed


async def test_loading_the_same_files_twice_changes_nothing(database: Database, clock: FakeClock) -> None:
    assert await database.write(loaded(WHAT, WHEN, clock=clock)) == 2
    before = await database.read(faq.read)
    clock.advance(days=1)
    assert await database.write(loaded(WHEN, WHAT, clock=clock)) == 0
    assert await database.read(faq.read) == before


async def test_what_is_read_is_what_was_loaded(database: Database, clock: FakeClock) -> None:
    await database.write(loaded(WHEN, WHAT, clock=clock))
    assert (await database.read(faq.read))[1] == (WHAT, WHEN)


async def test_only_what_changed_is_written(database: Database, clock: FakeClock) -> None:
    await database.write(loaded(WHAT, WHEN, clock=clock))
    clock.advance(days=1)
    corrected = replace(WHEN, answer={"fr": "Depuis 2014."})
    assert await database.write(loaded(WHAT, corrected, clock=clock)) == 1
    query = select(faq_entries.c.id).where(faq_entries.c.changed_at == clock())
    assert await database.read(lambda conn: conn.execute(query).scalars().all()) == [WHEN.id]


async def test_an_entry_whose_file_is_gone_is_retired_and_may_come_back(database: Database, clock: FakeClock) -> None:
    await database.write(loaded(WHAT, WHEN, clock=clock))
    assert await database.write(loaded(WHAT, clock=clock)) == 1
    assert (await database.read(faq.read))[1] == (WHAT,)
    assert await database.write(loaded(WHAT, clock=clock)) == 0
    assert await database.write(loaded(WHAT, WHEN, clock=clock)) == 1
    assert (await database.read(faq.read))[1] == (WHAT, WHEN)


async def test_a_change_shows_even_when_the_clock_goes_back(database: Database, clock: FakeClock) -> None:
    await database.write(loaded(WHAT, clock=clock))
    before = await database.read(faq.stamp)
    clock.advance(hours=-1)
    await database.write(loaded(replace(WHAT, answer={"fr": "Une alliance."}), clock=clock))
    assert await database.read(faq.stamp) != before


async def test_several_processes_may_load_at_once(database_url: str, clock: FakeClock) -> None:
    databases = [Database.open(database_url) for _ in range(3)]
    stores = await asyncio.gather(*(FaqStore.open(one, (WHAT, WHEN), clock=clock) for one in databases))
    assert [store.entries() for store in stores] == [(WHAT, WHEN)] * 3
    for one in databases:
        await one.close()


async def test_the_store_answers_from_its_entries(database: Database, clock: FakeClock) -> None:
    store = await FaqStore.open(database, (WHEN, WHAT), clock=clock)
    outcome = store.index.ask("Quand la France a-t-elle rejoint le Partenariat ?")
    assert outcome.entry == WHEN
    assert store.entry(WHEN.id) == WHEN
    assert store.entry("no-such-entry") is None


async def test_a_store_follows_the_table(database: Database, clock: FakeClock) -> None:
    store = await FaqStore.open(database, (WHAT, WHEN), clock=clock)
    assert not await store.refresh_if_changed()
    index = store.index
    clock.advance(minutes=1)
    corrected = replace(WHEN, answer={"fr": "Depuis 2014."})
    await database.write(loaded(corrected, clock=clock))
    assert await store.refresh_if_changed()
    assert store.entries() == (corrected,)
    assert store.index is not index
    assert store.index.ask("Quand la France a-t-elle rejoint le Partenariat ?").entry == corrected
    assert not await store.refresh_if_changed()


@pytest.mark.parametrize("changed", [replace(WHAT, theme="plan"), replace(WHAT, source="service")])
def test_a_fingerprint_tells_any_change(changed: FaqEntry) -> None:
    assert faq.fingerprint(replace(WHAT)) == faq.fingerprint(WHAT)
    assert faq.fingerprint(changed) != faq.fingerprint(WHAT)


async def until(condition: Callable[[], bool]) -> None:
    """Waits for something that takes seconds at most."""
    for _ in range(1000):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came")


async def together(url: str, *works: Work[bool]) -> list[bool]:
    """Does things at the same moment, each in a process of its own."""
    databases = [Database.open(url) for _ in works]
    done = await asyncio.gather(*(one.write(work) for one, work in zip(databases, works, strict=True)))
    for one in databases:
        await one.close()
    return done


@pytest.fixture
async def officers(database: Database, clock: FakeClock) -> tuple[int, int]:
    """Two press officers, and two entries from files."""
    now = clock()

    def work(conn: Connection) -> tuple[int, int]:
        faq_files.load(conn, [WHAT, WHEN], now)
        return people.meet(conn, 901, "fr", now).id, people.meet(conn, 902, "fr", now).id

    return await database.write(work)


async def test_each_change_is_a_version_with_who_and_when(
    database: Database, clock: FakeClock, officers: tuple[int, int]
) -> None:
    pauline, camille = officers
    corrected = replace(WHEN, answer={"fr": "Depuis 2014."})

    def work(conn: Connection) -> list[bool]:
        first = faq.latest_revision(conn, WHEN.id)
        return [
            faq.edit(conn, corrected, by=pauline, after=first, now=clock.advance(hours=1)),
            faq.retire(conn, WHEN.id, by=camille, now=clock.advance(hours=1)),
            faq.retire(conn, WHEN.id, by=pauline, now=clock.advance(hours=1)),
            faq.retire(conn, WHEN.id, by=pauline, now=clock.advance(hours=1), back=True),
        ]

    began = clock()
    assert await database.write(work) == [True, True, False, True]
    versions = await database.read(lambda conn: faq_history.history(conn, WHEN.id, limit=9))
    told = [(version.action, version.actor_id, version.entry) for version in versions]
    assert told == [
        (Action.RESTORED, pauline, corrected),
        (Action.RETIRED, camille, corrected),
        (Action.EDITED, pauline, corrected),
        (Action.LOADED, None, WHEN),
    ]
    assert [version.at - began for version in versions] == [timedelta(hours=hours) for hours in (4, 2, 1, 0)]
    assert await database.read(lambda conn: faq_history.count(conn, WHEN.id)) == 4
    second_page = await database.read(lambda conn: faq_history.history(conn, WHEN.id, limit=2, offset=2))
    assert second_page == versions[2:]
    older = await database.read(lambda conn: [faq_history.before(conn, version) for version in versions])
    assert older == [*versions[1:], None]


async def test_an_entry_corrected_while_retired_stays_retired(
    database: Database, clock: FakeClock, officers: tuple[int, int]
) -> None:
    def work(conn: Connection) -> None:
        faq.retire(conn, WHEN.id, by=officers[0], now=clock())
        after = faq.latest_revision(conn, WHEN.id)
        assert faq.edit(conn, replace(WHEN, theme="plan"), by=officers[0], after=after, now=clock())

    await database.write(work)
    assert await database.read(faq.retired) == [replace(WHEN, theme="plan")]


async def test_of_two_corrections_at_once_one_counts(
    database: Database, database_url: str, clock: FakeClock, officers: tuple[int, int]
) -> None:
    after = await database.read(lambda conn: faq.latest_revision(conn, WHEN.id))
    now = clock()

    def correction(by: int) -> Work[bool]:
        entry = replace(WHEN, answer={"fr": f"Depuis 2014, dit {by}."})
        return lambda conn: faq.edit(conn, entry, by=by, after=after, now=now)

    assert sorted(await together(database_url, *map(correction, officers))) == [False, True]
    assert await database.read(lambda conn: faq_history.count(conn, WHEN.id)) == 2


async def test_of_two_who_retire_at_once_one_does(
    database: Database, database_url: str, clock: FakeClock, officers: tuple[int, int]
) -> None:
    now = clock()

    def retiring(by: int) -> Work[bool]:
        return lambda conn: faq.retire(conn, WHEN.id, by=by, now=now)

    assert sorted(await together(database_url, *map(retiring, officers))) == [False, True]


async def test_two_entries_of_the_same_name_at_once_do_not_overwrite_each_other(
    database: Database, database_url: str, clock: FakeClock, officers: tuple[int, int]
) -> None:
    now = clock()

    def adding(by: int) -> Work[bool]:
        entry = replace(WHEN, id="new", answer={"fr": f"Par {by}."})
        return lambda conn: faq.add(conn, entry, by=by, now=now)

    assert sorted(await together(database_url, *map(adding, officers))) == [False, True]
    assert await database.read(lambda conn: faq_history.count(conn, "new")) == 1


async def test_stores_of_several_processes_follow_each_other(database_url: str, clock: FakeClock) -> None:
    here, there = Database.open(database_url), Database.open(database_url)
    stores = [await FaqStore.open(one, (WHAT, WHEN), clock=clock) for one in (here, there)]
    sweepers = [
        asyncio.create_task(Sweeper(replace(services(one, clock), faq=store), (FOLLOW,)).run())
        for one, store in zip((here, there), stores, strict=True)
    ]
    by = (await here.write(lambda conn: people.meet(conn, 901, "fr", clock()))).id
    added = replace(begin("Combien coûte le plan ?", "Trois millions.", "plan", (), date(2021, 3, 1)), id="cost")
    assert await here.write(lambda conn: faq.add(conn, added, by=by, now=clock()))
    await until(lambda: all(store.entry("cost") for store in stores))
    for store in stores:
        assert store.index.ask("combien coute le plan").entry == added
    assert await there.write(lambda conn: faq.retire(conn, "cost", by=by, now=clock()))
    await until(lambda: not any(store.entry("cost") for store in stores))
    for store in stores:
        assert store.index.ask("combien coute le plan").kind != "answer"
    for task in sweepers:
        task.cancel()
    await asyncio.wait(sweepers)
    for one in (here, there):
        await one.close()


async def test_refreshing_at_the_same_time_never_goes_back(database: Database, clock: FakeClock) -> None:
    store = await FaqStore.open(database, (WHAT,), clock=clock)
    for number in range(5):
        newer = replace(WHAT, answer={"fr": f"Version {number}."})
        await database.write(loaded(newer, clock=clock))
        changed = await asyncio.gather(*(store.refresh_if_changed() for _ in range(3)))
        assert sorted(changed) == [False, False, True]
        assert store.entry(WHAT.id) == newer
