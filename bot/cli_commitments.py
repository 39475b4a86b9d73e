"""`citizenbot commitments`: loads commitments, lists them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli_common import AsJson, Config, as_json_line, config_file, content_settings, load_content, on_database

commitments = typer.Typer(help="Les engagements du plan : les charger d’un fichier, les lister.", no_args_is_help=True)


@commitments.command("import")
def commitments_import(
    file: Annotated[Path, typer.Argument(help="Un fichier TOML ou CSV (UTF-8, séparé par « ; » ou « , »).")],
    config: Config = None,
) -> None:
    """Charger des engagements, par numéro ; un fichier qui a une erreur n’est pas chargé du tout."""
    from bot.commitments import read_file
    from bot.wiring import open_texts

    settings = content_settings(config_file(config))
    consultation, _ = load_content(settings.path)
    themes, texts = [theme.id for theme in consultation.themes], open_texts(settings.default_language)
    typer.echo(str(on_database(config, lambda url: read_file(url, file, themes, texts))))


@commitments.command("list")
def commitments_list(as_json: AsJson = False, config: Config = None) -> None:
    """Montrer les engagements, leur état et combien de contributions les ont nourris."""
    from bot.commitments import listed

    for one in on_database(config, listed):
        line = f"n° {one['number']} ({one['status']}, {one['contributions']} contributions) : {one['title']['fr']}"
        typer.echo(as_json_line(one) if as_json else line)
