"""Commitments between the database and files: `citizenbot commitments import` and `citizenbot commitments list`.

A file is taken whole or refused whole. It says commitments by number: a number that is new adds one, a known one is
brought up to date. Those concerned are told of a commitment that comes to another stage, as when it is changed in chat.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from bot.mistakes import Mistake, Mistakes
from bot.opening import opened
from consultation.commitment import FIRST_STAGE
from consultation.commitment_files import Written, read_commitments
from consultation.content_files import ContentErrors
from consultation.content_files import Mistakes as FileMistakes
from handlers import became
from handlers.texts import Texts
from storage import audit, commitment_links, commitments
from storage.commitment_links import Fed
from storage.commitments import Commitment

ALL = 10_000


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    told: int = 0

    def __str__(self) -> str:
        return (
            f"Ajoutés : {self.added}, modifiés : {self.updated}, inchangés : {self.unchanged} ; "
            f"messages en attente d’envoi : {self.told}."
        )


async def read_file(url: str, path: Path, themes: Collection[str], texts: Texts) -> Imported:
    """Takes a file into the database, or raises `Mistakes` with all that is wrong in it; then nothing was taken."""
    mistakes = FileMistakes()
    written = read_commitments(path, themes, mistakes)
    now = datetime.now(UTC)

    def work(conn: Connection) -> Imported:
        known = {one.content.number: commitments.get(conn, one.content.number) for one in written}
        for one in written:
            _check_stage(one, known[one.content.number])
        mistakes.raise_if_any()
        return _total([_take(conn, one, known[one.content.number], texts, now) for one in written])

    async with opened(url) as database:
        try:
            return await database.write(work)
        except ContentErrors as errors:
            raise Mistakes(
                [Mistake(f"{path.parent / one.path}:{one.line}", one.message, one.hint) for one in errors.errors]
            ) from None


async def listed(url: str) -> list[dict[str, Any]]:
    """Gives every commitment as a JSON object, with how many contributions fed it."""
    async with opened(url) as database:
        return await database.read(_listed)


def _listed(conn: Connection) -> list[dict[str, Any]]:
    found = commitments.listed(conn, limit=ALL)
    fed = commitment_links.fed(conn, [one.number for one in found])
    return [
        {
            "number": one.number,
            "title": dict(one.content.title),
            "description": dict(one.content.description),
            "theme": one.content.theme,
            "status": one.stage,
            "link": one.content.link,
            "changed_at": one.changed_at.isoformat(),
            "contributions": fed.get(one.number, Fed()).contributions,
            "duplicates": fed.get(one.number, Fed()).duplicates,
        }
        for one in found
    ]


def _check_stage(one: Written, known: Commitment | None) -> None:
    """A commitment that is known does not come to another stage without a word of explanation."""
    if known is not None and one.stage not in (None, known.stage) and not one.explanation:
        hint = "ajoutez « explanation » : celles et ceux dont une contribution y est reliée la recevront"
        what = f"l’engagement n° {known.number} passe de « {known.stage} » à « {one.stage} » sans explication"
        one.record.refuse("status", what, hint)


def _take(conn: Connection, one: Written, known: Commitment | None, texts: Texts, now: datetime) -> Imported:
    subject = f"commitment:{one.content.number}"
    if known is None:
        commitments.add(conn, one.content, one.stage or FIRST_STAGE, by=None, now=now, why=one.explanation)
        audit.record(conn, "commitment-added", subject, actor_id=None, now=now)
        return Imported(added=1)
    edited, version, told = one.content != known.content, known.version, 0
    if edited:
        commitments.rewrite(conn, one.content, version=version, now=now)
        audit.record(conn, "commitment-edited", subject, actor_id=None, now=now)
        version += 1
    moves = one.stage is not None and one.stage != known.stage
    if one.stage is not None and moves:
        commitments.move(conn, known.number, one.stage, version=version, explanation=one.explanation, by=None, now=now)
        details = {"stage": one.stage}
        audit.record(conn, "commitment-moved", subject, actor_id=None, now=now, details=details)
        moved = replace(known, content=one.content, stage=one.stage)
        told = became.tell_stage(conn, texts, moved, one.explanation, now)
    return Imported(updated=int(edited or moves), unchanged=int(not edited and not moves), told=told)


def _total(parts: Sequence[Imported]) -> Imported:
    return Imported(
        sum(part.added for part in parts),
        sum(part.updated for part in parts),
        sum(part.unchanged for part in parts),
        sum(part.told for part in parts),
    )
