"""Whether a database may be worked on from the command line: it is there, and as this version knows it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import URL, make_url

from bot.mistakes import Mistake, Mistakes
from storage.database import Database, DatabaseUnavailable
from storage.migrate import is_current

MIGRATE = "lancez « citizenbot migrate »"


async def be_ready(url: str) -> None:
    """Raises `Mistakes` with what to do if a database cannot be worked on; makes none where there is none."""
    if is_missing_file(make_url(url)):
        raise Mistakes([Mistake("database.url", "la base n’existe pas encore", MIGRATE)])
    database = Database.open(url)
    try:
        current = await database.read(is_current)
    except DatabaseUnavailable:
        hint = "vérifiez l’adresse, les droits et que le serveur est démarré"
        raise Mistakes([Mistake("database.url", "la base ne répond pas", hint)]) from None
    finally:
        await database.close()
    if not current:
        raise Mistakes([Mistake("database.url", "la base n’est pas à jour", MIGRATE)])


def is_missing_file(url: URL) -> bool:
    """Tells whether opening a database would make it: looking changes nothing."""
    return url.get_backend_name() == "sqlite" and bool(url.database) and not Path(url.database or "").exists()
