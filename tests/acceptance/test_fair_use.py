"""Too much at once: said once, left without a word, forgotten a minute later; what was accepted is never lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import func, select

from bot.settings import Settings
from sandbox.chat import Chat
from sandbox.person import Person
from sandbox.screen import text_of
from sandbox.server import Sandbox
from storage import drafts, people
from storage.drafts import Draft
from storage.tables import questions, updates
from tests.acceptance.conftest import Service
from tests.acceptance.press import forges
from tests.clock import FakeClock

NOTICE = "Cela fait beaucoup d’un coup"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Little is fair: five messages, four taps, three searches a minute; two questions, two passed on a day."""
    little = {"messages_per_minute": 5, "taps_per_minute": 4, "inline_per_minute": 3, "questions_per_minute": 2}
    little["passed_on_per_day"] = 2
    return settings.model_copy(update={"limits": settings.limits.model_copy(update=little)})


@pytest.fixture
def service_clock(clock: FakeClock) -> Callable[[], datetime] | None:
    """Time stands still, so that a window closes when the test says so."""
    return clock


def notices(person: Person) -> int:
    return sum(NOTICE in text_of(message) for message in person.messages)


async def draft_of(service: Service, person: Person) -> Draft:
    known = await service.database.read(lambda conn: people.find(conn, person.id))
    assert known is not None
    found = await service.database.read(lambda conn: drafts.current(conn, known.id))
    assert found is not None
    return found


async def handled(service: Service, count: int) -> None:
    """Waits until so many updates were handled, or left, since the start."""
    for _ in range(500):
        if len(service.services.recent) >= count:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{len(service.services.recent)} of {count} were handled")


async def test_too_many_messages_are_said_once_and_left(
    service: Service, alice: Person, bruno: Person, clock: FakeClock
) -> None:
    for _ in range(5):
        await alice.sends("/themes")
        await alice.sees("thèmes")
    for _ in range(10):
        await alice.sends("/aide")
    await bruno.sends("/aide")
    await bruno.sees("Ce que je sais faire")
    said = await alice.sees(NOTICE, since=0)
    assert "60 secondes" in said["text"]
    await alice.sees_nothing("Ce que je sais faire")
    assert notices(alice) == 1
    clock.advance(minutes=1)
    await alice.sends("/aide")
    await alice.sees("Ce que je sais faire")


async def test_what_is_left_costs_no_row(service: Service, alice: Person) -> None:
    count = select(func.count()).select_from(updates)
    for _ in range(12):
        await alice.sends("/themes")
    for _ in range(500):
        kept = await service.database.read(lambda conn: conn.execute(count).scalar_one())
        handled_or_left = len(service.services.recent)
        if handled_or_left >= 12 and kept == handled_or_left - 7:
            break
        await asyncio.sleep(0.02)
    else:
        raise AssertionError(f"{kept} rows for {handled_or_left} updates, of which 7 are left")
    assert notices(alice) == 1


async def test_an_answer_that_was_accepted_stays_and_the_form_goes_on_later(
    service: Service, alice: Person, clock: FakeClock
) -> None:
    await alice.sends("/contribuer")
    await alice.taps("J’accepte")
    await alice.taps("Usager au cœur")
    await alice.sees("Titre")
    await alice.sends("Publier les délais de réponse")
    await alice.sees("Constat")
    for _ in range(6):
        await alice.sends("Quand je dépose un dossier, j’attends.")
    await alice.sees(NOTICE, since=0)
    kept = await draft_of(service, alice)
    assert kept.answers["title"] == "Publier les délais de réponse"
    assert kept.answers["observation"] == "Quand je dépose un dossier, j’attends."
    clock.advance(minutes=1)
    before = kept.answers
    await alice.sends("/contribuer")
    await alice.taps("Continuer")
    assert (await draft_of(service, alice)).answers == before


