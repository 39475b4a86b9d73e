"""Files against what the press office changed in chat: every case, on both databases, and the two commands."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection
from typer.testing import CliRunner, Result

from bot.cli import app
from consultation.content import FaqEntry, load_consultation
from storage import faq_entries, faq_files, faq_history, people
from storage.database import Database
from storage.faq_entries import Action
from storage.faq_files import Conflict, Loaded
from tests.clock import FakeClock

SHIPPED = Path(__file__).parents[2] / "content" / "pgo-2021-2023"
V1 = FaqEntry(
    id="when-joined",
    theme="pgo",
    question={"fr": "Quand la France a-t-elle rejoint le Partenariat ?"},
    answer={"fr": "En 2014."},
    variants=("date adhésion france", "when did france join", "depuis quand", "année d’adhésion"),
    source="« La France a rejoint le Partenariat en 2014. »",
    as_of=date(2021, 2, 23),
)
FILE = replace(V1, answer={"fr": "La France est membre depuis 2014."})
CHAT = replace(V1, answer={"fr": "Depuis 2014."}, as_of=date(2021, 3, 1))
Deed = Callable[[Connection, int, FakeClock], object]


def nothing(conn: Connection, by: int, clock: FakeClock) -> None:
    """The press office does nothing."""


def edits(conn: Connection, by: int, clock: FakeClock) -> None:
    after = faq_entries.latest_revision(conn, V1.id)
    assert faq_entries.edit(conn, CHAT, by=by, after=after, now=clock())


def agrees(conn: Connection, by: int, clock: FakeClock) -> None:
    after = faq_entries.latest_revision(conn, V1.id)
    assert faq_entries.edit(conn, FILE, by=by, after=after, now=clock())


def retires(conn: Connection, by: int, clock: FakeClock) -> None:
    assert faq_entries.retire(conn, V1.id, by=by, now=clock())


def retires_and_restores(conn: Connection, by: int, clock: FakeClock) -> None:
    retires(conn, by, clock)
    assert faq_entries.retire(conn, V1.id, by=by, now=clock(), back=True)


async def after(database: Database, clock: FakeClock, deed: Deed, *files: FaqEntry) -> Loaded:
    """What loading does once an entry was loaded and the press office did something."""

    def story(conn: Connection) -> Loaded:
        by = people.meet(conn, 900, "fr", clock()).id
        faq_files.load(conn, [V1], clock())
        deed(conn, by, clock)
        return faq_files.load(conn, files, clock())

    return await database.write(story)


async def state(database: Database) -> tuple[FaqEntry, bool, bool]:
    """The entry, whether it is retired, whether it counts as changed in chat."""
    kept = await database.read(lambda conn: faq_entries.get(conn, V1.id))
    assert kept is not None
    return kept.entry, kept.retired, kept.edited


NEW = Loaded(added=(V1.id,))
CHANGED = Loaded(updated=(V1.id,))
GONE = Loaded(retired=(V1.id,))


@pytest.mark.parametrize(
    ("deed", "files", "done", "left"),
    [
        (nothing, (V1,), Loaded(), (V1, False, False)),
        (nothing, (FILE,), CHANGED, (FILE, False, False)),
        (nothing, (), GONE, (V1, True, False)),
        (edits, (V1,), Loaded(), (CHAT, False, True)),
        (edits, (FILE,), Loaded(conflicts=(Conflict(CHAT, FILE),)), (CHAT, False, True)),
        (edits, (), Loaded(conflicts=(Conflict(CHAT, None),)), (CHAT, False, True)),
        (agrees, (FILE,), Loaded(), (FILE, False, False)),
        (retires, (V1,), Loaded(), (V1, True, True)),
        (retires, (FILE,), Loaded(conflicts=(Conflict(V1, FILE, retired=True),)), (V1, True, True)),
        (retires, (), Loaded(), (V1, True, True)),
        (retires_and_restores, (V1,), Loaded(), (V1, False, True)),
        (retires_and_restores, (FILE,), Loaded(conflicts=(Conflict(V1, FILE),)), (V1, False, True)),
    ],
)
async def test_files_never_overwrite_what_was_changed_in_chat(
    database: Database,
    clock: FakeClock,
    deed: Deed,
    files: tuple[FaqEntry, ...],
    done: Loaded,
    left: tuple[FaqEntry, bool, bool],
) -> None:
    assert await after(database, clock, deed, *files) == done
    assert await state(database) == left
    again = await database.write(lambda conn: faq_files.load(conn, files, clock()))
    assert again == Loaded(conflicts=done.conflicts)


async def test_what_was_born_in_chat_is_not_the_files_business(database: Database, clock: FakeClock) -> None:
    born = replace(CHAT, id="born-in-chat", source="press-office")

    def add(conn: Connection) -> Loaded:
        by = people.meet(conn, 900, "fr", clock()).id
        assert faq_entries.add(conn, born, by=by, now=clock())
        assert not faq_entries.add(conn, born, by=by, now=clock())
        return faq_files.load(conn, [V1], clock())

    assert await database.write(add) == NEW
    assert (await database.read(faq_entries.read))[1] == (born, V1)
    exported = await database.write(lambda conn: faq_files.load(conn, [V1, born], clock()))
    assert exported == Loaded()
    from_now_on_a_file = await database.write(lambda conn: faq_files.load(conn, [V1], clock()))
    assert from_now_on_a_file == Loaded(retired=(born.id,))


@pytest.mark.parametrize("theirs", [FILE, None])
async def test_a_conflict_ends_for_the_chat(database: Database, clock: FakeClock, theirs: FaqEntry | None) -> None:
    files = [theirs] if theirs else []
    [conflict] = (await after(database, clock, edits, *files)).conflicts
    await database.write(lambda conn: faq_files.keep_chat(conn, conflict, clock()))
    assert await database.write(lambda conn: faq_files.load(conn, files, clock())) == Loaded()
    assert await state(database) == (CHAT, False, True)
    newer = replace(FILE, answer={"fr": "Encore autre chose."})
    told = await database.write(lambda conn: faq_files.load(conn, [newer], clock()))
    assert told.conflicts == (Conflict(CHAT, newer),)


@pytest.mark.parametrize(("theirs", "left"), [(FILE, (FILE, False, False)), (None, (CHAT, True, False))])
async def test_a_conflict_ends_for_the_file_and_the_chats_text_stays_in_the_history(
    database: Database, clock: FakeClock, theirs: FaqEntry | None, left: tuple[FaqEntry, bool, bool]
) -> None:
    files = [theirs] if theirs else []
    [conflict] = (await after(database, clock, edits, *files)).conflicts
    await database.write(lambda conn: faq_files.take_file(conn, conflict, clock()))
    assert await state(database) == left
    assert await database.write(lambda conn: faq_files.load(conn, files, clock())) == Loaded()
    versions = await database.read(lambda conn: faq_history.history(conn, V1.id, limit=9))
    assert [version.action for version in versions][1:] == [Action.EDITED, Action.LOADED]
    assert versions[1].entry == CHAT


async def test_processes_that_load_at_once_keep_one_version(database_url: str, clock: FakeClock) -> None:
    databases = [Database.open(database_url) for _ in range(3)]
    done = await asyncio.gather(*(one.write(lambda conn: faq_files.load(conn, [V1], clock())) for one in databases))
    assert sorted(loaded.changed for loaded in done) == [0, 0, 1]
    assert await databases[0].read(lambda conn: faq_history.count(conn, V1.id)) == 1
    for one in databases:
        await one.close()


# The commands


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped consultation."""
    return shutil.copytree(SHIPPED, tmp_path / "consultation")


