"""Faults on purpose, and the report of what they did: `make faults` prints it, and so does every run of the tests."""

from __future__ import annotations

import pytest

from tests.acceptance.conftest import (  # noqa: F401 - fixtures
    mehdi,
    moderation,
    pauline,
    sandbox,
    service,
    service_clock,
    settings,
    slow_service,
)
from tests.faults.scale import LONG, TIMEOUT
from tests.faults.tally import Tally

REPORT = pytest.StashKey[list[Tally]]()


def pytest_configure(config: pytest.Config) -> None:
    """Begins the report."""
    config.stash[REPORT] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Gives each of these tests the time that its form takes."""
    for item in items:
        if "tests/faults/" in item.path.as_posix():
            item.add_marker(pytest.mark.timeout(TIMEOUT))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Prints the report."""
    report = config.stash[REPORT]
    if report:
        terminalreporter.section(f"faults, {'long' if LONG else 'short'} form")
        for tally in report:
            terminalreporter.write_line(str(tally))


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Tally:
    """This test's line of the report."""
    made = Tally(request.node.name.removeprefix("test_").replace("_", " "))
    request.config.stash[REPORT].append(made)
    return made
