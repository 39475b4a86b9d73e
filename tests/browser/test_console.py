"""The console in a browser: by keyboard, without scripts, live, on a small screen, and with axe-core's eyes.

With CITIZENBOT_SCREENSHOTS=docs/parcours its pages are also photographed (`make screenshots`).
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, expect
from sqlalchemy import Connection

from bot import wiring
from bot.demo import demo_settings, set_the_stage
from bot.entries import make_link
from bot.settings import Settings
from consultation.moderation import Decision
from handlers import cards
from handlers.acts import Act
from handlers.deciding import settle
from handlers.services import Services
from sandbox.server import Sandbox
from storage import people, submissions
from tests.stories import submit

ALBUM = os.environ.get("CITIZENBOT_SCREENSHOTS")
GRAVE = ("serious", "critical")
PAGES = (
    "/console",
    "/console?state=approved",
    "/console/1",
    "/console/2",
    "/console/3",
    "/console/1/duplicates",
    "/console/sanctions",
)
SHUT = ("/console/login", "/console/enter/nothing", "/console/1")


@dataclass(slots=True)
class Desk:
    """A service with a few contributions, and a browser to look at them by."""

    settings: Settings
    services: Services
    browser: Browser
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    async def sits(self, *, inside: bool = True, **options: Any) -> Page:
        """Opens the console in a context of its own."""
        context = await self.browser.new_context(**{"locale": "fr-FR", "reduced_motion": "reduce", **options})
        context.set_default_timeout(10_000)
        expect.set_options(timeout=10_000)
        self.contexts.append(context)
        page = await context.new_page()
        page.on("console", lambda message: self._hear(message))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if inside:
            link = await make_link(self.settings.database.url, self.settings.web, "Mehdi", "admin")
            await page.goto(link.split()[0])
            await page.locator("main button").click()
            await expect(page.locator(".rows")).to_be_visible()
        return page

    def at(self, path: str) -> str:
        """An address of the console."""
        return self.settings.web.address + path

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "status of" not in message.text:
            self.complaints.append(message.text)


@pytest_asyncio.fixture(loop_scope="session")
async def desk(browser: Browser, sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[Desk]:
    """Three contributions: one that waits, one approved, one that holds a telephone number."""
    settings = demo_settings(sandbox, set_the_stage(sandbox), tmp_path)
    async with wiring.service(settings, strict_texts=True) as running:
        services = running.services
        for author, answers in enumerate(
            (
                {},
                {"title": "Ouvrir les données de la cantine", "author_type": "association"},
                {"title": "Rappeler les gens", "proposal": "Appelez-moi au 06 12 34 56 78, je vous expliquerai tout."},
            )
        ):
            await services.database.write(partial(sends, services=services, author=5001 + author, answers=answers))
        await decides(services, 2, Decision.APPROVE)
        opened = Desk(settings, services, browser)
        yield opened
        for context in opened.contexts:
            await context.close()
    assert opened.complaints == []


def sends(conn: Connection, services: Services, author: int, answers: Mapping[str, str]) -> None:
    """Somebody contributes."""
    now = services.clock()
    cards.post(conn, services, submit(conn, now, author, **answers), now)


async def decides(services: Services, number: int, decision: Decision) -> None:
    """A moderator decides in Telegram."""
    now = services.clock()

    def work(conn: Connection) -> None:
        bruno = people.meet(conn, 6001, "fr", now)
        assert settle(conn, services, Act(number, 1, bruno.id, "Bruno", "fr", now), decision, None) is None

    await services.database.write(work)


async def photograph(page: Page, name: str) -> None:
    """Keeps what the page shows, when an album is asked for."""
    if ALBUM:
        await page.screenshot(path=f"{ALBUM}/{name}.png", full_page=True)


async def grave_findings(page: Page) -> list[str]:
    """What axe-core holds to be serious or worse."""
    found = await Axe().run(page)
    return [
        f"{page.url}: {one['id']} {one['nodes'][0]['html']}"
        for one in found.response["violations"]
        if one["impact"] in GRAVE
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr-FR", "en-GB"])
async def test_no_page_keeps_anybody_out(desk: Desk, language: str, scheme: str) -> None:
    page = await desk.sits(locale=language, color_scheme=scheme)
    found: list[str] = []
    for path in PAGES:
        await page.goto(desk.at(path))
        assert await page.locator("h1").count() == 1
        found += await grave_findings(page)
    visitor = await desk.sits(inside=False, locale=language, color_scheme=scheme)
    for path in SHUT:
        await visitor.goto(desk.at(path))
        found += await grave_findings(visitor)
    assert found == []


@pytest.mark.parametrize("width", [320, 1280])
async def test_pages_hold_in_a_screen_of_any_width(desk: Desk, width: int) -> None:
    page = await desk.sits(viewport={"width": width, "height": 900})
    for place, path in enumerate(PAGES):
        await page.goto(desk.at(path))
        assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        await photograph(page, f"console-{width}-{place}")
    login = await desk.sits(inside=False, viewport={"width": width, "height": 900})
    await login.goto(desk.at("/console/login"))
    await photograph(login, f"console-{width}-login")


async def test_an_easy_case_takes_two_keys(desk: Desk) -> None:
    page = await desk.sits()
    await page.keyboard.press("j")
    await expect(page.locator(".row-link").first).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("h1")).to_contain_text("Publier les délais")
    await page.keyboard.press("a")
    await expect(page.get_by_role("button", name="Approuver")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").first).to_contain_text("approuvée")
    await expect(page.locator("h1")).to_contain_text("Rappeler les gens")
    decided = await desk.services.database.read(lambda conn: submissions.get(conn, 1))
    assert decided is not None
    assert decided.status == "approved"


async def test_shortcuts_never_take_what_is_typed_and_can_be_turned_off(desk: Desk) -> None:
    page = await desk.sits()
    await page.goto(desk.at("/console/1"))
    await page.keyboard.press("n")
    await page.keyboard.type("a r p j")
    await expect(page.locator("#note")).to_have_value("a r p j")
    await page.locator("#keys-switch").click()
    await page.locator("h1").click()
    await page.keyboard.press("r")
    await expect(page.locator("#reason")).not_to_be_focused()


async def test_shortcuts_are_told_only_where_there_are_keys_and_scripts(desk: Desk) -> None:
    plain, touched, unscripted = [
        await desk.sits(**options)
        for options in ({}, {"has_touch": True, "is_mobile": True}, {"java_script_enabled": False})
    ]
    for path in ("/console", "/console/1"):
        for page, told in ((plain, True), (touched, False), (unscripted, False)):
            await page.goto(desk.at(path))
            await expect(page.locator("#keys")).to_be_visible(visible=told)


async def test_what_others_decide_shows_by_itself_but_never_over_what_is_typed(desk: Desk) -> None:
    reading, writing, listing = [await desk.sits() for _ in range(3)]
    await reading.goto(desk.at("/console/1"))
    await writing.goto(desk.at("/console/1"))
    await writing.locator("#note").fill("Un mot que personne n’efface")
    await decides(desk.services, 1, Decision.APPROVE)
    await expect(reading.locator("#live")).to_contain_text("Approuvée par Bruno")
    await expect(listing.locator(".row")).to_have_count(1)
    await expect(writing.locator("#stale")).to_be_visible()
    await expect(writing.locator("#note")).to_have_value("Un mot que personne n’efface")


async def test_everything_is_done_without_scripts(desk: Desk) -> None:
    page = await desk.sits(java_script_enabled=False)
    await page.goto(desk.at("/console/3"))
    await page.get_by_role("button", name="Masquer ces données").click()
    await expect(page.locator(".answers").first).to_contain_text("[téléphone masqué]")
    await page.locator("#reason").select_option("advertising")
    await page.get_by_role("button", name="Refuser", exact=True).click()
    await expect(page.get_by_role("status").first).to_contain_text("refusée")
    await page.goto(desk.at("/console"))
    await page.locator(".row input[type=checkbox]").first.check()
    await page.locator("details.bulk summary").click()
    await page.locator("#reason").select_option("off_topic")
    await page.get_by_role("button", name="Refuser les contributions cochées").click()
    await expect(page.locator("h1")).to_contain_text("Une contribution refusée")
