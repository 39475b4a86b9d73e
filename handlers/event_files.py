"""What an event can be taken away as: a file for one's calendar, the link that leads back here, its QR code."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

from consultation.agenda import over_at, starts_at
from consultation.content import Consultation, Event, in_language

ENTRY = "evt_"
"""What a link's payload begins with when it leads in by an event."""
QR_SCALE, QR_BORDER = 20, 4
"""Pixels a module, modules of margin: about 800 pixels in all, good for a poster."""


def link(bot_name: str, event: Event) -> str:
    """Makes the address that opens the bot by an event."""
    return f"https://t.me/{bot_name}?start={ENTRY}{event.id}"


def qr_code(address: str) -> bytes:
    """Draws an address as a QR code, a PNG; a quarter of it may be dirty or torn."""
    import segno  # rarely asked for: loaded then

    image = io.BytesIO()
    segno.make(address, micro=False, error="q").save(image, kind="png", scale=QR_SCALE, border=QR_BORDER)
    return image.getvalue()


def calendar_file(consultation: Consultation, event: Event, language: str, address: str, now: datetime) -> bytes:
    """Writes an event whose day is known as a calendar file (RFC 5545); without an hour, it takes the whole day."""
    from icalendar import Calendar  # rarely asked for: loaded then
    from icalendar import Event as CalendarEvent

    start, end = starts_at(event), over_at(event)
    if event.start is None or start is None or end is None:
        raise ValueError(f"{event.id} has no day")
    entry = CalendarEvent()
    entry.add("uid", f"{event.id}@{consultation.id}")
    entry.add("dtstamp", now)
    entry.add("dtstart", start if event.begins else event.start)
    if event.ends or not event.begins:
        entry.add("dtend", end if event.ends else event.start + timedelta(days=1))
    entry.add("summary", in_language(event.title, language))
    entry.add("description", f"{in_language(event.description, language)}\n\n{address}")
    entry.add("url", address)
    if event.place:
        entry.add("location", event.place)
    calendar = Calendar()
    calendar.add("prodid", f"-//citizenbot//{consultation.id}//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add_component(entry)
    return bytes(calendar.to_ical())
