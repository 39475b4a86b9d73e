"""Reads the consultation that the settings name, its mistakes told like those of the settings."""

from __future__ import annotations

from pathlib import Path

from bot.mistakes import Mistake, Mistakes
from consultation.content import Consultation, ContentErrors, FaqEntry, load_consultation

WHERE = "content.path"


def read_content(folder: Path) -> tuple[Consultation, tuple[FaqEntry, ...]]:
    """Reads a consultation and its FAQ, or raises `Mistakes` with all that is wrong in the folder."""
    if not folder.is_dir():
        raise Mistakes([Mistake(WHERE, f"le dossier {folder} n’existe pas", "vérifiez le chemin")])
    try:
        return load_consultation(folder)
    except ContentErrors as errors:
        raise Mistakes(
            [Mistake(f"{folder / one.path}:{one.line}", one.message, one.hint) for one in errors.errors]
        ) from None
