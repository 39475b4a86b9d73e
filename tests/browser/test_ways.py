"""The three ways, clicked through in a browser: the page, the local Telegram and the whole service together.

tests/browser/parcours.py photographs every screen (`make screenshots`).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, expect

from bot import wiring
from bot.demo import demo_settings, set_the_stage
from sandbox.server import Sandbox
from tests.browser.visit import Phone, Visit

TITLE = "Publier les délais de réponse"
OBSERVATION = "Quand je dépose un dossier, je ne sais jamais combien de temps attendre."
PROPOSAL = "Afficher le délai moyen de chaque démarche, mis à jour chaque mois."
WHOLE_STEP = 60_000
"""Milliseconds that a step of the tour, with all its taps, may take on a slow machine."""


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser, sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Visit]:
    """The page as `make demo` opens it, the real service behind it."""
    cast = set_the_stage(sandbox)
    async with wiring.service(demo_settings(sandbox, cast, tmp_path), strict_texts=True):
        await cast.camille.sends("/start")
        await cast.pauline.sends("/aide")
        opened = await Visit.begin(browser, sandbox.page_url)
        yield opened
        await opened.end()
    assert opened.complaints == []
    assert opened.strayed == []


async def taps(phone: Phone, label: str) -> None:
    """Taps the newest button of that label."""
    await phone.log.get_by_role("button", name=label).last.click()


async def contributes(visit: Visit) -> None:
    """Fills the form in from /contribuer to the receipt."""
    citizen = visit.citizen
    await citizen.writes("/contribuer")
    await taps(citizen, "J’accepte")
    await taps(citizen, "Usager au cœur")
    for text, then in ((TITLE, "3/8"), (OBSERVATION, "4/8"), (PROPOSAL, "5/8")):
        await citizen.writes(text)
        await expect(citizen.bubble(then).last).to_be_visible()
    for label in ("National", "Citoyenne ou citoyen", "Rester anonyme", "Passer"):
        await taps(citizen, label)
    await expect(citizen.bubble("avant l’envoi").last).to_be_visible()
    await taps(citizen, "Envoyer")
    await expect(citizen.bubble("est bien enregistrée").last).to_be_visible()


async def test_a_conversation_that_begins_is_read_from_its_greeting(open_page: Visit) -> None:
    greeting = open_page.citizen.log.get_by_text("Bonjour")
    await expect(greeting).to_be_in_viewport(ratio=1)
    await open_page.citizen.writes("/themes")
    await expect(
        open_page.citizen.log.get_by_role("button", name="Transparence du plan de relance")
    ).to_be_in_viewport()


async def test_a_citizen_asks_and_gets_an_answer_with_its_source(open_page: Visit) -> None:
    citizen = open_page.citizen
    await citizen.writes("Quand la France a-t-elle rejoint le Partenariat ?")
    answer = citizen.bubble("Source").last
    await expect(answer).to_contain_text("2014")
    await citizen.writes("Combien coûte le plan ?")
    await expect(citizen.bubble("ne précise pas").last).to_be_visible()


async def test_a_contribution_is_sent_decided_and_answered(open_page: Visit) -> None:
    await contributes(open_page)
    moderator = open_page.moderator
    await expect(moderator.bubble(TITLE).last).to_be_visible()
    await taps(moderator, "Refuser")
    await taps(moderator, "Retour")
    await taps(moderator, "Approuver")
    await expect(moderator.bubble("Approuvée par Mehdi").last).to_be_visible()
    await expect(open_page.citizen.bubble("validée par la modération").last).to_be_visible()


async def test_an_announcement_reaches_those_who_asked_for_it(open_page: Visit) -> None:
    citizen, press = open_page.citizen, open_page.phone("press")
    await citizen.writes("/abonnements")
    await taps(citizen, "abonner")
    await expect(citizen.bubble("Vous recevez les annonces").last).to_be_visible()
    await press.writes("/annonce")
    await expect(press.bubble("annonce").last).to_be_visible()
    await press.writes("La synthèse des contributions est en ligne.")
    await taps(press, "Envoyer")
    await expect(citizen.bubble("La synthèse des contributions").last).to_be_visible()
    await expect(press.bubble("Envoyées").last).to_contain_text("1")


async def test_the_guided_tour_plays_each_step_to_its_end(open_page: Visit) -> None:
    steps, play = open_page.page.locator(".step"), open_page.page.get_by_role("button", name="Faites-le pour moi")
    for place in range(4):
        await expect(play).to_be_visible(timeout=WHOLE_STEP)
        await play.click()
        await expect(steps.nth(place)).to_contain_text("fait", timeout=WHOLE_STEP)
    await expect(open_page.page.get_by_text("Le tour est complet")).to_be_visible()
    await expect(open_page.citizen.bubble("sera finalisé en décembre 2021").last).to_be_visible()
