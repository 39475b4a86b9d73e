"""Walking through the service for its pictures: who acts, the page that shows it, what is cut out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import FloatRect, Page, expect

from bot.demo import Cast
from handlers.registry import JOURNEYS
from handlers.texts import DEFAULT_LANGUAGE, Texts
from sandbox.person import Person
from sandbox.server import Sandbox
from sandbox.wire import Json

COLOURS = 256
QUIET_MS = 600
TOAST_MS = 15_000
TALLEST = 1500
STYLE = """
.top, .story, .owner, .foot { display: none !important }
.device { border: 0 !important; border-radius: 0 !important; box-shadow: none !important }
.log { background-image: none !important; scrollbar-width: none !important }
"""
FRAME = """([phone, rows]) => {
  const log = document.querySelector(`#phone-${phone} .log`), all = [...log.querySelectorAll(".row")];
  const asked = all.findLastIndex(row => row.classList.contains("mine"));
  const first = all[rows ? Math.max(0, all.length - rows) : Math.max(0, asked)];
  const frame = log.getBoundingClientRect(), top = Math.max(frame.top, first.getBoundingClientRect().top + 4);
  return { x: frame.x, y: top, width: frame.width, height: frame.bottom - top };
}"""
"""Where to cut: from what the person last wrote, or the last `rows` messages, down to the end."""


def spoken_in(language: str) -> dict[str, str]:
    """The name of each command in a language, by its French name."""
    place = 0 if language == DEFAULT_LANGUAGE else -1
    return {names[0]: names[place] for journey in JOURNEYS for names, _ in journey.COMMANDS}


@dataclass
class Walk:
    """One language's walk. Those who act do so in process, by the labels of the language; the page only shows."""

    language: str
    words: dict[str, str]
    folder: Path
    page: Page
    sandbox: Sandbox
    cast: Cast
    texts: Texts
    taken: list[str] = field(default_factory=list)

    def label(self, message_id: str, **args: str | int) -> str:
        """A button's label in the language."""
        return self.texts.plain(self.language, message_id, **args)

    async def settle(self, phone: str) -> None:
        """Waits until nothing moves on a phone, and no toast hides anything."""
        await expect(self.page.locator(f"#phone-{phone} .toasts")).to_be_empty(timeout=TOAST_MS)
        screen, before = self.page.locator(f"#phone-{phone} .screen"), ""
        while (now := await screen.inner_text()) != before:
            before = now
            await self.page.wait_for_timeout(QUIET_MS)

    async def take(self, name: str, phone: str = "citizen", rows: int = 0) -> None:
        """Photographs the end of a conversation."""
        await self.settle(phone)
        frame: FloatRect = await self.page.evaluate(FRAME, [phone, rows])
        self.keep(name, await self.page.screenshot(clip=frame))

    def keep(self, name: str, picture: bytes) -> None:
        """Keeps a picture in few colours: text stays sharp, files stay small."""
        self.taken.append(name)
        image = Image.open(BytesIO(picture)).convert("RGB")
        few = image.quantize(COLOURS, dither=Image.Dither.NONE)
        few.save(self.folder / f"{name}.png", optimize=True)

    async def commands(
        self, who: Person, command: str, name: str = "", phone: str = "citizen", args: str = "", then: str = ""
    ) -> None:
        """Someone sends a command, by its name in the language."""
        await self.writes(who, f"/{spoken_in(self.language)[command]} {args}".strip(), name, phone, then)

    async def writes(self, who: Person, text: str, name: str = "", phone: str = "citizen", then: str = "") -> None:
        """Someone writes; what comes back (`then`) is photographed if it has a name."""
        await who.sends(text)
        await who.sees(then)
        if name:
            await self.take(name, phone)

    async def taps(self, who: Person, label: str, name: str = "", phone: str = "citizen", then: str = "") -> None:
        """Someone taps a button, by the words on it; what came or changed is photographed if it has a name."""
        await who.taps(label)
        await who.sees(then)
        if name:
            await self.take(name, phone)

    async def sees_card(self, number: int) -> Json:
        """The card of a contribution, once it is in the channel."""
        return await self.cast.mehdi.sees(f"Contribution n°\u00a0{number}", self.cast.moderation, since=0)

    async def taps_card(self, card: Json, label: str, name: str = "") -> None:
        """The moderator taps a button of a card in the channel; cards are in French, for the whole team."""
        await self.cast.mehdi.taps(label, message=card)
        await self.cast.mehdi.sees("", self.cast.moderation)
        await self.settle("moderator")
        if name:
            await self.take(name, "moderator", rows=1)
