"""The register for anybody with a browser: a page, and the file to verify."""

from __future__ import annotations

import asyncio
import socket

import pytest
from aiohttp import ClientConnectorError, ClientSession

from bot import settings as sections
from bot.settings import Settings
from consultation.register import verify
from sandbox.person import Person
from tests.acceptance.conftest import Service
from tests.acceptance.journeys import contributes
from tests.acceptance.test_register import sealed


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A service with pages for a browser."""
    return settings.model_copy(update={"web": sections.Web(enabled=True, listen_port=free_port())})


async def get(service: Service, path: str) -> tuple[int, bytes]:
    """What a stranger's browser is answered, once the service listens."""
    async with ClientSession() as session:
        for _ in range(100):
            try:
                async with session.get(service.settings.web.address + path) as response:
                    return response.status, await response.read()
            except ClientConnectorError:
                await asyncio.sleep(0.05)
    raise AssertionError("nothing listens")


async def test_anybody_reads_the_register_and_takes_the_file(service: Service, alice: Person) -> None:
    assert (await get(service, "/register.jsonl"))[0] == 404
    assert "encore vide" in (await get(service, "/register"))[1].decode()
    await contributes(alice)
    await sealed(service)
    status, file = await get(service, "/register.jsonl")
    assert status == 200
    verified = verify(file.splitlines(keepends=True))
    assert verified.entries == 1
    status, page = await get(service, "/register?lang=en")
    assert status == 200
    assert verified.head in page.decode()
    assert "received" in page.decode()
