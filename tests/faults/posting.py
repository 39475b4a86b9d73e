"""What Telegram posts to a webhook, and how it insists: the same update again until the answer is 200."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from sqlalchemy import Connection, select

from bot.webhook import SECRET_HEADER
from storage.tables import questions
from tests.faults.processes import SECRET

PAUSE = 0.2
"""Seconds before the same update is posted again."""
IMPATIENCE = 60.0
"""Seconds that an answer may take."""
CHATS = 50
FIRST_ACCOUNT = 5_000_000


def question(number: int) -> str:
    """A text like no other."""
    return f"Qui a relu la page {number} du grand cahier ?"


def update(number: int, chats: int = CHATS) -> dict[str, Any]:
    """A message from one of so many people."""
    account = FIRST_ACCOUNT + number % chats
    person = {"id": account, "is_bot": False, "first_name": "Camille", "language_code": "fr"}
    message = {
        "message_id": number + 1,
        "date": 1_614_070_000,
        "chat": {"id": account, "type": "private", "first_name": "Camille"},
        "from": person,
        "text": question(number),
    }
    return {"update_id": 900_000_000 + number, "message": message}


@dataclass
class Poster:
    """Posts updates, one of a chat at a time, and remembers which were confirmed."""

    url: str
    confirmed: list[int] = field(default_factory=list)
    refused: int = 0

    async def post_all(self, numbers: Sequence[int]) -> None:
        """Posts these, each again until it is confirmed."""
        connector = aiohttp.TCPConnector(limit=CHATS)
        timeout = aiohttp.ClientTimeout(total=IMPATIENCE)
        async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session, asyncio.TaskGroup() as group:
            for chat in range(CHATS):
                group.create_task(self._post_in_order(session, [one for one in numbers if one % CHATS == chat]))

    async def _post_in_order(self, session: aiohttp.ClientSession, numbers: Sequence[int]) -> None:
        for number in numbers:
            while not await self._post(session, number):
                self.refused += 1
                await asyncio.sleep(PAUSE)
            self.confirmed.append(number)

    async def _post(self, session: aiohttp.ClientSession, number: int) -> bool:
        try:
            async with session.post(self.url, json=update(number), headers={SECRET_HEADER: SECRET}) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False


def kept(conn: Connection) -> list[str]:
    """The questions that are in the database."""
    return list(conn.execute(select(questions.c.text).order_by(questions.c.id)).scalars())
