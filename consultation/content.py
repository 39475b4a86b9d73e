"""A consultation as data: a folder of small files, read whole or refused whole with every mistake at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from consultation.content_faq import BESIDE_THEMES, VARIANT_LENGTH, FaqEntry, read_faq
from consultation.content_files import (
    ContentError,
    ContentErrors,
    Localized,
    Mistakes,
    Record,
    read_toml,
)
from consultation.text import fold

__all__ = [
    "Consultation",
    "ContentError",
    "ContentErrors",
    "Event",
    "FaqEntry",
    "Localized",
    "Phase",
    "PressContact",
    "Resource",
    "Silence",
    "Theme",
    "in_language",
    "load_consultation",
]

TITLE_LENGTH = 160
SUMMARY_LENGTH = 900
ADDRESS_LENGTH = 400
PHASES = ("open", "closed", "synthesis", "published")

_ID = re.compile(r"[a-z0-9-]{2,40}")  # short enough for a button, which carries 64 bytes
_URL = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the subjects a contribution belongs to."""

    id: str
    emoji: str
    title: Localized
    summary: Localized


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to read; without `url` when the source names it but does not say where it is."""

    id: str
    title: Localized
    description: Localized
    url: str | None
    note: Localized | None


@dataclass(frozen=True, slots=True)
class Event:
    """A moment of the consultation; without `start` when the source gives no day. Hours are those of Paris."""

    id: str
    title: Localized
    description: Localized
    start: date | None
    place: str | None
    begins: time | None = None
    ends: time | None = None
    month: date | None = None
    """The first day of the month that the source gives, when it gives no day."""


@dataclass(frozen=True, slots=True)
class Silence:
    """What people ask and the source does not say: `questions` must never draw an answer from a neighbour.

    `topic` completes "the press release does not say …".
    """

    id: str
    topic: Localized
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the consultation's calendar; a date that the source does not give is absent."""

    id: str
    title: Localized
    start: date | None
    end: date | None
    url: str | None = None  # of the plan, once it is published


