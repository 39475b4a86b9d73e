"""Photographs every screen, in French and in English, from the real service on a local Telegram (`make screenshots`).

    python -m tests.browser.parcours docs/parcours

`SCREENS` names the pictures, in the order of docs/parcours/README.md; the walk takes them on its way. People act in
process, by the labels of the language; the page only shows.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Page, async_playwright

from bot import wiring
from bot.demo import Cast, demo_settings, set_the_stage
from bot.entries import make_link
from consultation.commitment import Content
from consultation.roles import Role
from handlers.texts import Texts
from sandbox.person import Person
from sandbox.server import Sandbox
from sandbox.wire import Json
from storage import commitments
from tests.browser.conftest import ARGUMENTS

COLOURS = 64
QUIET_MS = 500
WORDS = {
    "fr": {
        "question": "C’est quoi le PGO ?",
        "vague": "à qui je parle ?",
        "silent": "Combien coûte le plan ?",
        "strange": "Quelle est la recette de la ratatouille ?",
        "title": "Publier les délais de réponse",
        "observation": "Quand je dépose un dossier, je ne sais jamais combien de temps attendre.",
        "proposal": "Afficher le délai moyen de chaque démarche. Appelez-moi au 06 39 98 12 34.",
        "again": "Publier les délais de réponse des administrations",
        "announcement": "La synthèse des contributions est en ligne.",
        "why": "Les délais seront publiés démarche par démarche.",
    },
    "en": {
        "question": "What is the OGP?",
        "vague": "when does it end?",
        "silent": "How much does the plan cost?",
        "strange": "How do I cook ratatouille?",
        "title": "Publish response times",
        "observation": "When I file an application, I never know how long I will wait.",
        "proposal": "Show the average time of each procedure. Call me on 06 39 98 12 34.",
        "again": "Publish the response times of public services",
        "announcement": "The summary of contributions is online.",
        "why": "Times will be published procedure by procedure.",
    },
}
CHOICES = ("button-national", "field-author_type-citizen", "button-anonymous", "button-skip", "button-send")
"""What is chosen once everything is written."""
COMMITMENT = Content(
    12,
    {"fr": "Publier les délais des démarches", "en": "Publish how long procedures take"},
    {"fr": "Chaque démarche affiche son délai moyen.", "en": "Each procedure shows its average time."},
    "usager",
    "",
)


@dataclass
class Walk:
    """One language's walk: who acts, the page that shows it, where pictures go."""

    language: str
    folder: Path
    page: Page
    cast: Cast
    texts: Texts
    taken: list[str] = field(default_factory=list)

    @property
    def words(self) -> dict[str, str]:
        """What people write."""
        return WORDS[self.language]

    def label(self, message_id: str, **args: str | int) -> str:
        """A button's label in the language."""
        return self.texts.plain(self.language, message_id, **args)

    async def take(self, name: str, phone: str = "citizen") -> None:
        """Photographs a phone."""
        await self.page.wait_for_timeout(QUIET_MS)
        await self.keep(name, await self.page.locator(f"#phone-{phone}").screenshot())

    async def keep(self, name: str, picture: bytes) -> None:
        """Keeps a picture with few colours: text stays sharp, files stay small."""
        self.taken.append(name)
        image = Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        image.save(self.folder / f"{name}.png", optimize=True)

    async def writes(self, who: Person, text: str, name: str = "", phone: str = "citizen", then: str = "") -> None:
        """Someone writes; what comes back (`then`) is photographed if it has a name."""
        await who.sends(text)
        await who.sees(then)
        if name:
            await self.take(name, phone)

    async def taps(
        self, who: Person, label: str, name: str = "", phone: str = "citizen", message: Json | None = None
    ) -> None:
        """Someone taps a button, by the words on it; what came or changed is photographed if it has a name."""
        await who.taps(label, message=message)
        await who.sees("", self.cast.moderation if message else None)
        await self.page.wait_for_timeout(QUIET_MS)
        if name:
            await self.take(name, phone)


async def asking(walk: Walk) -> None:
    """The door, and questions."""
    camille, words = walk.cast.camille, walk.words
    await walk.writes(camille, "/start", "accueil")
    await walk.writes(camille, "/aide", "aide")
    await walk.writes(camille, "/themes", "themes")
    await walk.writes(camille, words["question"], "reponse")
    await walk.writes(camille, words["vague"], "propositions")
    await walk.writes(camille, words["silent"], "silence")
    await walk.writes(camille, words["strange"], "inconnu")
    await walk.taps(camille, walk.label("faq-yes-pass-on"), "transmis")
    await walk.writes(camille, "/langue", "langue")


