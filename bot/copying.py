"""`citizenbot copy`: moves the service to another database, and says what was copied or why nothing was."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.mistakes import Mistake, Mistakes
from storage.copying import CannotCopyError, CountsDifferError, SourceNotCurrentError, TargetNotEmptyError, copy
from storage.database import DatabaseUnavailable
from storage.faults import is_outage

DRIVERS = ("sqlite+aiosqlite", "postgresql+asyncpg")
WHY = {
    SourceNotCurrentError: ("database.url", "la base à copier n’est pas à jour", "lancez « citizenbot migrate »"),
    TargetNotEmptyError: ("copie", "la base à remplir contient déjà des données", "donnez une base vide"),
    CountsDifferError: ("copie", "toutes les lignes n’y sont pas", "arrêtez le service pendant la copie"),
}
"""Where, what and what to do, for each reason not to copy."""


async def copy_database(source_url: str, target_url: str, say: Callable[[str], None]) -> None:
    """Copies the database of the settings into another; raises `Mistakes`, and then nothing was written."""
    _check(source_url, target_url)
    try:
        counts = await copy(source_url, target_url, lambda table, count: say(f"{table} : {count}"))
    except CannotCopyError as error:
        raise Mistakes([Mistake(*WHY[type(error)])]) from error
    except (DatabaseUnavailable, SQLAlchemyError, OSError) as error:
        if not isinstance(error, DatabaseUnavailable) and not is_outage(error):
            raise
        hint = "vérifiez les deux adresses, les droits, et que le service est arrêté"
        raise Mistakes([Mistake("copie", "une des deux bases ne répond pas ou est occupée", hint)]) from error
    say(f"{sum(counts.values())} lignes copiées, toutes comptées. Mettez la nouvelle adresse dans database.url.")


def _check(source_url: str, target_url: str) -> None:
    hint = f"donnez une adresse en {' ou en '.join(f'{driver}://' for driver in DRIVERS)}"
    try:
        target = make_url(target_url)
    except ArgumentError:
        raise Mistakes([Mistake("copie", "l’adresse de la base à remplir ne se lit pas", hint)]) from None
    if target.drivername not in DRIVERS:
        raise Mistakes([Mistake("copie", f"« {target.drivername} » n’est pas une base connue", hint)])
    if target == make_url(source_url):
        raise Mistakes([Mistake("copie", "les deux adresses sont les mêmes", "donnez celle d’une base vide")])
