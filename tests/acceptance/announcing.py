"""What tests about announcements tell again and again: people opt in, the press officer composes."""

from __future__ import annotations

from sandbox.person import Person
from sandbox.screen import text_of
from sandbox.wire import Json
from tests.acceptance.conftest import Service


async def subscribed(service: Service, *names: str) -> list[Person]:
    """People who opted in by themselves."""
    met = []
    for name in names:
        person = service.sandbox.person(name)
        await person.sends("/abonnements")
        await person.sees("Vous ne recevez pas les annonces")
        await person.taps("S’abonner")
        await person.sees("Vous recevez les annonces")
        met.append(person)
    return met


def received(person: Person, text: str) -> list[Json]:
    """The messages of the bot that contain a text."""
    return [message for message in person.messages if message["from"]["is_bot"] and text in text_of(message)]


async def composes(pauline: Person, text: str) -> None:
    """The press officer writes a text and sees it as it will be received."""
    await pauline.sends("/annonce")
    await pauline.sees("Nouvelle annonce")
    await pauline.sends(text)
    await pauline.sees("Destinataires")
