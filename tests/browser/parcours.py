"""Photographs every screen, in French and in English, from the real service on a local Telegram (`make screenshots`).

    python -m tests.browser.parcours docs/parcours

`tests/browser/screens.py` names the pictures; each journey takes its own on its way.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

from playwright.async_api import Page, async_playwright

from bot import settings as sections
from bot import wiring
from bot.demo import demo_settings, set_the_stage
from bot.entries import make_link
from bot.settings import Settings
from consultation.commitment import Content
from consultation.roles import Role
from sandbox.person import Person
from sandbox.server import Sandbox
from storage import commitments, quarantine
from tests.browser.conftest import ARGUMENTS, chromium_path
from tests.browser.screens import NAMES, SCREENS, WORDS
from tests.browser.walk import STYLE, TALLEST, Walk

CHOICES = ("button-national", "field-author_type-citizen", "button-anonymous", "button-skip")
"""What is chosen once everything is written."""
EVENT = {"fr": "Ateliers dématérialisés", "en": "Remote workshops"}
THEME = "🙋"
COMMITMENT = Content(
    12,
    {"fr": "Publier les délais des démarches", "en": "Publish how long procedures take"},
    {"fr": "Chaque démarche affiche son délai moyen.", "en": "Each procedure shows its average time."},
    "usager",
    "",
)


async def asking(walk: Walk) -> None:
    """The door, and questions."""
    camille, words = walk.cast.camille, walk.words
    await walk.commands(camille, "start", "accueil")
    await walk.commands(camille, "aide", "aide")
    await walk.commands(camille, "themes", "themes")
    await walk.taps(camille, THEME, "theme")
    await walk.writes(camille, words["question"], "reponse")
    await walk.writes(camille, words["vague"], "propositions")
    await walk.writes(camille, words["silent"], "silence")
    await walk.writes(camille, words["strange"], "inconnu")
    await walk.taps(camille, walk.label("faq-yes-pass-on"), "transmis")
    await walk.commands(camille, "langue", "langue")


async def fill(walk: Walk, who: Person, *texts: str) -> None:
    """Fills the form, from its theme to the summary."""
    await who.sees("1/8")
    await walk.taps(who, THEME, then="2/8")
    for text, then in zip(texts, ("3/8", "4/8", "5/8"), strict=True):
        await walk.writes(who, text, then=then)
    for label, then in zip(CHOICES, ("6/8", "7/8", "8/8", ""), strict=True):
        await walk.taps(who, walk.label(label), then=then)


async def publishing(walk: Walk) -> None:
    """Someone else's contribution is approved first: there is something to support."""
    alice, words = walk.sandbox.person("Alice", language=walk.language), walk.words
    await walk.commands(alice, "contribuer")
    await walk.taps(alice, walk.label("button-agree"))
    await fill(walk, alice, words["again"], words["observation"], words["proposal"])
    await walk.taps(alice, walk.label("button-send"))
    card = await walk.sees_card(1)
    await walk.taps_card(card, "Approuver")


async def contributing(walk: Walk) -> None:
    """The form, from consent to the receipt."""
    camille, words = walk.cast.camille, walk.words
    await walk.commands(camille, "contribuer", "consentement")
    await walk.taps(camille, walk.label("button-agree"), "1-theme")
    await walk.taps(camille, THEME, "2-titre")
    await walk.writes(camille, words["title"], "3-constat", then="3/8")
    await walk.writes(camille, words["observation"], "4-proposition", then="4/8")
    await walk.writes(camille, words["proposal"] + words["telephone"], "5-territoire", then="5/8")
    await walk.taps(camille, walk.label("button-national"), "6-qui")
    await walk.taps(camille, walk.label("field-author_type-citizen"), "7-signature")
    await walk.taps(camille, walk.label("button-anonymous"), "8-piece-jointe")
    await walk.taps(camille, walk.label("button-skip"), "resume")
    await walk.taps(camille, walk.label("button-send"), "donnees-personnelles")
    await walk.taps(camille, walk.label("personal-data-mask"))
    await walk.taps(camille, walk.label("button-send"), "semblables")
    await walk.taps(camille, walk.label("button-support", number="1"), "soutien")
    await walk.taps(camille, walk.label("button-go-on"))
    await walk.taps(camille, walk.label("button-send"))
    await camille.sees("/suivi 2" if walk.language == "fr" else "/follow 2")
    await walk.take("recu", rows=2)
    await walk.commands(camille, "charte", "charte")


async def deciding(walk: Walk) -> None:
    """The card, and what a moderator may do; the author's answer."""
    camille = walk.cast.camille
    card = await walk.sees_card(2)
    await walk.take("carte", "moderator", rows=1)
    await walk.taps_card(card, "Refuser", "raisons")
    await walk.taps_card(card, "Retour")
    await walk.taps_card(card, "Autres actions", "autres-actions")
    await walk.taps_card(card, "Retour")
    await walk.taps_card(card, "Approuver", "decision")
    await camille.sees(walk.label("next-approved")[:30])
    await walk.take("validee", rows=1)
    await walk.commands(camille, "mes_contributions", "mes-contributions")
    await walk.commands(camille, "suivi", "suivi", args="2")
    await walk.taps(camille, walk.label("button-receipt"))
    await walk.take("preuve", rows=1)