@pytest.fixture
def config(tmp_path: Path, folder: Path, sqlite_url: str) -> Path:
    path = tmp_path / "citizenbot.toml"
    path.write_text(f'[database]\nurl = "{sqlite_url}"\n[content]\npath = "{folder}"\n', encoding="utf-8")
    return path


def run(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["faq", *arguments, "--config", str(config)], env={"COLUMNS": "160"})


@pytest.fixture
async def edited(config: Path, sqlite_url: str, clock: FakeClock) -> FaqEntry:
    """An entry that was loaded, then corrected in chat."""
    database = Database.open(sqlite_url)
    entries = load_consultation(SHIPPED)[1]
    entry = next(entry for entry in entries if entry.id == "france-adhesion")
    corrected = replace(entry, answer={**entry.answer, "fr": "La France en est membre depuis 2014."})

    def work(conn: Connection) -> None:
        by = people.meet(conn, 900, "fr", clock()).id
        faq_files.load(conn, entries, clock())
        revision = faq_entries.latest_revision(conn, entry.id)
        assert faq_entries.edit(conn, corrected, by=by, after=revision, now=clock())

    await database.write(work)
    await database.close()
    return corrected


def change_file(folder: Path, entry: FaqEntry) -> None:
    path = folder / "faq" / f"{entry.id}.md"
    path.write_text(path.read_text(encoding="utf-8").replace("question_en: ", "question_en: So, "), encoding="utf-8")


