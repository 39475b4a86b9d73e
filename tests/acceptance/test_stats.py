"""/stats: the figures in words and as a picture, for the team and nobody else."""

from __future__ import annotations

from sandbox.image import picture_size
from sandbox.person import Person
from sandbox.screen import text_of
from tests.acceptance.conftest import Service
from tests.acceptance.journeys import contributes

NBSP = "\u00a0"
WIDTH = 1080


async def refuses(service: Service) -> None:
    """Mehdi refuses what was posted last."""
    card = await service.mehdi.sees("Contribution n°", service.moderation, since=0)
    await service.mehdi.taps("Refuser", message=card)
    await service.mehdi.taps("Hors sujet", message=card)


async def test_a_moderator_reads_the_figures_then_sees_them(service: Service, alice: Person, bruno: Person) -> None:
    await contributes(alice)
    await refuses(service)
    await alice.sees("n’est pas acceptée")
    await contributes(bruno, title="Ouvrir les données des transports")
    await service.mehdi.sends("/stats")
    said = text_of(await service.mehdi.sees("La modération en chiffres"))
    assert f"En attente{NBSP}: 1" in said
    assert f"Hors sujet{NBSP}: 1" in said
    assert f"Mehdi{NBSP}: 1" in said
    assert "ce n’est pas un classement" in said
    shown = await service.mehdi.sees("Graphique des 30 derniers jours")
    assert "2 contributions reçues, une décidée" in text_of(shown)
    stored = service.sandbox.world.files.get(shown["photo"][-1]["file_id"])
    assert stored is not None
    size = picture_size(stored.data)
    assert size is not None
    assert size[0] == WIDTH


async def test_a_press_officer_reads_them_in_private_and_refreshes_them(service: Service, alice: Person) -> None:
    await service.pauline.sends("/stats")
    said = await service.pauline.sees("La modération en chiffres")
    await contributes(alice)
    await service.pauline.taps("Actualiser", message=said)
    assert f"En attente{NBSP}: 1" in text_of(await service.pauline.sees(f"En attente{NBSP}: 1"))


async def test_a_citizen_is_told_whom_they_are_for(service: Service, alice: Person) -> None:
    await alice.sends("/stats")
    await alice.sees("réservés à l’équipe")
