"""Webhooks: updates delivered by POST, again and again until the bot says 2xx, one chat's updates in order."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import aiohttp
import orjson

from sandbox.body import read_parameters
from sandbox.bots import Bot
from sandbox.counters import Counters
from sandbox.faults import DELIVERY, Fault, Faults
from sandbox.wire import ApiError, Json

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- a header's name

Execute = Callable[[Bot, str, Json], Awaitable[None]]
# Tells the time as Telegram's JSON does.
Timestamp = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Retry:
    """How long to wait before another attempt: doubled each time, unless the bot sends Retry-After."""

    first_seconds: float = 0.1
    longest_seconds: float = 10.0
    timeout_seconds: float = 60.0

    def delay(self, failures: int) -> float:
        """Returns the seconds to wait after so many failures in a row."""
        return min(self.longest_seconds, math.ldexp(self.first_seconds, min(failures - 1, 20)))


@dataclass(frozen=True, slots=True)
class Target:
    """Where a bot wants its updates."""

    url: str
    secret_token: str = ""
    max_connections: int = 40
    ip_address: str = ""
    has_certificate: bool = False


class DeliveryError(Exception):
    """A delivery failed; says why, and after how many seconds the bot wants the next attempt."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


@dataclass(slots=True)
class Webhook:
    """The deliveries to one bot: a lane for each chat, at most `max_connections` posts at a time."""

    bot: Bot
    target: Target
    retry: Retry
    execute: Execute
    timestamp: Timestamp
    faults: Faults
    counters: Counters
    lanes: dict[int, deque[Json]] = field(default_factory=dict)
    last_error_date: int = 0
    last_error_message: str = ""
    in_flight: int = 0
    _tasks: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    _slots: asyncio.Semaphore = field(init=False)
    _session: aiohttp.ClientSession = field(init=False)

    def __post_init__(self) -> None:
        self._slots = asyncio.Semaphore(self.target.max_connections)
        connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=30)
        timeout = aiohttp.ClientTimeout(total=self.retry.timeout_seconds)
        self._session = aiohttp.ClientSession(connector=connector, timeout=timeout)

    @property
    def pending(self) -> int:
        """The updates that are not delivered yet."""
        return sum(map(len, self.lanes.values()))

    def put(self, update: Json) -> None:
        """Takes an update; its chat's lane delivers it after those before it."""
        key = chat_of(update)
        lane = self.lanes.get(key)
        if lane is None:
            lane = self.lanes[key] = deque()
            self._tasks[key] = asyncio.get_running_loop().create_task(self._run(key, lane))
        lane.append(update)

    async def stop(self) -> list[Json]:
        """Ends deliveries; returns what was not confirmed, the updates under way among them."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._session.close()
        return [update for lane in self.lanes.values() for update in lane]

    async def _run(self, key: int, lane: deque[Json]) -> None:
        failures = 0
        while lane:
            try:
                async with self._slots:
                    await self._deliver(key, lane[0])
            except DeliveryError as error:
                failures += 1
                self.last_error_date, self.last_error_message = self.timestamp(), str(error)
                wait = self.retry.delay(failures) if error.retry_after is None else error.retry_after
                await asyncio.sleep(wait)
                continue
            failures = 0
            lane.popleft()
        del self.lanes[key], self._tasks[key]

    async def _deliver(self, key: int, update: Json) -> None:
        self.counters.called(DELIVERY, update)
        self.in_flight += 1
        try:
            struck = self.faults.strike(DELIVERY, {"chat_id": key}) if self.faults.rules else []
            await self._befall(struck, "before")
            method = await self._post(update)
            await self._befall(struck, "after")
        except ApiError as error:
            raise DeliveryError(error.description) from error
        finally:
            self.in_flight -= 1
        if method is not None:
            await self.execute(self.bot, str(method.pop("method")), method)

    async def _befall(self, struck: list[Fault], when: str) -> None:
        """Lets faults befall a delivery: "before", the bot never hears of it; "after", it is delivered once more."""
        for fault in struck:
            if fault.when == when:
                if fault.kind in {"delay", "hang"}:
                    await asyncio.sleep(self.faults.wait_of(fault))
                if fault.kind != "delay":
                    raise DeliveryError(f"injected {fault.kind} {when} the delivery")

    async def _post(self, update: Json) -> Json | None:
        """Posts an update; returns the method that the answer asks for, if any."""
        headers = {"Content-Type": "application/json"}
        if self.target.secret_token:
            headers[SECRET_HEADER] = self.target.secret_token
        try:
            async with self._session.post(self.target.url, data=orjson.dumps(update), headers=headers) as answer:
                body = await answer.read()
                if not 200 <= answer.status < 300:
                    reason = f"Wrong response from the webhook: {answer.status} {answer.reason}"
                    raise DeliveryError(reason, _seconds(answer.headers.get("Retry-After")))
                return _method_in(answer.headers.get("Content-Type", ""), body)
        except TimeoutError as error:
            raise DeliveryError("Read timeout expired") from error
        except aiohttp.ClientConnectorError as error:
            raise DeliveryError("Connection refused") from error
        except aiohttp.ClientError as error:
            raise DeliveryError(f"Connection failed: {type(error).__name__}") from error


class Webhooks:
    """The webhook of every bot that set one."""

    def __init__(self, retry: Retry, timestamp: Timestamp, faults: Faults, counters: Counters) -> None:
        self._retry, self._timestamp, self._faults, self._counters = retry, timestamp, faults, counters
        self._webhooks: dict[int, Webhook] = {}
        self._execute: Execute | None = None

    def answer_with(self, execute: Execute) -> None:
        """Says how a method in a webhook's answer is run."""
        self._execute = execute

    def of(self, bot: Bot) -> Webhook | None:
        """Returns a bot's webhook, if it set one."""
        return self._webhooks.get(bot.id)

    async def set(self, bot: Bot, target: Target) -> None:
        """Starts delivering a bot's updates to a target, those that wait first."""
        await self.remove(bot)
        bot.queue.interrupt("setWebhook request")
        if self._execute is None:
            raise RuntimeError("the sandbox is not started")
        webhook = Webhook(
            bot, target, self._retry, self._execute, self._timestamp, self._faults, self._counters
        )  # fmt: skip
        self._webhooks[bot.id] = webhook
        bot.queue.drain_into(webhook.put)

    async def remove(self, bot: Bot) -> None:
        """Goes back to getUpdates; nothing that was not confirmed is lost."""
        webhook = self._webhooks.pop(bot.id, None)
        if webhook is not None:
            bot.queue.take_back([])
            bot.queue.take_back(await webhook.stop())

    async def close(self) -> None:
        """Ends every delivery."""
        for webhook in list(self._webhooks.values()):
            await self.remove(webhook.bot)


def chat_of(update: Json) -> int:
    """Returns the chat (else the person) that an update is about: its lane."""
    payload: Json = next(value for key, value in update.items() if key != "update_id")
    place: Json = payload.get("chat") or payload.get("message", {}).get("chat") or payload.get("from") or {}
    identifier: int = (place or payload.get("user") or {"id": 0})["id"]
    return identifier


def _method_in(content_type: str, body: bytes) -> Json | None:
    try:
        asked = read_parameters("", content_type, body)
    except ApiError:  # any other answer is as good as an empty one
        return None
    return asked if isinstance(asked.get("method"), str) else None


def _seconds(header: str | None) -> float | None:
    return float(header) if header and header.isascii() and header.isdecimal() else None
