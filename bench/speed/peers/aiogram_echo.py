"""aiogram on uvloop; with IN_BODY its reply is the webhook's answer."""

import asyncio
import os

import uvloop
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

IN_BODY = bool(os.environ.get("IN_BODY"))
dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> object:
    """Repeats what was said."""
    answer = message.answer(message.text or "")
    return answer if IN_BODY else await answer


async def main() -> None:
    """Listens or polls."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["API"]))
    bot = Bot(os.environ["TOKEN"], session=session)
    if os.environ["MODE"] == "polling":
        await dispatcher.start_polling(bot)
        return
    app = web.Application()
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=not IN_BODY, secret_token=os.environ["SECRET"])
    handler.register(app, path="/telegram")
    setup_application(app, dispatcher, bot=bot)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(os.environ["PORT"])).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main())
