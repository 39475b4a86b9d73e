"""Sanctions: given from a card, told with how to appeal, felt only when contributing, decided on by an admin."""

from __future__ import annotations

import pytest

from bot import settings as sections
from bot.settings import Settings
from sandbox.person import Person
from sandbox.server import Sandbox
from storage import sanctions
from storage.submissions import Submission
from tests.acceptance.conftest import Service
from tests.acceptance.test_moderation import card_of, contributes, forges


@pytest.fixture
def alice(sandbox: Sandbox) -> Person:
    """A citizen who has talked with the bot before."""
    return sandbox.person("Alice", started=True)


@pytest.fixture
def settings(settings: Settings, pauline: Person) -> Settings:
    """Pauline is the admin of this service."""
    return settings.model_copy(update={"admin": sections.Admin(user_ids=frozenset({pauline.id}))})


async def sanction(service: Service, alice: Person, sure: str) -> Submission:
    """Mehdi sanctions the author of a hurtful contribution."""
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    await service.mehdi.taps("Autres actions", message=card)
    await service.mehdi.taps("Avertir l’auteur", message=card)
    await service.mehdi.taps("Propos blessants", message=card)
    await service.mehdi.taps(sure, message=card)
    await service.mehdi.sees_toast("va le savoir")
    return sent


async def test_the_second_time_contributing_waits_and_the_rest_goes_on(service: Service, alice: Person) -> None:
    await sanction(service, alice, "avertir l’auteur")
    warned = await alice.sees("Un avertissement de la modération")
    assert "certains mots peuvent blesser" in warned["text"]
    assert "Contester" in warned["text"]
    assert "Mehdi" not in warned["text"]
    await alice.sends("/contribuer")
    await alice.sees("1/8")
    await alice.sends("/annuler")
    await sanction(service, alice, "suspendre pendant 7 jours")
    await alice.sees("Vous ne pouvez plus contribuer jusqu’au")
    await alice.sends("/contribuer")
    await alice.sees("Vous ne pouvez pas contribuer jusqu’au")
    await alice.sends("/mes_contributions")
    await alice.sees("Vos 2 contributions")


async def test_the_author_of_what_was_refused_may_still_be_warned(service: Service, alice: Person) -> None:
    sent = await contributes(service, alice)
    card, mehdi = await card_of(service, sent), service.mehdi
    await mehdi.taps("Refuser", message=card)
    await mehdi.taps("Propos blessants", message=card)
    await mehdi.sees("Refusée par Mehdi", service.moderation)
    await mehdi.taps("Avertir l’auteur", message=card)
    await mehdi.taps("Retour", message=card)
    await mehdi.taps("Avertir l’auteur", message=card)
    await mehdi.taps("Propos blessants", message=card)
    await mehdi.taps("avertir l’auteur", message=card)
    await alice.sees("Un avertissement de la modération", since=0)
    told = await mehdi.sees("Avertissement pour son auteur, par Mehdi", service.moderation)
    assert "Refusée par Mehdi" in told["text"]
    assert mehdi.buttons(service.moderation) == ["⏪ Revenir sur cette décision"]
    await forges(service, mehdi, service.moderation, card, f"card:sanction-give:{sent.id}:1:insulting")
    await mehdi.sees_toast("déjà valu un avertissement")


async def test_an_appeal_is_made_once_and_an_admin_lifts_it(service: Service, alice: Person) -> None:
    await service.pauline.sends("/start")
    await service.pauline.sees("Bonjour")
    await sanction(service, alice, "avertir l’auteur")
    await sanction(service, alice, "suspendre pendant 7 jours")
    told = await alice.sees("Vous ne pouvez plus contribuer")
    await alice.taps("Contester", message=told)
    await alice.sees("Dites pourquoi")
    await alice.sends("C’était une citation.")
    await alice.sees("contestation est transmise")
    await alice.taps("Contester", message=told)
    await alice.sees_toast("déjà été contestée")
    await service.pauline.sees("C’était une citation.")
    await service.pauline.taps("Lever")
    await service.pauline.sees("Levée")
    await alice.sees("vous donne raison")
    await alice.sends("/contribuer")
    await alice.sees("1/8")


async def test_only_an_admin_lists_and_settles_them(service: Service, alice: Person) -> None:
    await sanction(service, alice, "avertir l’auteur")
    sent = await sanction(service, alice, "suspendre pendant 7 jours")
    for person in (alice, service.mehdi):
        await person.sends("/sanctions")
        await person.sees("réservée aux administrateurs")
    message = await service.mehdi.sends("?")
    await forges(service, service.mehdi, service.mehdi.chat, message, "sanction:outcome:2:lifted")
    await service.mehdi.sees_toast("réservée aux administrateurs")
    await forges(service, alice, alice.chat, message, f"card:sanction-give:{sent.id}:1:insulting")
    await alice.sees_toast("Seuls les modérateurs")
    await service.pauline.sends("/sanctions")
    await service.pauline.sees("Suspension de 7 jours")
    await service.pauline.taps("Maintenir")
    await service.pauline.sees("Maintenue")
    await alice.sees("et la maintient")
    kept = await service.database.read(lambda conn: sanctions.get(conn, 2))
    assert kept is not None
    assert kept.outcome == "kept"
