"""The sandbox in a process of its own, and its doors."""

from __future__ import annotations

import asyncio
import json
import signal
import sys

import aiohttp
import pytest

from sandbox.person import Person
from sandbox.server import Sandbox
from tests.sandbox.client import Client, RefusedError


async def test_a_sandbox_serves_from_the_command_line() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--people", "2", "--channel", "Modération", stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        async with asyncio.timeout(20):
            said = json.loads(await process.stdout.readline())
        assert len(said["people"]) == 2
        async with aiohttp.ClientSession() as session:
            order = {"chat_id": said["channel"], "text": "Bonjour"}
            async with session.post(f"{said['api_base_url']}/bot{said['token']}/sendMessage", json=order) as answer:
                assert answer.status == 200
            async with session.get(said["page_url"]) as answer:
                assert answer.status == 200
    finally:
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0


async def test_closing_does_not_wait_for_those_who_poll(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    async with Sandbox() as other:
        call = Client(session, other)
        poll = asyncio.create_task(call.updates(timeout=50))
        await asyncio.sleep(0.05)
    with pytest.raises(aiohttp.ClientError):
        await poll


async def test_too_large_a_body_is_413(call: Client, alice: Person) -> None:
    form = aiohttp.FormData({"chat_id": str(alice.id)})
    form.add_field("document", bytes(51 * 1024 * 1024), filename="gros.bin")
    with pytest.raises(RefusedError, match="Request Entity Too Large") as refused:
        await call.post("sendDocument", data=form)
    assert refused.value.status == 413


async def test_only_get_and_post_are_answered(session: aiohttp.ClientSession, call: Client) -> None:
    async with session.put(f"{call.base}/getMe") as answer:
        assert answer.status == 405


async def test_a_port_can_be_chosen(unused_tcp_port: int) -> None:
    async with Sandbox(port=unused_tcp_port) as sandbox:
        assert sandbox.api_base_url == f"http://127.0.0.1:{unused_tcp_port}"
        assert sandbox.page_url == f"http://127.0.0.1:{unused_tcp_port}/"
