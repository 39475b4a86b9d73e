"""`citizenbot export`: writes the files of one bundle, or of all, to a folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.mistakes import Mistake, Mistakes
from consultation.faq import FaqIndex
from handlers.bundles import BUNDLES, files_of
from handlers.services import Policy, Services
from storage.database import Database
from storage.faq import FaqStore

if TYPE_CHECKING:
    from consultation.content import Consultation
    from handlers.texts import Texts


async def export(url: str, consultation: Consultation, texts: Texts, folder: Path, only: str | None) -> list[Path]:
    """Writes the files, and says which."""
    if only is not None and only not in BUNDLES:
        hint = f"choisissez parmi : {', '.join(BUNDLES)}"
        raise Mistakes([Mistake(f"--only {only}", "il n’y a pas d’export de ce nom", hint)])
    database = Database.open(url)
    try:
        services = Services(
            database=database,
            texts=texts,
            consultation=consultation,
            faq=FaqStore(database, (0, None), (), FaqIndex.build((), ())),
            policy=Policy(),
            clock=lambda: datetime.now(UTC),
        )
        files = await files_of(services, tuple(BUNDLES) if only is None else (only,))
    finally:
        await database.close()
    return [_write(folder / name, data) for name, data in files.items()]


def _write(path: Path, data: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise Mistakes([Mistake(str(path), "ce fichier ne s’écrit pas", "vérifiez le chemin et les droits")]) from error
    return path