async def contributing(walk: Walk) -> None:
    """The form, from consent to the receipt."""
    camille, words = walk.cast.camille, walk.words
    await walk.writes(camille, "/contribuer", "consentement")
    await walk.taps(camille, walk.label("button-agree"), "1-theme")
    await walk.taps(camille, "🙋", "2-titre")
    await walk.writes(camille, words["title"], "3-constat", then="3/8")
    await walk.writes(camille, words["observation"], "4-proposition", then="4/8")
    await walk.writes(camille, words["proposal"], "5-territoire", then="5/8")
    await walk.taps(camille, walk.label("button-national"), "6-qui")
    await walk.taps(camille, walk.label("field-author_type-citizen"), "7-signature")
    await walk.taps(camille, walk.label("button-anonymous"), "8-piece-jointe")
    await walk.taps(camille, walk.label("button-skip"), "resume")
    await walk.taps(camille, walk.label("button-send"), "donnees-personnelles")
    await walk.taps(camille, walk.label("personal-data-mask"))
    await walk.taps(camille, walk.label("button-send"))
    await walk.page.wait_for_timeout(3000)  # the toast goes, the receipt comes
    await walk.take("recu")
    await walk.writes(camille, "/charte", "charte")


async def deciding(walk: Walk) -> None:
    """The card, and what a moderator may do; the author's answer."""
    mehdi, channel, camille = walk.cast.mehdi, walk.cast.moderation, walk.cast.camille
    card = await mehdi.sees("Contribution", channel, since=0)
    await walk.take("carte", "moderator")
    await walk.taps(mehdi, "Refuser", "raisons", "moderator", message=card)
    await walk.taps(mehdi, "Retour", message=card)
    await walk.taps(mehdi, "Autres actions", "autres-actions", "moderator", message=card)
    await walk.taps(mehdi, "Retour", message=card)
    await walk.taps(mehdi, "Approuver", "decision", "moderator", message=card)
    await walk.take("validee")
    await walk.writes(camille, "/mes_contributions", "mes-contributions")
    await walk.writes(camille, "/suivi 1", "suivi")


async def supporting(walk: Walk) -> None:
    """Something that says the same was published: support it instead."""
    camille, words = walk.cast.camille, walk.words
    await walk.writes(camille, "/contribuer", then="1/8")
    await walk.taps(camille, "🙋")
    await camille.sees("2/8")
    texts = (words["again"], words["observation"], words["proposal"].partition(".")[0] + ".")
    for text, then in zip(texts, ("3/8", "4/8", "5/8"), strict=True):
        await walk.writes(camille, text, then=then)
    for label, then in zip(CHOICES, ("6/8", "7/8", "8/8", "", ""), strict=True):
        await walk.taps(camille, walk.label(label))
        await camille.sees(then)
    await walk.page.wait_for_timeout(1000)
    await walk.take("semblables")
    await walk.writes(camille, "/annuler")


async def announcing(walk: Walk) -> None:
    """The press office announces; the citizen who asked for it reads."""
    pauline, camille, words = walk.cast.pauline, walk.cast.camille, walk.words
    await walk.writes(camille, "/abonnements")
    await walk.taps(camille, walk.label("subscriptions-on"), "abonnements")
    await walk.writes(pauline, "/annonce", "annonce", "press")
    await walk.writes(pauline, words["announcement"])
    await walk.page.wait_for_timeout(1500)
    await walk.take("annonce-apercu", "press")
    await walk.taps(pauline, walk.label("broadcast-audience"), "annonce-destinataires", "press")
    await walk.taps(pauline, walk.label("button-back"))
    await walk.taps(pauline, walk.label("button-send"))
    await camille.sees(words["announcement"], since=0)
    await walk.page.wait_for_timeout(2500)
    await walk.take("annonce-envoyee", "press")
    await walk.take("annonce-recue")
    await walk.writes(pauline, "/annonces", "annonces", "press")
    await walk.writes(pauline, "/questions", "questions", "press")
    await walk.writes(pauline, "/faq", "faq", "press")


async def committing(walk: Walk) -> None:
    """What the plan makes of contributions."""
    pauline, camille, words = walk.cast.pauline, walk.cast.camille, walk.words
    await walk.writes(pauline, "/engagements", "engagements-presse", "press")
    await walk.writes(pauline, "/relier 1", "relier", "press")
    await walk.taps(pauline, "12 ·")
    await walk.taps(pauline, walk.label("verdict-retained"))
    await walk.writes(pauline, words["why"], "relier-apercu", "press")
    await walk.taps(pauline, walk.label("button-send"))
    await camille.sees("12", since=0)
    await walk.take("retenue")
    await walk.writes(camille, "/engagements", "engagements")
    await walk.taps(camille, "12 ·", "engagement")


