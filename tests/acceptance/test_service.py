"""The whole service: it greets, answers, starts only as it should, and stops well, whichever way updates come."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from bot import settings as sections
from bot import wiring
from bot.mistakes import Mistakes
from bot.settings import ROOT, Settings
from sandbox.bots import TOKEN
from sandbox.person import Person
from sandbox.server import Sandbox
from tests.acceptance.conftest import Service

PATIENCE = 30


async def test_it_greets_and_answers(service: Service, alice: Person) -> None:
    await alice.sends("/start")
    await alice.sees("plan d’action de la France")
    await alice.sends("C’est quoi le PGO ?")
    await alice.sees("78 pays")


async def test_it_shows_its_commands_to_everyone_and_to_those_with_a_role(service: Service, sandbox: Sandbox) -> None:
    await until(lambda: sandbox.calls("setMyCommands") >= 4)
    async with aiohttp.ClientSession() as session:
        shown = {}
        for who, scope in (("all", {"type": "default"}), ("press", {"type": "chat", "chat_id": service.pauline.id})):
            url = f"{sandbox.api_base_url}/bot{TOKEN}/getMyCommands"
            async with session.post(url, json={"scope": scope}) as response:
                shown[who] = {command["command"] for command in (await response.json())["result"]}
    assert {"start", "contribuer"} <= shown["all"]
    assert shown["press"] > shown["all"]


async def test_it_does_without_what_another_emulator_lacks(settings: Settings, sandbox: Sandbox, alice: Person) -> None:
    sandbox.faults.fail(404, method=["setMyCommands", "sendChatAction"])
    async with wiring.service(settings):
        await alice.sends("/start")
        await alice.sees("plan d’action de la France")


async def test_it_waits_for_telegram_at_start(settings: Settings, sandbox: Sandbox, alice: Person) -> None:
    refused = sandbox.faults.fail(502, method="getMe", times=1)
    async with wiring.service(settings):
        assert refused.struck == 1
        await alice.sends("/start")
        await alice.sees("plan d’action de la France")


async def test_it_takes_updates_by_webhook(settings: Settings, sandbox: Sandbox, alice: Person) -> None:
    port = free_port()
    webhook = sections.Webhook(
        public_url=f"http://127.0.0.1:{port}", listen_port=port, secret_token=SecretStr("a-long-secret")
    )
    telegram = settings.telegram.model_copy(update={"mode": "webhook"})
    async with wiring.service(settings.model_copy(update={"telegram": telegram, "webhook": webhook})):
        await alice.sends("/start")
        await alice.sees("plan d’action de la France")
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/health") as response:
            assert await response.json() == {"live": True, "ready": True, "reasons": [], "alarms": []}


async def test_what_was_not_answered_before_a_restart_is_answered_after(
    settings: Settings, sandbox: Sandbox, alice: Person
) -> None:
    async with wiring.service(settings):
        await alice.sends("/start")
        await alice.sees("plan d’action de la France")
    await alice.sends("C’est quoi le PGO ?")
    async with wiring.service(settings):
        await alice.sees("78 pays")
    assert len([message for message in alice.messages if "78 pays" in message.get("text", "")]) == 1


async def test_it_speaks_the_default_language_to_those_whose_own_it_does_not_know(
    settings: Settings, sandbox: Sandbox
) -> None:
    camille = sandbox.person("Camille", language="de")
    content = settings.content.model_copy(update={"default_language": "en"})
    async with wiring.service(settings.model_copy(update={"content": content})):
        await camille.sends("/start")
        await camille.sees("Nobody sees your name")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"content": {"default_language": "de"}}, "content.default_language : « de » n’est pas une langue du bot"),
        ({"telegram": {"token": SecretStr("123456:wrong")}}, "telegram.token : Telegram refuse ce jeton"),
        ({"database": {"url": "sqlite+aiosqlite:////nowhere/citizenbot.db"}}, "database.url : la base ne répond pas"),
        ({"content": {"path": Path("/nowhere")}}, "content.path : le dossier /nowhere n’existe pas"),
    ],
)
async def test_it_does_not_start_on_a_mistake(
    settings: Settings, changed: dict[str, dict[str, object]], said: str
) -> None:
    for section, keys in changed.items():
        update = {section: getattr(settings, section).model_copy(update=keys)}
        settings = settings.model_copy(update=update)
    with pytest.raises(Mistakes, match=re.escape(said)):
        async with wiring.service(settings):
            pass


async def test_it_says_that_it_cannot_listen(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        telegram = settings.telegram.model_copy(update={"mode": "webhook"})
        webhook = sections.Webhook(listen_port=port, secret_token=SecretStr("a-long-secret"))
        settings = settings.model_copy(update={"telegram": telegram, "webhook": webhook})
        async with wiring.service(settings) as running:
            with pytest.raises(Mistakes, match=f"impossible d’écouter sur 127.0.0.1:{port}"):
                await running.until_stopped()


async def test_a_process_finishes_what_it_began_and_stops(
    settings: Settings, sandbox: Sandbox, alice: Person, tmp_path: Path
) -> None:
    config = tmp_path / "citizenbot.toml"
    config.write_text(
        f'[telegram]\ntoken = "{TOKEN}"\napi_base_url = "{sandbox.api_base_url}"\n'
        f'[database]\nurl = "{settings.database.url}"\n[logging]\nformat = "json"\n'
    )
    async with citizenbot("run", "--config", str(config)) as process:
        await alice.sends("/start")
        await alice.sees("plan d’action de la France", patience=PATIENCE)
        sandbox.faults.delay(0.5, method="sendMessage")
        await alice.sends("C’est quoi le PGO ?")
        await until(lambda: sandbox.calls("sendMessage") >= 2)
        process.send_signal(signal.SIGTERM)
        await alice.sees("78 pays")
        _, logged = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 0, logged
    assert b'"stopped"' in logged.splitlines()[-1]
    assert TOKEN.encode() not in logged
    assert b"PGO" not in logged


async def test_a_process_that_cannot_start_says_why_on_one_line(sandbox: Sandbox, tmp_path: Path) -> None:
    config = tmp_path / "citizenbot.toml"
    config.write_text(f'[telegram]\ntoken = "123456:wrong"\napi_base_url = "{sandbox.api_base_url}"\n')
    async with citizenbot("run", "--config", str(config), folder=tmp_path) as process:
        _, said = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 1
    assert said.decode().splitlines() == [
        "telegram.token : Telegram refuse ce jeton — recopiez celui que @BotFather donne (/token)"
    ]


async def test_the_demo_plays_and_ends_cleanly() -> None:
    async with citizenbot("demo", "--no-open", "--port", str(free_port())) as process:
        assert process.stdout is not None
        said = b""
        async with asyncio.timeout(PATIENCE):
            while b"Ctrl-C" not in said:
                said += await process.stdout.readline()
        url, console = re.findall(r"http://127\.0\.0\.1:\d+/\S*", re.sub(r"\x1b\[[\d;]*m", "", said.decode()))
        async with aiohttp.ClientSession() as session:
            async with session.get(url) as page:
                assert page.status == 200
            async with session.get(f"{url}sandbox/state") as response:
                state = await response.json()
            async with session.get(console) as page:
                assert "Entrer dans la console" in await page.text()
        assert {person["name"] for person in state["people"]} == {"Alice", "Camille", "Mehdi", "Pauline"}
        assert set(state["roles"]) == {"citizen", "moderator", "press"}
        process.send_signal(signal.SIGINT)
        _, complaints = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode == 0
    assert complaints == b""


async def until(condition: Callable[[], bool]) -> None:
    """Waits until something is so."""
    for _ in range(100 * PATIENCE):
        if condition():
            return
        await asyncio.sleep(0.01)
    pytest.fail("waited too long")


@asynccontextmanager
async def citizenbot(*arguments: str, folder: Path = ROOT) -> AsyncIterator[Process]:
    """Runs the command line in a process of its own; it is gone at the end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, stdout=PIPE, stderr=PIPE, cwd=folder
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
