"""What was announced and published, read again later; and what there is to read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from sqlalchemy import Connection, delete

from bot import feed, wiring
from bot import settings as sections
from bot.settings import Settings
from sandbox.person import Person
from sandbox.server import Sandbox
from sandbox.wire import Json
from storage.feeds import find
from storage.tables import feeds
from tests.acceptance.announcing import announces, begins
from tests.acceptance.conftest import Service
from tests.clock import FakeClock
from tests.unit.test_feed import ATOM


async def subscribes(person: Person) -> None:
    await person.sends("/abonnements")
    await person.taps("S’abonner")
    await person.sees("Vous recevez les annonces")


async def test_before_the_first_announcement_it_says_how_to_receive_it(service: Service, alice: Person) -> None:
    await alice.sends("/actualites")
    await alice.sees("Aucune annonce n’a encore été envoyée")
    await alice.taps("Annonces")
    await alice.sees("Vous ne recevez pas les annonces")


async def test_announcements_are_read_again_page_by_page_newest_first(
    service: Service, alice: Person, bruno: Person
) -> None:
    await subscribes(bruno)
    for number in range(1, 6):
        await announces(service.pauline, f"Annonce <{number}> & suite")
    await alice.sends("/actualites")
    shown = (await alice.sees("la plus récente d’abord"))["text"]
    assert [f"Annonce <{number}> & suite" in shown for number in range(1, 6)] == [False, True, True, True, True]
    assert shown.index("<5>") < shown.index("<2>")
    await alice.taps("Suivant")
    await alice.sees("Annonce <1> & suite")
    await alice.taps("Lire")
    assert (await alice.sees("Annonce <1> & suite"))["text"] == "Annonce <1> & suite"


async def test_an_announcement_is_read_as_it_was_sent(service: Service, alice: Person, bruno: Person) -> None:
    await subscribes(bruno)
    pauline = service.pauline
    await begins(pauline)
    await pauline.sends_photo("Le programme de l’atelier")
    await pauline.taps("Envoyer")
    arrived = await bruno.sees("Le programme de l’atelier")
    await announces(service.pauline, "mot " * 500)
    await alice.sends("/actualites")
    shown = await alice.sees("Le programme de l’atelier")
    assert "mot…" in shown["text"]
    labels = [button["callback_data"] for row in shown["reply_markup"]["inline_keyboard"] for button in row]
    assert labels[:2] == ["news:read:2", "news:read:1"]
    service.sandbox.people.tap(alice.user, alice.chat, shown["message_id"], "news:read:1")
    read = await seen_photo(alice)
    assert read["caption"] == "Le programme de l’atelier"
    assert read["photo"][-1]["file_id"] == arrived["photo"][-1]["file_id"]
    assert "reply_markup" not in read
    service.sandbox.people.tap(alice.user, alice.chat, shown["message_id"], "news:read:2")
    assert (await alice.sees("mot " * 300))["text"] == ("mot " * 500).strip()


async def test_what_never_left_is_not_in_the_archive(service: Service, alice: Person, bruno: Person) -> None:
    await subscribes(bruno)
    service.sandbox.faults.fail(500, method="sendMessage", chat=bruno.id)
    pauline = service.pauline
    await begins(pauline)
    await pauline.sends("Trop tôt")
    await pauline.taps("Envoyer")
    await pauline.taps("Mettre en pause")
    await pauline.taps("Arrêter pour de bon")
    await pauline.sees("arrêtée")
    await alice.sends("/actualites")
    await alice.sees("Aucune annonce")


async def seen_photo(person: Person) -> Json:
    """Waits for the picture."""
    for _ in range(200):
        for message in person.messages:
            if "photo" in message:
                return message
        await asyncio.sleep(0.02)
    raise AssertionError("no picture came")


async def test_without_a_feed_nothing_is_said_of_the_platform(service: Service, alice: Person) -> None:
    await alice.sends("/actualites")
    await alice.sees("Aucune annonce")
    assert not any("plateforme" in label for label in alice.buttons())


@pytest.mark.parametrize("command", ["/ressources", "/resources"])
async def test_resources_are_paged_and_linked_only_where_the_source_gives_a_link(
    service: Service, alice: Person, command: str
) -> None:
    await alice.sends(command)
    first = (await alice.sees("communiqué du 23 février 2021"))["text"]
    assert "🔗 https://transformation.gouv.fr" in first
    assert first.count("🔗") == 2
    assert "Le lien du communiqué est vide" in first
    await alice.taps("Suivant")
    second = (await alice.sees("Les données du baromètre"))["text"]
    assert second.count("🔗") == 1
    await alice.taps("Précédent")
    await alice.sees("La plateforme de la consultation")


class Platform:
    """A web server on loopback with a feed; it answers with the status it is told."""

    def __init__(self) -> None:
        self.status = 200
        self.url = ""

    async def answer(self, _: web.Request) -> web.Response:
        return web.Response(status=self.status, body=ATOM, content_type="application/atom+xml")


@pytest.fixture
async def platform() -> AsyncIterator[Platform]:
    known = Platform()
    application = web.Application()
    application.router.add_get("/flux", known.answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    known.url = f"http://{host}:{port}/flux"
    yield known
    await runner.cleanup()


@pytest.fixture
async def reading_service(
    settings: Settings, platform: Platform, sandbox: Sandbox, service_clock: FakeClock
) -> AsyncIterator[wiring.Service]:
    """The service, told where the platform's feed is."""
    settings = settings.model_copy(update={"content": sections.Content(feed_url=platform.url)})
    async with wiring.service(settings, clock=service_clock, strict_texts=True) as running:
        yield running


