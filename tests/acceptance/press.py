"""What citizens ask in vain and the press office then does, for tests that are about what comes after."""

from __future__ import annotations

from sandbox.person import Person
from sandbox.screen import text_of
from sandbox.server import Sandbox
from sandbox.wire import Json

COST = "Combien coûte le plan d’action ?"
"""A question that the release is silent on."""
ALIKE = "c combien le cout du plan d'action"
ANSWER = "Le budget du plan sera publié avec lui, en décembre 2021."


async def passes_on(person: Person, text: str, *, yes: str = "Oui, transmettre") -> None:
    """Asks what the bot cannot answer, and says yes."""
    await person.sends(text)
    await person.taps(yes)
    await person.sees("press office" if yes.startswith("Yes") else "C’est transmis")


async def takes(officer: Person) -> None:
    """Opens the first question that waits, and is about to answer it."""
    await officer.sends("/questions")
    await officer.taps("Voir la n°")
    await officer.taps("Répondre")
    await officer.sees("Écrivez votre réponse")


async def answers(officer: Person, text: str) -> None:
    """Answers the first question that waits."""
    await takes(officer)
    await officer.sends(text)
    await officer.taps("Envoyer")
    await officer.sees("Réponse envoyée")


async def proposes(officer: Person, label: str = "Proposer à la validation") -> None:
    """Makes an entry of the answer just sent."""
    await officer.taps("Ajouter à la FAQ")
    await officer.sees("Dans quel thème")
    await officer.taps("Le plan et la consultation")
    await officer.sees("Voici ce que liront les citoyens")
    await officer.taps(label)


def received(person: Person, text: str) -> list[Json]:
    """The messages of the bot that contain a text."""
    return [message for message in person.messages if message["from"]["is_bot"] and text in text_of(message)]


def forges(sandbox: Sandbox, person: Person, data: str, message: Json | None = None) -> None:
    """A tap that the app may not offer any more, or never did."""
    query = sandbox.world.queries.ask(sandbox.bot.id, person.id, sandbox.world.clock(), person.chat)
    tap = {"id": query.id, "from": person.user, "chat_instance": "1", "data": data}
    sandbox.bot.queue.put("callback_query", {**tap, "message": message or person.last})
