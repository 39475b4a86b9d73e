"""`citizenbot commitments import`: by number, whole or not at all; those concerned are told of a new stage."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from bot.commitments import Imported, listed, read_file
from bot.mistakes import Mistakes
from consultation.commitment import Verdict
from consultation.moderation import Decision
from handlers.texts import Texts
from storage import commitment_links, people, submissions
from storage.database import Database
from storage.tables import outbox
from tests.clock import FakeClock
from tests.stories import submit

HEADER = "number;title_fr;description_fr;theme;status;explanation\n"


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(strict=True)


async def load(url: str, folder: Path, texts: Texts, rows: str) -> Imported:
    file = folder / "engagements.csv"
    file.write_text(HEADER + rows, encoding="utf-8")
    return await read_file(url, file, ["usager"], texts)


async def test_a_file_adds_then_brings_up_to_date(
    database: Database, database_url: str, tmp_path: Path, texts: Texts, clock: FakeClock
) -> None:
    rows = "1;Un;Deux.;usager;;\n2;Trois;Quatre.;usager;not_started;\n"
    assert await load(database_url, tmp_path, texts, rows) == Imported(added=2)
    assert await load(database_url, tmp_path, texts, rows) == Imported(unchanged=2)

    def link(conn: Connection) -> None:
        sent, by = submit(conn, clock()), people.meet(conn, 5001, "fr", clock()).id
        submissions.decide(conn, sent.id, Decision.APPROVE.value, version=1, by=by, detail=None, now=clock())
        commitment_links.keep(conn, sent.id, 2, Verdict.RETAINED, "Oui.", by=by, now=clock())

    await database.write(link)
    moved = "1;Un bis;Deux.;usager;;\n2;Trois;Quatre.;usager;completed;Fini en juin.\n3;Cinq;Six.;usager;;\n"
    assert await load(database_url, tmp_path, texts, moved) == Imported(added=1, updated=2, told=1)
    [params] = (await database.read(lambda conn: conn.execute(select(outbox.c.params)).scalars().all()))[-1:]
    assert "Fini en juin." in params["text"]
    shown = await listed(database_url)
    assert [(one["number"], one["status"], one["contributions"]) for one in shown] == [
        (1, "proposed", 0),
        (2, "completed", 1),
        (3, "proposed", 0),
    ]


async def test_a_file_with_a_mistake_changes_nothing(database_url: str, tmp_path: Path, texts: Texts) -> None:
    await load(database_url, tmp_path, texts, "1;Un;Deux.;usager;limited;\n")
    with pytest.raises(Mistakes) as refused:
        await load(database_url, tmp_path, texts, "1;Un;Deux.;usager;completed;\n9;;Dix.;jardin;;\n")
    said = [str(one) for one in refused.value.found]
    assert len(said) == 3
    assert any("engagements.csv:2 : l’engagement n° 1 passe de « limited » à « completed »" in one for one in said)
    assert [(one["number"], one["status"]) for one in await listed(database_url)] == [(1, "limited")]
