"""`@bot mot` in any chat: entries to share, in the language of who types, and nothing kept of them."""

from __future__ import annotations

from sqlalchemy import func, select

from handlers.inline import RESULTS
from sandbox.person import Person
from sandbox.server import Sandbox
from storage.tables import people
from tests.acceptance.conftest import Service


async def known(service: Service) -> int:
    """How many people the bot knows."""
    query = select(func.count()).select_from(people)
    return await service.database.read(lambda conn: conn.execute(query).scalar_one())


async def test_an_entry_is_shared_in_another_chat(service: Service, sandbox: Sandbox, alice: Person) -> None:
    entry = service.services.faq.entry("barometre")
    assert entry is not None
    group = sandbox.group("Voisins", members=[alice])
    results = await alice.asks_inline("baromètre", chat=group)
    assert 0 < len(results) <= RESULTS
    assert len({result["id"] for result in results}) == len(results)
    shown = next(result for result in results if result["id"] == entry.id)
    assert shown["title"] == entry.question["fr"]
    assert entry.answer["fr"].startswith(shown["description"].rstrip("…"))
    posted = await alice.picks(entry.question["fr"])
    for words in (entry.question["fr"], entry.answer["fr"], "communiqué de presse", "23 février 2021"):
        assert words in posted["text"]
    [[link]] = posted["reply_markup"]["inline_keyboard"]
    assert link["url"] == f"https://t.me/{sandbox.bot.profile.username}?start=faq_{entry.id}"
    assert await known(service) == 0
    await alice.sends(f"/start faq_{entry.id}")
    await alice.sees(entry.question["fr"])


async def test_each_reads_their_own_language(service: Service, sandbox: Sandbox, alice: Person) -> None:
    english = sandbox.person("Bruno", language="en-GB")
    for person, language in ((alice, "fr"), (english, "en"), (alice, "fr")):
        results = await person.asks_inline("PGO")
        titles = [result["title"] for result in results]
        entries = [service.services.faq.entry(result["id"]) for result in results]
        assert titles == [entry.question[language] for entry in entries if entry is not None]


async def test_nothing_typed_offers_what_is_asked_most(service: Service, sandbox: Sandbox, alice: Person) -> None:
    bruno = sandbox.person("Bruno")
    first = await bruno.asks_inline("")
    assert len(first) == RESULTS
    for _ in range(2):
        await alice.sends("Quand la France a-t-elle rejoint le Partenariat ?")
        await alice.sees("2014")
    await alice.sends("c koi le pgo")
    await alice.sees("78 pays")
    results = await bruno.asks_inline(" ")
    assert [result["id"] for result in results] == ["france-adhesion", "pgo-definition"]


async def test_an_answer_shared_with_the_bot_itself_asks_nothing(service: Service, alice: Person) -> None:
    await alice.sends("/start")
    await alice.sees("plan d’action")
    await alice.asks_inline("baromètre")
    await alice.picks("baromètre")
    await alice.sees_nothing("", during=0.5)


async def test_whoever_blocked_the_bot_stays_unreachable(service: Service, alice: Person) -> None:
    await alice.sends("/start")
    await alice.sees("plan d’action")
    await alice.blocks_bot()
    query = select(func.count()).where(people.c.unreachable_at.is_not(None))
    for _ in range(2):
        assert await alice.asks_inline("baromètre")
        assert await service.database.read(lambda conn: conn.execute(query).scalar_one()) == 1


async def test_a_retired_entry_is_no_longer_offered(service: Service, alice: Person) -> None:
    pauline = service.pauline
    title = "Quand la France a-t-elle rejoint"
    assert title in str(await alice.asks_inline("quand la france a rejoint le partenariat"))
    await pauline.sends("/faq " + title)
    await pauline.taps(title)
    await pauline.taps("Retirer")
    await pauline.sees_toast("Réponse retirée")
    assert title not in str(await alice.asks_inline("quand la france a rejoint le partenariat"))