async def informing(walk: Walk) -> None:
    """What anyone may read, and what is theirs."""
    camille = walk.cast.camille
    for command, name in (
        ("/actualites", "actualites"),
        ("/agenda", "agenda"),
        ("/ressources", "ressources"),
        ("/mes_donnees", "mes-donnees"),
        ("/confidentialite", "confidentialite"),
    ):
        await walk.writes(camille, command, name)
    await walk.writes(camille, "/mes_donnees")
    await walk.taps(camille, walk.label("my-data-erase"), "effacer")


JOURNEYS: tuple[Callable[[Walk], Awaitable[None]], ...] = (
    asking,
    contributing,
    deciding,
    supporting,
    announcing,
    committing,
    informing,
)
SCREENS: dict[str, tuple[str, ...]] = {
    "Arriving and asking": (
        "accueil", "aide", "themes", "reponse", "propositions", "silence", "inconnu", "transmis", "langue",
    ),
    "Contributing": (
        "consentement", "1-theme", "2-titre", "3-constat", "4-proposition", "5-territoire", "6-qui", "7-signature",
        "8-piece-jointe", "resume", "donnees-personnelles", "recu", "charte", "semblables",
    ),
    "Following": ("validee", "mes-contributions", "suivi", "retenue", "engagements", "engagement"),
    "Being informed": ("abonnements", "annonce-recue", "actualites", "agenda", "ressources"),
    "One’s rights": ("mes-donnees", "effacer", "confidentialite"),
    "Moderating": ("carte", "raisons", "autres-actions", "decision"),
    "Announcing and answering": (
        "annonce", "annonce-apercu", "annonce-destinataires", "annonce-envoyee", "annonces", "questions", "faq",
        "engagements-presse", "relier", "relier-apercu",
    ),
    "In a browser": ("console", "console-carte", "registre"),
}  # fmt: skip
"""Every picture, by journey."""


async def browsing(walk: Walk, console: str) -> None:
    """The console and the register, in a browser."""
    page = await walk.page.context.new_page()
    await page.set_viewport_size({"width": 900, "height": 1000})
    await page.goto(f"{console}?lang={walk.language}")
    await page.get_by_role("button").last.click()
    await page.wait_for_timeout(QUIET_MS)
    await walk.keep("console", await page.screenshot())
    origin = "/".join(console.split("/")[:3])
    await page.goto(f"{origin}/console/1?lang={walk.language}")
    await walk.keep("console-carte", await page.screenshot())
    await page.goto(f"{origin}/register?lang={walk.language}")
    await walk.keep("registre", await page.screenshot())
    await page.close()


async def photograph(folder: Path, language: str) -> list[str]:
    """Walks through everything in one language."""
    async with AsyncExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sandbox = await stack.enter_async_context(Sandbox())
        cast = set_the_stage(sandbox)
        for person in (cast.camille, cast.mehdi, cast.pauline):
            person.user["language_code"] = language
        settings = demo_settings(sandbox, cast, home)
        running = await stack.enter_async_context(wiring.service(settings, strict_texts=True))
        now = running.services.clock()
        await running.services.database.write(
            lambda conn: commitments.add(conn, COMMITMENT, "proposed", by=None, now=now)
        )
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(ARGUMENTS))
        context = await browser.new_context(
            viewport={"width": 1240, "height": 1040}, locale=f"{language}-{language.upper()}", reduced_motion="reduce"
        )
        page = await context.new_page()
        await page.goto(sandbox.page_url)
        walk = Walk(language, folder, page, cast, running.services.texts)
        for journey in JOURNEYS:
            await journey(walk)
        link, _, _ = (await make_link(settings.database.url, settings.web, "Mehdi", Role.MODERATOR)).partition("\n")
        await browsing(walk, link.split()[-1])
        await browser.close()
        return walk.taken


def write_page(folder: Path) -> None:
    """Writes the README that shows the pictures side by side."""
    lines = ["# Every screen, in pictures", ""]
    lines += [
        "Taken from the sandbox by `make screenshots`: the real service, a local Telegram; French, then English.",
        "",
    ]
    for journey, names in SCREENS.items():
        lines += [f"## {journey}", "", "| | français | English |", "| --- | --- | --- |"]
        lines += [f"| {name} | ![{name}](fr/{name}.png) | ![{name}](en/{name}.png) |" for name in names]
        lines.append("")
    (folder / "README.md").write_text("\n".join(lines), encoding="utf-8")


async def main(folder: Path) -> None:
    """Takes every picture, and fails when one that is named was not taken."""
    expected = {name for names in SCREENS.values() for name in names}
    for language in WORDS:
        await asyncio.to_thread((folder / language).mkdir, parents=True, exist_ok=True)
        taken = await photograph(folder / language, language)
        if missing := expected ^ set(taken):
            raise SystemExit(f"{language}: {', '.join(sorted(missing))}")
    write_page(folder)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
