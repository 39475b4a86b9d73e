"""The command line: what one types to try, run, check and move the service. Each command imports what it needs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot import lean
from bot.cli_commitments import commitments
from bot.cli_common import Config, config_file, content_settings, fail, fail_on, load_content, on_database
from bot.cli_content import content
from bot.cli_faq import faq
from bot.cli_register import register
from bot.cli_web import console

app = typer.Typer(
    name="citizenbot",
    help="Une consultation publique dans une messagerie : questions, contributions, modération, annonces.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(faq, name="faq")
app.add_typer(content, name="content")
app.add_typer(register, name="register")
app.add_typer(console, name="web")
app.add_typer(commitments, name="commitments")


def main() -> None:
    """Runs the command that was typed."""
    app()


def _show_version(wanted: bool) -> None:
    if not wanted:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        typer.echo(f"citizenbot {version('citizenbot')}")
    except PackageNotFoundError:
        typer.echo("citizenbot (sources)")
    raise typer.Exit


@app.callback()
def _options(
    _: Annotated[
        bool, typer.Option("--version", help="Dire la version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Une consultation publique dans une messagerie : questions, contributions, modération, annonces."""


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port de la page ; le suivant s’il est pris.", min=0, max=65535)] = 8000,
    no_open: Annotated[bool, typer.Option("--no-open", help="Ne pas ouvrir le navigateur.")] = False,
) -> None:
    """Essayer le service sur cette machine, sans compte Telegram."""
    from bot.demo import run_demo
    from bot.run import run_until_stopped

    run_until_stopped(run_demo(port, browser=not no_open))


@app.command()
def run(config: Config = None) -> None:
    """Faire tourner le service jusqu’à Ctrl-C ou SIGTERM."""
    lean.start()
    from bot.logs import configure
    from bot.mistakes import Mistakes
    from bot.run import run_until_stopped, serve
    from bot.settings_sources import load_settings

    try:
        settings = load_settings(config_file(config))
        configure(settings.logging, settings.secrets)
        run_until_stopped(serve(settings))
    except Mistakes as mistakes:
        fail(str(mistakes))


@app.command()
def check(config: Config = None) -> None:
    """Vérifier les réglages, le compte, les salons, la base et le contenu ; dire toutes les erreurs d’un coup."""
    import asyncio

    from bot.check import examine

    report = asyncio.run(examine(config_file(config)))
    typer.echo(report)
    raise typer.Exit(0 if report.ok else 1)


@app.command()
def migrate(config: Config = None) -> None:
    """Mettre la base de données à jour ; sans effet si elle l’est déjà."""
    import asyncio

    from bot.settings_sources import read_settings
    from storage.database import DatabaseUnavailable
    from storage.migrate import UnknownRevisionError
    from storage.migrate import migrate as bring_up_to_date

    path = config_file(config)
    settings, mistakes = read_settings(path)
    fail_on(mistakes, "database", path)
    try:
        asyncio.run(bring_up_to_date(settings.database.url))
    except DatabaseUnavailable:
        fail("database.url : la base ne répond pas — vérifiez l’adresse, les droits et que le serveur est démarré")
    except UnknownRevisionError:
        fail("database.url : la base vient d’une version plus récente — mettez citizenbot à jour")
    typer.echo("La base de données est à jour.")


@app.command()
def copy(
    target: Annotated[
        str,
        typer.Argument(
            envvar="CITIZENBOT_COPY_TO",
            help="L’adresse de la base à remplir, vide ; mieux dans CITIZENBOT_COPY_TO si elle porte un mot de passe.",
        ),
    ],
    config: Config = None,
) -> None:
    """Copier la base des réglages dans une autre, de SQLite à PostgreSQL ou l’inverse ; le service doit être arrêté."""
    from bot.copying import copy_database

    on_database(config, lambda url: copy_database(url, target, typer.echo))


@app.command("export")
def export_files(
    folder: Annotated[Path, typer.Argument(help="Le dossier où écrire ; ses fichiers de même nom sont remplacés.")],
    only: Annotated[
        str | None, typer.Option(help="Seulement « contributions », « announcements » (annonces) ou « ogp » (PGO).")
    ] = None,
    config: Config = None,
) -> None:
    """Écrire les contributions publiées, les chiffres des annonces et le rapport PGO : CSV, JSON, Markdown."""
    from bot.exporting import export
    from bot.wiring import open_texts

    settings = content_settings(config_file(config))
    consultation, _ = load_content(settings.path)
    texts = open_texts(settings.default_language)
    for path in on_database(config, lambda url: export(url, consultation, texts, folder, only)):
        typer.echo(str(path))