def test_an_export_shows_in_git_only_what_was_changed(edited: FaqEntry, config: Path, folder: Path) -> None:
    result = run(config, "export", str(folder))
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "Écrits : 1, inchangés : 101, supprimés : 0.",
        f"écrit : faq/{edited.id}.md",
    ]
    assert "membre depuis 2014" in (folder / "faq" / f"{edited.id}.md").read_text(encoding="utf-8")
    assert run(config, "import").exit_code == 0
    assert CliRunner().invoke(app, ["content", "check", str(folder)]).exit_code == 0


def test_an_import_shows_a_conflict_and_fails_while_it_stays(edited: FaqEntry, config: Path, folder: Path) -> None:
    change_file(folder, edited)
    for _ in range(2):
        result = run(config, "import")
        assert result.exit_code == 1
        assert "conflits restants : 1" in result.stdout
        for said in (edited.id, "membre depuis 2014", "So,", "--prefer chat|file"):
            assert said in result.stdout
    other = run(config, "import", "--prefer", "file", "--entry", "plan-periode")
    assert (other.exit_code, "plan-periode : aucun conflit" in other.stderr) == (1, True)
    settled = run(config, "import", str(folder), "--prefer", "chat", "--entry", edited.id)
    assert settled.exit_code == 0, settled.output
    assert "conflits tranchés : 1, conflits restants : 0" in settled.stdout
    assert run(config, "import").exit_code == 0


def test_an_import_may_prefer_the_file(edited: FaqEntry, config: Path, folder: Path, tmp_path: Path) -> None:
    change_file(folder, edited)
    assert run(config, "import", "--prefer", "file").exit_code == 0
    out = tmp_path / "out"
    assert run(config, "export", str(out)).exit_code == 0
    name = f"faq/{edited.id}.md"
    assert (out / name).read_bytes() == (folder / name).read_bytes()


def test_a_retired_entry_keeps_its_file_until_pruned(edited: FaqEntry, config: Path, folder: Path) -> None:
    (folder / "faq" / "ateliers.md").rename(folder / "ateliers.md")
    assert "retirées : 1" in run(config, "import").stdout
    (folder / "ateliers.md").rename(folder / "faq" / "ateliers.md")
    assert "fichier laissé" in run(config, "export", str(folder)).stdout
    assert (folder / "faq" / "ateliers.md").exists()
    assert "supprimé : faq/ateliers.md" in run(config, "export", str(folder), "--prune").stdout
    assert not (folder / "faq" / "ateliers.md").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("import", "--entry", "x"), 2, "--entry va avec --prefer"),
        (("import", "--prefer", "both"), 2, "both"),
        (("import", "nowhere"), 1, "le dossier nowhere n’existe pas"),
        (("export", "/dev/null/x"), 1, "impossible d’écrire"),
    ],
)
def test_a_mistake_is_said_in_plain_words(config: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    result = run(config, *arguments)
    assert result.exit_code == code
    assert said in result.output
    assert "Traceback" not in result.output


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path, config: Path) -> None:
    config.write_text('[database]\nurl = "sqlite+aiosqlite:///not-here.db"\n', encoding="utf-8")
    for command in (("import",), ("export", str(tmp_path / "out"))):
        result = run(config, *command)
        assert result.exit_code == 1
        assert "lancez « citizenbot migrate »" in result.stderr
    assert not Path("not-here.db").exists()
