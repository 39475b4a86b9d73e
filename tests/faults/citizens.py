"""Citizens who do not give up: each asks, contributes, and acts on whatever screen comes, also after a kill."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from sandbox.person import Person
from sandbox.screen import text_of
from sandbox.wire import Json

RECEIVED = "est bien enregistrée"
BURST = 3
"""Questions asked in one go before contributing: their order must hold."""
PATIENCE = 4.0
"""Seconds without any answer after which people write /contribuer again."""


@dataclass(slots=True)
class Citizen:
    """Someone with one thing to say, told from all others by its title."""

    person: Person
    number: int

    @property
    def title(self) -> str:
        """The title of their contribution."""
        return f"Proposition numéro {self.number}"

    def questions(self) -> list[str]:
        """What they ask first, in order."""
        return [f"Qui a signé la page {turn} du cahier {self.number} ?" for turn in range(BURST)]

    @property
    def receipts(self) -> int:
        """How often they were told that their contribution is there."""
        return sum(RECEIVED in text_of(message) for message in self.person.messages)

    async def takes_part(self) -> None:
        """Asks, then contributes; ends when the receipt is there."""
        for question in self.questions():
            await self.person.sends(question)
        await self.person.sends("/contribuer")
        sent, seen = False, 0
        while not self.receipts:
            screen = await self._next_screen(seen)
            if screen is None:
                if not sent:
                    await self.person.sends("/contribuer")
                continue
            seen = self.person.chat.changed[screen["message_id"]]
            act = self._answer_to(screen)
            sent = sent or "avant l’envoi" in text_of(screen)
            if act is not None:
                await act

    def _answer_to(self, screen: Json) -> Awaitable[object] | None:
        """What to do on a screen; nothing on one that asks for nothing."""
        labels = [button["text"] for row in screen.get("reply_markup", {}).get("inline_keyboard", ()) for button in row]
        text = text_of(screen)
        for words, label in TAPS:
            if words in text and any(label in shown for shown in labels):
                return self.person.taps(label, message=screen)
        for words, write in TEXTS:
            if words in text:
                return self.person.sends(write(self))
        return None

    async def _next_screen(self, since: int) -> Json | None:
        """The newest message of the bot that came or changed after a revision; none if nothing does for long."""
        chat, changes = self.person.chat, self.person._hands.world.events

        def newest() -> Json | None:
            for message in reversed(chat.messages.values()):
                if chat.changed[message["message_id"]] > since and message["from"]["id"] != self.person.id:
                    return message
            return None

        loop = asyncio.get_running_loop()
        deadline = loop.time() + PATIENCE
        while (found := newest()) is None and loop.time() < deadline:
            await changes.next_change(deadline - loop.time())
        return found


TAPS: tuple[tuple[str, str], ...] = (
    ("", "J’accepte"),
    ("", "Continuer"),
    ("1/8", "Usager au cœur"),
    ("5/8", "National"),
    ("6/8", "Citoyenne ou citoyen"),
    ("7/8", "Rester anonyme"),
    ("8/8", "Passer"),
    ("avant l’envoi", "Envoyer"),
)
"""On a screen with these words, this button."""
TEXTS: tuple[tuple[str, Callable[[Citizen], str]], ...] = (
    ("2/8", lambda citizen: citizen.title),
    ("3/8", lambda citizen: "Quand je dépose un dossier, je ne sais jamais combien de temps attendre."),
    ("4/8", lambda citizen: "Afficher le délai moyen de chaque démarche, mis à jour chaque mois."),
)
"""On a screen with these words, this text."""


async def take_part(citizens: Sequence[Citizen], *, at_once: int, seed: int = 1) -> None:
    """Lets everyone take part, so many at a time, in any order."""
    waiting = list(citizens)
    random.Random(seed).shuffle(waiting)

    async def lane() -> None:
        while waiting:
            await waiting.pop().takes_part()

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(lane())
