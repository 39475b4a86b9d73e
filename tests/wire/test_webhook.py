"""Updates by webhook: believed only with the secret, answered 200 only once their effect is committed."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator

import aiohttp
import pytest
from telegram.error import BadRequest

from bot.health import Examiner
from bot.webhook import SECRET_HEADER, WebhookServer
from sandbox.person import Person
from storage import quarantine
from tests.wire.conftest import Wire, eventually, meet

SECRET = "a_secret-of-1"
PATH = "/hook"
ALLOWED = ["message", "callback_query"]
HEALTHY = {"live": True, "ready": True, "reasons": [], "alarms": []}


def server(
    wire: Wire, *, secret: str = SECRET, public_url: str | None = None, reply_in_response: bool = False
) -> WebhookServer:
    """A server that listens until the end of the test."""
    made = WebhookServer(
        wire.bot,
        wire.intake,
        Examiner(wire.services),
        secret_token=secret,
        allowed_updates=ALLOWED,
        public_url=public_url,
        port=0,
        path=PATH,
        max_connections=7,
        reply_in_response=reply_in_response,
    )
    wire.start(made.run())
    return made


@pytest.fixture
async def hook(wire: Wire) -> WebhookServer:
    """A server, listening."""
    made = server(wire)
    await made.listening.wait()
    return made


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """Whoever posts to the server."""
    async with aiohttp.ClientSession() as opened:
        yield opened


def update(number: int, person: Person, text: str) -> dict[str, object]:
    """What Telegram posts when someone writes."""
    chat = {"id": person.id, "type": "private", "first_name": person.name}
    sender = {**person.user, "language_code": "fr"}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1, "chat": chat, "from": sender, "text": text},
    }


async def post(
    session: aiohttp.ClientSession, hook: WebhookServer, body: object, headers: dict[str, str] | None = None
) -> int:
    """Posts an update and says the status."""
    url = f"http://127.0.0.1:{hook.port}{PATH}"
    headers = {SECRET_HEADER: SECRET} if headers is None else headers
    options = {"data": body} if isinstance(body, bytes) else {"json": body}
    async with session.post(url, headers=headers, **options) as answer:
        return answer.status


async def test_five_hundred_updates_delivered_three_times_in_disorder_have_five_hundred_effects(
    wire: Wire, hook: WebhookServer, session: aiohttp.ClientSession
) -> None:
    people = [wire.sandbox.person(f"Citizen {number}", started=True) for number in range(25)]
    updates = [update(number, people[number % 25], f"text {number}") for number in range(1, 501)] * 3
    random.Random(3).shuffle(updates)
    gate = asyncio.Semaphore(60)

    async def one(body: dict[str, object]) -> int:
        async with gate:
            return await post(session, hook, body)

    assert set(await asyncio.gather(*[one(body) for body in updates])) == {200}
    effects = await wire.effects()
    assert len(effects) == 500
    assert len(set(effects)) == 500
    assert wire.sandbox.counters.duplicates() == {}
    assert wire.sandbox.calls("sendMessage") == 500


async def test_a_reply_may_travel_in_the_answer_once_its_effect_is_committed(
    wire: Wire, session: aiohttp.ClientSession
) -> None:
    hook, alice = server(wire, reply_in_response=True), wire.sandbox.person("Alice", started=True)
    await hook.listening.wait()

    async def posted(number: int, text: str) -> object:
        body, headers = update(number, alice, text), {SECRET_HEADER: SECRET}
        async with session.post(f"http://127.0.0.1:{hook.port}{PATH}", json=body, headers=headers) as answer:
            assert answer.status == 200
            return await answer.json() if answer.content_length else None

    said = {"method": "sendMessage", "chat_id": alice.id, "text": "hello", "parse_mode": "HTML"}
    assert await posted(1, "hello") == said
    assert await wire.effects() == ["hello"]
    assert await posted(1, "hello") is None
    assert await posted(2, "poison") is None
    assert await wire.effects() == ["hello"]
    assert wire.sandbox.calls("sendMessage") == 0


async def test_what_could_not_be_committed_is_not_said_in_the_answer(
    wire: Wire, session: aiohttp.ClientSession
) -> None:
    hook, alice = server(wire, reply_in_response=True), wire.sandbox.person("Alice", started=True)
    await hook.listening.wait()
    await meet(wire.database, alice.id)
    wire.transactions.down = True
    assert await post(session, hook, update(1, alice, "chat")) == 503
    assert wire.sandbox.calls("sendMessage") == 0


async def test_telegram_keeps_a_chat_in_order_through_the_webhook(wire: Wire) -> None:
    hook = server(wire)
    await hook.listening.wait()
    url = f"http://127.0.0.1:{hook.port}{PATH}"
    await wire.bot.call("setWebhook", {"url": url, "secret_token": SECRET, "max_connections": 40})
    people = [wire.sandbox.person(f"Citizen {number}", started=True) for number in range(10)]
    for turn in range(10):
        for number, person in enumerate(people):
            await person.sends(f"{number}:{turn:03}")

    async def all_handled() -> bool:
        return len(await wire.effects()) == 100

    await eventually(all_handled)
    effects = await wire.effects()
    for number in range(10):
        own = [text for text in effects if text.startswith(f"{number}:")]
        assert own == sorted(own)


@pytest.mark.parametrize(
    "headers",
    [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: "wrong"}, {SECRET_HEADER: "é"}, {SECRET_HEADER: "x" * 10_000}],
    ids=["missing", "empty", "wrong", "accent", "10 kB"],
)
async def test_without_the_secret_nothing_is_believed_nor_kept(
    wire: Wire, hook: WebhookServer, session: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    before = wire.transactions.count
    assert await post(session, hook, update(1, alice, "forged"), headers) == 403
    assert wire.transactions.count == before
    assert await wire.effects() == []


async def test_raw_bytes_in_place_of_the_secret_are_refused(wire: Wire, hook: WebhookServer) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", hook.port)
    writer.write(
        b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nX-Telegram-Bot-Api-Secret-Token: \xff\xfe\r\n\r\n{}"
    )
    assert b"403" in await reader.readline()
    writer.close()
    assert await wire.database.read(quarantine.count) == 0


async def test_while_the_database_is_down_nothing_is_confirmed_and_all_is_handled_later(
    wire: Wire, hook: WebhookServer, session: aiohttp.ClientSession
) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    wire.transactions.down = True
    assert await post(session, hook, update(1, alice, "hello")) == 503
    async with session.get(f"http://127.0.0.1:{hook.port}/health") as answer:
        away = {"what": "database-away", "detail": ""}
        assert (answer.status, await answer.json()) == (503, HEALTHY | {"ready": False, "reasons": [away]})
    wire.transactions.down = False
    assert await post(session, hook, update(1, alice, "hello")) == 200
    assert await wire.effects() == ["hello"]
    async with session.get(f"http://127.0.0.1:{hook.port}/health") as answer:
        assert (answer.status, await answer.json()) == (200, HEALTHY)


@pytest.mark.parametrize(
    "body",
    [b"", b"not json", b"[]", b"7", b"{}", b'{"update_id": "x"}', b'{"update_id": 99999999999999999999}', b"\xff\x00{"],
)
async def test_what_is_no_update_is_set_aside_and_confirmed(
    wire: Wire, hook: WebhookServer, session: aiohttp.ClientSession, body: bytes
) -> None:
    assert await post(session, hook, body) == 200
    (aside,) = await wire.database.read(quarantine.list_recent)
    assert aside.update_id is None
    assert aside.error.startswith("NotAnUpdateError")


async def test_an_update_that_cannot_be_parsed_is_set_aside_and_its_author_told(
    wire: Wire, hook: WebhookServer, session: aiohttp.ClientSession
) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    broken = update(5, alice, "hello")
    broken["message"]["date"] = "yesterday"  # type: ignore[index]
    wire.deliver()
    assert await post(session, hook, broken) == 200
    assert await post(session, hook, broken) == 200
    (aside,) = await wire.database.read(quarantine.list_recent)
    assert aside.update_id == 5
    await alice.sees(f"Q-{aside.id}", since=0)


async def test_half_a_surrogate_pair_is_set_aside(
    wire: Wire, hook: WebhookServer, session: aiohttp.ClientSession
) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    assert await post(session, hook, update(5, alice, "half \ud83d")) == 200
    (aside,) = await wire.database.read(quarantine.list_recent)
    assert (aside.update_id, "half \\\\ud83d" in repr(aside.payload)) == (5, True)


async def test_a_body_too_large_is_refused(wire: Wire, hook: WebhookServer, session: aiohttp.ClientSession) -> None:
    assert await post(session, hook, b"x" * (1024 * 1024 + 1)) == 413


async def test_a_stop_lets_an_update_finish(wire: Wire, hook: WebhookServer, session: aiohttp.ClientSession) -> None:
    alice = wire.sandbox.person("Alice", started=True)
    wire.echo.slow["held"] = asyncio.Event()
    posting = asyncio.create_task(post(session, hook, update(1, alice, "held")))
    await eventually(lambda: bool(wire.echo.begun))
    stopping = asyncio.create_task(hook.stop())
    await asyncio.sleep(0.05)
    wire.echo.slow["held"].set()
    assert await posting == 200
    await stopping
    assert await wire.effects() == ["held"]
    with pytest.raises(aiohttp.ClientConnectionError):
        await post(session, hook, update(2, alice, "late"))


async def test_telegram_is_told_the_public_address_even_if_it_is_away_at_first(wire: Wire) -> None:
    wire.sandbox.faults.fail(502, method="setWebhook", times=1)
    hook = server(wire, public_url="http://127.0.0.1:9/")

    async def told() -> bool:
        information = await wire.bot.call("getWebhookInfo", {})
        return bool(information["url"])

    await eventually(told)
    information = await wire.bot.call("getWebhookInfo", {})
    assert information["url"] == "http://127.0.0.1:9/hook"
    assert (information["max_connections"], sorted(information["allowed_updates"])) == (7, sorted(ALLOWED))
    await hook.stop()


async def test_an_address_that_telegram_refuses_is_a_mistake(wire: Wire) -> None:
    hook = server(wire, public_url="https://bot.example.org")
    with pytest.raises(BadRequest):
        await wire.running[-1]
    await hook.stop()


async def test_a_server_without_a_secret_does_not_start(wire: Wire) -> None:
    with pytest.raises(ValueError, match="secret"):
        server(wire, secret="")
