"""The buttons a press officer puts under an announcement: a label and where it leads, one a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from consultation.refusal import Refusal

MOST = 6
LABEL_LENGTH = 40
"""Longer labels are cut on a telephone."""
URL_LENGTH = 1000
BAR = "|"
INSIDE = (
    "contribuer",
    "themes",
    "engagements",
    "actualites",
    "agenda",
    "ressources",
    "abonnements",
    "suivi",
    "mes_contributions",
    "question",
    "aide",
)
"""The commands that a button may lead to ("/contribuer"): these taps come back to the bot, and are counted."""


@dataclass(frozen=True, slots=True)
class Link:
    """A button: its label, where it leads, its label for those who read another language."""

    label: str
    url: str
    other_label: str = ""

    @property
    def command(self) -> str | None:
        """The command it leads to; none if it is an address."""
        return self.url.removeprefix("/") if self.url.startswith("/") else None

    def to_json(self) -> dict[str, str]:
        """Writes it as JSON values."""
        return {"label": self.label, "url": self.url, "other_label": self.other_label}

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> Link:
        """Reads what `to_json` wrote."""
        return cls(**written)


def read(text: str) -> tuple[Link, ...]:
    """Reads "Label | https://… | English label", one a line; an address, or a command of this bot ("/contribuer")."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST:
        raise Refusal("broadcast-buttons-too-many", most=MOST)
    return tuple(_link(line) for line in lines)


def _link(line: str) -> Link:
    label, url, other = ([part.strip() for part in line.split(BAR)] + ["", ""])[:3]
    if not label or not url or line.count(BAR) > 2:
        raise Refusal("broadcast-buttons-unread", line=line.strip()[:80])
    if not all(len(words) <= LABEL_LENGTH for words in (label, other)):
        raise Refusal("broadcast-buttons-label-long", label=label, most=LABEL_LENGTH)
    if not (url.startswith("/") and url[1:] in INSIDE) and not _is_https(url):
        raise Refusal("broadcast-buttons-not-https", url=url[:80], commands=", ".join(f"/{name}" for name in INSIDE))
    return Link(label, url, other)


def _is_https(url: str) -> bool:
    """Tells whether an address is https, to a named host, without a password or anything odd in it."""
    if len(url) > URL_LENGTH or any(letter.isspace() or not letter.isprintable() for letter in url):
        return False
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    named = "." in host and all(host.split("."))
    return parts.scheme == "https" and named and "@" not in parts.netloc and "\\" not in url
