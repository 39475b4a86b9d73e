"""How much is tried: a form for each change that is made (two minutes), and the long one of `make faults`."""

from __future__ import annotations

import os
from typing import TypeVar

T = TypeVar("T")
LONG = os.environ.get("CITIZENBOT_FAULTS") == "long"
TIMEOUT = 3 * 3600 if LONG else 120
"""Seconds that one test may take."""


def scaled(short: T, long: T) -> T:
    """Chooses the amount of the form that runs."""
    return long if LONG else short
