"""After it was sent: a contribution is changed while it waits, taken back at any time, appealed once."""

from __future__ import annotations

import pytest

from consultation.moderation import Status
from sandbox.chat import Chat
from sandbox.person import Person
from sandbox.server import Sandbox
from sandbox.wire import Json
from storage import submissions
from storage.submissions import Submission
from tests.acceptance.conftest import Service
from tests.acceptance.journeys import PROPOSAL, contributes
from tests.acceptance.test_moderation import forges, labels, shown_now

OTHER = "Afficher le délai moyen, guichet par guichet, en mairie."


@pytest.fixture
async def camille(sandbox: Sandbox, moderation: Chat) -> Person:
    """A second moderator."""
    camille = sandbox.person("Camille", started=True)
    await camille.joins(moderation)
    return camille


@pytest.fixture
async def card(service: Service, alice: Person) -> Json:
    """The card of a contribution that Alice sent."""
    await contributes(alice)
    return await service.mehdi.sees("Contribution n°", service.moderation, since=0)


async def kept(service: Service) -> Submission:
    [one] = await service.database.read(lambda conn: submissions.waiting(conn, list(Status), limit=10))
    return one


async def refuses(service: Service, card: Json) -> None:
    await service.mehdi.taps("Refuser", message=card)
    await service.mehdi.taps("Hors sujet", message=card)
    await service.mehdi.sees("Refusée par Mehdi", service.moderation)


async def test_the_receipt_says_the_number_the_fingerprint_and_the_delay(
    service: Service, alice: Person, card: Json
) -> None:
    receipt = await alice.sees("est bien enregistrée", since=0)
    assert "sous 7 jours" in receipt["text"]
    mark = receipt["text"].split("Empreinte\u00a0: ")[1].split(" ")[0]
    await alice.sends("/suivi")
    assert f"Empreinte\u00a0: {mark}" in (await alice.sees("En attente de lecture"))["text"]


async def test_what_waits_is_changed_and_its_card_follows(service: Service, alice: Person, card: Json) -> None:
    await alice.sends("/suivi")
    await alice.taps("Modifier")
    await alice.sees("Votre contribution modifiée")
    await alice.taps("Envoyer")
    await alice.sees_toast("Rien n’a changé")
    await alice.taps("Modifier")
    await alice.taps("Proposition")
    await alice.sends(OTHER)
    await alice.sees("Votre contribution modifiée")
    assert (await kept(service)).answers["proposal"] == PROPOSAL
    await alice.taps("Envoyer")
    await alice.sees("est bien enregistrée")
    second = await service.mehdi.sees("· version 2", service.moderation, since=0)
    assert second["reply_to_message"]["message_id"] == card["message_id"]
    assert "Modifiée par son auteur" in second["text"]
    assert f"Proposition (nouvelle réponse)\n{OTHER}" in second["text"]
    assert "Constat (nouvelle" not in second["text"]
    await service.mehdi.sees("La version 2 suit", service.moderation, since=0)
    await service.mehdi.taps("Approuver", message=second)
    await alice.sees("validée par la modération")
    await alice.sends("/suivi")
    assert "modifiée (version 2)" in (await alice.sees("Validée par la modération"))["text"]
    await alice.taps("Version 1")
    assert PROPOSAL in (await alice.sees("remplacée depuis"))["text"]
    await alice.taps("Retour")
    assert OTHER in (await alice.sees("Validée par la modération"))["text"]


async def test_what_was_decided_meanwhile_is_not_changed(service: Service, alice: Person, card: Json) -> None:
    await alice.sends("/suivi")
    await alice.taps("Modifier")
    await alice.taps("Modifier")
    await alice.taps("Proposition")
    await alice.sends(OTHER)
    await alice.sees("Votre contribution modifiée")
    await service.mehdi.taps("Approuver", message=card)
    await alice.sees("validée par la modération")
    await alice.taps("Envoyer", message=next(m for m in reversed(alice.messages) if "modifiée" in m.get("text", "")))
    await alice.sees_toast("ne se modifie plus")
    assert (await kept(service)).version == 1


