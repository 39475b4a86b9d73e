"""`citizenbot web`: lets people into the console, and out."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from bot.cli_common import Config, config_file, on_database

console = typer.Typer(help="La console de modération : y faire entrer, en faire sortir.", no_args_is_help=True)


class StaffRole(StrEnum):
    """What somebody let in by a link may do."""

    MODERATOR = "moderator"
    ADMIN = "admin"


@console.command("link")
def web_link(
    name: Annotated[str, typer.Option(help="Le nom affiché sur ses décisions ; le même nom est la même personne.")],
    role: Annotated[StaffRole, typer.Option(help="Ce que la personne peut faire.")] = StaffRole.MODERATOR,
    config: Config = None,
) -> None:
    """Faire un lien à usage unique, pour une personne qui n’a pas Telegram."""
    from bot.entries import make_link
    from bot.settings_sources import read_settings

    chosen = read_settings(config_file(config))[0].web
    typer.echo(on_database(config, lambda url: make_link(url, chosen, name, role.value)))


@console.command("close")
def web_close(
    name: Annotated[str, typer.Option(help="Le nom donné pour son lien, ou son identifiant chez le fournisseur.")],
    config: Config = None,
) -> None:
    """Fermer tout de suite les sessions d’une personne, et les liens qui l’attendent."""
    from bot.entries import close_sessions
    from bot.settings_sources import read_settings

    chosen = read_settings(config_file(config))[0].web
    typer.echo(on_database(config, lambda url: close_sessions(url, chosen, name)))
