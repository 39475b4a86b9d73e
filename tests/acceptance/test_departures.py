"""When an announcement leaves: at its moment, once; approved by another; paused, stopped or taken back before."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot import departures
from consultation.broadcast import Counts
from sandbox.person import Person
from storage import audit, broadcasts, deliveries
from tests.acceptance.announcing import composes, received, subscribed
from tests.acceptance.conftest import Service
from tests.clock import FakeClock


@pytest.fixture
def hours() -> FakeClock:
    """Noon in Paris, the day before the clocks go forward."""
    return FakeClock(datetime(2027, 3, 27, 11, 0, tzinfo=UTC))


@pytest.fixture
def service_clock(hours: FakeClock) -> Callable[[], datetime]:
    return hours


async def schedules(pauline: Person, text: str, when: str) -> None:
    """The press officer schedules a text."""
    await composes(pauline, text)
    await pauline.taps("Programmer")
    await pauline.sees("Quand doit-elle partir")
    await pauline.sends(when)
    await pauline.sees("Départ")
    await pauline.taps("Envoyer à l’heure dite")
    await pauline.sees("programmée")


async def counts(service: Service) -> Counts:
    return await service.database.read(lambda conn: deliveries.counts(conn, 1))


async def test_it_leaves_at_its_moment_of_paris_once_whoever_looks(service: Service, hours: FakeClock) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    await schedules(pauline, "Ouverture", "demain 9h")
    [waiting] = await service.database.read(lambda conn: broadcasts.recent(conn, limit=1))
    assert waiting.due_at == datetime(2027, 3, 28, 7, 0, tzinfo=UTC)  # the clocks went forward in between
    [bruno] = await subscribed(service, "Bruno")
    hours.advance(hours=19, minutes=59)
    await departures.start_due(service.services)
    assert await counts(service) == Counts()
    hours.advance(minutes=1)
    await asyncio.gather(*(departures.start_due(service.services) for _ in range(5)))
    for person in (alice, bruno):
        await person.sees("Ouverture")
    await pauline.sees("c’est terminé")
    assert [len(received(person, "Ouverture")) for person in (alice, bruno)] == [1, 1]
    story = await service.database.read(lambda conn: audit.timeline(conn, "broadcast:1", last=20))
    assert [entry.action for entry in story].count("broadcast-begun") == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("28/03/2027 02:30", "heure d’été"),
        ("hier 9h", "déjà passé"),
        ("bientôt", "pas compris"),
        ("aujourd’hui 9h", "déjà passé"),
    ],
)
async def test_an_impossible_moment_is_refused_and_asked_again(service: Service, typed: str, said: str) -> None:
    await subscribed(service, "Alice")
    pauline = service.pauline
    await composes(pauline, "Ouverture")
    await pauline.taps("Programmer")
    await pauline.sees("Quand doit-elle partir")
    await pauline.sends(typed)
    await pauline.sees(said)
    await pauline.sends("demain 9h")
    await pauline.sees("28 mars 2027 à 9 h")


async def test_what_is_scheduled_is_paused_resumed_and_leaves(service: Service, hours: FakeClock) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    await schedules(pauline, "Ouverture", "demain 9h")
    await pauline.taps("Mettre en pause")
    await pauline.sees("programmée, en pause")
    hours.advance(hours=24)
    await departures.start_due(service.services)
    assert await counts(service) == Counts()
    await pauline.taps("Reprendre (")
    await alice.sees("Ouverture")


async def test_what_has_not_left_is_a_draft_again(service: Service, hours: FakeClock) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    await schedules(pauline, "Ouverture", "demain 9h")
    await pauline.taps("Reprendre en brouillon")
    await pauline.sees("Voici votre annonce")
    await pauline.sees("Annonce n° 1 : elle n’est pas partie", since=0)
    await pauline.sends("/annonces")
    assert "pas partie" in (await pauline.sees("Les dernières annonces"))["text"]
    await pauline.sends("/annonce")
    await pauline.sees("Voici votre annonce")
    hours.advance(hours=24)
    await departures.start_due(service.services)
    await pauline.taps("Envoyer")
    await pauline.sees_toast("heure de départ est passée")
    await pauline.taps("Programmer")
    await pauline.taps("Dès que")
    await pauline.sees("Voici votre annonce")
    await pauline.taps("Envoyer")
    await alice.sees("Ouverture")
    assert len(received(alice, "Ouverture")) == 1
    await pauline.sends("/annonces")
    told = (await pauline.sees("Les dernières annonces"))["text"]
    assert told.count("Annonce n°") == 1
    assert "Annonce n° 1 · " in told