async def appealing(walk: Walk) -> None:
    """A refusal, and the appeal; giving up."""
    camille, words = walk.cast.camille, walk.words
    await walk.commands(camille, "contribuer")
    await fill(walk, camille, words["other"], words["bought"], words["advert"])
    await walk.commands(camille, "annuler", "annuler")
    await walk.taps(camille, walk.label("button-go-on"))
    await walk.taps(camille, walk.label("button-send"))
    card = await walk.sees_card(3)
    await walk.taps_card(card, "Refuser")
    await walk.taps_card(card, "Publicité")
    await camille.sees(walk.label("next-appeal")[:12])
    await walk.take("refusee", rows=1)
    await walk.taps(camille, walk.label("button-appeal"))
    await walk.take("recours", rows=1)
    await walk.taps(camille, walk.label("button-appeal-bare"))


async def overseeing(walk: Walk) -> None:
    """What a moderator asks for in private."""
    mehdi = walk.cast.mehdi
    await walk.page.locator("#phone-moderator .chat-tab").first.click()
    await walk.commands(mehdi, "file", "file", "moderator")
    await walk.commands(mehdi, "stats", "statistiques", "moderator")
    await walk.commands(mehdi, "console", "lien-console", "moderator")


async def announcing(walk: Walk) -> None:
    """The press office announces; the citizen who asked for it reads."""
    pauline, camille, words = walk.cast.pauline, walk.cast.camille, walk.words
    await walk.commands(camille, "abonnements")
    await walk.taps(camille, walk.label("subscriptions-on"), "abonnements")
    await walk.commands(pauline, "annonce", "annonce", "press")
    await walk.writes(pauline, words["announcement"])
    await walk.take("annonce-apercu", "press")
    await walk.taps(pauline, walk.label("broadcast-audience"), "annonce-destinataires", "press")
    await walk.taps(pauline, walk.label("button-back"))
    await walk.taps(pauline, walk.label("button-send"))
    await camille.sees(words["announcement"], since=0)
    await pauline.sees("c’est terminé" if walk.language == "fr" else "done.")
    await walk.take("annonce-recue", rows=1)
    await walk.take("annonce-envoyee", "press", rows=2)
    await walk.commands(pauline, "annonces", "annonces", "press")
    await walk.taps(pauline, "📄", "annonce-une", "press")
    await walk.taps(pauline, walk.label("announcement-report"))
    await walk.take("rapport", "press", rows=1)
    await walk.commands(pauline, "annonces")
    await walk.taps(pauline, "📄")
    await walk.taps(pauline, walk.label("correction-begin"))
    await walk.take("rectificatif", "press", rows=1)
    await walk.commands(pauline, "annuler")


async def answering(walk: Walk) -> None:
    """The press office reads what was asked, and keeps the FAQ."""
    pauline = walk.cast.pauline
    await walk.commands(pauline, "questions", "questions", "press")
    await walk.taps(pauline, walk.label("questions-open", number="1"), "question", "press")
    await walk.commands(pauline, "faq", "faq", "press")
    await walk.commands(pauline, "export", "export", "press")


async def committing(walk: Walk) -> None:
    """What the plan makes of contributions."""
    pauline, camille, words = walk.cast.pauline, walk.cast.camille, walk.words
    await walk.commands(pauline, "engagements", "engagements-presse", "press")
    await walk.commands(pauline, "relier", "relier", "press", args="2")
    await walk.taps(pauline, "12 ·")
    await walk.taps(pauline, walk.label("verdict-retained"))
    await walk.writes(pauline, words["why"], "relier-apercu", "press")
    await walk.taps(pauline, walk.label("button-send"))
    await camille.sees(words["why"], since=0)
    await walk.take("retenue", rows=1)
    await walk.commands(camille, "engagements", "engagements")
    await walk.taps(camille, "12 ·", "engagement")
    await walk.commands(pauline, "annonces")
    await walk.taps(pauline, walk.label("said-done"))
    await walk.taps(pauline, walk.label("said-done-all"))
    await walk.take("ce-que-nous-faisons", "press", rows=3)
    await walk.commands(pauline, "annuler")


async def informing(walk: Walk) -> None:
    """What anyone may read, and what is theirs."""
    camille = walk.cast.camille
    await walk.commands(camille, "actualites", "actualites")
    await walk.commands(camille, "agenda", "agenda")
    await walk.taps(camille, EVENT[walk.language], "evenement")
    await walk.taps(camille, walk.label("agenda-tell-me"), "inscription")
    await walk.commands(camille, "ressources", "ressources")
    await walk.commands(camille, "mes_donnees", "mes-donnees")
    await walk.taps(camille, walk.label("my-data-export"))
    await walk.take("copie", rows=1)
    await walk.commands(camille, "mes_donnees")
    await walk.taps(camille, walk.label("my-data-erase"), "effacer")
    await walk.commands(camille, "confidentialite", "confidentialite")
    await walk.commands(camille, "stop", "stop")


