"""python-telegram-bot as its documentation shows it."""

import os

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Repeats what was said."""
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


if __name__ == "__main__":
    application = ApplicationBuilder().token(os.environ["TOKEN"]).base_url(os.environ["API"] + "/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    if os.environ["MODE"] == "webhook":
        port = int(os.environ["PORT"])
        application.run_webhook(
            "127.0.0.1",
            port,
            "telegram",
            secret_token=os.environ["SECRET"],
            webhook_url=f"https://127.0.0.1:{port}/telegram",
        )
    else:
        application.run_polling()
