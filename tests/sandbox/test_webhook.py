"""Webhooks: delivered until confirmed, in order, with the secret; answers may carry a method."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web

from sandbox.person import Person
from sandbox.server import Sandbox
from sandbox.webhook import SECRET_HEADER, Retry
from tests.clock import FakeClock
from tests.sandbox.client import Client, RefusedError


class Receiver:
    """A bot's web server; `answer` says what it replies to each update."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.open = 0
        self.most_open = 0
        self.answer: Callable[[dict[str, Any]], Awaitable[web.Response]] = self._accept
        self.url = ""
        self._news = asyncio.Event()

    async def _accept(self, update: dict[str, Any]) -> web.Response:
        return web.Response()

    async def __call__(self, request: web.BaseRequest) -> web.Response:
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        update = await request.json()
        self.updates.append(update)
        self.secrets.append(request.headers.get(SECRET_HEADER))
        self._news.set()
        try:
            return await self.answer(update)
        finally:
            self.open -= 1

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.updates]

    async def gets(self, count: int) -> None:
        """Waits until so many deliveries have come."""
        async with asyncio.timeout(3):
            while len(self.updates) < count:
                self._news.clear()
                await self._news.wait()


@pytest.fixture
async def sandbox(clock: FakeClock) -> AsyncIterator[Sandbox]:
    """A sandbox that tries again soon."""
    async with Sandbox(clock=clock, patience=2.0, retry=Retry(0.01, 0.05, timeout_seconds=0.5)) as opened:
        yield opened


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A bot's web server on loopback."""
    receiver = Receiver()
    runner = web.ServerRunner(web.Server(receiver))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def told(call: Client, happened: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Asks getWebhookInfo until it tells that something happened."""
    async with asyncio.timeout(3):
        while not happened(info := await call("getWebhookInfo")):  # noqa: ASYNC110 -- asked over the wire
            await asyncio.sleep(0.005)
    found: dict[str, Any] = info
    return found


async def confirmed(call: Client) -> dict[str, Any]:
    """Waits until nothing is pending."""
    return await told(call, lambda info: info["pending_update_count"] == 0)


async def test_updates_are_posted_with_the_secret(call: Client, alice: Person, receiver: Receiver) -> None:
    await alice.sends("avant")
    await call("setWebhook", url=receiver.url, secret_token="s3cret_-Token")
    await alice.sends("après")
    await receiver.gets(2)
    assert receiver.texts == ["avant", "après"]
    assert receiver.secrets == ["s3cret_-Token"] * 2
    await confirmed(call)


async def test_a_failed_delivery_comes_again_and_the_chat_waits_in_order(
    call: Client, alice: Person, receiver: Receiver
) -> None:
    async def fail_twice(update: dict[str, Any]) -> web.Response:
        return web.Response(status=500 if len(receiver.updates) <= 2 else 204)

    receiver.answer = fail_twice
    await call("setWebhook", url=receiver.url)
    await alice.sends("un")
    await alice.sends("deux")
    await receiver.gets(4)
    assert receiver.texts == ["un", "un", "un", "deux"]
    info = await call("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert info["last_error_date"] > 0


async def test_one_chat_that_fails_does_not_hold_the_others(
    call: Client, alice: Person, mehdi: Person, receiver: Receiver
) -> None:
    async def refuse_alice(update: dict[str, Any]) -> web.Response:
        return web.Response(status=503 if update["message"]["chat"]["id"] == alice.id else 200)

    receiver.answer = refuse_alice
    await call("setWebhook", url=receiver.url)
    await alice.sends("bloqué")
    await mehdi.sends("passe")
    await receiver.gets(3)
    assert "passe" in receiver.texts
    assert (await call("getWebhookInfo"))["pending_update_count"] == 1


async def test_a_bot_that_is_down_gets_everything_when_it_is_back(
    call: Client, alice: Person, receiver: Receiver, unused_tcp_port: int
) -> None:
    await call("setWebhook", url=f"http://127.0.0.1:{unused_tcp_port}/")
    await alice.sends("personne ?")
    info = await told(call, lambda info: "last_error_message" in info)
    assert info["last_error_message"] == "Connection refused"
    await call("setWebhook", url=receiver.url)
    await receiver.gets(1)
    assert receiver.texts == ["personne ?"]


async def test_a_bot_that_does_not_answer_is_asked_again(call: Client, alice: Person, receiver: Receiver) -> None:
    async def sleep_once(update: dict[str, Any]) -> web.Response:
        await asyncio.sleep(1 if len(receiver.updates) == 1 else 0)
        return web.Response()

    receiver.answer = sleep_once
    await call("setWebhook", url=receiver.url)
    await alice.sends("tu dors ?")
    await receiver.gets(2)
    assert (await confirmed(call))["last_error_message"] == "Read timeout expired"


async def test_no_more_posts_at_a_time_than_asked(call: Client, sandbox: Sandbox, receiver: Receiver) -> None:
    async def take_time(update: dict[str, Any]) -> web.Response:
        await asyncio.sleep(0.02)
        return web.Response()

    receiver.answer = take_time
    people = [sandbox.person(f"Citoyen {number}") for number in range(12)]
    await call("setWebhook", url=receiver.url, max_connections=3)
    for person in people:
        await person.sends("bonjour")
    await receiver.gets(12)
    assert receiver.most_open == 3


async def test_a_method_in_the_answer_is_executed(call: Client, alice: Person, receiver: Receiver) -> None:
    async def reply(update: dict[str, Any]) -> web.Response:
        answer = {"method": "sendMessage", "chat_id": update["message"]["chat"]["id"], "text": "bien <b>reçu</b>"}
        return web.json_response({**answer, "parse_mode": "HTML"})

    receiver.answer = reply
    await call("setWebhook", url=receiver.url)
    await alice.sends("bonjour")
    assert (await alice.sees("bien reçu"))["entities"][0]["type"] == "bold"


async def test_a_wrong_method_in_the_answer_is_lost_in_silence(call: Client, alice: Person, receiver: Receiver) -> None:
    async def reply(update: dict[str, Any]) -> web.Response:
        return web.json_response({"method": "sendMessage", "chat_id": 1, "text": "à personne"})

    receiver.answer = reply
    await call("setWebhook", url=receiver.url)
    await alice.sends("bonjour")
    await receiver.gets(1)
    await confirmed(call)
    assert len(receiver.updates) == 1


async def test_polling_is_refused_while_a_webhook_is_set(call: Client, alice: Person, receiver: Receiver) -> None:
    await call("setWebhook", url=receiver.url)
    with pytest.raises(RefusedError, match="can't use getUpdates method while webhook is active") as refused:
        await call.updates()
    assert refused.value.status == 409
    await call("deleteWebhook")
    await alice.sends("par ici")
    assert (await call.last_update())["message"]["text"] == "par ici"


async def test_setting_a_webhook_ends_a_long_poll(call: Client, receiver: Receiver) -> None:
    poll = asyncio.create_task(call.updates(timeout=30))
    await asyncio.sleep(0.05)
    await call("setWebhook", url=receiver.url)
    with pytest.raises(RefusedError, match="Conflict: terminated by setWebhook request"):
        await asyncio.wait_for(poll, 2)


async def test_what_a_webhook_could_not_deliver_is_polled_later(
    call: Client, alice: Person, receiver: Receiver
) -> None:
    async def fail(update: dict[str, Any]) -> web.Response:
        return web.Response(status=500)

    receiver.answer = fail
    await call("setWebhook", url=receiver.url)
    await alice.sends("un")
    await alice.sends("deux")
    await receiver.gets(1)
    await call("setWebhook", url="")
    assert [update["message"]["text"] for update in await call.updates()] == ["un", "deux"]


@pytest.mark.parametrize("method", ["setWebhook", "deleteWebhook"])
async def test_pending_updates_are_dropped_on_request(
    call: Client, alice: Person, receiver: Receiver, method: str
) -> None:
    await alice.sends("oublié")
    address = {"url": receiver.url} if method == "setWebhook" else {}
    await call(method, drop_pending_updates=True, **address)
    assert (await call("getWebhookInfo"))["pending_update_count"] == 0
    assert receiver.updates == []


async def test_webhook_info_tells_what_was_set(call: Client, receiver: Receiver) -> None:
    await call("setWebhook", url=receiver.url, max_connections=7, allowed_updates=["message"], ip_address="127.0.0.1")
    assert await call("getWebhookInfo") == {
        "url": receiver.url,
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "max_connections": 7,
        "ip_address": "127.0.0.1",
        "allowed_updates": ["message"],
    }


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"url": "ftp://127.0.0.1/"}, "an HTTPS URL must be provided"),
        ({"url": "https://example.org/"}, "the sandbox delivers only to this machine"),
        ({"url": "http://127.0.0.1:99999/"}, "bad webhook"),
        ({"url": "http://127.0.0.1/", "secret_token": "é"}, "secret token contains unallowed characters"),
        ({"url": "http://127.0.0.1/", "secret_token": "x" * 257}, '"secret_token" must be 1-256 characters'),
    ],
)
async def test_a_wrong_webhook_is_refused(call: Client, parameters: dict[str, str], reason: str) -> None:
    with pytest.raises(RefusedError, match="Bad Request") as refused:
        await call("setWebhook", **parameters)
    assert reason in str(refused.value)


async def test_a_delivery_can_be_lost_or_doubled_on_purpose(
    call: Client, sandbox: Sandbox, alice: Person, receiver: Receiver
) -> None:
    sandbox.faults.reset(method="webhook", times=1)
    sandbox.faults.fail(method="webhook", when="after", times=1, skip=1)
    await call("setWebhook", url=receiver.url)
    await alice.sends("deux fois")
    await receiver.gets(2)
    await confirmed(call)
    assert receiver.texts == ["deux fois", "deux fois"]
    assert sandbox.calls("webhook") == 3
