"""Contributions traced to the plan: commitments, what becomes of each contribution, who is told, once."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from consultation.commitment import Content
from consultation.moderation import Status
from sandbox.person import Person
from storage import commitments, submissions
from tests.acceptance.conftest import Service
from tests.acceptance.journeys import TITLE, contributes, fills_in
from tests.acceptance.press import forges, received

WHY = "Le délai moyen de chaque démarche sera affiché d’ici juin."
COMMITMENT = Content(12, {"fr": "Afficher les délais"}, {"fr": "Sur chaque page."}, "usager", "https://exemple.fr/12")


@pytest.fixture
async def approved(service: Service, alice: Person) -> int:
    """The number of Alice's contribution, approved."""
    await contributes(alice)
    card = await service.mehdi.sees("Contribution n°", service.moderation, since=0)
    await service.mehdi.taps("Approuver", message=card)
    await alice.sees("validée par la modération")
    [one] = await service.database.read(lambda conn: submissions.waiting(conn, [Status.APPROVED], limit=2))
    return one.id


@pytest.fixture
async def supported(service: Service, bruno: Person, approved: int) -> int:
    """The same, which Bruno supports."""
    await fills_in(bruno, title="publier les delais de réponses")
    await bruno.taps("Envoyer")
    await bruno.taps("Soutenir plutôt")
    await bruno.sees("est compté")
    return approved


@pytest.fixture
async def commitment(service: Service) -> int:
    """The number of a commitment."""

    def work(conn: Connection) -> None:
        now = service.services.clock()
        commitments.add(conn, COMMITMENT, "proposed", by=None, now=now)

    await service.database.write(work)
    return COMMITMENT.number


async def links(pauline: Person, number: int, verdict: str, why: str) -> None:
    """Pauline says what becomes of a contribution in commitment 12."""
    await pauline.sends(f"/relier {number}")
    await pauline.taps("n°\u00a012 ·")
    await pauline.taps(verdict)
    await pauline.sees("Pourquoi")
    await pauline.sends(why)
    await pauline.sees("voici ce qui sera envoyé")
    await pauline.taps("Envoyer")
    await pauline.sees("C’est enregistré pour une contribution")


async def test_the_press_office_writes_a_commitment_that_everyone_reads(service: Service, alice: Person) -> None:
    pauline = service.pauline
    await alice.sends("/engagements")
    assert "Aucun engagement n’est encore inscrit" in (await alice.sees("Engagements du plan"))["text"]
    await pauline.sends("/engagements")
    await pauline.taps("Nouvel engagement")
    await pauline.taps("Prendre le n°")
    await pauline.sees("Son titre")
    await pauline.sends("Afficher les délais")
    await pauline.sees("s’engage")
    await pauline.sends("/engagements")
    await pauline.taps("Nouvel engagement")
    assert "vous l’aviez laissé" in (await pauline.sees("s’engage"))["text"]
    await pauline.sends("Chaque démarche affiche son délai moyen.")
    await pauline.taps("Usager au cœur")
    await pauline.taps("Passer")
    await pauline.taps("Passer")
    await pauline.sends("pas une adresse")
    await pauline.sees("Écrivez une adresse complète")
    await pauline.sends("https://exemple.fr/1")
    await pauline.sees("Voici ce que liront les citoyens")
    await pauline.taps("Titre en anglais")
    await pauline.sends("Show delays")
    await pauline.taps("Enregistrer")
    await pauline.sees("Engagement n°\u00a01 · Afficher les délais")
    await alice.sends("/engagements")
    await alice.taps("n°\u00a01 ·")
    shown = (await alice.sees("Chaque démarche affiche son délai moyen."))["text"]
    assert "💡 Proposé" in shown
    assert "Aucune contribution ne lui est reliée" in shown
    await pauline.taps("Modifier")
    await pauline.taps("Titre")
    await pauline.sends("Afficher tous les délais")
    await pauline.taps("Enregistrer")
    await pauline.sees("Afficher tous les délais")


