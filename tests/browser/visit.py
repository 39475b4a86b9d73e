"""The page as a test visits it."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.async_api import Browser, BrowserContext, Locator, Page, expect

from sandbox.chat import Chat
from sandbox.person import Person

PATIENCE_MS = 8000
WIDE = (1440, 900)
NARROW = (390, 844)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who holds the three phones, and the moderation channel."""

    alice: Person
    mehdi: Person
    pauline: Person
    channel: Chat


class Phone:
    """One of the three phones."""

    def __init__(self, page: Page, role: str) -> None:
        self.root = page.locator(f"#phone-{role}")
        self.log = self.root.get_by_role("log")
        self.field = self.root.locator("textarea")
        self.toasts = self.root.locator(".toasts")

    def bubble(self, text: str) -> Locator:
        """The bubbles that contain a text."""
        return self.log.locator(".bubble", has_text=text)

    def button(self, label: str) -> Locator:
        """A button of the phone by (part of) its label."""
        return self.root.get_by_role("button", name=label)

    async def writes(self, text: str) -> None:
        """Types a text and sends it with Enter."""
        await self.field.fill(text)
        await self.field.press("Enter")


@dataclass(slots=True)
class Visit:
    """One open page, what it asked from elsewhere and what its console complained of."""

    page: Page
    context: BrowserContext
    origin: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @classmethod
    async def begin(cls, browser: Browser, url: str, size: tuple[int, int] = WIDE, script: str = "") -> Visit:
        """Opens the page, with a script run before its own, and waits until it is live."""
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="fr-FR", reduced_motion="reduce"
        )
        await context.add_init_script(script)
        context.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)
        visit = cls(await context.new_page(), context, url)
        visit.page.on("request", lambda request: visit.asked.append(request.url))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on(
            "console", lambda said: visit.complaints.append(said.text) if said.type in {"error", "warning"} else None
        )
        await visit.page.goto(url)
        await visit.is_live()
        return visit

    @property
    def strayed(self) -> list[str]:
        """What the page asked from anywhere but its own server."""
        return [url for url in self.asked if not url.startswith(self.origin)]

    async def link_is(self, state: str) -> None:
        """Waits for the page to say that its link is "live" or "lost"."""
        await expect(self.page.locator('[data-part="link"]')).to_have_attribute("data-state", state)

    async def is_live(self) -> None:
        """Waits until the page follows the events."""
        await self.link_is("live")

    async def end(self) -> None:
        """Closes the page."""
        await self.context.close()

    def phone(self, role: str) -> Phone:
        """The phone of a role: citizen, moderator or press."""
        return Phone(self.page, role)

    @property
    def citizen(self) -> Phone:
        """The first phone."""
        return self.phone("citizen")

    @property
    def moderator(self) -> Phone:
        """The second phone."""
        return self.phone("moderator")

    async def focused(self) -> str:
        """The label or text of what has the focus."""
        script = "(e => e.getAttribute('aria-label') || e.dataset.part || e.textContent)(document.activeElement)"
        return str(await self.page.evaluate(script))
