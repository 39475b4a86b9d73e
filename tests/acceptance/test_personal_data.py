"""Personal data in a contribution is shown before it is sent, and the person decides."""

from __future__ import annotations

import pytest

from consultation.moderation import Status
from sandbox.person import Person
from storage import submissions
from storage.submissions import Submission
from tests.acceptance.conftest import Service
from tests.acceptance.journeys import PROPOSAL, contributes, fills_in

REVEALING = "Appelez-moi au 06 39 98 00 12 ou à alice@exemple.fr, j’habite 12 rue des Lilas, 35000 Rennes."
MASKED = "Appelez-moi au [téléphone masqué] ou à [adresse électronique masquée], j’habite [adresse postale masquée]."


async def all_of(service: Service) -> list[Submission]:
    return await service.database.read(lambda conn: submissions.waiting(conn, list(Status), limit=10))


@pytest.fixture
async def warned(service: Service, alice: Person) -> Person:
    """Alice, who tapped “send” and sees what she is about to reveal."""
    await fills_in(alice, proposal=REVEALING)
    await alice.taps("Envoyer")
    await alice.sees("informations personnelles")
    return alice


async def test_what_was_seen_is_shown_and_nothing_is_sent(service: Service, warned: Person) -> None:
    text = warned.last["text"]
    for said in ("téléphone", "06 39 98 00 12", "alice@exemple.fr", "12 rue des Lilas, 35000 Rennes", "Proposition"):
        assert said in text
    assert warned.buttons() == ["🙈 Masquer", "📨 Envoyer tel quel", "📝 Modifier"]
    assert await all_of(service) == []


async def test_it_can_be_masked(service: Service, warned: Person) -> None:
    await warned.taps("Masquer")
    await warned.sees_toast("C’est masqué")
    assert MASKED in (await warned.sees("avant l’envoi"))["text"]
    await warned.taps("Envoyer")
    await warned.sees("est bien enregistrée")
    [kept] = await all_of(service)
    assert kept.answers["proposal"] == MASKED
    card = await service.mehdi.sees("Contribution n°", service.moderation, since=0)
    assert "[téléphone masqué]" in card["text"]
    assert "06 39" not in card["text"]


async def test_it_can_be_sent_as_it_is(service: Service, warned: Person) -> None:
    await warned.taps("Envoyer tel quel")
    await warned.sees("est bien enregistrée")
    [kept] = await all_of(service)
    assert kept.answers["proposal"] == REVEALING


async def test_it_can_be_written_again(service: Service, warned: Person) -> None:
    await warned.taps("Modifier")
    await warned.taps("Proposition")
    await warned.sees("réponse actuelle")
    await warned.sends(PROPOSAL)
    await warned.sees("avant l’envoi")
    await warned.taps("Envoyer")
    await warned.sees("est bien enregistrée")
    [kept] = await all_of(service)
    assert kept.answers["proposal"] == PROPOSAL


async def test_the_press_office_and_an_article_of_law_need_no_warning(service: Service, alice: Person) -> None:
    contact = service.services.consultation.press_contact
    said = f"Le service de presse ({contact.phone}, {contact.email}) doit appliquer l’article L. 311-1 avant 2023."
    await contributes(alice, proposal=said)
    [kept] = await all_of(service)
    assert kept.answers["proposal"] == said


async def test_someone_who_speaks_english_is_warned_in_english(service: Service) -> None:
    bruno = service.sandbox.person("Bruno", language="en")
    await bruno.sends("/contribute")
    await bruno.taps("I agree")
    await bruno.sees("1/8")
    await bruno.taps(bruno.buttons()[0])
    for typed in ("Call +33 6 39 98 00 12", "I never know how long an answer takes.", "Publish the average delay."):
        await bruno.sends(typed)
    await bruno.taps("National")
    await bruno.taps("Citizen")
    await bruno.taps("anonymous")
    await bruno.taps("Skip")
    await bruno.taps("Send")
    assert "telephone" in (await bruno.sees("personal information"))["text"]
    assert bruno.buttons() == ["🙈 Mask", "📨 Send as it is", "📝 Edit"]
