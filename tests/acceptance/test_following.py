"""What became of an announcement: its report in words and as a picture, what its readers did, how they voted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from sqlalchemy import Connection, select

from sandbox.image import picture_size
from sandbox.person import Person
from sandbox.screen import text_of
from storage import effects
from storage.tables import poll_results
from tests.acceptance.announcing import begins, composes, leaves, received, sends_out, subscribed
from tests.acceptance.conftest import Service
from tests.acceptance.test_composing import POLL

NBSP = "\u00a0"
PATIENCE = 10.0
WORDS = "Les ateliers commencent lundi."
WIDTH = 1080


async def opens_report(pauline: Person) -> str:
    """The press officer asks what became of the last announcement."""
    await pauline.sends("/annonces")
    await pauline.sees("Les dernières annonces")
    await pauline.taps("📄")
    await pauline.taps("Bilan")
    return text_of(await pauline.sees("Bilan de l’annonce"))


async def until(service: Service, look: Callable[[Connection], bool]) -> None:
    """Waits until something is kept: nobody is told of it."""
    async with asyncio.timeout(PATIENCE):
        while not await service.database.read(look):  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.02)


def effects_of_first(conn: Connection) -> int:
    return sum(effect.count for effect in effects.of(conn, 1))


async def with_buttons(pauline: Person, *lines: str) -> None:
    """The press officer puts buttons under what is composed."""
    await pauline.taps("Boutons")
    await pauline.sees("Boutons sous l’annonce")
    await pauline.sends("\n".join(lines))
    await pauline.sees("Destinataires")


async def test_the_report_tells_the_reach_in_words_and_as_a_picture(service: Service) -> None:
    pauline, readers = service.pauline, await subscribed(service, "Alice", "Bruno")
    await composes(pauline, WORDS)
    await sends_out(pauline)
    for reader in readers:
        await reader.sees(WORDS)
    said = await opens_report(pauline)
    assert f"Envoyées{NBSP}: 2" in said
    assert "Portée" in said
    assert f"48 heures{NBSP}: 0" in said
    shown = await pauline.sees("2 messages reçus sur 2")
    stored = service.sandbox.world.files.get(shown["photo"][-1]["file_id"])
    assert stored is not None
    size = picture_size(stored.data)
    assert size is not None
    assert size[0] == WIDTH


async def test_who_leaves_because_of_it_is_counted_once_and_not_named(service: Service) -> None:
    alice, bruno, camille = await subscribed(service, "Alice", "Bruno", "Camille")
    await composes(service.pauline, WORDS)
    await sends_out(service.pauline)
    got = await alice.sees(WORDS)
    await alice.taps("Se désabonner", message=got)
    await alice.sees("Vous ne recevez pas")
    await leaves(alice)
    await bruno.sees(WORDS)
    await leaves(bruno)
    await camille.sees(WORDS)
    said = await opens_report(service.pauline)
    assert f"48 heures{NBSP}: 2 (66,7{NBSP}%" in said


async def test_buttons_that_lead_back_to_the_bot_are_counted(service: Service) -> None:
    alice, bruno = await subscribed(service, "Alice", "Bruno")
    pauline = service.pauline
    await composes(pauline, WORDS)
    link = f"https://t.me/{service.sandbox.bot.user['username']}?start=contribuer"
    await with_buttons(pauline, "Les thèmes | /themes", f"Je contribue | {link}", "Le plan | https://exemple.fr")
    await sends_out(pauline)
    got = await alice.sees(WORDS)
    await alice.taps("Les thèmes", message=got)
    await bruno.sees(WORDS)
    await bruno.sends("/start contribuer")
    await until(service, lambda conn: effects_of_first(conn) == 2)
    said = await opens_report(pauline)
    assert f"Les thèmes{NBSP}: 1" in said
    assert f"Je contribue{NBSP}: 1" in said
    assert "ne sont pas comptés" in said


async def test_a_button_to_a_command_that_is_not_there_is_refused(service: Service) -> None:
    await subscribed(service, "Alice")
    await composes(service.pauline, WORDS)
    await service.pauline.taps("Boutons")
    await service.pauline.sends("Effacer | /mes_donnees")
    await service.pauline.sees("Cette adresse ne convient pas")


async def test_votes_are_counted_and_follow_those_who_change_their_mind(service: Service) -> None:
    alice, bruno = await subscribed(service, "Alice", "Bruno")
    pauline = service.pauline
    await begins(pauline)
    service.sandbox.people.send(pauline.user, pauline.chat, POLL)
    await pauline.sees("2 personnes abonnées")
    await sends_out(pauline)
    for reader in (alice, bruno):
        await reader.votes(await reader.sees("Quel thème vous importe"), "La participation")
    await bruno.votes(received(bruno, "Quel thème vous importe")[-1], "Les données")
    one_each = [["La participation", 1], ["Les données", 1]]
    await until(service, lambda conn: conn.execute(select(poll_results.c.votes)).scalars().all() == [one_each])
    said = await opens_report(pauline)
    assert "2 votants" in said
    assert f"Les données{NBSP}: 1 (50{NBSP}%)" in said