@pytest.fixture
def service_clock(clock: FakeClock) -> FakeClock:
    """The twenty-third of February 2021, until the test says otherwise."""
    return clock


async def test_the_platform_is_read_from_the_copy_with_its_date(
    reading_service: wiring.Service, platform: Platform, sandbox: Sandbox, alice: Person, clock: FakeClock
) -> None:
    await until_read(reading_service, platform)
    await alice.sends("/actualites")
    await alice.taps("Sur la plateforme")
    shown = await alice.sees("Publié sur 127.0.0.1")
    assert "Un atelier & un forum\n2 mars 2021\nMardi. En ligne." in shown["text"]
    links = [entity["url"] for entity in shown["entities"] if entity["type"] == "text_link"]
    assert [link.rpartition("/")[2] for link in links] == ["2", "1"]
    assert "À jour le 23 février 2021 à 11 h" in shown["text"]
    platform.status = 500
    clock.advance(hours=2)
    await feed.refresh(reading_service.services)
    await alice.taps("Les annonces")
    await alice.taps("Sur la plateforme")
    shown = await alice.sees("Le site ne répond pas comme prévu en ce moment")
    assert "voici ce qu’il publiait le 23 février 2021 à 11 h" in shown["text"]
    assert "Un atelier & un forum" in shown["text"]
    platform.status = 200
    clock.advance(hours=2)
    await feed.refresh(reading_service.services)
    bruno = sandbox.person("Bruno", language="en")
    await bruno.sends("/news")
    await bruno.taps("On the platform")
    assert "Up to date on 23 February 2021 at 15:00" in (await bruno.sees("Published on"))["text"]


async def test_a_platform_that_never_answered_is_said_so(
    reading_service: wiring.Service, platform: Platform, alice: Person, clock: FakeClock
) -> None:
    await until_read(reading_service, platform)
    platform.status = 404
    url = reading_service.services.policy.feed_url or ""

    def forget(conn: Connection) -> None:
        conn.execute(delete(feeds).where(feeds.c.url == url))

    await alice.sends("/actualites")
    await alice.sees("Aucune annonce")
    await reading_service.services.database.write(forget)
    await alice.taps("Sur la plateforme")
    await alice.sees("Je n’ai pas encore lu ce site")
    await feed.refresh(reading_service.services)
    await alice.taps("Les annonces")
    await alice.taps("Sur la plateforme")
    await alice.sees("Revenez un peu plus tard")


async def until_read(running: wiring.Service, platform: Platform) -> None:
    """Waits for the sweeper to have read the feed at start."""
    for _ in range(200):
        copy = await running.services.database.read(lambda conn: find(conn, platform.url))
        if copy is not None and copy.fetched_at is not None:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the feed was not read")
