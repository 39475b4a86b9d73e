"""Before sending: what was approved and is alike can be supported instead. The charter is one tap away."""

from __future__ import annotations

import pytest

from consultation.moderation import REASONS, Status
from sandbox.person import Person
from storage import submissions
from tests.acceptance.conftest import Service
from tests.acceptance.journeys import contributes, fills_in
from tests.acceptance.test_moderation import forges


@pytest.fixture
async def approved(service: Service, alice: Person) -> int:
    """The number of Alice's contribution, approved."""
    await contributes(alice)
    card = await service.mehdi.sees("Contribution n°", service.moderation, since=0)
    await service.mehdi.taps("Approuver", message=card)
    await alice.sees("validée par la modération")
    [one] = await service.database.read(lambda conn: submissions.waiting(conn, [Status.APPROVED], limit=2))
    return one.id


async def count(service: Service) -> int:
    return len(await service.database.read(lambda conn: submissions.waiting(conn, list(Status), limit=9)))


async def test_someone_who_says_the_same_may_support_instead(
    service: Service, alice: Person, bruno: Person, approved: int
) -> None:
    await fills_in(bruno, title="publier les delais de réponses")
    await bruno.taps("Envoyer")
    shown = await bruno.sees("ressemblent à la vôtre")
    assert "Publier les délais de réponse" in shown["text"]
    await bruno.taps("Soutenir plutôt")
    await bruno.sees("est compté")
    assert await count(service) == 1
    await service.mehdi.sees("Une personne la soutient", service.moderation, since=0)
    await alice.sends("/suivi")
    assert "Une personne la soutient" in (await alice.sees("Validée par la modération"))["text"]
    await forges(service, bruno, bruno.chat, shown, f"support:give:{approved}:1")
    await bruno.sees_toast("Vous soutenez déjà")
    await alice.taps("Retirer")
    await alice.taps("Oui, la retirer")
    told = await bruno.sees("que vous soutenez", since=0)
    assert "Retirée" in told["text"]
    assert "Alice" not in told["text"]


async def test_someone_who_says_something_else_goes_on(service: Service, bruno: Person, approved: int) -> None:
    await fills_in(bruno)
    await bruno.taps("Envoyer")
    await bruno.taps("Continuer et envoyer la mienne")
    await bruno.sees("est bien enregistrée")
    assert await count(service) == 2


async def test_what_is_unlike_all_others_is_sent_at_once(service: Service, bruno: Person, approved: int) -> None:
    await contributes(
        bruno,
        title="Des pistes cyclables continues",
        observation="Les vélos roulent au milieu des voitures entre les villages.",
        proposal="Relier les bourgs par des voies séparées et bien éclairées.",
    )
    assert await count(service) == 2


async def test_nobody_supports_their_own_nor_what_is_not_approved(
    service: Service, alice: Person, bruno: Person, approved: int
) -> None:
    for person in (alice, bruno):
        message = await person.sends("/mes_contributions")
        await forges(service, person, person.chat, message, f"support:give:{approved if person is alice else 404}:1")
        await person.sees_toast("plus valable")
    await fills_in(alice, title="Publier les délais de réponses", agrees=False)
    await alice.taps("Envoyer")
    await alice.sees("est bien enregistrée")


async def test_who_supports_one_finds_where_it_stands_by_its_number(
    service: Service, bruno: Person, approved: int
) -> None:
    await fills_in(bruno)
    await bruno.taps("Envoyer")
    await bruno.taps("Soutenir plutôt")
    await bruno.sees("est compté")
    await bruno.sends(f"/suivi {approved}")
    shown = await bruno.sees("Vous soutenez la contribution")
    assert "Validée par la modération" in shown["text"]
    assert "Publier les délais de réponse" in shown["text"]
    await bruno.taps("Retirer mon soutien")
    await bruno.sees_toast("est retiré")
    await bruno.sends(f"/suivi {approved}")
    await bruno.sees("Je ne trouve pas de contribution")


async def test_a_support_is_taken_back(service: Service, bruno: Person, approved: int) -> None:
    await fills_in(bruno)
    await bruno.taps("Envoyer")
    await bruno.taps("Soutenir plutôt")
    await bruno.taps("Retirer mon soutien")
    await bruno.sees_toast("est retiré")


async def test_who_supports_one_and_goes_on_is_not_asked_again(service: Service, bruno: Person, approved: int) -> None:
    await fills_in(bruno)
    await bruno.taps("Envoyer")
    await bruno.taps("Soutenir plutôt")
    await bruno.taps("Continuer")
    await bruno.sees("avant l’envoi")
    await bruno.taps("Envoyer")
    await bruno.sees("est bien enregistrée")
    assert await count(service) == 2


async def test_the_charter_gives_every_reason_as_a_refusal_does(service: Service, alice: Person) -> None:
    await fills_in(alice)
    await alice.taps("Charte")
    by_tap = (await alice.sees("Charte de modération"))["text"]
    await alice.sends("/charte")
    assert (await alice.sees("Charte de modération"))["text"] == by_tap
    texts = service.services.texts
    for reason in REASONS:
        key = reason.replace("_", "-")
        assert texts.plain("fr", f"reason-{key}-why") in texts.plain("fr", f"reason-{key}-told")
        assert texts.plain("fr", f"reason-{key}-why") in by_tap
