"""`citizenbot register`: exports the public register, verifies it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli_common import Config, fail, on_database

register = typer.Typer(
    help="Le registre public de la modération : l’exporter, le vérifier (sans réseau).",
    no_args_is_help=True,
)


@register.command("export")
def register_export(
    target: Annotated[Path | None, typer.Argument(help="Le fichier à écrire ; sans lui, la sortie standard.")] = None,
    config: Config = None,
) -> None:
    """Écrire le registre, une inscription par ligne, et son empreinte à la fin."""
    from bot.register import export

    typer.echo(on_database(config, lambda url: export(url, target)), err=True)


@register.command("verify")
def register_verify(
    file: Annotated[Path, typer.Argument(help="Le registre, tel qu’il a été publié.")],
    head: Annotated[
        str | None, typer.Option(help="Une empreinte notée plus tôt : le registre doit la contenir.")
    ] = None,
    receipt: Annotated[Path | None, typer.Option(help="Une preuve de dépôt : sa contribution doit y être.")] = None,
) -> None:
    """Vérifier un registre ligne par ligne ; dire la première qui ne tient pas."""
    from bot.mistakes import Mistakes
    from bot.register import check

    try:
        typer.echo(check(file, head, receipt))
    except Mistakes as found:
        fail(str(found))
