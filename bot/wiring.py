"""Builds the service from its settings: the one place where every part meets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat
from typing import TYPE_CHECKING

import structlog
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.application import ConsultationApplication, ConsultationBot, build_application
from bot.board import board_job, look_at_chat
from bot.commands import show_commands
from bot.content import read_content
from bot.delivery import Delivery
from bot.gate import Gate, Rates
from bot.health import Examiner
from bot.http import AiohttpRequest
from bot.intake import Intake
from bot.limiter import GateLimiter
from bot.mistakes import Mistake, Mistakes
from bot.settings import Settings
from bot.sweeper import JOBS, Sweeper
from consultation.broadcast import PAID_PER_SECOND
from handlers.faq_conflicts import tell_conflicts
from handlers.memberships import SIGNAL as MEMBERS
from handlers.meter import NoMeter
from handlers.registry import ALLOWED_UPDATES, commands, register, taps
from handlers.services import Policy, Services
from handlers.texts import LOCALES, Texts
from storage.database import Database, DatabaseUnavailable
from storage.faq import FaqStore
from storage.migrate import UnknownRevisionError, migrate

if TYPE_CHECKING:
    from bot.metrics import Metrics
    from bot.polling import Poller
    from bot.webhook import WebhookServer

PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds between attempts to reach Telegram at start."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Service:
    """The whole bot at work."""

    services: Services
    application: ConsultationApplication
    intake: Intake
    tasks: tuple[asyncio.Task[None], ...]

    async def until_stopped(self) -> None:
        """Waits as long as every part works; raises what made one of them give up."""
        done, _ = await asyncio.wait(self.tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()


@asynccontextmanager
async def service(
    settings: Settings, *, clock: Callable[[], datetime] | None = None, strict_texts: bool = False
) -> AsyncIterator[Service]:
    """Runs the service: raises `Mistakes` if it cannot start, and stops it part by part at the end."""
    clock = clock or utc_now
    consultation, entries = read_content(settings.content.path)
    texts = open_texts(settings.content.default_language, strict=strict_texts)
    await _migrate(settings.database.url)
    async with AsyncExitStack() as stack:
        database = Database.open(settings.database.url)
        stack.push_async_callback(database.close)
        faq = await FaqStore.open(database, entries, consultation.silences, clock=clock)
        metrics = _metrics(settings, database, clock)
        services = Services(database, texts, consultation, faq, policy(settings), clock, metrics or NoMeter())
        database.on(MEMBERS, services.memberships.forget)
        await tell_conflicts(services)
        gate = Gate(database, rates(settings))
        application = await stack.enter_async_context(_application(settings, services, gate))
        intake = Intake(application, services)
        await intake.warm_up()
        await look_at_chat(application.bot, services)
        tasks = _start(stack, settings, services, application, gate, intake, metrics)
        log.info("started", mode=settings.telegram.mode, consultation=consultation.id, entries=len(faq.entries()))
        stack.callback(log.info, "stopping")
        yield Service(services, application, intake, tasks)


def _start(
    stack: AsyncExitStack,
    settings: Settings,
    services: Services,
    application: ConsultationApplication,
    gate: Gate,
    intake: Intake,
    metrics: Metrics | None,
) -> tuple[asyncio.Task[None], ...]:
    """Starts what runs by itself; the stack stops intake first, so that what it began is still sent."""
    bot, examiner = application.bot, Examiner(services)
    sweeper = Sweeper(services, (*JOBS, board_job(bot)))
    examiner.ask(sweeper.look)
    sweeping = asyncio.create_task(sweeper.run(), name="sweeper")
    stack.push_async_callback(_cancel, sweeping)
    delivery = Delivery(bot, services, gate, paid=_paid_gate(settings, services))
    delivering = asyncio.create_task(delivery.run(), name="delivery")
    stack.push_async_callback(delivery.stop)
    menus = asyncio.create_task(show_commands(bot, services), name="commands")
    stack.push_async_callback(_cancel, menus)
    listener = _listener(settings, bot, intake, examiner)
    listening = asyncio.create_task(_listen(listener, settings), name="intake")
    stack.push_async_callback(listener.stop)
    tasks = [listening, delivering, sweeping]
    if metrics is not None:
        tasks.append(asyncio.create_task(_be_watched(settings, examiner, metrics), name="status"))
        stack.push_async_callback(_cancel, tasks[-1])
    if settings.web.enabled:
        tasks.append(_serve_browsers(settings, services, bot))
        stack.push_async_callback(_cancel, tasks[-1])
    return tuple(tasks)


def _serve_browsers(settings: Settings, services: Services, bot: ConsultationBot) -> asyncio.Task[None]:
    """Opens the pages; what they need is loaded only where there are any."""
    from bot.web import WebServer

    return asyncio.create_task(WebServer(settings.web, bot, services).run(), name="web")


async def _be_watched(settings: Settings, examiner: Examiner, metrics: Metrics) -> None:
    """Answers machines that ask how we are."""
    from bot.status import StatusServer

    host, port = settings.status.listen_host, settings.status.listen_port
    try:
        await StatusServer(examiner, metrics, host=host, port=port).run()
    except OSError:
        hint = "choisissez une autre adresse ou un autre port"
        raise Mistakes([Mistake("status.listen_port", f"impossible d’écouter sur {host}:{port}", hint)]) from None


def _metrics(settings: Settings, database: Database, clock: Callable[[], datetime]) -> Metrics | None:
    """Counts, if anyone may ask for the figures; what it takes is loaded only then."""
    if not settings.status.enabled:
        return None
    from bot.metrics import Metrics

    return Metrics(database, clock, commands=commands(), taps=taps())


def _listener(settings: Settings, bot: ConsultationBot, intake: Intake, examiner: Examiner) -> Poller | WebhookServer:
    """Makes what takes updates, the way the settings say; the other way is not loaded."""
    if settings.telegram.mode == "polling":
        from bot.polling import Poller

        poller = Poller(bot, intake, allowed_updates=ALLOWED_UPDATES)
        examiner.ask(poller.look)
        return poller
    from bot.webhook import WebhookServer

    webhook = settings.webhook
    return WebhookServer(
        bot,
        intake,
        examiner,
        secret_token=webhook.secret_token.get_secret_value(),
        allowed_updates=ALLOWED_UPDATES,
        public_url=webhook.public_url,
        host=webhook.listen_host,
        port=webhook.listen_port,
        path=webhook.path,
        max_connections=webhook.max_connections,
        reply_in_response=webhook.reply_in_response,
    )


async def _listen(listener: Poller | WebhookServer, settings: Settings) -> None:
    """Takes updates; what can be put right in the settings is said like their other mistakes."""
    try:
        await listener.run()
    except InvalidToken:
        raise token_refused() from None
    except BadRequest as error:
        hint = "donnez une adresse en https:// que tout le monde peut joindre"
        raise Mistakes([Mistake("webhook.public_url", f"Telegram la refuse ({error.message})", hint)]) from None
    except OSError:
        place = f"{settings.webhook.listen_host}:{settings.webhook.listen_port}"
        hint = "choisissez une autre adresse ou un autre port"
        raise Mistakes([Mistake("webhook.listen_port", f"impossible d’écouter sur {place}", hint)]) from None


@asynccontextmanager
async def _application(settings: Settings, services: Services, gate: Gate) -> AsyncIterator[ConsultationApplication]:
    """Opens the way to Telegram; waits for it if it does not answer yet."""
    token, base_url = settings.telegram.token.get_secret_value(), settings.telegram.api_base_url
    request = AiohttpRequest(meter=services.meter)
    application = build_application(request, services, token, base_url, GateLimiter(gate))
    register(application)
    try:
        await _meet_telegram(application)
        yield application
    finally:
        await application.shutdown()
        await request.shutdown()  # the application leaves it open when it was not let in


async def _meet_telegram(application: ConsultationApplication) -> None:
    """Asks Telegram who we are, until it answers."""
    for pause in chain(PAUSES, repeat(PAUSES[-1])):
        try:
            await application.initialize()
        except InvalidToken:
            raise token_refused() from None
        except TelegramError as error:
            log.warning("waiting-for-telegram", error=type(error).__name__, seconds=pause)
            await asyncio.sleep(pause)
        else:
            return


def open_texts(default_language: str, *, strict: bool = False) -> Texts:
    """Reads every sentence; raises `Mistakes` if the default language has none."""
    languages = sorted(path.name for path in LOCALES.iterdir() if path.is_dir())
    if default_language not in languages:
        what, hint = f"« {default_language} » n’est pas une langue du bot", f"choisissez parmi : {', '.join(languages)}"
        raise Mistakes([Mistake("content.default_language", what, hint)])
    return Texts(strict=strict, default=default_language)


async def _migrate(url: str) -> None:
    try:
        await migrate(url)
    except DatabaseUnavailable:
        hint = "vérifiez l’adresse, les droits et que le serveur est démarré"
        raise Mistakes([Mistake("database.url", "la base ne répond pas", hint)]) from None
    except UnknownRevisionError:
        hint = "mettez citizenbot à jour"
        raise Mistakes([Mistake("database.url", "la base vient d’une version plus récente", hint)]) from None


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])


def token_refused() -> Mistakes:
    """Says that the token is not one of Telegram's."""
    hint = "recopiez celui que @BotFather donne (/token)"
    return Mistakes([Mistake("telegram.token", "Telegram refuse ce jeton", hint)])


