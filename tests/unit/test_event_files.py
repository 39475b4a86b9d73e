"""An event taken away: a file that calendars read, an address, and the QR code of just that address."""

from __future__ import annotations

import struct
import zlib
from datetime import UTC, date, datetime, time, timedelta

import pytest
import segno
from icalendar import Calendar

from consultation.content import Event
from handlers.event_files import QR_BORDER, QR_SCALE, calendar_file, link, qr_code
from tests.stories import CONSULTATION

NOW = datetime(2021, 2, 23, 10, tzinfo=UTC)
ADDRESS = "https://t.me/citizenbot?start=evt_atelier"
TITLE = {"fr": "Atelier ; données, « ouvertes »", "en": "Workshop"}
DESCRIPTION = {"fr": "Première ligne\nSeconde, avec « été » et 🎉 " + "é" * 100}


def event(start: date | None, begins: time | None = None, ends: time | None = None) -> Event:
    return Event("atelier", TITLE, DESCRIPTION, start, "Salle 2, rue de l’Été", begins, ends)


def read(file: bytes) -> Calendar:
    """The calendar as an application reads it."""
    assert max(len(line) for line in file.split(b"\r\n")) <= 75  # RFC 5545, 3.1
    return Calendar.from_ical(file)


def test_an_event_with_hours_is_at_these_hours_in_paris_in_every_season() -> None:
    for day, offset in ((date(2021, 3, 2), 1), (date(2021, 7, 2), 2)):
        [entry] = read(calendar_file(CONSULTATION, event(day, time(9, 30), time(12)), "fr", ADDRESS, NOW)).events
        assert entry.start == datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC) - timedelta(hours=offset)
        assert entry.end - entry.start == timedelta(hours=2, minutes=30)


def test_an_event_without_hours_takes_its_whole_day() -> None:
    [entry] = read(calendar_file(CONSULTATION, event(date(2021, 3, 2)), "fr", ADDRESS, NOW)).events
    assert (entry.start, entry.end) == (date(2021, 3, 2), date(2021, 3, 3))


def test_its_words_are_those_of_the_reader_and_survive_the_format() -> None:
    [entry] = read(calendar_file(CONSULTATION, event(date(2021, 3, 2)), "fr", ADDRESS, NOW)).events
    assert entry["summary"] == TITLE["fr"]
    assert entry["description"] == f"{DESCRIPTION['fr']}\n\n{ADDRESS}"
    assert entry["location"] == "Salle 2, rue de l’Été"
    assert (entry["uid"], entry["url"]) == ("atelier@test", ADDRESS)
    [entry] = read(calendar_file(CONSULTATION, event(date(2021, 3, 2)), "en", ADDRESS, NOW)).events
    assert entry["summary"] == "Workshop"
    assert str(entry["description"]).startswith("Première ligne")


def test_an_event_without_a_day_has_no_file() -> None:
    with pytest.raises(ValueError, match="no day"):
        calendar_file(CONSULTATION, event(None), "fr", ADDRESS, NOW)


def test_the_address_holds_in_what_telegram_passes_on() -> None:
    longest = Event("a" * 40, TITLE, DESCRIPTION, None, None)
    payload = link("citizenbot", longest).partition("?start=")[2]
    assert payload == "evt_" + "a" * 40
    assert len(payload) <= 64


def test_the_image_is_the_qr_code_of_the_address() -> None:
    drawn = modules(qr_code(ADDRESS))
    expected = [[bool(module) for module in row] for row in segno.make(ADDRESS, micro=False, error="q").matrix]
    assert drawn == expected
    assert drawn != [[bool(module) for module in row] for row in segno.make(ADDRESS + "x", micro=False).matrix]


def modules(png: bytes) -> list[list[bool]]:
    """Reads the modules of a one-bit PNG, whose rows are as they are or like the one above; true is dark."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (width, depth, colour) == (height, 1, 0)
    place, data = 8, b""
    while place < len(png):
        size, kind = struct.unpack(">I4s", png[place : place + 8])
        data += png[place + 8 : place + 8 + size] if kind == b"IDAT" else b""
        place += 12 + size
    raw, step = zlib.decompress(data), 1 + -(-width // 8)
    rows: list[bytes] = []
    for start in range(0, len(raw), step):
        above = rows[-1] if raw[start] else bytes(step - 1)
        assert raw[start] in (0, 2)
        rows.append(bytes((a + b) % 256 for a, b in zip(raw[start + 1 : start + step], above, strict=True)))
    side = width // QR_SCALE - 2 * QR_BORDER
    centres = [(QR_BORDER + n) * QR_SCALE + QR_SCALE // 2 for n in range(side)]
    return [[not (rows[y][x // 8] >> (7 - x % 8)) & 1 for x in centres] for y in centres]
