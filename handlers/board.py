"""The queue's board: one message that stands for the cards held back, and "Suivante", which shows the oldest.

In a group the card is posted below; in a channel, where everyone reads, "Suivante" leads to a private chat.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from consultation.moderation import OPEN
from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import cards, roles
from handlers.card_facts import facts_about
from handlers.cards import Place
from handlers.context import Context
from handlers.dates import since
from handlers.screens import Screen, button
from handlers.services import Services
from handlers.texts import DEFAULT_LANGUAGE
from storage import cards as shown
from storage import held_cards, queue, submissions
from storage.queue import Figures
from storage.submissions import Submission

PAYLOAD = "suivante"
"""What a deep link carries that leads to the next submission."""


def board_screen(services: Services, figures: Figures, now: datetime) -> Screen:
    """Shows how much waits, since when, and the way to the next one."""
    texts, oldest = services.texts, figures.oldest
    parts = [texts(DEFAULT_LANGUAGE, "board-head", count=figures.waiting)]
    if figures.in_review:
        parts.append(texts(DEFAULT_LANGUAGE, "board-taken", count=figures.in_review))
    if oldest is not None:
        age = since(oldest.submitted_at, now, DEFAULT_LANGUAGE)
        parts.append(texts(DEFAULT_LANGUAGE, "board-oldest", number=str(oldest.id), age=age))
    why = texts(DEFAULT_LANGUAGE, "board-why", resume=resume_at(services))
    return Screen.of(
        "\n".join(parts) + "\n\n" + why, [button(texts.plain(DEFAULT_LANGUAGE, "board-next"), "board", "next")]
    )


def closed_screen(services: Services) -> Screen:
    """Says that cards are posted again."""
    return Screen(services.texts(DEFAULT_LANGUAGE, "board-closed"))


def resume_at(services: Services) -> int:
    """With so few left to decide, cards are posted again."""
    return services.policy.board_after // 2


async def on_next(_: object, context: Context) -> None:
    """⏭ Suivante, on the board or under a private card."""
    await roles.require(context, Role.MODERATOR)
    chat = context.incoming.effective_chat
    if chat is None:
        raise Refusal("button-gone")
    if chat.type == chat.CHANNEL:
        await context.query.answer(url=f"https://t.me/{context.bot.username}?start={PAYLOAD}")
    elif chat.type == chat.PRIVATE:
        await context.toast()
        await show_privately(context, replacing=True)
    elif chat.id == await roles.home(context):
        await _post_next(context)
    else:
        raise Refusal("queue-elsewhere")


async def show_privately(context: Context, *, replacing: bool = False) -> None:
    """Shows the next submission to one moderator, and the way to the one after it."""
    await roles.require(context, Role.MODERATOR)
    services, now = context.services, context.now

    def work(conn: Connection) -> tuple[Submission, Screen, int]:
        submission = _take(conn, now)
        left = submissions.count(conn, OPEN) - 1
        facts = facts_about(conn, submission)
        return submission, cards.card_screen(services, submission, facts, now, context.language), left

    submission, screen, left = await context.write(work)
    await (context.replace(screen) if replacing else context.say(screen))
    await cards.say_file(context, submission)
    if left:
        onwards = button(context.label("board-next"), "board", "next")
        await context.say(Screen.of(context.text("board-left", count=left), [onwards]))


async def _post_next(context: Context) -> None:
    services, now = context.services, context.now

    def work(conn: Connection) -> Submission:
        submission, chat = _take(conn, now), cards.home(conn, services)
        older = shown.latest(conn, submission.id)
        if chat is not None:
            cards.post_now(conn, services, chat, submission, now)
        if chat is not None and older is not None and older[0] == chat.chat_id:
            cards.retire(conn, Place(older[1], chat_id=older[0]), now)
        return submission

    submission = await context.write(work)
    await context.toast("board-shown", number=str(submission.id))


def _take(conn: Connection, now: datetime) -> Submission:
    submission = queue.next_to_decide(conn, now)
    if submission is None:
        raise Refusal("board-empty")
    held_cards.shown(conn, submission.id, now)
    return submission


COMMANDS = ()
TAPS = {"board:next": on_next}
