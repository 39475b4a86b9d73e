"""python-telegram-bot's application, as this service uses it: no Updater, no memory, and a failure is the caller's."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from telegram import TelegramObject
from telegram.ext import (
    Application,
    ApplicationBuilder,
    ApplicationHandlerStop,
    BaseRateLimiter,
    ContextTypes,
    ExtBot,
)

from bot.answering import SUITED, answering
from bot.http import API_PLACE, FILES_PLACE, AiohttpRequest
from handlers.context import Context, Memory
from handlers.services import Services

NO_TOKEN = "known-to-bot-http-only"  # noqa: S105 - python-telegram-bot shows this one in its reprs and errors


class ConsultationBot(ExtBot[None]):
    """The bot, which knows no token; `call` speaks the Bot API without building objects nobody reads."""

    __slots__ = ("_wire",)

    def __init__(self, request: AiohttpRequest, limiter: BaseRateLimiter[None] | None = None) -> None:
        super().__init__(
            token=NO_TOKEN,
            base_url=lambda _: API_PLACE,
            base_file_url=lambda _: FILES_PLACE,
            request=request,
            get_updates_request=request,
            rate_limiter=limiter,
        )
        with self._unfrozen():
            self._wire = request

    async def call(self, method: str, params: Mapping[str, object], *, read_timeout: float | None = None) -> Any:
        """Calls a method with parameters in wire shape and gives the bare result; goes past the rate limiter."""
        if (answer := answering.get()) is not None:
            await answer.release(self._wire.call)
        return await self._wire.call(method, params, read_timeout=read_timeout)

    async def _do_post(self, endpoint: str, data: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Lets what was said before leave first."""
        if (answer := answering.get()) is not None:
            await answer.release(self._wire.call)
        return await super()._do_post(endpoint, data, *args, **kwargs)

    async def do_api_request(
        self,
        endpoint: str,
        api_kwargs: dict[str, Any] | None = None,
        return_type: type[TelegramObject] | None = None,
        **options: Any,
    ) -> Any:
        """Calls a method in its turn and gives the bare result, at half the cost of a method that builds objects.

        `api_kwargs` are in wire shape, as a screen's `params()`; with a `return_type` it is python-telegram-bot's way.
        """
        if return_type is not None or options:
            return await super().do_api_request(endpoint, api_kwargs, return_type, **options)
        params, answer = api_kwargs or {}, answering.get()
        call: Callable[[str, Mapping[str, object]], Coroutine[Any, Any, Any]] = self._wire.call
        if answer is not None:
            await answer.release(self._wire.call)
            call = answer.hold if endpoint in SUITED else call
        if self.rate_limiter is None:
            return await call(endpoint, params)
        return await self.rate_limiter.process_request(
            callback=call,
            args=(endpoint, params),
            kwargs={},
            endpoint=endpoint,
            data=params,
            rate_limit_args=None,
        )


class ConsultationApplication(Application[ConsultationBot, Context, Memory, Memory, Services, None]):
    """Raises what a handler raised: what becomes of the update is intake's affair."""

    async def process_update(self, update: object) -> None:
        """Gives an update to the first handler of each group that takes it, as python-telegram-bot does.

        Its own way also remembers every chat and person for a persistence that we do not have: for ever.
        """
        context: Context | None = None
        try:
            for handlers in self.handlers.values():
                for handler in handlers:
                    check = handler.check_update(update)
                    if check is None or check is False:
                        continue
                    if context is None:
                        context = Context.from_update(update, self)
                        await context.refresh_data()
                    await handler.handle_update(update, self, check, context)
                    break
        except ApplicationHandlerStop:
            return


def build_application(
    request: AiohttpRequest,
    services: Services,
    token: str,
    base_url: str,
    limiter: BaseRateLimiter[None] | None = None,
) -> ConsultationApplication:
    """Builds the application; `base_url` is that of the Bot API without "/bot" ("https://api.telegram.org")."""
    request.point_at(base_url, token)
    application = (
        ApplicationBuilder()
        .application_class(ConsultationApplication)
        .bot(ConsultationBot(request, limiter))
        .updater(None)
        .job_queue(None)
        .context_types(ContextTypes(context=Context))
        .build()
    )
    assert isinstance(application, ConsultationApplication)  # noqa: S101 - the builder forgets the class it was given
    application.bot_data = services
    return application
