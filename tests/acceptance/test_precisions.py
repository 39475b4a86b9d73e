"""A precision is asked for, and its author asks something back: whoever asked first reads it, and may answer."""

from __future__ import annotations

import pytest

from consultation.moderation import Status
from sandbox.person import Person
from sandbox.wire import Json
from storage import submissions
from tests.acceptance.conftest import Service
from tests.acceptance.journeys import contributes

BACK = "Vous parlez de quelle démarche ?"
KNOWN = "Quand se termine la consultation ?"


@pytest.fixture
async def card(service: Service, alice: Person) -> Json:
    """The card of a contribution that Mehdi would like to understand better."""
    await contributes(alice)
    card = await service.mehdi.sees("Contribution n°", service.moderation, since=0)
    await service.mehdi.taps("Demander une précision", message=card)
    await service.mehdi.taps("Proposition", message=card)
    await alice.sees("a besoin d’une précision")
    return card


async def answers_back(service: Service, alice: Person, question: str) -> None:
    """Mehdi reads the question under the card, and answers it."""
    posted = await service.mehdi.sees("L’auteur de la contribution n° 1 demande", service.moderation, since=0)
    assert question in posted["text"]
    await service.mehdi.sees("L’auteur répond", service.moderation, since=0)
    await service.mehdi.taps("Écrire à l’auteur", message=posted)
    await service.mehdi.sees("Écrivez votre message")
    await service.mehdi.sends("De la carte de stationnement.")
    await service.mehdi.sees("part vers l’auteur")
    assert "De la carte" in (await alice.sees("Un modérateur vous écrit"))["text"]


async def test_the_notice_leads_to_a_question_and_the_answer_comes_back(
    service: Service, alice: Person, card: Json
) -> None:
    await alice.taps("Poser une question au modérateur")
    await alice.sees("Écrivez votre question")
    await alice.sends(BACK)
    await alice.sees("Votre question est transmise")
    await answers_back(service, alice, BACK)
    await alice.taps("Répondre", message=await alice.sees("transmise aux modérateurs", since=0))
    await alice.sees("Proposition")
    await alice.sends("Afficher le délai de la carte de stationnement, chaque mois.")
    await alice.taps("Envoyer")
    await alice.sees("est bien enregistrée")
    await service.mehdi.sees("· version 2", service.moderation, since=0)


async def test_a_question_typed_as_the_answer_is_asked_about_before_it_replaces_anything(
    service: Service, alice: Person, card: Json
) -> None:
    await alice.taps("Répondre")
    await alice.sees("Proposition")
    await alice.sends(BACK)
    await alice.sees("ou une question pour le modérateur")
    await alice.taps("Poser cette question")
    await alice.sees("Votre question est transmise")
    await answers_back(service, alice, BACK)
    [kept] = await service.database.read(lambda conn: submissions.waiting(conn, list(Status), limit=10))
    assert (kept.version, kept.status) == (1, Status.CHANGES_REQUESTED)


async def test_it_may_be_the_answer_all_the_same(service: Service, alice: Person, card: Json) -> None:
    await alice.taps("Répondre")
    await alice.sees("Proposition")
    await alice.sends(BACK)
    await alice.taps("c’est ma réponse")
    await alice.taps("Envoyer")
    await service.mehdi.sees(BACK, service.moderation, since=0)


async def test_a_question_that_the_faq_answers_may_go_to_the_moderator_too(
    service: Service, alice: Person, card: Json
) -> None:
    await alice.taps("Répondre")
    await alice.sees("Proposition")
    await alice.sends(KNOWN)
    await alice.sees("Revenons à votre contribution")
    await alice.taps("Poser cette question")
    await alice.sees("Votre question est transmise")
    await answers_back(service, alice, KNOWN)


async def test_a_question_asked_beside_the_form_is_offered_to_the_moderator_besides_the_press_office(
    service: Service, alice: Person, bruno: Person, card: Json
) -> None:
    await bruno.sends(BACK)
    await bruno.sees("?", since=0)
    assert not [label for label in bruno.buttons() if "modérateur" in label]
    await alice.sends(BACK)
    await alice.taps("Au modérateur, sur ma contribution")
    await alice.sees("Votre question est transmise")
    await answers_back(service, alice, BACK)


async def test_nobody_asks_without_end_nor_about_what_is_not_theirs(
    service: Service, alice: Person, bruno: Person, card: Json
) -> None:
    notice = await alice.sees("a besoin d’une précision", since=0)
    for _ in range(5):
        await alice.taps("Poser une question au modérateur", message=notice)
        await alice.sees("Écrivez votre question")
        await alice.sends(BACK)
        await alice.sees("Votre question est transmise")
    await alice.taps("Poser une question au modérateur", message=notice)
    await alice.sees_toast("Vous avez déjà bien répondu")
    await service.mehdi.taps("Écrire à l’auteur", message=card)
    await service.mehdi.sees("Écrivez votre message")
    await service.mehdi.sends("De la carte de stationnement.")
    await alice.taps("Répondre au modérateur", message=await alice.sees("Un modérateur vous écrit"))
    await alice.sees("Écrivez votre question")
