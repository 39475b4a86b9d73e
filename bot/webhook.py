"""Takes updates by webhook. Telegram hears 200 only once the update's effect is committed, else it delivers again."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
from collections.abc import Sequence
from itertools import chain, repeat

import structlog
from aiohttp import web
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.answering import Answer, answering
from bot.application import ConsultationBot
from bot.health import Examiner, Finding, health_route
from bot.http import JSON_HEADERS
from bot.intake import Intake
from bot.settlements import tell
from storage.database import DatabaseUnavailable

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
LARGEST_UPDATE = 1024 * 1024
LARGEST_HEADER = 64 * 1024
"""A secret of any size is read and refused: none is worth a parser's error."""
GRACE = 10.0
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)

log = structlog.get_logger(__name__)


class WebhookServer:
    """Listens for Telegram, and for whoever asks how we are (`GET /health`)."""

    def __init__(
        self,
        bot: ConsultationBot,
        intake: Intake,
        examiner: Examiner,
        *,
        secret_token: str,
        allowed_updates: Sequence[str],
        public_url: str | None = None,
        host: str = "127.0.0.1",
        port: int = 8080,
        path: str = "/telegram",
        max_connections: int = 40,
        reply_in_response: bool = False,
        grace: float = GRACE,
    ) -> None:
        if not secret_token:
            raise ValueError("a webhook without a secret would believe anyone")
        self._bot, self._intake, self._examiner = bot, intake, examiner
        examiner.ask(lambda: [Finding("stopping", stops=True)] if self._stopping.is_set() else [])
        self._secret = secret_token.encode()
        self._public_url, self._path = public_url, path
        self._host, self._port = host, port
        self._allowed = list(allowed_updates)
        self._max_connections, self._grace = max_connections, grace
        self._replies = reply_in_response
        self._stopping = asyncio.Event()
        self._ended = asyncio.Event()
        self._ended.set()
        self.listening = asyncio.Event()
        self.port = port
        """The port listened on; chosen by the system, once `listening`, if it was 0."""

    async def run(self) -> None:
        """Listens until stopped (or cancelled), and tells Telegram where if there is a public address."""
        self._ended.clear()
        runner = web.AppRunner(
            self._application(), access_log=None, max_field_size=LARGEST_HEADER, shutdown_timeout=self._grace
        )
        try:
            await runner.setup()
            await web.TCPSite(runner, self._host, self._port).start()
            self.port = runner.addresses[0][1]
            self.listening.set()
            log.info("webhook-listening", host=self._host, port=self.port)
            if self._public_url:
                await self._announce(self._public_url.rstrip("/") + self._path)
            await self._stopping.wait()
        finally:
            await runner.cleanup()  # what is under way finishes, within the grace
            self._ended.set()

    async def stop(self) -> None:
        """Takes nothing more, lets what is under way finish; Telegram keeps what comes meanwhile."""
        self._stopping.set()
        await self._ended.wait()

    def _application(self) -> web.Application:
        application = web.Application(client_max_size=LARGEST_UPDATE)
        application.router.add_post(self._path, self._receive)
        application.router.add_routes([health_route(self._examiner)])
        return application

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self._secret):
            return web.Response(status=403)
        answer = Answer() if self._replies else None
        answering.set(answer)
        try:
            await self._intake.handle(await request.read())
        except DatabaseUnavailable as error:
            log.warning("update-waits-for-database", error=str(error))
            return web.Response(status=503)
        body = None if answer is None else answer.body()
        return web.Response() if body is None else web.Response(body=body, headers=JSON_HEADERS)

    async def _announce(self, url: str) -> None:
        """Tells Telegram where to deliver, as soon as Telegram answers; raises if it refuses the address or token."""
        params = {
            "url": url,
            "secret_token": self._secret.decode(),
            "max_connections": self._max_connections,
            "allowed_updates": self._allowed,
        }
        for pause in chain(PAUSES, repeat(PAUSES[-1])):
            try:
                await self._bot.call("setWebhook", params)
            except (BadRequest, InvalidToken) as error:
                log.critical("webhook-refused", error=tell(error), hint="check webhook.public_url and telegram.token")
                raise
            except TelegramError as error:
                log.warning("webhook-waits-for-telegram", error=tell(error))
            else:
                log.info("webhook-announced")
                return
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._stopping.wait()
                    return
