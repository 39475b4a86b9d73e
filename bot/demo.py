"""`citizenbot demo`: the whole service on this machine, against a local Telegram with a page to play it on."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import tempfile
import webbrowser
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr
from rich.console import Console
from rich.panel import Panel

from bot import logs, settings
from bot.entries import make_link
from bot.settings import Settings
from bot.wiring import service
from consultation.roles import Role
from sandbox.bots import TOKEN
from sandbox.chat import Chat
from sandbox.person import Person
from sandbox.server import Sandbox

HOST = "127.0.0.1"
PORTS_TRIED = 50
CONSOLE_PORT = 8081

STORY = """Ouvrez [bold]{url}[/bold]

Trois téléphones : une citoyenne, le canal de modération, la presse.
Suivez l’histoire en haut de la page, ou essayez par vous-même :

  1. [bold]Posez une question[/bold] : « C’est quoi le PGO ? »
  2. [bold]Contribuez[/bold] : /contribuer
  3. [bold]Modérez[/bold] : dans le canal, approuvez, ou refusez avec une raison
     (un recours est pour une autre personne : choisissez Alice à la place
     de Mehdi, au-dessus du téléphone)
  4. [bold]Annoncez[/bold] : /annonce, sur le téléphone de la presse
     (Pauline est aussi administratrice : /phase, /sanctions)

La même file dans un navigateur, pour Bruno (lien à usage unique ; /console
en donne d’autres, sur le téléphone de la modération) :
[bold]{console}[/bold]

Rien ne sort de cette machine, et tout s’efface à la fin.
Ctrl-C arrête la démonstration."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays: a citizen, two moderators in their channel (one reads the appeals of the other), a press officer."""

    camille: Person
    mehdi: Person
    alice: Person
    pauline: Person
    moderation: Chat


async def run_demo(port: int, *, browser: bool) -> None:
    """Plays until it is stopped."""
    with tempfile.TemporaryDirectory(prefix="citizenbot-demo-") as folder:
        async with Sandbox(port=free_port(port)) as sandbox:
            cast = set_the_stage(sandbox)
            chosen = demo_settings(sandbox, cast, Path(folder))
            logs.configure(chosen.logging, chosen.secrets)
            async with service(chosen) as running:
                await cast.camille.sends("/start")
                await cast.pauline.sends("/aide")
                console, _, _ = (await make_link(chosen.database.url, chosen.web, "Bruno", Role.MODERATOR)).partition(
                    "\n"
                )
                story = STORY.format(url=sandbox.page_url, console=console)
                Console().print(Panel(story, title="citizenbot", expand=False))
                if browser and _has_browser():
                    await asyncio.to_thread(webbrowser.open, sandbox.page_url)
                await running.until_stopped()


def set_the_stage(sandbox: Sandbox) -> Cast:
    """Makes the people, and says to the page who holds which phone."""
    camille = sandbox.person("Camille")
    mehdi, pauline = sandbox.person("Mehdi", started=True), sandbox.person("Pauline")
    alice = sandbox.person("Alice", started=True)
    moderation = sandbox.channel("Modération", admins=[sandbox.bot], members=[mehdi, alice])
    sandbox.roles.update(citizen=camille.id, moderator=mehdi.id, press=pauline.id)
    return Cast(camille, mehdi, alice, pauline, moderation)


def demo_settings(sandbox: Sandbox, cast: Cast, folder: Path) -> Settings:
    """The settings of an ordinary service; only the address is that of the local Telegram."""
    return Settings(
        telegram=settings.Telegram(token=SecretStr(TOKEN), api_base_url=sandbox.api_base_url),
        database=settings.DatabaseSection(url=f"sqlite+aiosqlite:///{folder / 'citizenbot.db'}"),
        moderation=settings.Moderation(chat_id=cast.moderation.id),
        press=settings.Press(user_ids=frozenset({cast.pauline.id})),
        admin=settings.Admin(user_ids=frozenset({cast.pauline.id})),
        privacy=settings.Privacy(controller="cette démonstration", contact="contact@example.org"),
        logging=settings.Logging(level="warning"),
        web=settings.Web(enabled=True, listen_port=free_port(CONSOLE_PORT), link_minutes=60),
    )


def free_port(wanted: int) -> int:
    """Finds a port nobody listens on: the one wanted, one of the next, or (0) any."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    return 0


def _has_browser() -> bool:
    """Tells whether a page can be opened in a window: on a server, a browser in the terminal would take it over."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
