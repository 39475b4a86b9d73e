"""What becomes of an update, whichever way it came: handled once, set aside, or left to Telegram to deliver again.

- handled, refused by the rules, or met before: confirmed.
- Telegram did not accept the answer: logged, confirmed; the effect is committed.
- the database is away: `DatabaseUnavailable`, not confirmed.
- anything else, or not parsable: kept in quarantine with an apology that carries its number, confirmed.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection
from structlog.contextvars import bind_contextvars, reset_contextvars
from telegram.constants import CallbackQueryLimit, ParseMode
from telegram.error import TelegramError

from bot.application import ConsultationApplication
from bot.http import loads
from bot.incidents import place_of
from bot.origin import LARGEST_ID, Origin
from bot.plain import read_update
from bot.pseudonyms import SOMEONE, pseudonymous, unreadable
from bot.settlements import tell
from bot.turns import Turns
from consultation.refusal import Refusal
from handlers.services import Services
from storage import outbox, people, quarantine, updates
from storage.database import DatabaseUnavailable
from storage.outbox import Lane
from storage.updates import AlreadyHandled

T = TypeVar("T")
APOLOGY = "apology"
TOAST_MAX = CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH
TOO_DEEP = "(nested too deeply to be kept)"

log = structlog.get_logger(__name__)


class NotAnUpdateError(ValueError):
    """What was received is not an update."""


class Intake:
    """Handles updates: those of a chat in order of arrival, those of different chats at the same time."""

    def __init__(self, application: ConsultationApplication, services: Services) -> None:
        self._application = application
        self._services = services
        self._turns = Turns()

    async def warm_up(self) -> None:
        """Recalls the updates handled before a restart, which Telegram may deliver again."""
        for update_id in await self._services.database.read(updates.latest):
            self._services.recent.add(update_id)

    async def handle(self, received: bytes | dict[str, Any]) -> None:
        """Handles an update and returns once it may be confirmed; raises `DatabaseUnavailable` if it may not."""
        try:
            data = parse(received)
        except NotAnUpdateError as error:
            await self._set_aside(Origin(None), received, error)
            return
        origin = Origin.of(data)
        if origin.update_id is None:
            await self._set_aside(origin, data, NotAnUpdateError("no update_id"))
        elif origin.update_id not in self._services.recent:
            async with self._turns.of(origin.order_key), self._services.database.hold(origin.order_key):
                if not await self._is_known(origin.update_id):  # its twin may just have been handled
                    bound = bind_contextvars(update_id=origin.update_id)
                    try:
                        await self._handle(origin, data)
                    finally:
                        reset_contextvars(**bound)

    async def _is_known(self, update_id: int) -> bool:
        """Tells whether an update was handled: this process remembers, others left it in the database."""
        if update_id in self._services.recent:
            return True
        database = self._services.database
        return database.is_shared and await database.read(lambda conn: updates.is_claimed(conn, update_id))

    async def _handle(self, origin: Origin, data: dict[str, Any]) -> None:
        begun, outcome = perf_counter(), "waits"
        try:
            outcome = await self._deal_with(origin, data)
        finally:
            self._services.meter.handled(data, outcome, perf_counter() - begun)

    async def _deal_with(self, origin: Origin, data: dict[str, Any]) -> str:
        """Handles an update and names what came of it; raises `DatabaseUnavailable` if it must be given again."""
        outcome = "handled"
        try:
            await self._application.process_update(read_update(data, self._application.bot))
        except AlreadyHandled:
            outcome = "repeated"
            log.debug("update-met-before")
        except DatabaseUnavailable:
            raise
        except Refusal as refusal:
            outcome = "refused"
            await self._refuse(origin, refusal)
        except TelegramError as error:
            outcome = "answer-not-accepted"
            log.warning("answer-not-accepted", error=tell(error))
        except Exception as error:  # noqa: BLE001 - a bug: one update suffers, not those behind it
            outcome = "set-aside"
            await self._set_aside(origin, data, error)
        if origin.update_id not in self._services.recent:
            await self._write_once(origin, lambda _: None)
        return outcome

    async def _refuse(self, origin: Origin, refusal: Refusal) -> None:
        """Says kindly that the rules say no."""
        toast = await self._write_once(
            origin, lambda conn: self._say(conn, origin, refusal.message_id, **refusal.args_for_text)
        )
        await self._answer(origin, toast)

    async def _set_aside(self, origin: Origin, received: bytes | dict[str, Any], error: Exception) -> None:
        """Keeps an update for whoever mends the program, and tells its author."""
        place, now = place_of(error), self._services.clock()

        def keep(conn: Connection) -> int:
            payload = _payload(conn, received)
            return quarantine.put(conn, update_id=origin.update_id, error=place, payload=payload, now=now)

        def keep_and_say(conn: Connection) -> tuple[int, str | None]:
            number = keep(conn)
            return number, self._say(conn, origin, APOLOGY, reference=f"Q-{number}")

        try:
            kept = await self._write_once(origin, keep_and_say)
        except DatabaseUnavailable:
            raise
        except Exception as worse:
            log.error("apology-failed", exc_info=worse)
            number = await self._write_once(origin, keep)
            kept = None if number is None else (number, None)
        if kept is not None:
            log.error("update-set-aside", reference=f"Q-{kept[0]}", exc_info=error)
            await self._answer(origin, kept[1])

    async def _write_once(self, origin: Origin, work: Callable[[Connection], T]) -> T | None:
        """Writes with the update's id, unless a handler already committed that; none if it was handled elsewhere."""
        recent, update_id, now = self._services.recent, origin.update_id, self._services.clock()
        to_claim = None if update_id is None or update_id in recent else update_id

        def unit(conn: Connection) -> T:
            if to_claim is not None:
                updates.claim(conn, to_claim, now)
            return work(conn)

        try:
            written = await self._services.database.write(unit)
        except AlreadyHandled:
            written = None
        if to_claim is not None:
            recent.add(to_claim)
        return written

    def _say(self, conn: Connection, origin: Origin, message_id: str, **args: str | int) -> str | None:
        """Queues a sentence for the chat an update came from; for a tap, gives it back as a toast instead."""
        texts, now = self._services.texts, self._services.clock()
        if origin.user_id is None or (origin.chat_id is None and origin.query_id is None):
            return None
        person = people.find(conn, origin.user_id)
        language = texts.choose(origin.language) if person is None else person.language
        if origin.query_id is not None:
            return texts.plain(language, message_id, **args)
        if origin.is_private:
            person = person or people.meet(conn, origin.user_id, language, now)
        outbox.put(
            conn,
            method="sendMessage",
            params={"text": texts(language, message_id, **args), "parse_mode": ParseMode.HTML.value},
            lane=Lane.REPLY,
            now=now,
            person_id=person.id if origin.is_private and person is not None else None,
            chat_id=None if origin.is_private else origin.chat_id,
        )
        return None

    async def _answer(self, origin: Origin, toast: str | None) -> None:
        if toast is None or origin.query_id is None:
            return
        params = {"callback_query_id": origin.query_id, "text": toast[:TOAST_MAX], "show_alert": True}
        try:
            await self._application.bot.call("answerCallbackQuery", params)
        except TelegramError as error:
            log.warning("answer-not-accepted", error=tell(error))


def parse(received: bytes | dict[str, Any]) -> dict[str, Any]:
    """Parses an update; half a surrogate pair is let through, to be set aside as what it is."""
    if isinstance(received, dict):
        return received
    try:
        data = loads(received)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        raise NotAnUpdateError("not a JSON object")
    return data


def _payload(conn: Connection, received: bytes | dict[str, Any]) -> str:
    """Writes an update as it is kept: accounts stand in the table of people and nowhere else."""

    def pseudonym(account: int) -> str:
        person = people.find(conn, account) if abs(account) <= LARGEST_ID else None
        return SOMEONE if person is None else f"person:{person.id}"

    try:
        return unreadable(received) if isinstance(received, bytes) else pseudonymous(received, pseudonym)
    except RecursionError:
        return TOO_DEEP
