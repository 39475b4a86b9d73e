"""The locks pin everything that pyproject.toml asks for, by hash, and name no place to download from."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
RUN = [Requirement(line) for line in [*PROJECT["dependencies"], *EXTRAS["install"]]]
DEV = [*RUN, *(Requirement(line) for line in EXTRAS["dev"])]
LOCKS = {"requirements.lock": RUN, "requirements-dev.lock": DEV}


def pins(lock: str) -> list[tuple[Requirement, str]]:
    """Each pinned requirement with the lines of its hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE | re.IGNORECASE)
    return [(Requirement(entry.partition("\\")[0]), entry) for entry in entries if entry.strip()]


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_asked_for_is_pinned_to_a_version_that_fits(lock: str) -> None:
    pinned: dict[str, list[str]] = {}
    for pin, _ in pins(lock):
        (specifier,) = pin.specifier
        assert specifier.operator == "=="
        pinned.setdefault(canonicalize_name(pin.name), []).append(specifier.version)
    for wanted in LOCKS[lock]:
        versions = pinned.get(canonicalize_name(wanted.name), [])
        assert versions, f"{wanted.name} is not in {lock}: run make lock"
        assert all(wanted.specifier.contains(version) for version in versions), f"{wanted} in {lock}: run make lock"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes(lock: str) -> None:
    found = pins(lock)
    assert len(found) > len(LOCKS[lock])
    for pin, entry in found:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), pin.name


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_a_place_to_download_from(lock: str) -> None:
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links| @ ", (ROOT / lock).read_text(encoding="utf-8"))


def test_both_locks_pin_the_same_versions() -> None:
    run = {(pin.name, str(pin.specifier), str(pin.marker)) for pin, _ in pins("requirements.lock")}
    dev = {(pin.name, str(pin.specifier), str(pin.marker)) for pin, _ in pins("requirements-dev.lock")}
    assert run <= dev


def wheel(folder: Path) -> str:
    """Makes a package with nothing in it but its name, and gives the hash of its file."""
    metadata = "Metadata-Version: 2.1\nName: colis\nVersion: 1.0\n"
    built = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    path = folder / "colis-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("colis.py", "")
        archive.writestr("colis-1.0.dist-info/METADATA", metadata)
        archive.writestr("colis-1.0.dist-info/WHEEL", built)
        archive.writestr("colis-1.0.dist-info/RECORD", "")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def installs(folder: Path, requirement: str) -> subprocess.CompletedProcess[str]:
    """Installs from a lock as the Makefile does, but from a folder and into another; no network."""
    lock = folder / "requirements.lock"
    lock.write_text(f"{requirement}\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check", "install"]
    where = ["--no-index", "--find-links", str(folder), "--target", str(folder / "installed")]
    return subprocess.run(
        [*pip, *where, "--require-hashes", "-r", str(lock)], capture_output=True, text=True, check=False
    )


def test_a_file_that_is_not_the_one_that_was_locked_is_refused(tmp_path: Path) -> None:
    right = wheel(tmp_path)
    altered = right[:-1] + ("0" if right[-1] != "0" else "1")
    refused = installs(tmp_path, f"colis==1.0 --hash=sha256:{altered}")
    assert refused.returncode != 0
    assert "DO NOT MATCH THE HASHES" in refused.stderr
    unlocked = installs(tmp_path, "colis==1.0")
    assert unlocked.returncode != 0
    assert not (tmp_path / "installed").exists()
    assert installs(tmp_path, f"colis==1.0 --hash=sha256:{right}").returncode == 0
    assert (tmp_path / "installed" / "colis.py").exists()


def test_everything_is_installed_by_its_hash() -> None:
    for name in ("Makefile", "deploy/Dockerfile"):
        lines = [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if "install" in line]
        locked = [line for line in lines if ".lock" in line and "-r " in line]
        assert locked, name
        assert all("--require-hashes" in line for line in locked), name
