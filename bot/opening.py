"""Opens the database that a command works on, if it is there and up to date."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.mistakes import Mistake, Mistakes
from storage.database import Database, DatabaseUnavailable
from storage.migrate import is_current

WHERE = "database.url"


def _is_missing_file(url: str) -> bool:
    """Tells whether opening a database would make it."""
    parsed = make_url(url)
    return parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").exists()


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """Opens a database that is there and up to date, or raises `Mistakes`."""
    if _is_missing_file(url):
        raise Mistakes([Mistake(WHERE, "la base n’existe pas encore", "lancez « citizenbot migrate »")])
    database = Database.open(url)
    try:
        if not await database.read(is_current):
            raise Mistakes([Mistake(WHERE, "la base n’est pas à jour", "lancez « citizenbot migrate »")])
        yield database
    except DatabaseUnavailable:
        hint = "vérifiez l’adresse, les droits et que le serveur est démarré"
        raise Mistakes([Mistake(WHERE, "la base ne répond pas", hint)]) from None
    finally:
        await database.close()
