"""What the tests of the console share: contributions that wait, and people at their browsers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientError, ClientSession
from sqlalchemy import Connection

from bot.entries import make_link
from consultation.form import Answer
from handlers import cards
from sandbox.person import Person
from storage import submissions
from storage.submissions import Submission
from tests.acceptance.conftest import Service
from tests.stories import submit
from tests.web.visitor import Visitor

PATIENCE = 20.0


async def sent_by(service: Service, author: Person, **answers: Answer) -> Submission:
    """A contribution that someone sent, its card on its way to the moderation chat."""

    def work(conn: Connection) -> Submission:
        now = service.services.clock()
        sent = submit(conn, now, author.id, **answers)
        cards.post(conn, service.services, sent, now)
        return sent

    return await service.database.write(work)


async def state_of(service: Service, sent: Submission) -> Submission:
    """The contribution as it stands now."""
    now = await service.database.read(lambda conn: submissions.get(conn, sent.id))
    assert now is not None
    return now


async def until_it_listens(address: str) -> None:
    """Waits for the pages to be open."""
    async with asyncio.timeout(PATIENCE), ClientSession() as session:
        while True:
            try:
                async with session.get(f"{address}/console/login"):
                    return
            except ClientError:
                await asyncio.sleep(0.05)


@asynccontextmanager
async def inside(
    service: Service, name: str = "Camille", role: str = "moderator", language: str = "fr"
) -> AsyncIterator[Visitor]:
    """Somebody without Telegram who came in by a link from the operator."""
    chosen = service.settings.web
    await until_it_listens(chosen.address)
    link = (await make_link(service.settings.database.url, chosen, name, role)).split()[0]
    async with Visitor.arrives(chosen.address, language) as visitor:
        await visitor.opens(link)
        await visitor.submits(link.removeprefix(chosen.address))
        assert visitor.path == "/console"
        yield visitor
