"""The whole service: it greets, answers and stops well, whichever way updates come."""

from __future__ import annotations

from sandbox.person import Person
from tests.acceptance.conftest import Service


async def test_it_greets_and_answers(service: Service, alice: Person) -> None:
    await alice.sends("/start")
    await alice.sees("plan d’action de la France")
    await alice.sends("C’est quoi le PGO ?")
    await alice.sees("78 pays")
