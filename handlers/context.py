"""What a handler holds while it answers one update: who speaks, the services, one transaction, a voice."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection
from telegram import CallbackQuery, Message, Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter
from telegram.ext import Application, CallbackContext, ExtBot

from consultation.refusal import Refusal
from consultation.text import clean, shorten
from handlers import dates
from handlers.screens import Screen
from handlers.services import Services
from storage import glances, outbox, people, updates
from storage.glances import Glance
from storage.people import Person

T = TypeVar("T")
STAFF_NAME_LENGTH = 64
LARGEST_ID = 2**63 - 1
"""What a database keeps as an id: a forged button may carry more."""
Memory = dict[str, object]
"""python-telegram-bot's in-memory data: not used, the truth is in the database."""
ConsultationApp = Application[Any, "Context", Memory, Memory, Services, None]


class Context(CallbackContext[ExtBot[None], Memory, Memory, Services]):
    """Carries one update through its handler. Read and decide, `write` once, then speak."""

    incoming: Update
    _person: Person | None = None
    _along: tuple[Callable[[Connection], object], ...] = ()
    _glance: Glance | None = None

    @classmethod
    def from_update(cls, update: object, application: Any) -> Context:
        """Keeps the update at hand: its id makes the transaction happen once."""
        context = super().from_update(update, application)
        if isinstance(update, Update):
            context.incoming = update
        return context

    async def refresh_data(self) -> None:
        """Meets the person who speaks; python-telegram-bot calls this before the first handler.

        Whoever only types the bot's name in another chat, or adds it to a group, has not spoken to it: nothing is kept
        of them.
        """
        user = self.incoming.effective_user
        if user is None or user.is_bot:
            return
        known = await (self._look_at(user.id) if self._speaks_alone else self._find(user.id))
        if self._speaks_to_us and (known is None or not known.reachable):
            language = self.services.texts.choose(user.language_code)
            now = self.now
            known = await self.services.database.write(lambda conn: people.meet(conn, user.id, language, now))
        self._person = known

    async def look(self) -> Glance:
        """Gives what must be known before a message is understood; in a private chat it was read with the person."""
        if self._glance is None:
            await self._look_at(self.person.telegram_id)
        return self._glance or Glance(self.person, has_draft=False, last_question=None, many_ago=None)

    async def _look_at(self, account: int) -> Person | None:
        many, now = self.services.policy.questions_per_minute, self.now
        self._glance = await self.services.database.glance(lambda conn: glances.look(conn, account, many=many, now=now))
        return None if self._glance is None else self._glance.person

    async def _find(self, account: int) -> Person | None:
        return await self.services.database.glance(lambda conn: people.find(conn, account))

    @property
    def _speaks_alone(self) -> bool:
        message = self.incoming.message
        return message is not None and message.chat.type == message.chat.PRIVATE

    @property
    def _speaks_to_us(self) -> bool:
        member = self.incoming.my_chat_member
        elsewhere = member is not None and member.chat.type != member.chat.PRIVATE
        return self.incoming.inline_query is None and self.incoming.chat_member is None and not elsewhere

    @property
    def services(self) -> Services:
        """The services every handler shares."""
        return self.bot_data

    @property
    def now(self) -> datetime:
        """The moment, by the injected clock."""
        return self.services.clock()

    @property
    def person(self) -> Person:
        """Who speaks. Channel posts have nobody: no handler listens to those."""
        if self._person is None:
            raise Refusal("nobody-speaks")
        return self._person

    @property
    def language(self) -> str:
        """The language to speak to this person."""
        if self._person is not None:
            return self._person.language
        user = self.incoming.effective_user
        return self.services.texts.choose(user.language_code if user else None)

    @property
    def staff_name(self) -> str:
        """How a moderator or press officer is called on what they decide."""
        user = self.incoming.effective_user
        return shorten(clean(user.full_name), STAFF_NAME_LENGTH) if user else ""

    @property
    def query(self) -> CallbackQuery:
        """The button that was tapped."""
        assert self.incoming.callback_query is not None  # noqa: S101 - registered for taps only
        return self.incoming.callback_query

    @property
    def message(self) -> Message:
        """The message that was sent."""
        assert self.incoming.effective_message is not None  # noqa: S101 - registered for messages only
        return self.incoming.effective_message

    @property
    def carried(self) -> list[str]:
        """What the tapped button carries after its noun and verb."""
        return (self.query.data or "").split(":")[2:]

    def carried_id(self, index: int = 0) -> int:
        """Reads an id that the tapped button carries."""
        with contextlib.suppress(IndexError, ValueError):
            number = int(self.carried[index])
            if 0 <= number <= LARGEST_ID:
                return number
        raise Refusal("button-gone")

    def carried_word(self, index: int) -> str:
        """Reads a word that the tapped button carries."""
        with contextlib.suppress(IndexError):
            return self.carried[index]
        raise Refusal("button-gone")

    def text(self, message_id: str, /, **args: str | int) -> str:
        """Says a sentence in the person's language, as HTML."""
        return self.services.texts(self.language, message_id, **args)

    def label(self, message_id: str, /, **args: str | int) -> str:
        """Says a sentence in the person's language, as plain text for a button or a toast."""
        return self.services.texts.plain(self.language, message_id, **args)

    def speak(self, language: str) -> None:
        """Goes on in the language just chosen."""
        self._person = replace(self.person, language=language)

    def when(self, moment: datetime) -> str:
        """Says a moment in the person's language, in Paris time."""
        return dates.moment(moment, self.language)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Reads from the database."""
        return await self.services.database.read(work)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Runs the update's one transaction: its effects and the update's id are committed together."""
        update_id, now, along = self.incoming.update_id, self.now, self._along

        def unit(conn: Connection) -> T:
            updates.claim(conn, update_id, now)
            for beside in along:
                beside(conn)
            return work(conn)

        result = await self.services.database.write(unit)
        self.services.recent.add(update_id)
        self._along = ()
        return result

    def along(self, work: Callable[[Connection], object]) -> None:
        """Adds to the update's one transaction something that its handler need not know of."""
        self._along = (*self._along, work)

    async def settle(self) -> None:
        """Does what was added `along`, if the handler wrote nothing itself."""
        if self._along:
            await self.write(lambda _: None)

    async def say(self, screen: Screen | str) -> None:
        """Speaks in the chat where the person did; what the network refuses now waits in the outbox."""
        screen = screen if isinstance(screen, Screen) else Screen(screen)
        chat = self.incoming.effective_chat
        if chat is None:
            return
        try:
            await self.bot.do_api_request("sendMessage", {"chat_id": chat.id, **screen.params()})
        except (BadRequest, Forbidden):
            raise
        except (NetworkError, RetryAfter):
            await self._say_later(screen, None if chat.type == chat.PRIVATE else chat.id)

    async def replace(self, screen: Screen | str) -> None:
        """Turns the tapped message into another screen, or says it anew where that cannot be done."""
        screen = screen if isinstance(screen, Screen) else Screen(screen)
        tapped = self.query.message
        if tapped is None:
            await self.say(screen)
            return
        place = {"chat_id": tapped.chat.id, "message_id": tapped.message_id}
        try:  # not the query's own shortcut: it refuses a message too old to be read, which can still be edited
            await self.bot.do_api_request("editMessageText", {**place, **screen.params()})
        except BadRequest as error:
            if "not modified" not in error.message.lower():
                await self.say(screen)
        except (NetworkError, RetryAfter):
            await self.say(screen)

    async def toast(self, message_id: str | None = None, *, alert: bool = False, **args: str | int) -> None:
        """Answers a tap, with a short note if one is given; a tap answered too late is no fault."""
        note = None if message_id is None else self.label(message_id, **args)[:200]
        with contextlib.suppress(BadRequest, NetworkError, RetryAfter):
            await self.bot.do_api_request(
                "answerCallbackQuery",
                {"callback_query_id": self.query.id, "show_alert": alert, **({} if note is None else {"text": note})},
            )

    async def _say_later(self, screen: Screen, chat_id: int | None) -> None:
        now = self.now
        person_id = self.person.id if chat_id is None else None
        await self.services.database.write(
            lambda conn: outbox.put(
                conn,
                method="sendMessage",
                params=screen.params(),
                lane=outbox.Lane.REPLY,
                now=now,
                person_id=person_id,
                chat_id=chat_id,
            )
        )
