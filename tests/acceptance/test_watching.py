"""Seen from outside: figures that name nobody, and what is wrong in words a machine can read."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from sqlalchemy import text

from bot import settings as sections
from bot import wiring
from bot.health import Examiner, Finding
from bot.mistakes import Mistakes
from bot.settings import Settings
from bot.sweeper import Job, Sweeper
from handlers.services import Services
from sandbox.person import Person
from sandbox.server import Sandbox
from storage import outbox, quarantine
from storage.database import DatabaseUnavailable
from tests.acceptance.conftest import Service


@pytest.fixture
def watched(settings: Settings) -> Settings:
    """The settings of a service that may be watched."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return settings.model_copy(update={"status": sections.Status(enabled=True, listen_port=port)})


@asynccontextmanager
async def at_work(settings: Settings) -> AsyncIterator[str]:
    """A service at work, and the address it is watched at."""
    async with wiring.service(settings):
        yield f"http://127.0.0.1:{settings.status.listen_port}"


async def look(address: str) -> tuple[int, str]:
    """Reads a page as soon as someone listens."""
    async with aiohttp.ClientSession() as session:
        while True:
            try:
                async with session.get(address) as response:
                    return response.status, await response.text()
            except aiohttp.ClientConnectorError:
                await asyncio.sleep(0.05)


async def figures(address: str) -> dict[str, float]:
    """Reads the figures by their name and labels."""
    status, page = await look(f"{address}/metrics")
    assert status == 200
    rows = (line.rpartition(" ") for line in page.splitlines() if line and not line.startswith("#"))
    return {name: float(number) for name, _, number in rows}


async def test_its_work_is_counted_and_nobody_is_named(watched: Settings, sandbox: Sandbox, alice: Person) -> None:
    sandbox.faults.flood(1, method="sendMessage", times=1)
    async with at_work(watched) as address:
        await alice.sends("/start")
        await alice.sees("plan d’action de la France")
        await alice.sends("C’est quoi le PGO ?")
        await alice.sees("78 pays")
        await alice.sends("Quelle est la recette de la ratatouille ?")
        await alice.sees("Je ne sais pas répondre")
        found = await figures(address)
        while 'citizenbot_update_seconds_count{journey="text",outcome="handled"}' not in found:
            found = await figures(address)
    assert found['citizenbot_update_seconds_count{journey="/start",outcome="handled"}'] == 1
    assert found['citizenbot_questions_total{outcome="answer"}'] == 1
    assert found['citizenbot_questions_total{outcome="fallback"}'] == 1
    assert found['citizenbot_call_seconds_count{method="sendMessage",outcome="TooFastError"}'] == 1
    assert found['citizenbot_call_seconds_count{method="sendMessage",outcome="ok"}'] >= 3
    assert found["citizenbot_database_up"] == 1
    assert found["citizenbot_quarantine_updates"] == 0
    assert found["process_resident_memory_bytes"] > 0
    for name in found:
        assert not re.search(rf"{alice.id}|ratatouille|alice", name, re.IGNORECASE), name


async def test_what_a_stranger_types_makes_no_label(watched: Settings, alice: Person) -> None:
    async with at_work(watched) as address:
        for number in range(3):
            await alice.sends(f"/inconnue_{number}")
            await alice.sees("commande", since=number)
        found = await figures(address)
    assert not [name for name in found if "inconnue" in name]


async def test_it_says_that_it_is_well(watched: Settings) -> None:
    async with at_work(watched) as address:
        status, page = await look(f"{address}/health")
    assert (status, page) == (200, '{"live":true,"ready":true,"reasons":[],"alarms":[]}')


async def test_a_port_that_is_taken_is_said(watched: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", watched.status.listen_port))
        taken.listen()
        with pytest.raises(Mistakes, match="impossible d’écouter"):
            async with wiring.service(watched) as running:
                await running.until_stopped()


async def test_a_full_disk_is_an_alarm_until_there_is_room(service: Service, alice: Person) -> None:
    database, examiner = service.database, Examiner(service.services)
    if database.is_shared:
        return
    assert (await examiner.examine()).ready

    def fill(conn: Any) -> None:
        driver = conn.connection.driver_connection
        driver.execute("PRAGMA max_page_count = 1")
        try:
            for _ in range(500):
                quarantine.put(conn, update_id=None, error="full", payload="x" * 4000, now=service.services.clock())
        finally:
            driver.execute("PRAGMA max_page_count = 1000000")

    with pytest.raises(DatabaseUnavailable):
        await database.write(fill)
    found = await examiner.examine()
    assert Finding("database-saves-nothing", "SQLITE_FULL", stops=True) in found.findings
    assert found.as_json()["ready"] is False
    await database.write(quarantine.count)
    assert (await examiner.examine()).ready


async def test_what_is_late_set_aside_or_failing_is_an_alarm_and_no_reason_to_stop(service: Service) -> None:
    services = service.services
    now = services.clock()

    def trouble(conn: Any) -> None:
        due = now - timedelta(minutes=20)
        outbox.put(conn, method="sendMessage", params={}, lane=outbox.Lane.CARD, chat_id=-1, now=due)
        quarantine.put(conn, update_id=1, error="KeyError", payload="{}", now=now)
        conn.execute(text("UPDATE outbox SET leased_until = :later"), {"later": now + timedelta(hours=1)})

    tried = asyncio.Event()

    async def fail(_: Services) -> None:
        tried.set()
        raise KeyError("a bug")

    await services.database.write(trouble)
    sweeper, examiner = Sweeper(services, (Job("broken", timedelta(hours=1), fail),)), Examiner(services)
    examiner.ask(sweeper.look)
    sweeping = asyncio.create_task(sweeper.run())
    await tried.wait()
    await asyncio.sleep(0)
    health = await examiner.examine()
    sweeping.cancel()
    assert health.ready
    assert {finding.what for finding in health.findings} == {"messages-late", "updates-set-aside", "job-failing"}