async def closing(walk: Walk) -> None:
    """An admin closes the contributions: what a citizen reads then."""
    pauline = walk.cast.pauline
    await walk.commands(pauline, "sanctions", "sanctions", "press")
    await walk.commands(pauline, "phase", "phase", "press")
    await walk.taps(pauline, walk.label("phase-to-closed"), "phase-confirmer", "press")
    await walk.taps(pauline, walk.label("phase-confirm"))
    await walk.commands(walk.cast.camille, "contribuer", "ferme")


JOURNEYS: tuple[Callable[[Walk], Awaitable[None]], ...] = (
    asking,
    publishing,
    contributing,
    deciding,
    appealing,
    overseeing,
    announcing,
    answering,
    committing,
    informing,
    closing,
)
"""In this order: each finds what those before it left."""


async def browsing(walk: Walk, page: Page, console: str) -> None:
    """The console and the register, in a browser."""
    origin, query = "/".join(console.split("/")[:3]), f"?lang={walk.language}"
    await page.goto(console + query)
    await page.get_by_role("button").last.click()
    await page.wait_for_load_state()
    walk.keep("console", await page.screenshot())
    for name, path in (("console-carte", "/console/2"), ("registre", "/register")):
        await page.goto(origin + path + query)
        walk.keep(name, await page.screenshot())


def quick(settings: Settings) -> Settings:
    """The demonstration's settings, for people who write faster than people do."""
    at_once = sections.Limits(
        global_per_second=0, per_chat_per_second=0, per_group_per_minute=0, messages_per_minute=0, taps_per_minute=0
    )
    return settings.model_copy(update={"limits": at_once})


async def photograph(folder: Path, language: str) -> list[str]:
    """Walks through everything in one language; nothing on the way may have gone wrong."""
    async with AsyncExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sandbox = await stack.enter_async_context(Sandbox())
        cast = set_the_stage(sandbox)
        for person in (cast.camille, cast.mehdi, cast.pauline):
            person.user["language_code"] = language
        settings = quick(demo_settings(sandbox, cast, home))
        running = await stack.enter_async_context(wiring.service(settings, strict_texts=True))
        database, now = running.services.database, running.services.clock()
        await database.write(lambda conn: commitments.add(conn, COMMITMENT, "proposed", by=None, now=now))
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=list(ARGUMENTS))
        context = await browser.new_context(
            viewport={"width": 1240, "height": TALLEST},
            timezone_id="Europe/Paris",
            reduced_motion="reduce",
            bypass_csp=True,
        )
        page, console = await context.new_page(), await context.new_page()
        await page.goto(sandbox.page_url)
        await page.locator(f"[data-language={language}]").click()
        await page.add_style_tag(content=STYLE)
        await page.bring_to_front()
        walk = Walk(language, WORDS[language], folder, page, sandbox, cast, running.services.texts)
        for journey in JOURNEYS:
            await journey(walk)
        await console.set_viewport_size({"width": 900, "height": 1000})
        link, _, _ = (await make_link(settings.database.url, settings.web, "Mehdi", Role.MODERATOR)).partition("\n")
        await browsing(walk, console, link.split()[-1])
        await browser.close()
        if await database.read(quarantine.count):
            raise SystemExit("An update was set aside on the way: some picture shows an apology.")
        return walk.taken


def write_page(folder: Path) -> None:
    """Writes the README that shows the pictures side by side."""
    lines = [
        "# Every screen, in pictures",
        "",
        "Taken from the sandbox by `make screenshots`: the real service, a local Telegram; French, then English.",
        "Commands answer to their French and English names. Cards of the channel are in French, for the whole team.",
        "",
    ]
    for journey, shots in SCREENS.items():
        lines += [f"## {journey}", "", "| | français | English |", "| --- | --- | --- |"]
        for shot in shots:
            told = f"{shot.line}<br>`/{shot.command}`" if shot.command else shot.line
            lines.append(f"| {told} | ![{shot.name}](fr/{shot.name}.png) | ![{shot.name}](en/{shot.name}.png) |")
        lines.append("")
    (folder / "README.md").write_text("\n".join(lines), encoding="utf-8")


async def main(folder: Path) -> None:
    """Takes every picture, and fails when one that is named was not taken."""
    for language in WORDS:
        await asyncio.to_thread((folder / language).mkdir, parents=True, exist_ok=True)
        taken = await photograph(folder / language, language)
        if amiss := set(NAMES) ^ set(taken):
            raise SystemExit(f"{language}: {', '.join(sorted(amiss))}")
    await asyncio.to_thread(write_page, folder)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
