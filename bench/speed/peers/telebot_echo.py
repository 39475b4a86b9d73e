"""pyTelegramBotAPI, its asynchronous bot, on uvloop; aiohttp hands it the webhook's updates."""

import asyncio
import os

import uvloop
from aiohttp import web
from telebot import asyncio_helper
from telebot.async_telebot import AsyncTeleBot
from telebot.types import Message, Update

asyncio_helper.API_URL = os.environ["API"] + "/bot{0}/{1}"
bot = AsyncTeleBot(os.environ["TOKEN"])


@bot.message_handler(content_types=["text"])
async def echo(message: Message) -> None:
    """Repeats what was said."""
    await bot.send_message(message.chat.id, message.text or "")


async def receive(request: web.Request) -> web.Response:
    """Takes an update."""
    if request.headers.get("X-Telegram-Bot-Api-Secret-Token") != os.environ["SECRET"]:
        return web.Response(status=403)
    await bot.process_new_updates([Update.de_json(await request.text())])
    return web.Response()


async def main() -> None:
    """Listens or polls."""
    if os.environ["MODE"] == "polling":
        await bot.infinity_polling()
        return
    app = web.Application()
    app.router.add_post("/telegram", receive)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(os.environ["PORT"])).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main())