def policy(settings: Settings) -> Policy:
    """Derives what handlers may read of the settings."""
    return Policy(
        moderation_chat_id=settings.moderation.chat_id,
        moderator_ids=settings.moderation.moderator_ids,
        expected_days=settings.moderation.expected_days,
        claim_minutes=settings.moderation.claim_minutes,
        undo_minutes=settings.moderation.undo_minutes,
        quorum={
            "approve": settings.moderation.quorum_approve or settings.moderation.quorum,
            "refuse": settings.moderation.quorum_refuse or settings.moderation.quorum,
            "ask": settings.moderation.quorum_ask or settings.moderation.quorum,
            "merge": settings.moderation.quorum_merge or settings.moderation.quorum,
        },
        publication_chat_id=settings.moderation.publication_chat_id,
        publication_url=settings.moderation.publication_url,
        board_after=settings.moderation.board_after,
        digest_hour=settings.moderation.digest_hour if settings.moderation.digest_hour >= 0 else None,
        press_ids=settings.press.user_ids,
        admin_ids=settings.admin.user_ids,
        admin_chat_id=settings.admin.chat_id,
        console_url=settings.web.address if settings.web.enabled else None,
        console_minutes=settings.web.link_minutes,
        submissions_per_day=settings.limits.submissions_per_day,
        questions_per_minute=settings.limits.questions_per_minute,
        passed_on_per_day=settings.limits.passed_on_per_day,
        messages_per_minute=settings.limits.messages_per_minute,
        taps_per_minute=settings.limits.taps_per_minute,
        inline_per_minute=settings.limits.inline_per_minute,
        second_validation=settings.press.second_validation,
        second_approval=settings.press.second_approval,
        paid_broadcast=settings.press.paid_broadcast,
        controller=settings.privacy.controller,
        privacy_contact=settings.privacy.contact,
        retention_days=settings.privacy.retention_days,
        feed_url=settings.content.feed_url,
        feed_every=timedelta(minutes=settings.content.feed_minutes),
        closing_grace=timedelta(minutes=settings.content.grace_minutes),
    )


def rates(settings: Settings) -> Rates:
    """Derives how fast messages leave."""
    return Rates(
        settings.limits.global_per_second,
        settings.limits.per_chat_per_second,
        settings.limits.per_group_per_minute,
    )


def _paid_gate(settings: Settings, services: Services) -> Gate | None:
    """Makes the gate of paid broadcasts, shared by all processes as the free one is; none if nobody may pay."""
    free = rates(settings)
    if not settings.press.paid_broadcast or not free.global_per_second:
        return None
    return Gate(services.database, replace(free, global_per_second=PAID_PER_SECOND), scope="paid")


def utc_now() -> datetime:
    """The moment it is."""
    return datetime.now(UTC)


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[AiohttpRequest]:
    """Opens the way to the Bot API alone."""
    request = AiohttpRequest()
    request.point_at(settings.telegram.api_base_url, settings.telegram.token.get_secret_value())
    await request.initialize()
    try:
        yield request
    finally:
        await request.shutdown()
