"""Says what to do about a tool that a machine lacks: skip with the reason, or fail where it is required."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

VARIABLE = "CITIZENBOT_REQUIRE"


def lacking(tool: str, how: str) -> NoReturn:
    """Skips for want of a tool ("postgres", "browser"); fails if CITIZENBOT_REQUIRE names it."""
    if tool in os.environ.get(VARIABLE, "").replace(" ", "").split(","):
        pytest.fail(f"{tool} is required ({VARIABLE}) and missing: {how}")
    pytest.skip(f"{tool} is missing: {how}")
