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


async def leaves(person: Person) -> None:
    """Someone wants no announcement any more."""
    await person.sends("/stop")
    await person.sees("vous ne recevrez plus d’annonces")


async def begins(pauline: Person) -> None:
    """The press officer is asked what to announce."""
    await pauline.sends("/annonce")
    await pauline.sees("Nouvelle annonce")


async def composes(pauline: Person, text: str) -> None:
    """The press officer writes a text and sees it as it will be received."""
    await begins(pauline)
    await pauline.sends(text)
    await pauline.sees("Destinataires")


async def translates(pauline: Person) -> None:
    """The press officer is asked for the English version."""
    await pauline.taps("Version anglaise")
    await pauline.sees("à la place du français")


async def sends_out(pauline: Person) -> Json:
    """What was composed leaves, to the end: the report tells."""
    await pauline.taps("Envoyer")
    return await pauline.sees("c’est terminé")


async def announces(pauline: Person, text: str) -> None:
    """An announcement was sent, to the end."""
    await composes(pauline, text)
    await sends_out(pauline)


async def opens(pauline: Person) -> None:
    """The press officer opens the announcement just sent."""
    await pauline.taps("Ouvrir l’annonce n°\u00a01")
    await pauline.sees("abonnées à toutes les annonces")


async def looks_up(pauline: Person) -> None:
    """The press officer opens the first announcement, from the list."""
    await pauline.sends("/annonces")
    await pauline.taps("📄 1")


async def rewrites(pauline: Person) -> None:
    """The press officer is asked for the text that takes the place of the old one."""
    await pauline.taps("Réécrire sur place")
    await pauline.sees("prendra la place de l’ancien")