async def test_author_and_supporters_are_told_what_became_of_it_and_later_news_once(
    service: Service, alice: Person, bruno: Person, supported: int, commitment: int
) -> None:
    pauline = service.pauline
    await links(pauline, supported, "Retenue en partie", WHY)
    told = (await alice.sees("Ce que devient votre contribution", since=0))["text"]
    assert f"Retenue en partie dans l’engagement n°\u00a0{commitment}" in told
    assert WHY in told
    assert WHY in (await bruno.sees("que vous soutenez", since=0))["text"]
    await alice.sends("/suivi")
    assert "Ce qu’elle devient" in (await alice.sees("réponse donnée"))["text"]
    await alice.taps(f"Engagement n°\u00a0{commitment}")
    assert "Une contribution l’a nourri" in (await alice.sees("Afficher les délais"))["text"]
    await pauline.sends("/engagements")
    await pauline.taps("n°\u00a012 ·")
    await pauline.taps("Changer l’état")
    await pauline.taps("Réalisation limitée")
    await pauline.sends("Deux démarches sur huit.")
    assert "2 personnes recevront" in (await pauline.sees("Chacune une seule fois"))["text"]
    await pauline.taps("Envoyer")
    await pauline.sees("Réalisation limitée. Deux démarches sur huit.")
    for person in (alice, bruno):
        await person.sees("Deux démarches sur huit.", since=0)
    assert [len(received(person, "Deux démarches")) for person in (alice, bruno)] == [1, 1]


async def test_an_answer_is_corrected_and_told_again(
    service: Service, alice: Person, approved: int, commitment: int
) -> None:
    await links(service.pauline, approved, "Non retenue", "Cela existe déjà.")
    await alice.sees("Cela existe déjà.", since=0)
    await links(service.pauline, approved, "✅ Retenue", WHY)
    assert "La réponse a été corrigée" in (await alice.sees(WHY, since=0))["text"]
    await service.pauline.sends(f"/relier {approved}")
    await service.pauline.taps("n°\u00a012 ·")
    await service.pauline.taps("✅ Retenue")
    await service.pauline.sends(WHY)
    await service.pauline.taps("Envoyer")
    await service.pauline.sees_toast("déjà été donnée")


async def test_contributions_are_searched_and_may_be_retained_nowhere(
    service: Service, alice: Person, approved: int, commitment: int
) -> None:
    pauline = service.pauline
    await pauline.sends("/relier")
    await pauline.sees("Quelles contributions")
    await pauline.sends("404")
    await pauline.sees("n’existe pas, ou n’est pas validée")
    await pauline.sends("pistes cyclables")
    await pauline.sees("Aucune contribution validée ne dit")
    await pauline.sends("delais demarche")
    assert TITLE in (await pauline.sees("Une contribution trouvée"))["text"]
    await pauline.taps("Choisir la n°")
    await pauline.taps("Suivant")
    await pauline.taps("dans aucun engagement")
    await pauline.sees("Non retenue. Pourquoi")
    await pauline.sends("Déjà prévu par la loi.")
    await pauline.sends("/relier")
    await pauline.sees("voici ce qui sera envoyé")
    await pauline.taps("Envoyer")
    await pauline.sees("Un message est en route")
    assert "Déjà prévu par la loi." in (await alice.sees("Ce que devient votre contribution", since=0))["text"]


async def test_only_the_press_office_writes(service: Service, alice: Person, commitment: int) -> None:
    await alice.sends("/relier 1")
    await alice.sees("réservée au service de presse")
    message = await alice.sends("/engagements")
    await alice.sees("Un engagement")
    for data in ("plan:new", "plan:stage:12", f"plan:edit:{commitment}", "link:here:12", "plan:linked:12:0"):
        forges(service.sandbox, alice, data, message)
        await alice.sees_toast("réservée au service de presse")
