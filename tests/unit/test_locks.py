"""The locks pin everything that pyproject.toml asks for, by hash, and name no place to download from."""

from __future__ import annotations

import re
import tomllib
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
