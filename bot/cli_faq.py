"""`citizenbot faq`: asks the FAQ, exchanges it with files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli_common import AsJson, Config, as_json_line, config_file, content_settings, fail, load_content, on_database

faq = typer.Typer(
    help="La FAQ : l’interroger (sans base de données), l’échanger avec des fichiers.", no_args_is_help=True
)


class Preference(StrEnum):
    """Which side is kept where the files and the chat disagree."""

    CHAT = "chat"
    FILE = "file"


@faq.command("ask")
def faq_ask(
    question: Annotated[str | None, typer.Argument(help="La question, telle qu’on la tape.")] = None,
    as_json: AsJson = False,
    batch: Annotated[
        Path | None, typer.Option(help='Fichier JSONL de questions {"id", "q"} (et "prev"), ou « - ».')
    ] = None,
    config: Config = None,
) -> None:
    """Répondre à une question comme le ferait le bot."""
    from bot.faq import Asked, BatchError, answers, as_text, read_batch
    from handlers.texts import Texts

    if (question is None) == (batch is None):
        raise typer.BadParameter("donnez soit une question, soit --batch FICHIER")
    try:
        asked = [Asked(question)] if question is not None else read_batch(batch or Path())
    except BatchError as error:
        fail(str(error), code=2)
    settings = content_settings(config)
    consultation, entries = load_content(settings.path)
    said = answers(entries, consultation.silences, asked, Texts(), settings.default_language)
    for one, answer in zip(asked, said, strict=True):
        ident = {} if one.id is None else {"id": one.id}
        typer.echo(as_json_line({**ident, **answer}) if as_json or batch is not None else as_text(answer))


@faq.command("list")
def faq_list(as_json: AsJson = False, config: Config = None) -> None:
    """Montrer toutes les entrées de la FAQ."""
    from bot.faq import listed

    settings = content_settings(config)
    _, entries = load_content(settings.path)
    for entry in listed(entries, settings.default_language):
        typer.echo(as_json_line(entry) if as_json else f"{entry['id']} ({entry['theme']}) : {entry['question']}")


@faq.command("export")
def faq_export(
    folder: Annotated[Path, typer.Argument(help="Le dossier de la consultation : les fichiers vont dans faq/.")],
    prune: Annotated[bool, typer.Option("--prune", help="Supprimer les fichiers des réponses retirées.")] = False,
    config: Config = None,
) -> None:
    """Écrire les réponses en vigueur dans des fichiers ; ceux qui disent déjà la même chose ne changent pas."""
    from bot.faq_files import write_files

    typer.echo(on_database(config, lambda url: write_files(url, folder, prune=prune)))


@faq.command("import")
def faq_import(
    folder: Annotated[
        Path | None, typer.Argument(help="Le dossier de la consultation ; sans lui, celui des réglages.")
    ] = None,
    prefer: Annotated[
        Preference | None, typer.Option(help="En cas de conflit : garder « chat » (la discussion) ou « file ».")
    ] = None,
    entry: Annotated[str | None, typer.Option(help="Ne trancher que pour cette réponse.")] = None,
    config: Config = None,
) -> None:
    """Charger des fichiers dans la base sans écraser ce qui a été modifié dans la discussion ; montrer les conflits."""
    from bot.faq_files import read_files, show_conflicts

    if entry is not None and prefer is None:
        raise typer.BadParameter("--entry va avec --prefer")
    _, entries = load_content(folder or content_settings(config_file(config)).path)
    imported = on_database(config, lambda url: read_files(url, entries, prefer, entry))
    typer.echo(str(imported))
    if imported.conflicts:
        show_conflicts(imported.conflicts)
        raise typer.Exit(1)
