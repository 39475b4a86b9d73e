"""What the service counts of its own work, for whoever watches it from outside. Never a word or an id of a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class Meter(Protocol):
    """Counts and times."""

    def handled(self, update: Mapping[str, Any], outcome: str, seconds: float) -> None:
        """An update was dealt with."""

    def called(self, method: str, outcome: str, seconds: float) -> None:
        """A method of the Bot API was called; the outcome is "ok" or the kind of failure."""

    def asked(self, outcome: str) -> None:
        """A question was put to the FAQ."""


class NoMeter:
    """Counts nothing: nobody watches."""

    def handled(self, update: Mapping[str, Any], outcome: str, seconds: float) -> None:
        """Lets it pass."""

    def called(self, method: str, outcome: str, seconds: float) -> None:
        """Lets it pass."""

    def asked(self, outcome: str) -> None:
        """Lets it pass."""
