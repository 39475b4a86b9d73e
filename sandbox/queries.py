"""Callback and inline queries: known by id until too old to be answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.chat import Chat
from sandbox.wire import Json, bad_request

LIFETIME = timedelta(minutes=15)
_SWEEP = 1000
_FIRST_ID = 4_000_000_000_000_000_001


@dataclass(slots=True)
class Query:
    """A tap on a button, or what someone types after the bot's @username."""

    id: str
    bot_id: int
    person_id: int
    asked: datetime
    chat: Chat
    text: str = ""
    inline: bool = False
    answer: Json | None = None


class Queries:
    """Every query that may still be answered, oldest first."""

    def __init__(self) -> None:
        self._queries: dict[str, Query] = {}
        self._number = _FIRST_ID
        self._sweep_at = _SWEEP

    def ask(
        self, bot_id: int, person_id: int, now: datetime, chat: Chat, text: str = "", *, inline: bool = False
    ) -> Query:
        """Registers a query and gives it an id."""
        query = Query(str(self._number), bot_id, person_id, now, chat, text, inline)
        self._number += 1
        if len(self._queries) >= self._sweep_at:
            self._forget_old(now)
        self._queries[query.id] = query
        return query

    def answer(self, identifier: str, bot_id: int, now: datetime, answer: Json, *, inline: bool = False) -> Query:
        """Returns the query now answered, or raises what Telegram says of one unknown or too old."""
        query = self._queries.get(identifier)
        known = query is not None and query.bot_id == bot_id and query.inline == inline
        if query is None or not known or now - query.asked > LIFETIME:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        query.answer = answer
        return query

    def _forget_old(self, now: datetime) -> None:
        """Drops what is past answering; done again when the rest has doubled, so that it costs little on average."""
        self._queries = {key: query for key, query in self._queries.items() if now - query.asked <= LIFETIME}
        self._sweep_at = max(_SWEEP, 2 * len(self._queries))
