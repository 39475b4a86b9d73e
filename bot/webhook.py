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
from bot.doorway import Doorway
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
        server: asyncio.Server | None = None
        try:
            await runner.setup()
            assert runner.server is not None  # noqa: S101 - it is set up
            door = Doorway(self._path, SECRET_HEADER, LARGEST_UPDATE, self._take, runner.server)
            server = await asyncio.get_running_loop().create_server(door, self._host, self._port, backlog=128)
            self.port = server.sockets[0].getsockname()[1]
            self.listening.set()
            log.info("webhook-listening", host=self._host, port=self.port)
            if self._public_url:
                await self._announce(self._public_url.rstrip("/") + self._path)
            await self._stopping.wait()
        finally:
            if server is not None:
                server.close()
                await door.close(self._grace)  # what is under way finishes, within the grace
            await runner.cleanup()
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
        """Takes a post that came in an unusual way."""
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=403)
        status, body = await self._take(given, await request.read())
        return web.Response(status=status, body=body, headers=None if body is None else JSON_HEADERS)

    async def _take(self, secret: bytes, update: bytes) -> tuple[int, bytes | None]:
        """Takes an update from whoever knows the secret: gives a status, and the reply that travels with it, if any."""
        if not hmac.compare_digest(secret, self._secret):
            return 403, None
        answer = Answer() if self._replies else None
        answering.set(answer)
        try:
            await self._intake.handle(update)
        except DatabaseUnavailable as error:
            log.warning("update-waits-for-database", error=str(error))
            return 503, None
        return 200, None if answer is None else answer.body()

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