async def test_too_many_taps_are_said_on_the_tap_once(service: Service, alice: Person, clock: FakeClock) -> None:
    await alice.sends("/themes")
    shown, before = await alice.sees("thèmes"), len(service.services.recent)
    for _ in range(9):
        forges(service.sandbox, alice, "theme:list", shown)
    await handled(service, before + 9)
    toasts = service.sandbox.world.events.toasts[alice.id]
    assert sum(NOTICE in toast.text for toast in toasts) == 1
    await alice.sends("/aide")
    await alice.sees("Ce que je sais faire")
    clock.advance(minutes=1)
    await alice.sends("/themes")
    await alice.taps("Usager au cœur")
    await alice.sees("Usager au cœur")


async def test_too_many_searches_offer_nothing_for_a_while(service: Service, alice: Person, clock: FakeClock) -> None:
    for _ in range(3):
        assert await alice.asks_inline("plan")
    assert await alice.asks_inline("plan") == []
    clock.advance(minutes=1)
    assert await alice.asks_inline("plan")


async def test_too_many_questions_are_said_once_whatever_the_process(
    service: Service, alice: Person, clock: FakeClock
) -> None:
    for _ in range(2):
        await alice.sends("C’est quoi le PGO ?")
        await alice.sees("78 pays")
    for _ in range(2):
        await alice.sends("Quand la France a-t-elle rejoint le Partenariat ?")
    await alice.sees(NOTICE, since=0)
    await alice.sees_nothing("2014")
    assert notices(alice) == 1
    count = select(func.count()).select_from(questions)
    assert await service.database.read(lambda conn: conn.execute(count).scalar_one()) == 2
    clock.advance(minutes=1, seconds=1)
    await alice.sends("Quand la France a-t-elle rejoint le Partenariat ?")
    await alice.sees("2014")


async def test_when_the_next_question_is_fair_is_told_exactly(
    service: Service, alice: Person, clock: FakeClock
) -> None:
    await alice.sends("C’est quoi le PGO ?")
    await alice.sees("78 pays")
    clock.advance(seconds=40)
    for said in ("20 secondes", "40 secondes"):
        await alice.sends("C’est quoi le PGO ?")
        await alice.sees("78 pays")
        await alice.sends("Quand la France a-t-elle rejoint le Partenariat ?")
        assert said in (await alice.sees(NOTICE))["text"]
        clock.advance(seconds=20)


async def test_the_press_office_is_asked_so_much_a_day_by_one_person(
    service: Service, alice: Person, clock: FakeClock
) -> None:
    for number in range(2):
        await asks_the_press(alice, number)
        await alice.sees("C’est transmis")
        clock.advance(minutes=2)
    await asks_the_press(alice, 2)
    await alice.sees_toast("Vous avez déjà transmis 2 questions depuis hier")
    clock.advance(days=1)
    await alice.taps("Oui")
    await alice.sees("C’est transmis")


async def asks_the_press(person: Person, number: int) -> None:
    """Someone asks what nobody knows here, and hands it on."""
    dish = ("ratatouille", "bouillabaisse", "choucroute")[number]
    await person.sends(f"Quelle est la recette de la {dish} ?")
    await person.taps("Oui")


async def test_whoever_works_here_is_not_counted(service: Service, moderation: Chat, alice: Person) -> None:
    for _ in range(8):
        await service.pauline.sends("/themes")
        await service.pauline.sees("thèmes")
    assert notices(service.pauline) == 0


async def test_blocking_and_coming_back_is_never_left_aside(service: Service, alice: Person) -> None:
    await alice.sends("/start")
    await alice.sees("plan d’action")
    for _ in range(8):
        await alice.blocks_bot()
        await alice.unblocks_bot()
    await alice.blocks_bot()
    for _ in range(200):
        known = await service.database.read(lambda conn: people.find(conn, alice.id))
        if known is not None and not known.reachable:
            return
        await alice.sees_nothing(during=0.02)
    raise AssertionError("who blocked the bot is still written to")


async def test_it_is_said_in_english_too(service: Service, sandbox: Sandbox) -> None:
    bruno = sandbox.person("Bruno", language="en")
    for _ in range(6):
        await bruno.sends("/help")
    await bruno.sees("That is a lot at once")
