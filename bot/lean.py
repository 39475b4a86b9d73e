"""A light start: nothing searches for garbage while all that is loaded and built is there to stay, and libraries are
loaded without the optional parts that this service has no use for."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

UNUSED = ("click", "cryptography", "rich")
"""Loaded by structlog (tracebacks in colour) and python-telegram-bot (passports) wherever they are installed: 12 MiB,
0.1 s. Nothing of it is asked of them here, and whoever needs one later imports it."""
REPLACED = "httpx"
"""How python-telegram-bot reaches Telegram unless given something else, as it is here: it only names its types."""


def start() -> None:
    """Loads the libraries; to be called first."""
    gc.disable()
    with _standing_in(REPLACED), _absent(UNUSED):
        import structlog  # noqa: F401
        import telegram.ext  # noqa: F401


def settle() -> None:
    """Searches for garbage from now on, but not in what is there: a tenth of the time of an update."""
    gc.freeze()
    gc.enable()


@contextmanager
def _absent(names: tuple[str, ...]) -> Iterator[None]:
    """Hides packages from whoever would import them, as if they were not installed."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # none: "not to be found", to the import system
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


@contextmanager
def _standing_in(name: str) -> Iterator[None]:
    """Puts a module in the place of one, of which every name is that of an empty class."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = _Names(name)
    try:
        yield
    finally:
        del sys.modules[name]


class _Names(ModuleType):
    """A module of names alone."""

    def __getattr__(self, name: str) -> type:
        return type(name, (), {})
