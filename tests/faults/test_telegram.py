"""Telegram on its worst day: errors, silence, connections cut after the effect, halts. What must arrive arrives."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import Connection

from handlers.services import Services
from sandbox.server import Sandbox
from storage import outbox, people
from storage.outbox import Lane
from tests.acceptance.conftest import Service
from tests.faults.scale import scaled
from tests.faults.tally import Tally
from tests.wire.conftest import eventually

MOST_A_SECOND = 30


async def test_messages_through_errors_silence_and_halts(slow_service: Service, sandbox: Sandbox, tally: Tally) -> None:
    count, halt = scaled(150, 2_000), scaled(2.0, 35.0)
    citizens = [sandbox.person(f"Citizen {number}", started=True) for number in range(count)]
    sandbox.faults.fail(502, method="sendMessage", chance=0.2)
    sandbox.faults.fail(500, method="sendMessage", chance=0.05, when="after")
    sandbox.faults.reset(method="sendMessage", chance=0.05, when="after")
    sandbox.faults.hang(method="sendMessage", chance=0.01, times=scaled(1, 20), seconds=15)
    flood = sandbox.faults.flood(halt, method="sendMessage", chance=0.1, per_chat=True)
    await slow_service.database.write(lambda conn: queue(conn, slow_service.services, [one.id for one in citizens]))

    async def all_settled() -> bool:
        return (await slow_service.database.read(outbox.counts)).get("sent", 0) == count

    await eventually(all_settled, scaled(90.0, 7_200.0))
    arrived = Counter(text for (_, text), times in sandbox.counters.texts.items() for _ in range(times))
    tally.compare((text_for(one.id) for one in citizens), arrived.elements())
    tally.more |= {
        "busiest second": sandbox.counters.busiest_second,
        "answers that were no success": sum(
            times for (_, status), times in sandbox.counters.answers.items() if status != 200
        ),
        "calls during a halt": flood.violations,
    }
    assert tally.lost == 0
    assert sandbox.counters.busiest_second <= MOST_A_SECOND
    sandbox.faults.clear()


def text_for(account: int) -> str:
    """What one person is told."""
    return f"Décision pour {account}"


def queue(conn: Connection, services: Services, accounts: list[int]) -> None:
    """Queues a decision for everyone."""
    for account in accounts:
        person = people.meet(conn, account, "fr", services.clock())
        outbox.put(
            conn,
            method="sendMessage",
            params={"text": text_for(account)},
            lane=Lane.REPLY,
            person_id=person.id,
            now=services.clock(),
        )
