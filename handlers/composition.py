"""An announcement being prepared, as its draft keeps it, and what is confirmed of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from consultation.audience import TO_EVERYONE, Audience
from consultation.broadcast import IN_PLACE, Change, ChangeKind
from consultation.links import Link
from handlers.announcement import ALBUM, POLL, Announcement, with_footer
from handlers.screens import button
from handlers.texts import DEFAULT_LANGUAGE, Texts
from storage.broadcasts import Plan, Version
from storage.drafts import Draft

EDITS = {"sendMessage": "editMessageText", ALBUM: "editMessageCaption"}
"""How a message that arrived is rewritten; one with a file has its file replaced with its caption."""


GO = ("menu", "go")
"""What the button of a command carries before its name."""


class LinkPreview(StrEnum):
    """What recipients see of the first address of a text."""

    AS_WRITTEN = "written"
    SMALL = "small"
    LARGE = "large"
    NONE = "none"


_PREVIEWS = {
    LinkPreview.SMALL: {"prefer_small_media": True},
    LinkPreview.LARGE: {"prefer_large_media": True},
    LinkPreview.NONE: {"is_disabled": True},
}


@dataclass(frozen=True, slots=True)
class Composition:
    """Everything chosen so far. `texts` are the messages by language; French is the one for all other languages.

    `sources` are the messages forwarded instead, `polls` the ids by which Telegram tells their results.

    The parts of an album come one by one: they are `incoming`, until the press officer says that all are there.
    `number` is that of an announcement which was taken back before it left: sent again, it keeps it.
    """

    texts: Mapping[str, Announcement] = field(default_factory=dict)
    sources: Mapping[str, int] = field(default_factory=dict)
    polls: Mapping[str, str] = field(default_factory=dict)
    writing: str = DEFAULT_LANGUAGE
    album: str | None = None
    incoming: Announcement | None = None
    audience: Audience = TO_EVERYONE
    links: tuple[Link, ...] = ()
    link_preview: LinkPreview = LinkPreview.AS_WRITTEN
    due_at: datetime | None = None
    paid: bool = False
    change: Change | None = None
    revision: int = 0
    number: int | None = None

    @property
    def main(self) -> Announcement | None:
        """The message in French; none before it is written."""
        return self.texts.get(DEFAULT_LANGUAGE)

    @property
    def in_place(self) -> bool:
        """Tells whether it changes messages that arrived already."""
        return self.change is not None and self.change.kind in IN_PLACE

    @property
    def deletes(self) -> bool:
        """Tells whether it takes back messages that arrived: there is nothing to write."""
        return self.change is not None and self.change.kind is ChangeKind.DELETION

    @property
    def ready(self) -> bool:
        """Tells whether there is something to confirm."""
        return self.main is not None or self.deletes

    @property
    def takes_links(self) -> bool:
        """Tells whether buttons can stand under it: Telegram puts none under an album, nor under what is forwarded."""
        return self.main is not None and self.main.method not in (ALBUM, POLL)

    @property
    def takes_preview(self) -> bool:
        """Tells whether an address in it may be shown as a picture of the page."""
        return self.main is not None and self.main.method == "sendMessage"

    def shown(self, texts: Texts) -> dict[str, Announcement]:
        """The messages by language, exactly as they are received."""
        return {code: self._dressed(texts, code, said) for code, said in self.texts.items()}

    def plan(self, texts: Texts) -> Plan:
        """What is confirmed; only a composition that is written has one."""
        if self.deletes:
            return Plan(
                "deleteMessages",
                {},
                due_at=self.due_at,
                change=self.change,
                composition=self.answers(),
                number=self.number,
            )
        said = {code: self._in_place(shown) for code, shown in self.shown(texts).items()}
        main = said.pop(DEFAULT_LANGUAGE)
        return Plan(
            main.method,
            main.params,
            source=self.sources.get(DEFAULT_LANGUAGE),
            versions={code: Version(other.params, self.sources.get(code)) for code, other in said.items()},
            audience=self.audience,
            paid=self.paid and not self.in_place,
            due_at=self.due_at,
            change=self.change,
            composition=self.answers(),
            number=self.number,
        )

    def answers(self) -> dict[str, Any]:
        """Writes it as JSON values, as a draft keeps them."""
        change = self.change
        return {
            "texts": {code: said.to_json() for code, said in self.texts.items()},
            "sources": dict(self.sources),
            "polls": dict(self.polls),
            "writing": self.writing,
            "album": self.album,
            "incoming": None if self.incoming is None else self.incoming.to_json(),
            "audience": self.audience.to_json(),
            "links": [link.to_json() for link in self.links],
            "link_preview": self.link_preview.value,
            "due_at": None if self.due_at is None else self.due_at.isoformat(),
            "paid": self.paid,
            "change": None if change is None else {"kind": change.kind.value, "about": change.about},
            "revision": self.revision,
            "number": self.number,
        }

    @classmethod
    def of(cls, draft: Draft) -> Composition:
        """Reads what a draft keeps."""
        return cls.read(draft.answers)

    @classmethod
    def read(cls, kept: Mapping[str, Any] | None) -> Composition:
        """Reads what `answers` wrote."""
        if kept is None or "texts" not in kept:
            return cls()
        change, due_at = kept["change"], kept["due_at"]
        return cls(
            texts={code: Announcement(**said) for code, said in kept["texts"].items()},
            sources=kept["sources"],
            polls=kept.get("polls", {}),
            writing=kept["writing"],
            album=kept["album"],
            incoming=None if kept["incoming"] is None else Announcement(**kept["incoming"]),
            audience=Audience.from_json(kept["audience"]),
            links=tuple(Link.from_json(link) for link in kept["links"]),
            link_preview=LinkPreview(kept["link_preview"]),
            due_at=None if due_at is None else datetime.fromisoformat(due_at),
            paid=kept["paid"],
            change=None if change is None else Change(ChangeKind(change["kind"]), change["about"]),
            revision=kept["revision"],
            number=kept.get("number"),
        )

    def _dressed(self, texts: Texts, language: str, said: Announcement) -> Announcement:
        """Adds to a message its buttons, its link preview, how to stop receiving."""
        footer = texts.plain(DEFAULT_LANGUAGE, "broadcast-unsubscribe-by-command")
        if said.method == ALBUM:
            return with_footer(said, footer)
        if said.method == POLL:  # what is forwarded loses its buttons
            return replace(said, params={**said.params, "description": footer})
        params = {**said.params, "reply_markup": self._keyboard(texts, language).to_dict()}
        if self.takes_preview and self.link_preview in _PREVIEWS:
            params["link_preview_options"] = _PREVIEWS[self.link_preview]
        return replace(said, params=params)

    def _keyboard(self, texts: Texts, language: str) -> InlineKeyboardMarkup:
        french = language == DEFAULT_LANGUAGE
        rows = [[_button(link, link.label if french else link.other_label or link.label)] for link in self.links]
        stop = button(texts.plain(DEFAULT_LANGUAGE, "broadcast-unsubscribe"), "subscriptions", "off")
        return InlineKeyboardMarkup([*rows, [stop]])

    def _in_place(self, shown: Announcement) -> Announcement:
        """Turns a message into the call that rewrites the one which arrived."""
        if not self.in_place or shown.method == POLL:
            return shown
        if shown.method == ALBUM:
            first = shown.params["media"][0]
            kept = {key: first[key] for key in ("caption", "caption_entities") if key in first}
            return Announcement(EDITS[ALBUM], kept)
        if shown.method in EDITS:
            return Announcement(EDITS[shown.method], shown.params)
        return _with_file_replaced(shown)


def links_of(params: Mapping[str, Any], others: Mapping[str, Any] | None = None) -> tuple[Link, ...]:
    """Finds the buttons with an address under an announcement, so that what puts it right keeps them."""
    labels = [label for label, _ in _addresses(others or {})]
    found = _addresses(params)
    return tuple(
        Link(label, url, other if other != label else "")
        for (label, url), other in zip(found, labels or [label for label, _ in found], strict=False)
    )


def _addresses(params: Mapping[str, Any]) -> list[tuple[str, str]]:
    rows = params.get("reply_markup", {}).get("inline_keyboard", [])
    found = [(one["text"], _leads_to(one)) for row in rows for one in row]
    return [(label, url) for label, url in found if url]


def _button(link: Link, label: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, url=link.url) if link.command is None else button(label, *GO, link.command)


def _leads_to(written: Mapping[str, str]) -> str:
    """Says where a button leads, as a press officer writes it; nowhere if it is not one of theirs."""
    inside = ":".join([*GO, ""])
    carried = written.get("callback_data", "")
    return "/" + carried.removeprefix(inside) if carried.startswith(inside) else written.get("url", "")


def _with_file_replaced(shown: Announcement) -> Announcement:
    """Says that a file and its caption take the place of those that arrived."""
    kind = shown.method.removeprefix("send").lower()
    media = {"type": kind, "media": shown.params[kind]}
    media |= {key: value for key, value in shown.params.items() if key not in (kind, "reply_markup")}
    return Announcement("editMessageMedia", {"media": media, "reply_markup": shown.params["reply_markup"]})
