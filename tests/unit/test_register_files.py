"""`citizenbot register verify`: offline, one clear answer, exit codes; and the verifier that the docs give."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.settings import ROOT
from tests.unit.test_register import LINKS, WHOLE, receipt


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register, in a folder without settings."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "register.jsonl"
    path.write_bytes(WHOLE)
    return path


def verifies(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["register", "verify", *map(str, arguments)])


def test_a_whole_register_is_said_to_be(published: Path) -> None:
    result = verifies(published, "--head", LINKS[2].hash)
    assert result.exit_code == 0
    assert "intact" in result.stdout
    assert LINKS[-1].hash in result.stdout


def test_the_first_broken_line_is_named(published: Path) -> None:
    published.write_bytes(WHOLE.replace(b'"off_topic"', b'"insulting"'))
    result = verifies(published)
    assert result.exit_code == 1
    assert "ligne 5" in result.stderr
    assert "modifiée" in result.stderr


def test_a_head_that_is_not_there_is_said(published: Path) -> None:
    result = verifies(published, "--head", "0" * 64)
    assert result.exit_code == 1
    assert "l’empreinte notée" in result.stderr


def test_a_receipt_is_told_in_words(published: Path, tmp_path: Path) -> None:
    kept = tmp_path / "receipt.json"
    kept.write_text(receipt().to_json(), "utf-8")
    result = verifies(published, "--receipt", kept)
    assert result.exit_code == 0
    assert "approuvée par la modération" in result.stdout


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"{}"])
def test_what_is_no_receipt_is_refused(published: Path, tmp_path: Path, content: bytes) -> None:
    kept = tmp_path / "receipt.json"
    kept.write_bytes(content)
    assert verifies(published, "--receipt", kept).exit_code == 1


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    result = verifies(tmp_path / "none.jsonl")
    assert result.exit_code == 1
    assert "ne se lit pas" in result.stderr


@pytest.mark.parametrize("change", [(b"", b""), (b'"approved"', b'"refused"')])
def test_the_verifier_of_the_documentation_agrees(published: Path, change: tuple[bytes, bytes]) -> None:
    published.write_bytes(WHOLE.replace(*change) if change[0] else WHOLE)
    [code] = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "register.md").read_text("utf-8"), re.DOTALL)
    ran = subprocess.run([sys.executable, "-c", code, published], capture_output=True, check=False)
    assert (ran.returncode == 0) is not bool(change[0])
    assert verifies(published).exit_code == ran.returncode