@dataclass(frozen=True, slots=True)
class PressContact:
    """Whom a journalist calls."""

    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Consultation:
    """What is consulted on, when, and on which themes."""

    id: str
    title: Localized
    summary: Localized
    source: str
    launched: date
    phases: tuple[Phase, ...]
    themes: tuple[Theme, ...]
    resources: tuple[Resource, ...]
    events: tuple[Event, ...]
    press_contact: PressContact
    silences: tuple[Silence, ...] = ()

    def theme(self, theme_id: str) -> Theme | None:
        """Finds a theme by its id."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)

    def event(self, event_id: str) -> Event | None:
        """Finds an event by its id."""
        return next((event for event in self.events if event.id == event_id), None)


def in_language(text: Localized, language: str) -> str:
    """Says a text in a language, or in French where it is not translated."""
    return text.get(language, text["fr"])


def load_consultation(folder: Path) -> tuple[Consultation, tuple[FaqEntry, ...]]:
    """Reads a consultation and its FAQ, or raises `ContentErrors` with every mistake of the folder."""
    mistakes = Mistakes()
    consultation = _read_consultation(folder, mistakes)
    themes = tuple(theme.id for theme in consultation.themes)
    unanswered = {fold(question): silence.id for silence in consultation.silences for question in silence.questions}
    entries = read_faq(folder, themes, unanswered, mistakes)
    mistakes.raise_if_any()
    return consultation, entries


def _read_consultation(folder: Path, mistakes: Mistakes) -> Consultation:
    head = read_toml(folder, "consultation.toml", mistakes)
    head.only("id", "title", "summary", "source", "launched", "phase", "press_contact")
    contact = head.table("press_contact")
    contact.only("phone", "email")
    return Consultation(
        id=_id(head),
        title=head.localized("title", TITLE_LENGTH),
        summary=head.localized("summary", SUMMARY_LENGTH),
        source=head.text("source", TITLE_LENGTH),
        launched=head.day("launched"),
        phases=tuple(_phase(record) for record in _distinct(head, "phase")),
        themes=tuple(_theme(record) for record in _listed(folder, "themes.toml", "theme", mistakes)),
        resources=tuple(_resource(record) for record in _listed(folder, "resources.toml", "resource", mistakes)),
        events=tuple(_event(record) for record in _listed(folder, "events.toml", "event", mistakes)),
        press_contact=PressContact(
            contact.text("phone", TITLE_LENGTH),
            contact.text("email", TITLE_LENGTH),
        ),
        silences=tuple(_silence(record) for record in _silences(folder, mistakes)),
    )


def _listed(folder: Path, name: str, key: str, mistakes: Mistakes) -> Iterator[Record]:
    record = read_toml(folder, name, mistakes)
    record.only(key)
    return _distinct(record, key)


def _silences(folder: Path, mistakes: Mistakes) -> Iterator[Record]:
    """Yields what the source is silent about; the file may be missing."""
    if (folder / "silences.toml").exists():
        yield from _listed(folder, "silences.toml", "silence", mistakes)


def _distinct(parent: Record, key: str) -> Iterator[Record]:
    """Yields the tables of a list, refusing a second one with the same id."""
    seen: set[object] = set()
    for record in parent.tables(key):
        ident = record.values.get("id")
        if isinstance(ident, str) and ident in seen:
            record.refuse("id", f"l’identifiant « {ident} » est déjà pris", "choisissez-en un autre")
        seen.add(ident if isinstance(ident, str) else None)
        yield record


def _id(record: Record) -> str:
    ident = record.text("id", SUMMARY_LENGTH)
    if ident and not _ID.fullmatch(ident):
        record.refuse(
            "id",
            f"l’identifiant « {ident} » n’est pas valable",
            "prenez de 2 à 40 lettres minuscules sans accent, chiffres ou tirets",
        )
    return ident


def _phase(record: Record) -> Phase:
    record.only("id", "title", "start", "end", "url")
    ident = _id(record)
    if ident and ident not in PHASES:
        record.refuse("id", f"phase inconnue « {ident} »", f"choisissez parmi : {', '.join(PHASES)}")
    start = record.day("start") if record.has("start") else None
    end = record.day("end") if record.has("end") else None
    if start and end and end < start:
        record.refuse("end", "la phase finit avant de commencer", "corrigez « start » ou « end »")
    return Phase(ident, record.localized("title", TITLE_LENGTH), start, end, _address(record))


def _theme(record: Record) -> Theme:
    record.only("id", "emoji", "title", "summary")
    ident = _id(record)
    if ident in BESIDE_THEMES:
        record.refuse("id", f"« {ident} » est réservé aux questions hors thème", "choisissez un autre identifiant")
    return Theme(
        ident,
        record.text("emoji", 8),
        record.localized("title", TITLE_LENGTH),
        record.localized("summary", SUMMARY_LENGTH),
    )


def _address(record: Record) -> str | None:
    """Reads an optional address on the web."""
    url = record.text("url", ADDRESS_LENGTH) if record.has("url") else None
    if url and not _URL.fullmatch(url):
        record.refuse("url", f"« {url} » n’est pas une adresse", "commencez-la par https://, sans espace")
    return url


def _resource(record: Record) -> Resource:
    record.only("id", "title", "description", "url", "note")
    url = _address(record)
    note = record.localized("note", SUMMARY_LENGTH) if record.has("note") else None
    if url is None and note is None:
        record.refuse("", "ni adresse ni note", "ajoutez « url », ou dites dans « note » pourquoi elle manque")
    return Resource(
        _id(record),
        record.localized("title", TITLE_LENGTH),
        record.localized("description", SUMMARY_LENGTH),
        url,
        note,
    )


def _event(record: Record) -> Event:
    record.only("id", "title", "description", "start", "begins", "ends", "place", "month")
    start = record.day("start") if record.has("start") else None
    begins = record.hour("begins") if record.has("begins") else None
    ends = record.hour("ends") if record.has("ends") else None
    month = record.month("month") if record.has("month") else None
    if month and start:
        record.refuse("month", "un mois à côté d’un jour", "gardez « start », qui le dit déjà")
    if begins and start is None:
        record.refuse("begins", "une heure sans jour", "ajoutez « start », ou retirez « begins »")
    if ends and (begins is None or ends <= begins):
        record.refuse("ends", "la fin vient sans début, ou avant lui", "corrigez « begins » ou « ends »")
    return Event(
        _id(record),
        record.localized("title", TITLE_LENGTH),
        record.localized("description", SUMMARY_LENGTH),
        start,
        record.text("place", TITLE_LENGTH) if record.has("place") else None,
        begins,
        ends,
        month,
    )


def _silence(record: Record) -> Silence:
    record.only("id", "topic", "questions")
    return Silence(_id(record), record.localized("topic", TITLE_LENGTH), record.texts("questions", VARIANT_LENGTH))
