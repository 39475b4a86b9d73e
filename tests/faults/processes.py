"""Real processes of the bot: started, killed outright, stopped; and what shares updates among several."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.settings import ROOT
from sandbox.bots import TOKEN

SECRET = "a_secret-of-1"
UNLIMITED = """
[limits]
global_per_second = 0
per_chat_per_second = 0
per_group_per_minute = 0
submissions_per_day = 1000000
questions_per_minute = 1000000
messages_per_minute = 0
taps_per_minute = 0
inline_per_minute = 0
"""


def write_settings(path: Path, api_base_url: str, database_url: str, *, moderation: int | None = None) -> Path:
    """Writes the settings of a bot that is limited by nothing but this machine."""
    chat = "" if moderation is None else f"[moderation]\nchat_id = {moderation}\n"
    path.write_text(
        f'[telegram]\ntoken = "{TOKEN}"\napi_base_url = "{api_base_url}"\n'
        f'[database]\nurl = "{database_url}"\n{chat}{UNLIMITED}'
    )
    return path


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Bot:
    """A process of the bot that can be killed and started again; by polling, or by webhook on a port of its own."""

    def __init__(self, config: Path, port: int | None = None, public_url: str = "") -> None:
        self._config = config
        self.port = port
        self.kills = 0
        self._process: Process | None = None
        self._given: Mapping[str, str] = {}
        if port is not None:
            self._given = {
                "CITIZENBOT_TELEGRAM__MODE": "webhook",
                "CITIZENBOT_WEBHOOK__LISTEN_PORT": str(port),
                "CITIZENBOT_WEBHOOK__SECRET_TOKEN": SECRET,
                "CITIZENBOT_WEBHOOK__PUBLIC_URL": public_url,
            }

    async def start(self) -> None:
        """Starts it; it is at work a moment later."""
        command = (sys.executable, "-m", "bot", "run", "--config", str(self._config))
        self._process = await asyncio.create_subprocess_exec(
            *command, stdout=DEVNULL, stderr=DEVNULL, cwd=ROOT, env={**os.environ, **self._given}
        )

    async def kill(self) -> None:
        """Ends it in the middle of whatever it does."""
        assert self._process is not None
        assert self._process.returncode is None, "it ended by itself"
        self._process.kill()
        await self._process.wait()
        self.kills += 1

    async def stop(self) -> int:
        """Asks it to stop, and tells with which code it did."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return await self._process.wait()

    async def listens(self) -> None:
        """Waits until its webhook takes posts."""
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return

    async def end(self) -> None:
        """Leaves no process behind."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()


@asynccontextmanager
async def at_work(*bots: Bot) -> AsyncIterator[None]:
    """These processes, until the end of the block."""
    try:
        for bot in bots:
            await bot.start()
        yield
    finally:
        for bot in bots:
            await bot.end()


class Balancer:
    """What stands before several bots: each post goes to the next one that answers, else 502, as any proxy would."""

    def __init__(self) -> None:
        self.bots: list[Bot] = []
        self.port = 0
        self._turn = 0

    @property
    def url(self) -> str:
        """The address that Telegram is told."""
        return f"http://127.0.0.1:{self.port}"

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[Balancer]:
        """Listens until the end of the block."""
        application = web.Application()
        application.router.add_post("/telegram", self._pass_on)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as self._session:
            yield self
            await runner.cleanup()

    async def _pass_on(self, request: web.Request) -> web.Response:
        body = await request.read()
        headers = {name: value for name, value in request.headers.items() if name.startswith(("X-", "Content-Type"))}
        for _ in self.bots:
            self._turn += 1
            bot = self.bots[self._turn % len(self.bots)]
            try:
                async with self._session.post(
                    f"http://127.0.0.1:{bot.port}/telegram", data=body, headers=headers
                ) as answer:
                    return web.Response(
                        status=answer.status, body=await answer.read(), content_type=answer.content_type
                    )
            except aiohttp.ClientConnectorError:
                continue
            except aiohttp.ClientError:
                return web.Response(status=502)  # it may have been handled: Telegram asks again
        return web.Response(status=502)
