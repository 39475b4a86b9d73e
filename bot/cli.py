"""The command line: what one types to try, run, check and move the service. Each command imports what it needs."""

from __future__ import annotations

from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from bot.mistakes import Mistake
    from bot.settings import Content as ContentSettings
    from consultation.content import Consultation, FaqEntry

T = TypeVar("T")
DEFAULT_CONFIG = Path("citizenbot.toml")

app = typer.Typer(
    name="citizenbot",
    help="Une consultation publique dans une messagerie : questions, contributions, modération, annonces.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
faq = typer.Typer(
    help="La FAQ : l’interroger (sans base de données), l’échanger avec des fichiers.", no_args_is_help=True
)
content = typer.Typer(help="Vérifier le contenu d’une consultation.", no_args_is_help=True)
register = typer.Typer(
    help="Le registre public de la modération : l’exporter, le vérifier (sans réseau).",
    no_args_is_help=True,
)
app.add_typer(faq, name="faq")
app.add_typer(content, name="content")
app.add_typer(register, name="register")
console = typer.Typer(help="La console de modération : y faire entrer, en faire sortir.", no_args_is_help=True)
app.add_typer(console, name="web")
commitments = typer.Typer(help="Les engagements du plan : les charger d’un fichier, les lister.", no_args_is_help=True)
app.add_typer(commitments, name="commitments")

Config = Annotated[
    Path | None,
    typer.Option("--config", help="Fichier de réglages ; sans lui, citizenbot.toml s’il est là.", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="Écrire du JSON, un objet par ligne.")]


class StaffRole(StrEnum):
    """What somebody let in by a link may do."""

    MODERATOR = "moderator"
    ADMIN = "admin"


class Preference(StrEnum):
    """Which side is kept where the files and the chat disagree."""

    CHAT = "chat"
    FILE = "file"


def main() -> None:
    """Runs the command that was typed."""
    app()


def _show_version(wanted: bool) -> None:
    if not wanted:
        return
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
    from bot.logs import configure
    from bot.mistakes import Mistakes
    from bot.run import run_until_stopped, serve
    from bot.settings_sources import load_settings

    try:
        settings = load_settings(_config(config))
        configure(settings.logging, settings.secrets)
        run_until_stopped(serve(settings))
    except Mistakes as mistakes:
        _fail(str(mistakes))


@app.command()
def check(config: Config = None) -> None:
    """Vérifier les réglages, le compte, les salons, la base et le contenu ; dire toutes les erreurs d’un coup."""
    import asyncio

    from bot.check import examine

    report = asyncio.run(examine(_config(config)))
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

    path = _config(config)
    settings, mistakes = read_settings(path)
    _fail_on(mistakes, "database", path)
    try:
        asyncio.run(bring_up_to_date(settings.database.url))
    except DatabaseUnavailable:
        _fail("database.url : la base ne répond pas — vérifiez l’adresse, les droits et que le serveur est démarré")
    except UnknownRevisionError:
        _fail("database.url : la base vient d’une version plus récente — mettez citizenbot à jour")
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

    _on_database(config, lambda url: copy_database(url, target, typer.echo))


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
        _fail(str(error), code=2)
    settings = _content(config)
    consultation, entries = _load(settings.path)
    said = answers(entries, consultation.silences, asked, Texts(), settings.default_language)
    for one, answer in zip(asked, said, strict=True):
        ident = {} if one.id is None else {"id": one.id}
        typer.echo(_json({**ident, **answer}) if as_json or batch is not None else as_text(answer))


@faq.command("list")
def faq_list(as_json: AsJson = False, config: Config = None) -> None:
    """Montrer toutes les entrées de la FAQ."""
    from bot.faq import listed

    settings = _content(config)
    _, entries = _load(settings.path)
    for entry in listed(entries, settings.default_language):
        typer.echo(_json(entry) if as_json else f"{entry['id']} ({entry['theme']}) : {entry['question']}")


@faq.command("export")
def faq_export(
    folder: Annotated[Path, typer.Argument(help="Le dossier de la consultation : les fichiers vont dans faq/.")],
    prune: Annotated[bool, typer.Option("--prune", help="Supprimer les fichiers des réponses retirées.")] = False,
    config: Config = None,
) -> None:
    """Écrire les réponses en vigueur dans des fichiers ; ceux qui disent déjà la même chose ne changent pas."""
    from bot.faq_files import write_files

    typer.echo(_on_database(config, lambda url: write_files(url, folder, prune=prune)))


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
    _, entries = _load(folder or _content(_config(config)).path)
    imported = _on_database(config, lambda url: read_files(url, entries, prefer, entry))
    typer.echo(str(imported))
    if imported.conflicts:
        show_conflicts(imported.conflicts)
        raise typer.Exit(1)


@content.command("check")
def content_check(
    folder: Annotated[Path | None, typer.Argument(help="Le dossier ; sans lui, celui livré avec citizenbot.")] = None,
) -> None:
    """Lire un dossier de contenu et dire toutes ses erreurs : fichier, ligne, quoi faire."""
    consultation, entries = _load(folder or _content(None).path)
    typer.echo(
        f"« {consultation.title['fr']} » : {len(consultation.themes)} thèmes, {len(entries)} entrées de FAQ, "
        f"{len(consultation.resources)} ressources, {len(consultation.events)} événements. Aucune erreur."
    )


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

    settings = _content(_config(config))
    consultation, _ = _load(settings.path)
    texts = open_texts(settings.default_language)
    for path in _on_database(config, lambda url: export(url, consultation, texts, folder, only)):
        typer.echo(str(path))


@commitments.command("import")
def commitments_import(
    file: Annotated[Path, typer.Argument(help="Un fichier TOML ou CSV (UTF-8, séparé par « ; » ou « , »).")],
    config: Config = None,
) -> None:
    """Charger des engagements, par numéro ; un fichier qui a une erreur n’est pas chargé du tout."""
    from bot.commitments import read_file
    from bot.wiring import open_texts

    settings = _content(_config(config))
    consultation, _ = _load(settings.path)
    themes, texts = [theme.id for theme in consultation.themes], open_texts(settings.default_language)
    typer.echo(str(_on_database(config, lambda url: read_file(url, file, themes, texts))))


@commitments.command("list")
def commitments_list(as_json: AsJson = False, config: Config = None) -> None:
    """Montrer les engagements, leur état et combien de contributions les ont nourris."""
    from bot.commitments import listed

    for one in _on_database(config, listed):
        line = f"n° {one['number']} ({one['status']}, {one['contributions']} contributions) : {one['title']['fr']}"
        typer.echo(_json(one) if as_json else line)


@register.command("export")
def register_export(
    target: Annotated[Path | None, typer.Argument(help="Le fichier à écrire ; sans lui, la sortie standard.")] = None,
    config: Config = None,
) -> None:
    """Écrire le registre, une inscription par ligne, et son empreinte à la fin."""
    from bot.register import export

    typer.echo(_on_database(config, lambda url: export(url, target)), err=True)


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
        _fail(str(found))


@console.command("link")
def web_link(
    name: Annotated[str, typer.Option(help="Le nom affiché sur ses décisions ; le même nom est la même personne.")],
    role: Annotated[StaffRole, typer.Option(help="Ce que la personne peut faire.")] = StaffRole.MODERATOR,
    config: Config = None,
) -> None:
    """Faire un lien à usage unique, pour une personne qui n’a pas Telegram."""
    from bot.entries import make_link
    from bot.settings_sources import read_settings

    chosen = read_settings(_config(config))[0].web
    typer.echo(_on_database(config, lambda url: make_link(url, chosen, name, role.value)))


@console.command("close")
def web_close(
    name: Annotated[str, typer.Option(help="Le nom donné pour son lien, ou son identifiant chez le fournisseur.")],
    config: Config = None,
) -> None:
    """Fermer tout de suite les sessions d’une personne, et les liens qui l’attendent."""
    from bot.entries import close_sessions
    from bot.settings_sources import read_settings

    chosen = read_settings(_config(config))[0].web
    typer.echo(_on_database(config, lambda url: close_sessions(url, chosen, name)))


def _config(given: Path | None) -> Path | None:
    """The settings file: the one given, or the usual one if it is there; the environment may be enough."""
    return given or (DEFAULT_CONFIG if DEFAULT_CONFIG.exists() else None)


def _on_database(given: Path | None, work: Callable[[str], Coroutine[None, None, T]]) -> T:
    """Does something with the database that the settings name."""
    import asyncio

    from bot.mistakes import Mistakes
    from bot.ready import be_ready
    from bot.settings_sources import read_settings

    path = _config(given)
    settings, mistakes = read_settings(path)
    _fail_on(mistakes, "database", path)

    async def when_ready() -> T:
        await be_ready(settings.database.url)
        return await work(settings.database.url)

    try:
        return asyncio.run(when_ready())
    except Mistakes as found:
        _fail(str(found))


def _content(given: Path | None) -> ContentSettings:
    """Which consultation; the settings are read only if a file is named, and only for this."""
    from bot.settings import Content
    from bot.settings_sources import read_settings

    if given is None:
        return Content()
    settings, mistakes = read_settings(given)
    _fail_on(mistakes, "content", given)
    return settings.content


def _load(folder: Path) -> tuple[Consultation, tuple[FaqEntry, ...]]:
    from bot.content import read_content
    from bot.mistakes import Mistakes

    try:
        return read_content(folder)
    except Mistakes as mistakes:
        _fail(str(mistakes))


def _fail_on(mistakes: Sequence[Mistake], section: str, path: Path | None) -> None:
    """Stops on the mistakes of a section, or of the file as a whole; the others do not matter to this command."""
    found = [one for one in mistakes if one.where.partition(".")[0] == section or one.where == str(path)]
    if found:
        _fail("\n".join(str(mistake) for mistake in found))


def _fail(message: str, *, code: int = 1) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)


def _json(value: object) -> str:
    import orjson

    return orjson.dumps(value).decode()
