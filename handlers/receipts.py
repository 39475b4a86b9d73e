"""🧾 The author's receipt: a file that proves, offline, that a contribution is in the public register as sent."""

from __future__ import annotations

from sqlalchemy import Connection
from telegram import InlineKeyboardButton
from telegram.error import NetworkError, RetryAfter

from consultation.refusal import Refusal
from consultation.register import Receipt
from handlers.context import Context
from handlers.publication import link
from handlers.screens import button
from handlers.services import Services
from storage import publications, register, submissions
from storage.submissions import Submission


def ways(conn: Connection, services: Services, language: str, number: int) -> tuple[InlineKeyboardButton, ...]:
    """What an author may do besides: see the post of a contribution, take its receipt."""
    submission, post = submissions.get(conn, number), publications.find(conn, number)
    if submission is None or not submission.answers:
        return ()
    address = None if post is None else link(services, post)
    label = services.texts.plain(language, "button-post")
    shown = () if address is None else (InlineKeyboardButton(label, url=address),)
    return (*shown, button(services.texts.plain(language, "button-receipt"), "receipt", "send", number))


async def on_receipt(_: object, context: Context) -> None:
    """Sends the receipt, once the register holds something of the contribution."""
    number, person, plan = context.carried_id(), context.person, context.services.consultation.id

    def look(conn: Connection) -> tuple[Submission | None, Receipt | None]:
        return submissions.get(conn, number), register.receipt(conn, plan, number)

    submission, receipt = await context.read(look)
    if submission is None or submission.person_id != person.id:
        raise Refusal("follow-up-unknown", number=str(number))
    if not submission.answers:
        raise Refusal("register-no-receipt")
    if receipt is None:
        raise Refusal("register-not-yet")
    name = context.label("register-receipt-file", number=str(number))
    said = context.text("register-receipt", number=str(number))
    try:
        await context.bot.send_document(
            person.telegram_id, receipt.to_json().encode(), filename=name, caption=said, parse_mode="HTML"
        )
    except (NetworkError, RetryAfter) as error:
        raise Refusal("my-data-file-later") from error
    await context.toast()


TAPS = {"receipt:send": on_receipt}