@pytest.mark.parametrize("decision", ["", "Approuver"])
async def test_a_contribution_is_taken_back_at_any_time(
    service: Service, alice: Person, card: Json, decision: str
) -> None:
    if decision:
        await service.mehdi.taps(decision, message=card)
        await alice.sees("validée par la modération")
    await alice.sends("/suivi")
    await alice.taps("Retirer")
    await alice.sees("Voulez-vous retirer")
    await alice.taps("Retour")
    await alice.taps("Retirer")
    await alice.taps("Oui, la retirer")
    await alice.sees("est retirée")
    await service.mehdi.sees("Retirée", service.moderation, since=0)
    assert labels(shown_now(service.moderation, card)) == []
    assert (await kept(service)).status is Status.WITHDRAWN
    await alice.sends("/suivi")
    assert ": retirée" in (await alice.sees("Vous l’avez retirée"))["text"].replace("\u00a0", " ").replace(" :", ":")
    assert not [label for label in alice.buttons() if "Retirer" in label]


async def test_a_refusal_is_appealed_once_and_another_moderator_decides(
    service: Service, alice: Person, camille: Person, card: Json
) -> None:
    await refuses(service, card)
    await alice.sees("n’est pas acceptée", since=0)
    await alice.taps("Faire un recours")
    await alice.sees("Un autre modérateur la relira")
    await alice.sends("Elle porte bien sur l’accueil des usagers.")
    await alice.sees("est enregistré. Un autre modérateur")
    again = await service.mehdi.sees("Recours", service.moderation, since=0)
    assert again["message_id"] != card["message_id"]
    old = await service.mehdi.sees("Le recours suit, dans une nouvelle carte", service.moderation, since=0)
    assert old["message_id"] == card["message_id"]
    assert labels(old) == []
    assert "contre le refus de Mehdi (Hors sujet)" in again["text"]
    assert "Elle porte bien sur l’accueil" in again["text"]
    await service.mehdi.taps("Approuver", message=again)
    await service.mehdi.sees_toast("ce recours est pour un autre modérateur")
    await service.mehdi.taps("Refuser", message=again)
    await service.mehdi.sees_toast("ce recours est pour un autre modérateur")
    assert (await kept(service)).status is Status.PENDING
    await alice.sends("/mes_contributions")
    await alice.sees("⚖️ Recours en cours")
    await alice.sends(f"/suivi {(await kept(service)).id}")
    shown = await alice.sees("Un autre modérateur la relit")
    assert not [label for label in labels(shown) if "Modifier" in label]
    await camille.taps("Refuser", message=again)
    await camille.taps("Hors sujet", message=again)
    told = await alice.sees("elle est définitive")
    assert labels(told) == ["✍️ Contribuer"]
    await forges(service, alice, alice.chat, told, f"form:appeal:{(await kept(service)).id}")
    await alice.sees_toast("Un recours a déjà été fait")


async def test_an_appeal_needs_no_words_and_may_succeed(
    service: Service, alice: Person, camille: Person, card: Json
) -> None:
    await refuses(service, card)
    await alice.sends("/suivi")
    await alice.taps("Faire un recours")
    await alice.taps("Envoyer sans explication")
    await alice.sees("est enregistré. Un autre modérateur")
    again = await camille.sees("Recours", service.moderation, since=0)
    await camille.taps("Approuver", message=again)
    await alice.sees("validée par la modération")
    await alice.sends("/suivi")
    text = (await alice.sees("Validée par la modération"))["text"]
    assert text.index("non acceptée") < text.index("recours") < text.rindex("validée par")


async def test_nobody_touches_the_contribution_of_another(
    service: Service, alice: Person, bruno: Person, card: Json
) -> None:
    number = (await kept(service)).id
    await contributes(bruno, title="Une autre idée encore")
    message = await bruno.sends("/suivi")
    for verb in ("revise", "withdraw", "withdrawn", "appeal"):
        await forges(service, bruno, bruno.chat, message, f"form:{verb}:{number}")
    await forges(service, bruno, bruno.chat, message, f"follow:version:{number}:1:0")
    await bruno.sees_toast("plus valable")
    found = await service.database.read(lambda conn: submissions.get(conn, number))
    assert found is not None
    assert found.status is Status.PENDING
