"""The phases of the consultation: an admin or the calendar closes it, nothing written is lost, the rest goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot import settings as sections
from bot.settings import Settings
from bot.wiring import utc_now
from consultation.moderation import Status
from consultation.phase import Phase
from sandbox.person import Person
from sandbox.server import Sandbox
from storage import audit, phases, submissions
from tests.acceptance.conftest import Service
from tests.acceptance.journeys import contributes, fills_in
from tests.acceptance.press import forges


class Ahead:
    """The clock on the wall, and how far ahead of it the service is."""

    def __init__(self) -> None:
        self.by = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.by


@pytest.fixture
def ahead() -> Ahead:
    return Ahead()


@pytest.fixture
def service_clock(ahead: Ahead) -> Callable[[], datetime]:
    return ahead


@pytest.fixture
def camille(sandbox: Sandbox) -> Person:
    """An admin, named in the settings."""
    return sandbox.person("Camille", started=True)


@pytest.fixture
def settings(settings: Settings, camille: Person) -> Settings:
    return settings.model_copy(update={"admin": sections.Admin(user_ids=frozenset({camille.id}))})


async def moves(camille: Person, label: str) -> None:
    """Camille takes the consultation to another phase."""
    await camille.sends("/phase")
    await camille.taps(label)
    await camille.sees("Passer de")
    await camille.taps("Confirmer")
    await camille.sees_toast("C’est fait")


async def test_once_closed_the_form_explains_and_the_rest_goes_on(
    service: Service, alice: Person, bruno: Person, camille: Person
) -> None:
    await contributes(alice)
    await moves(camille, "Clore les contributions")
    await bruno.sends("/contribuer")
    shown = await bruno.sees("Les contributions sont closes depuis le")
    assert "La suite" in shown["text"]
    assert bruno.buttons() == [
        "📬 Suivre mes contributions",
        "📌 Engagements",
        "🔔 Annonces",
        "🏠 Menu",
    ]
    await bruno.taps("Engagements")
    await bruno.sees("Aucun engagement")
    await bruno.sends("/start")
    await bruno.sees("Merci à celles et ceux qui ont écrit")
    assert not any("Contribuer" in label for label in bruno.buttons())
    card = await service.mehdi.sees("Contribution n°", service.moderation, since=0)
    await service.mehdi.taps("Demander une précision", message=card)
    await service.mehdi.taps("Proposition", message=card)
    await alice.sees("a besoin d’une précision", since=0)
    await alice.taps("Répondre")
    await alice.sends("Afficher le délai moyen de chaque démarche, chaque semaine.")
    await alice.taps("Envoyer")
    await alice.sees("est bien enregistrée")
    await alice.sends("/suivi")
    await alice.taps("Retirer")
    await alice.taps("Oui, la retirer")
    await alice.sees("retirée")


async def test_what_was_begun_is_sent_within_the_grace_and_kept_after_it(
    service: Service, alice: Person, bruno: Person, camille: Person, ahead: Ahead
) -> None:
    await fills_in(alice)
    await fills_in(bruno)
    await moves(camille, "Clore les contributions")
    await alice.taps("Envoyer")
    await alice.sees("est bien enregistrée")
    ahead.by = timedelta(minutes=31)
    await bruno.taps("Envoyer")
    await bruno.sees_toast("Votre brouillon est gardé")
    await bruno.sends("/contribuer")
    assert "Votre brouillon est gardé" in (await bruno.sees("closes depuis"))["text"]
    await bruno.taps("Mes données")
    await bruno.taps("Recevoir une copie")
    await bruno.sees("Tout ce que nous gardons")
    await moves(camille, "Ouvrir les contributions")
    await bruno.sends("/contribuer")
    await bruno.taps("Continuer")
    await bruno.taps("Envoyer")
    await bruno.sees("est bien enregistrée")
    waiting = await service.database.read(lambda conn: submissions.waiting(conn, [Status.PENDING], limit=9))
    assert len(waiting) == 2


async def test_another_process_that_closes_is_seen_at_once(service: Service, alice: Person, camille: Person) -> None:
    await camille.sends("/start")
    now = service.services.clock()
    await camille.sees("Bonjour")
    await service.database.write(lambda conn: phases.decide(conn, Phase.PUBLISHED, by=1, now=now))
    await alice.sends("/start")
    await alice.sees("est publié")
    await alice.taps("Les thèmes")
    await alice.taps("Usager au cœur")
    await alice.sees("Usager au cœur")
    assert not any("Contribuer" in label for label in alice.buttons())


async def test_only_an_admin_changes_the_phase_and_it_is_written_down(
    service: Service, alice: Person, camille: Person
) -> None:
    await service.pauline.sends("/phase")
    await service.pauline.sees("réservée aux administrateurs")
    message = await alice.sends("/start")
    await alice.sees("Bonjour")
    forges(service.sandbox, alice, "phase:set:closed:open", message)
    await alice.sees_toast("réservée aux administrateurs")
    await moves(camille, "Passer à la synthèse")
    name = f"consultation:{service.services.consultation.id}"
    [entry] = await service.database.read(lambda conn: audit.timeline(conn, name, last=9))
    assert (entry.action, entry.details) == ("phase", {"from": "open", "to": "synthesis"})
    forges(service.sandbox, camille, "phase:set:closed:open")
    await camille.sees_toast("a changé entre-temps")
    await camille.sends("/aide")
    await camille.sees("/phase")
