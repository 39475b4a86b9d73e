"""The door, and what stands behind it: every screen of the menu, in both languages."""

from __future__ import annotations

import pytest

from sandbox.person import Person
from sandbox.server import Sandbox
from tests.acceptance.conftest import Service

SCREENS = [
    ("Poser une question", "Écrivez votre question"),
    ("Contribuer", "Avant de contribuer"),
    ("Les thèmes", "huit thèmes"),
    ("Mes contributions", "contribution"),
    ("Actualités", "Aucune annonce"),
    ("Annonces", "annonces"),
    ("Agenda", "Date non précisée par le communiqué"),
    ("Ressources", "communiqué du 23 février 2021"),
    ("Confidentialité", "contact@example.org"),
    ("Langue", "Quelle langue préférez-vous"),
    ("Aide", "Ce que je sais faire"),
]


@pytest.mark.parametrize(("label", "shown"), SCREENS)
async def test_every_button_of_the_menu_leads_somewhere(
    service: Service, alice: Person, label: str, shown: str
) -> None:
    await alice.sends("/start")
    await alice.taps(label)
    await alice.sees(shown)


@pytest.mark.parametrize(
    "command",
    [
        "help",
        "themes",
        "contribute",
        "my_contributions",
        "follow",
        "news",
        "events",
        "resources",
        "subscriptions",
        "privacy",
    ],
)
async def test_every_command_answers_to_its_english_name(service: Service, sandbox: Sandbox, command: str) -> None:
    bruno = sandbox.person("Bruno", language="en")
    await bruno.sends(f"/{command}")
    said = (await bruno.sees(""))["text"]
    assert "I do not know this command" not in said
    assert "communiqué du" not in said
    assert "Vous " not in said


async def test_help_tells_each_role_what_it_may_do(service: Service, alice: Person) -> None:
    await alice.sends("/aide")
    assert "/annonce " not in (await alice.sees("/contribuer"))["text"]
    await service.pauline.sends("/aide")
    assert "/annonce " in (await service.pauline.sees("/contribuer"))["text"]
    await service.mehdi.sends("/aide")
    assert "/file " in (await service.mehdi.sees("/contribuer"))["text"]


async def test_a_deep_link_goes_straight_to_its_screen(service: Service, alice: Person) -> None:
    entry = service.services.faq.entries()[0]
    await alice.sends(f"/start faq_{entry.id}")
    await alice.sees(entry.question["fr"])
    await alice.sends("/start contribuer")
    await alice.sees("Avant de contribuer")
    await alice.sends("/start faq_nothing-of-the-kind")
    await alice.sees("n’est plus à jour")


async def test_what_it_does_not_know_it_says_kindly(service: Service, alice: Person) -> None:
    await alice.sends("/inconnue")
    await alice.sees("Je ne connais pas cette commande")
    await alice.sends_sticker()
    await alice.sees("il me faut des mots")


async def test_someone_who_comes_back_is_reachable_again(service: Service, alice: Person) -> None:
    await alice.sends("/start")
    await alice.sees("plan d’action")
    await alice.blocks_bot()
    await alice.unblocks_bot()
    await alice.sends("/start")
    await alice.sees("plan d’action")


async def test_a_forged_number_is_refused_as_an_old_button_is(service: Service, alice: Person) -> None:
    await alice.sends("/start")
    await alice.sees("plan d’action")
    world, bot = service.sandbox.world, service.sandbox.bot
    query = world.queries.ask(bot.id, alice.id, world.clock(), alice.chat)
    forged = {"id": query.id, "from": alice.user, "chat_instance": "1", "data": f"form:send:{2**70}"}
    bot.queue.put("callback_query", {**forged, "message": alice.last})
    await alice.sees_toast("n’est plus valable")


async def test_a_language_that_is_named_is_spoken_at_once(service: Service, alice: Person) -> None:
    await alice.sends("/langue en")
    await alice.sees("Nobody sees your name")
    await alice.sends("/langue FR")
    await alice.sees("Bonjour")
    await alice.sends("/langue xx")
    await alice.sees("langue")
