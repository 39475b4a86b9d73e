"""The FAQ between the database and files: `citizenbot faq export` and `citizenbot faq import`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlalchemy import Connection

from bot.mistakes import Mistake, Mistakes
from bot.opening import opened
from consultation.content import FaqEntry
from consultation.content_export import export_faq
from storage import faq_entries
from storage.faq_files import Conflict, Loaded, keep_chat, load, take_file

PREFER_FILE = "file"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: what was loaded, the conflicts that were settled, those that stay."""

    loaded: Loaded
    settled: tuple[Conflict, ...]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The conflicts that stay."""
        return tuple(one for one in self.loaded.conflicts if one not in self.settled)

    def __str__(self) -> str:
        done = self.loaded
        said = [
            f"Ajoutées : {len(done.added)}",
            f"modifiées : {len(done.updated)}",
            f"retirées : {len(done.retired)}",
            f"conflits tranchés : {len(self.settled)}",
            f"conflits restants : {len(self.conflicts)}",
        ]
        return ", ".join(said) + "."


async def write_files(url: str, folder: Path, *, prune: bool) -> str:
    """Writes the entries in force as files of a consultation's folder; says what was done."""
    async with opened(url) as database:
        kept = await database.read(faq_entries.all_kept)
    in_force = [one.entry for one in kept.values() if not one.retired]
    retired = [one.entry.id for one in kept.values() if one.retired]
    try:
        done = export_faq(in_force, folder, retired, prune=prune)
    except OSError as error:
        raise Mistakes(
            [Mistake(str(folder), f"impossible d’écrire ({error.strerror})", "vérifiez le chemin et les droits")]
        ) from None
    lines = [f"Écrits : {len(done.written)}, inchangés : {len(done.unchanged)}, supprimés : {len(done.removed)}."]
    lines += [f"écrit : faq/{ident}.md" for ident in done.written]
    lines += [f"supprimé : faq/{ident}.md" for ident in done.removed]
    lines += [f"retirée, fichier laissé (--prune le supprime) : faq/{ident}.md" for ident in done.left]
    return "\n".join(lines)


async def read_files(url: str, entries: Sequence[FaqEntry], prefer: str | None, only: str | None) -> Imported:
    """Loads files into the database; settles the conflicts (or the one of an entry) for the side preferred."""
    now = datetime.now(UTC)

    def work(conn: Connection) -> Imported:
        loaded = load(conn, entries, now)
        settled = [one for one in loaded.conflicts if prefer and only in (None, one.ours.id)]
        for conflict in settled:
            (take_file if prefer == PREFER_FILE else keep_chat)(conn, conflict, now)
        return Imported(loaded, tuple(settled))

    async with opened(url) as database:
        imported = await database.write(work)
    if only is not None and not imported.settled:
        raise Mistakes([Mistake(only, "aucun conflit sur cette réponse", "« citizenbot faq import » les montre")])
    return imported


def show_conflicts(conflicts: Sequence[Conflict]) -> None:
    """Shows, part by part, what the chat says and what the file says."""
    table = Table("Réponse", "Partie", "Dans la discussion (en vigueur)", "Dans le fichier", show_lines=True)
    for conflict in conflicts:
        for part, ours, theirs in _differences(conflict):
            table.add_row(*(Text(text) for text in (conflict.ours.id, part, ours, theirs)))
    console = Console()
    console.print(table)
    console.print("Pour trancher : citizenbot faq import --prefer chat|file [--entry ID]", markup=False)


def _differences(conflict: Conflict) -> Iterator[tuple[str, str, str]]:
    ours, theirs = conflict.ours, conflict.theirs
    if theirs is None:
        yield "fichier", "modifiée", "supprimé"
        return
    if conflict.retired:
        yield "état", "retirée", "modifiée"
    for part, old, new in zip(_PARTS, _parts(ours), _parts(theirs), strict=True):
        if old != new:
            yield part, old, new
    if ours.variants != theirs.variants:
        only_ours = "\n".join(text for text in ours.variants if text not in theirs.variants)
        only_theirs = "\n".join(text for text in theirs.variants if text not in ours.variants)
        yield "formulations", only_ours or "(les mêmes)", only_theirs or "(les mêmes)"


_PARTS = ("question", "question (en)", "réponse", "réponse (en)", "thème", "source", "à jour au")


def _parts(entry: FaqEntry) -> tuple[str, ...]:
    question, answer = entry.question, entry.answer
    said = (question["fr"], question.get("en", ""), answer["fr"], answer.get("en", ""))
    return (*said, entry.theme, entry.source, entry.as_of.isoformat())
