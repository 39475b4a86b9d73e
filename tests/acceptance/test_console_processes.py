"""The console of two processes behind one address, on PostgreSQL: whichever answers, one is inside."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from pydantic import SecretStr

from bot import settings as sections
from bot import wiring
from bot.demo import free_port
from bot.entries import make_link
from bot.settings import Settings
from consultation.moderation import Status
from sandbox.person import Person
from tests.acceptance.conftest import Service
from tests.acceptance.console import sent_by, state_of, until_it_listens
from tests.web.visitor import Visitor


@pytest.fixture
def sqlite_url(postgres_url: str) -> str:
    """The database that several processes may write: PostgreSQL (the name is that of the fixture it stands in for)."""
    return postgres_url


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A service of which there may be several: Telegram posts to them all."""
    return settings.model_copy(
        update={
            "telegram": settings.telegram.model_copy(update={"mode": "webhook"}),
            "webhook": sections.Webhook(listen_port=0, secret_token=SecretStr("a_secret-of-1")),
            "web": sections.Web(enabled=True, listen_port=free_port(18500)),
        }
    )


@pytest.fixture
async def addresses(service: Service) -> AsyncIterator[tuple[str, str]]:
    """Where the console of the one and of the other listens."""
    here = service.settings.web
    there = here.model_copy(update={"listen_port": free_port(here.listen_port + 1)})
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(wiring.service(service.settings.model_copy(update={"web": there})))
        await until_it_listens(here.address)
        await until_it_listens(there.address)
        yield here.address, there.address


async def test_each_request_may_go_to_another_process(
    service: Service, addresses: tuple[str, str], alice: Person
) -> None:
    """Coming in, a form of one process sent to the other, leaving: nothing of it is kept in a process."""
    here, there = addresses
    sent = await sent_by(service, alice)
    link = (await make_link(service.settings.database.url, service.settings.web, "Camille", "moderator")).split()[0]
    door = link.removeprefix(here)
    async with Visitor.arrives(here) as camille:
        await camille.opens(door)
        camille.address = there
        await camille.submits(door)
        assert (camille.status, camille.path) == (200, "/console")
        camille.address = here
        await camille.opens(f"/console/{sent.id}")
        camille.address = there
        await camille.submits(f"/console/{sent.id}", act="approve", version="1")
        assert (await state_of(service, sent)).status is Status.APPROVED
        camille.address = here
        await camille.opens("/console")
        await camille.submits("/console/logout")
        camille.address = there
        await camille.opens("/console")
        assert camille.status == 401


async def test_a_page_follows_what_the_other_process_did(
    service: Service, addresses: tuple[str, str], alice: Person
) -> None:
    sent = await sent_by(service, alice)
    here, there = addresses
    link = (await make_link(service.settings.database.url, service.settings.web, "Camille", "moderator")).split()[0]
    async with Visitor.arrives(there) as camille:
        await camille.opens(link.replace(here, there))
        await camille.submits(link.removeprefix(here))
        stream = await camille.follows()
        camille.address = here
        await camille.opens(f"/console/{sent.id}")
        await camille.submits(f"/console/{sent.id}", act="approve", version="1")
        assert await stream.hears("event: change")
