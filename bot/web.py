"""Serves the pages for a browser, and tells them what only Telegram knows: who moderates now, what a file holds."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import structlog
from aiohttp import web
from telegram.error import TelegramError

from bot.application import ConsultationBot
from bot.mistakes import Mistake, Mistakes
from bot.settings import Web
from consultation.form import ATTACHMENT_BYTES
from consultation.roles import Role
from handlers.roles import is_inside
from handlers.services import Services
from storage import moderation_chats
from storage.signals import SUBMISSIONS
from web.app import console_app
from web.desk import Access, Desk, FileGoneError
from web.live import Changes
from web.oidc import Client, Provider
from web.pages import Pages

log = structlog.get_logger(__name__)
STOPS_WITHIN = 2.0
"""Seconds that an answer under way may still take when the service stops."""


@dataclass(frozen=True, slots=True)
class TelegramSide:
    """What Telegram is asked for the console."""

    bot: ConsultationBot
    services: Services

    async def role_of(self, telegram_id: int) -> Role | None:
        """Says what an account may do in the console now; what cannot be verified is not held."""
        policy = self.services.policy
        if telegram_id in policy.admin_ids:
            return Role.ADMIN
        if telegram_id in policy.moderator_ids or await self._is_in_chat(telegram_id):
            return Role.MODERATOR
        return None

    async def _is_in_chat(self, telegram_id: int) -> bool:
        named = self.services.policy.moderation_chat_id
        if named is None:
            return False
        chat_id = await self.services.database.read(lambda conn: moderation_chats.home(conn, named)) or named
        known, now = self.services.memberships, self.services.clock()
        if known.holds(chat_id, telegram_id, now):
            return True
        generation = known.generation
        try:
            inside = is_inside(await self.bot.get_chat_member(chat_id, telegram_id))
        except TelegramError:
            return False
        if inside:
            known.found(chat_id, telegram_id, now, generation)
        return inside

    async def fetch(self, file_id: str) -> bytes:
        """Gives the bytes of a file; raises `FileGoneError` if Telegram does not, or they are too many."""
        try:
            file = await self.bot.get_file(file_id)
            if file.file_size is not None and file.file_size > ATTACHMENT_BYTES:
                raise FileGoneError
            return bytes(await file.download_as_bytearray())
        except TelegramError as error:
            raise FileGoneError from error


class WebServer:
    """Listens for browsers until it is cancelled."""

    def __init__(self, chosen: Web, bot: ConsultationBot, services: Services) -> None:
        self._chosen = chosen
        self._changes = Changes()
        telegram = TelegramSide(bot, services)
        self._app = console_app(
            Desk(
                services=services,
                access=Access(
                    public_url=chosen.public_url,
                    session=timedelta(hours=chosen.session_hours),
                    link=timedelta(minutes=chosen.link_minutes),
                ),
                pages=Pages(services.texts),
                changes=self._changes,
                role_of=telegram.role_of,
                fetch=telegram.fetch,
                provider=_provider(chosen, services),
                bot_name=bot.username,
            )
        )
        services.database.on(SUBMISSIONS, self._changes.tell)

    async def run(self) -> None:
        """Listens; raises `Mistakes` if it cannot."""
        runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=STOPS_WITHIN)
        host, port = self._chosen.listen_host, self._chosen.listen_port
        try:
            await runner.setup()
            await web.TCPSite(runner, host, port).start()
            log.info("web-listening", address=self._chosen.address)
            await asyncio.Event().wait()
        except OSError:
            hint = "choisissez une autre adresse ou un autre port"
            raise Mistakes([Mistake("web.listen_port", f"impossible d’écouter sur {host}:{port}", hint)]) from None
        finally:
            self._changes.close()
            await runner.cleanup()


def _provider(chosen: Web, services: Services) -> Provider | None:
    if chosen.oidc_issuer is None:
        return None
    client = Client(
        issuer=chosen.oidc_issuer,
        client_id=chosen.oidc_client_id,
        client_secret=chosen.oidc_client_secret.get_secret_value(),
        scope=chosen.oidc_scope,
        claim=chosen.oidc_claim,
        moderators=chosen.oidc_moderators,
        admins=chosen.oidc_admins,
    )
    return Provider(client, services.clock)
