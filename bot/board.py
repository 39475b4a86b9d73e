"""Tends the moderation chat: posts the cards held back when it may, makes topics, keeps the board true.

Several processes may do it; each step is taken by one of them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

import structlog
from sqlalchemy import Connection
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.application import ConsultationBot
from bot.settlements import message_id_of, tell
from bot.sweeper import Job
from consultation.content import in_language
from consultation.moderation import OPEN
from consultation.text import shorten
from handlers import board, cards
from handlers.screens import Screen
from handlers.services import Services
from handlers.texts import DEFAULT_LANGUAGE
from storage import cards as shown_cards
from storage import forum_topics, held_cards, moderation_chats, queue, submissions
from storage.moderation_chats import ModerationChat
from storage.submissions import Submission

TICK = timedelta(seconds=2)
AT_ONCE = 5
"""Cards queued in one go."""
EVERY = timedelta(seconds=30)
"""The board is edited no more often: a group bears 20 messages a minute, edits counted."""
LOOK_EVERY = timedelta(hours=1)
"""How often the chat is looked at: a group may be given topics."""
MAKING = timedelta(minutes=1)
"""How long a process has to make a topic."""
REFUSED = timedelta(hours=1)
"""How long cards go to the general topic when a topic could not be made."""
TOPIC_LENGTH = 128

log = structlog.get_logger(__name__)


def board_job(bot: ConsultationBot) -> Job:
    """Makes the job of tending the moderation chat."""
    return Job("queue", TICK, Board(bot).tend, signal=held_cards.SIGNAL)


async def look_at_chat(bot: ConsultationBot, services: Services) -> None:
    """Finds out whether the moderation chat has topics, and whether it is still the one of the settings."""
    chat, now = await services.database.read(lambda conn: cards.home(conn, services)), services.clock()
    if chat is None:
        return
    if chat.chat_id != services.policy.moderation_chat_id:
        log.warning("moderation-chat-moved", old=services.policy.moderation_chat_id, new=chat.chat_id)
    try:
        seen = await bot.call("getChat", {"chat_id": chat.chat_id})
    except ChatMigrated as moved:
        new = moved.new_chat_id
        await services.database.write(lambda conn: moderation_chats.move(conn, chat.chat_id, new, now))
    except TelegramError as error:
        log.warning("moderation-chat-not-seen", error=tell(error))
    else:
        is_forum = bool(seen.get("is_forum"))
        if is_forum != chat.is_forum:
            await services.database.write(lambda conn: moderation_chats.look(conn, chat.chat_id, is_forum=is_forum))


class Board:
    """The moderation chat, as the bot keeps it."""

    def __init__(self, bot: ConsultationBot) -> None:
        self._bot = bot
        self._looked: tuple[int, datetime] | None = None

    async def tend(self, services: Services) -> None:
        """Does what there is to do now."""
        chat = await services.database.read(lambda conn: cards.home(conn, services))
        if chat is None:
            return
        try:
            await self._look(services, chat)
            await self._post(services)
            await self._show(services)
        except TelegramError as error:  # a moment's trouble: all of it is done again next time
            log.warning("queue-waits-for-telegram", error=tell(error))

    async def _look(self, services: Services, chat: ModerationChat) -> None:
        """Looks at the chat now and then."""
        now = services.clock()
        if self._looked is None or self._looked[0] != chat.chat_id or now - self._looked[1] >= LOOK_EVERY:
            self._looked = (chat.chat_id, now)
            await look_at_chat(self._bot, services)

    async def _post(self, services: Services) -> None:
        """Queues cards that wait, oldest first, unless they are held back."""
        for _ in range(AT_ONCE):
            if not await self._post_one(services, services.clock()):
                return

    async def _post_one(self, services: Services, now: datetime) -> bool:
        def find(conn: Connection) -> tuple[ModerationChat | None, Submission | None]:
            chat, waiting = cards.home(conn, services), held_cards.due(conn, now, limit=1)
            return chat, submissions.get(conn, waiting[0]) if waiting else None

        def work(conn: Connection) -> None:
            found = submissions.get(conn, number)
            if found is not None and found.status in OPEN and held_cards.take(conn, number):
                cards.post(conn, services, found, now)

        chat, submission = await services.database.read(find)
        if chat is None or chat.board_since is not None or submission is None:
            return False
        if not await self._has_topic(services, chat, submission.theme, now):
            return False
        number = submission.id
        await services.database.write(work)
        return True

    async def _has_topic(self, services: Services, chat: ModerationChat, theme: str, now: datetime) -> bool:
        """Makes a theme's topic if the chat wants one; false while it is not known where its cards go."""
        if not chat.is_forum:
            return True
        topic = await services.database.read(lambda conn: forum_topics.find(conn, chat.chat_id, theme))
        if topic is not None and topic.settled(now):
            return True
        until = now + MAKING
        if not await services.database.write(lambda conn: forum_topics.claim(conn, chat.chat_id, theme, now, until)):
            return False
        known = services.consultation.theme(theme)
        name = theme if known is None else f"{known.emoji} {in_language(known.title, DEFAULT_LANGUAGE)}"
        params = {"chat_id": chat.chat_id, "name": shorten(name, TOPIC_LENGTH)}
        try:
            made = await self._bot.call("createForumTopic", params)
        except (BadRequest, Forbidden) as error:
            log.error("topic-not-made", theme=theme, error=tell(error))
            again = now + REFUSED
            await services.database.write(lambda conn: forum_topics.refused(conn, chat.chat_id, theme, again))
        else:
            thread = int(made["message_thread_id"])
            await services.database.write(lambda conn: forum_topics.made(conn, chat.chat_id, theme, thread))
        return True

    async def _show(self, services: Services) -> None:
        """Brings the board up to date, at a polite pace; takes it away when few are left."""
        now = services.clock()

        def look(conn: Connection) -> tuple[ModerationChat | None, Screen | None, bool]:
            chat = cards.home(conn, services)
            if chat is None or chat.board_since is None:
                return chat, None, False
            if not queue.reaches(conn, OPEN, board.resume_at(services)):
                return chat, None, False
            below = chat.board_message_id
            buried = below is not None and shown_cards.stands_below(conn, chat.chat_id, below)
            return chat, board.board_screen(services, queue.figures(conn, now), now), buried

        chat, screen, buried = await services.database.read(look)
        if chat is None or chat.board_since is None:
            return
        if screen is None:
            await self._close(services, chat)
        elif chat.board_at is None or now - chat.board_at >= EVERY or now < chat.board_at:
            await self._paint(services, chat, screen, buried=buried)

    async def _paint(self, services: Services, chat: ModerationChat, screen: Screen, *, buried: bool) -> None:
        """Edits the board, or says it anew below the cards that were shown since."""
        shown, now = sha256(screen.text.encode()).hexdigest(), services.clock()
        if chat.board_message_id is not None and not buried and shown == chat.board_shown:
            return
        if not await services.database.write(lambda conn: moderation_chats.claim_board(conn, chat, shown, now)):
            return
        if chat.board_message_id is not None and not buried:
            edited = {"chat_id": chat.chat_id, "message_id": chat.board_message_id, **screen.params()}
            if await self._edit(edited):
                return
        sent = await self._bot.do_api_request("sendMessage", {"chat_id": chat.chat_id, **screen.params()})
        message_id = message_id_of(sent)
        await services.database.write(lambda conn: moderation_chats.place_board(conn, chat.chat_id, message_id))
        if chat.board_message_id is not None and buried:
            await self._delete(chat.chat_id, chat.board_message_id)

    async def _close(self, services: Services, chat: ModerationChat) -> None:
        """Says that cards are posted again, and lets them."""
        if not await services.database.write(lambda conn: moderation_chats.close_board(conn, chat.chat_id)):
            return
        log.info("board-closed")
        if chat.board_message_id is not None:
            said = board.closed_screen(services).params()
            await self._edit({"chat_id": chat.chat_id, "message_id": chat.board_message_id, **said})
        await self._post(services)

    async def _edit(self, params: dict[str, object]) -> bool:
        """Edits a message; false if it is gone."""
        try:
            await self._bot.do_api_request("editMessageText", params)
        except BadRequest as error:
            return "not modified" in error.message.lower()
        return True

    async def _delete(self, chat_id: int, message_id: int) -> None:
        try:
            await self._bot.call("deleteMessage", {"chat_id": chat_id, "message_id": message_id})
        except TelegramError as error:
            log.info("old-board-stays", error=tell(error))
