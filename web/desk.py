"""What every page may use: the services, who may come in and how, and the little that only Telegram can tell."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from aiohttp import web

from consultation.roles import Role
from handlers.services import Services
from web.live import Changes
from web.oidc import Provider
from web.pages import Pages

LINK_LENGTH = 24
"""Bytes of chance in a token: nobody guesses it."""


class FileGoneError(Exception):
    """Telegram does not give a file, or not now."""


@dataclass(frozen=True, slots=True)
class Access:
    """How people come in: the address that browsers see, how long they stay, how long a link opens."""

    public_url: str | None = None
    session: timedelta = timedelta(hours=8)
    link: timedelta = timedelta(minutes=15)

    @property
    def secure(self) -> bool:
        """Tells whether browsers come by https: cookies are then kept to it."""
        return self.public_url is not None and self.public_url.startswith("https://")

    @property
    def origin(self) -> str | None:
        """The scheme, name and port that a browser says a form comes from; none if it is not known."""
        if self.public_url is None:
            return None
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True)
class Desk:
    """One for all pages.

    `role_of` says what a Telegram account may do now (none: nothing here); `fetch` gives the bytes of a file by its
    Telegram id.
    """

    services: Services
    access: Access
    pages: Pages
    changes: Changes
    role_of: Callable[[int], Awaitable[Role | None]]
    fetch: Callable[[str], Awaitable[bytes]]
    provider: Provider | None = None
    bot_name: str = field(default="")


DESK = web.AppKey("desk", Desk)
