"""The FAQ's table follows the files; its index follows the table."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from consultation.content import FaqEntry
from storage import faq_entries as faq
from storage import faq_files
from storage.database import Database, Work
from storage.faq import FaqStore
from storage.tables import faq_entries
from tests.clock import FakeClock

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
