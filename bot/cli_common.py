"""What the commands share: their options, the settings they read, and how they fail."""

from __future__ import annotations

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

Config = Annotated[
    Path | None,
    typer.Option("--config", help="Fichier de réglages ; sans lui, citizenbot.toml s’il est là.", show_default=False),
]
AsJson = Annotated[bool, typer.Option("--json", help="Écrire du JSON, un objet par ligne.")]


def config_file(given: Path | None) -> Path | None:
    """The settings file: the one given, or the usual one if it is there; the environment may be enough."""
    return given or (DEFAULT_CONFIG if DEFAULT_CONFIG.exists() else None)


def on_database(given: Path | None, work: Callable[[str], Coroutine[None, None, T]]) -> T:
    """Does something with the database that the settings name."""
    import asyncio

    from bot.mistakes import Mistakes
    from bot.ready import be_ready
    from bot.settings_sources import read_settings

    path = config_file(given)
    settings, mistakes = read_settings(path)
    fail_on(mistakes, "database", path)

    async def when_ready() -> T:
        await be_ready(settings.database.url)
        return await work(settings.database.url)

    try:
        return asyncio.run(when_ready())
    except Mistakes as found:
        fail(str(found))


def content_settings(given: Path | None) -> ContentSettings:
    """Which consultation; the settings are read only if a file is named, and only for this."""
    from bot.settings import Content
    from bot.settings_sources import read_settings

    if given is None:
        return Content()
    settings, mistakes = read_settings(given)
    fail_on(mistakes, "content", given)
    return settings.content


def load_content(folder: Path) -> tuple[Consultation, tuple[FaqEntry, ...]]:
    """Reads a folder of content, or stops on its mistakes."""
    from bot.content import read_content
    from bot.mistakes import Mistakes

    try:
        return read_content(folder)
    except Mistakes as mistakes:
        fail(str(mistakes))


def fail_on(mistakes: Sequence[Mistake], section: str, path: Path | None) -> None:
    """Stops on the mistakes of a section, or of the file as a whole; the others do not matter to this command."""
    found = [one for one in mistakes if one.where.partition(".")[0] == section or one.where == str(path)]
    if found:
        fail("\n".join(str(mistake) for mistake in found))


def fail(message: str, *, code: int = 1) -> NoReturn:
    """Says what is wrong and ends."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


def as_json_line(value: object) -> str:
    """Writes a value as JSON."""
    import orjson

    return orjson.dumps(value).decode()
