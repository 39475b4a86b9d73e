"""The command line: exact JSON for programs, one clear line for people, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.settings import KEYS, ROOT


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no settings stand, in the folder or in the environment."""
    monkeypatch.chdir(tmp_path)
    for section, keys in KEYS.items():
        for key in keys:
            monkeypatch.delenv(f"CITIZENBOT_{section}__{key}".upper(), raising=False)


def run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(app, arguments, input=given)


def test_an_answer_is_one_json_object() -> None:
    result = run("faq", "ask", "C’est quoi le PGO ?", "--json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert set(answer) == {"kind", "answer", "suggestions", "entry", "score"}
    assert answer["kind"] == "answer"
    assert answer["entry"] == "pgo-definition"
    assert "78 pays" in answer["answer"]
    assert answer["suggestions"] == []
    assert 0 < answer["score"] <= 1


def test_what_is_not_known_and_small_talk_are_a_fallback() -> None:
    for question in ("Quelle est la recette de la ratatouille ?", "bonjour", "", "🤷"):
        answer = json.loads(run("faq", "ask", question, "--json").stdout)
        assert (answer["kind"], answer["answer"], answer["entry"]) == ("fallback", "", None), question


@pytest.mark.parametrize("question", ["Combien ça coûte ?", "ou sont les ateliers", "Où sont les ateliers ?"])
def test_what_the_source_is_known_not_to_give_is_named_as_the_bot_names_it(question: str) -> None:
    answer = json.loads(run("faq", "ask", question, "--json").stdout)
    assert (answer["kind"], answer["entry"], answer["suggestions"]) == ("fallback", None, [])
    assert answer["answer"].startswith("Le communiqué ne précise pas le")
    assert run("faq", "ask", question).stdout == answer["answer"] + "\n"


def test_a_batch_is_answered_row_by_row_in_order(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "q": "c koi le pgo"},
        {"id": 2, "q": "et combien de pays ?", "prev": "c koi le pgo"},
        {"id": 3, "q": "la météo demain"},
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    result = run("faq", "ask", "--batch", str(path), "--json")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", 2, 3]
    assert list(answers[0]) == ["id", "kind", "answer", "suggestions", "entry", "score"]
    assert answers[1]["entry"] == "pgo-nombre-de-pays"
    assert run("faq", "ask", "--batch", "-", given=path.read_text(encoding="utf-8")).stdout == result.stdout


def test_every_entry_is_listed() -> None:
    entries = [json.loads(line) for line in run("faq", "list", "--json").stdout.splitlines()]
    assert len(entries) >= 60
    assert all(list(entry) == ["id", "question", "answer", "theme"] for entry in entries)
    assert len(run("faq", "list").stdout.splitlines()) == len(entries)


def test_an_answer_for_eyes() -> None:
    assert "78 pays" in run("faq", "ask", "c koi le pgo").stdout
    assert run("faq", "ask", "la météo demain").stdout == "Je ne sais pas.\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "rows.jsonl:2: ce n’est pas du JSON"),
        ("[]", "rows.jsonl:2: il manque « id » ou « q »"),
        ('{"q": "x"}', "rows.jsonl:2: il manque « id » ou « q »"),
        ('{"id": 1}', "rows.jsonl:2: il manque « id » ou « q »"),
        ('{"id": 1, "q": 2}', "rows.jsonl:2: il manque « id » ou « q »"),
        ('{"id": 1, "q": "x", "prev": 3}', "rows.jsonl:2: « prev » n’est pas un texte"),
    ],
)
def test_a_bad_row_is_said_and_nothing_is_answered(line: str, said: str) -> None:
    Path("rows.jsonl").write_text('{"id": 1, "q": "c koi le pgo"}\n' + line, encoding="utf-8")
    result = run("faq", "ask", "--batch", "rows.jsonl")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("faq", "ask"), 2, "donnez soit une question, soit --batch"),
        (("faq", "ask", "x", "--batch", "y"), 2, "donnez soit une question, soit --batch"),
        (("faq", "ask", "--batch", "nothing.jsonl"), 2, "nothing.jsonl : fichier introuvable"),
        (("faq", "ask", "x", "--config", "nothing.toml"), 1, "nothing.toml : fichier introuvable"),
        (("content", "check", "nothing"), 1, "content.path : le dossier nothing n’existe pas"),
        (("migrate", "--config", "nothing.toml"), 1, "nothing.toml : fichier introuvable"),
        (("run",), 1, "telegram.token : le jeton du bot manque"),
        (("run", "--config", "nothing.toml"), 1, "nothing.toml : fichier introuvable"),
        (("demo", "--port", "70000"), 2, "--port"),
        (("dance",), 2, "dance"),
    ],
)
def test_a_mistake_is_said_and_has_its_exit_code(arguments: tuple[str, ...], code: int, said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code, result.output
    assert said in result.output
    assert "Traceback" not in result.output


def test_the_settings_say_which_consultation(tmp_path: Path) -> None:
    (tmp_path / "citizenbot.toml").write_text('[content]\npath = "nothing"\n[telegram]\ntokn = ""\n')
    result = run("faq", "list", "--config", "citizenbot.toml")
    assert (result.exit_code, result.stderr) == (
        1,
        "content.path : le dossier nothing n’existe pas — vérifiez le chemin\n",
    )


def test_content_is_checked() -> None:
    result = run("content", "check", str(ROOT / "content" / "pgo-2021-2023"))
    assert result.exit_code == 0
    assert "8 thèmes" in result.stdout


def test_a_database_is_migrated_once_and_for_all(tmp_path: Path) -> None:
    Path("citizenbot.toml").write_text('[database]\nurl = "sqlite+aiosqlite:///here.db"\n')
    for _ in range(2):
        result = run("migrate")
        assert (result.exit_code, result.stdout) == (0, "La base de données est à jour.\n")
    assert (tmp_path / "here.db").stat().st_size > 0


def test_a_database_that_is_away_is_said() -> None:
    Path("citizenbot.toml").write_text('[database]\nurl = "sqlite+aiosqlite:///missing/here.db"\n')
    result = run("migrate")
    assert result.exit_code == 1
    assert "database.url : la base ne répond pas" in result.stderr


def test_it_is_also_a_module_and_says_its_version() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "bot", "--version"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    assert said == run("--version").stdout
    assert said.startswith("citizenbot ")


def test_help_names_every_command() -> None:
    said = run("--help").stdout
    for command in ("demo", "run", "check", "migrate", "faq", "content"):
        assert command in said


def test_a_database_is_copied_into_an_empty_one_and_only_once(tmp_path: Path) -> None:
    target = f"sqlite+aiosqlite:///{tmp_path / 'new.db'}"
    assert run("copy", target).exit_code == 1
    assert run("migrate").exit_code == 0
    copied = run("copy", target)
    assert copied.exit_code == 0
    assert "people : 0" in copied.stdout
    assert "0 lignes copiées, toutes comptées" in copied.stdout
    assert run("copy", target).exit_code == 0  # still empty


def test_what_cannot_be_copied_is_said(tmp_path: Path) -> None:
    assert run("migrate").exit_code == 0
    for target, said in (
        ("mysql://host/base", "« mysql » n’est pas une base connue"),
        ("n’importe quoi", "ne se lit pas"),
        ("sqlite+aiosqlite:///citizenbot.db", "les deux adresses sont les mêmes"),
        (f"sqlite+aiosqlite:///{tmp_path / 'nowhere' / 'new.db'}", "ne répond pas ou est occupée"),
        ("postgresql+asyncpg://nobody@/nothing?host=/nowhere", "ne répond pas ou est occupée"),
    ):
        result = run("copy", target)
        assert result.exit_code == 1, target
        assert said in result.stderr, target


@pytest.mark.parametrize("command", [("register", "export"), ("commitments", "list"), ("faq", "export", "folder")])
def test_without_a_database_it_says_so_and_makes_none(tmp_path: Path, command: tuple[str, ...]) -> None:
    result = run(*command)
    assert result.exit_code == 1
    assert "la base n’existe pas encore" in result.stderr
    assert "citizenbot migrate" in result.stderr
    assert not (tmp_path / "citizenbot.db").exists()
