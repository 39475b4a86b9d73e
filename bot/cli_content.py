"""`citizenbot content`: checks the content of a consultation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli_common import content_settings, load_content

content = typer.Typer(help="Vérifier le contenu d’une consultation.", no_args_is_help=True)


@content.command("check")
def content_check(
    folder: Annotated[Path | None, typer.Argument(help="Le dossier ; sans lui, celui livré avec citizenbot.")] = None,
) -> None:
    """Lire un dossier de contenu et dire toutes ses erreurs : fichier, ligne, quoi faire."""
    consultation, entries = load_content(folder or content_settings(None).path)
    typer.echo(
        f"« {consultation.title['fr']} » : {len(consultation.themes)} thèmes, {len(entries)} entrées de FAQ, "
        f"{len(consultation.resources)} ressources, {len(consultation.events)} événements. Aucune erreur."
    )
