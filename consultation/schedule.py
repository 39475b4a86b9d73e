"""A moment that someone types, in Paris time: "demain 9h", "lundi 14h30", "12/03/2027 08:30", "tomorrow 9am"."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta

from consultation.agenda import PARIS
from consultation.refusal import Refusal

FURTHEST = timedelta(days=366)
_FIRST_YEAR = 1970
"""Earlier ones are past just the same, and have no time zone to speak of."""
_DAYS = {"aujourd'hui": 0, "today": 0, "ce soir": 0, "demain": 1, "tomorrow": 1, "apres-demain": 2, "apres demain": 2}
_GONE = ("avant-hier", "avant hier", "hier", "yesterday")
_WEEKDAYS = (
    ("lundi", "monday"),
    ("mardi", "tuesday"),
    ("mercredi", "wednesday"),
    ("jeudi", "thursday"),
    ("vendredi", "friday"),
    ("samedi", "saturday"),
    ("dimanche", "sunday"),
)
_MONTHS = (
    ("janvier", "january"),
    ("fevrier", "february"),
    ("mars", "march"),
    ("avril", "april"),
    ("mai", "may"),
    ("juin", "june"),
    ("juillet", "july"),
    ("aout", "august"),
    ("septembre", "september"),
    ("octobre", "october"),
    ("novembre", "november"),
    ("decembre", "december"),
)
_IN = re.compile(r"(?:dans|in) (\d{1,3}) ?(minutes?|min|heures?|hours?|h|jours?|days?)")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIGURES = re.compile(r"(?:le )?(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?")
_WRITTEN = re.compile(r"(?:le )?(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+)(?: (\d{4}))?")
_HOUR = re.compile(r"(\d{1,2})(?: ?(?:h|:|heures?) ?(\d{2})?)? ?(am|pm)?|midi|noon|minuit|midnight")
_BETWEEN = re.compile(r"^[\s,]*(?:(?:a|at|vers)\b)?\s*")


def read(text: str, now: datetime) -> datetime:
    """Reads a moment, in UTC; refuses what is not one, is past, is far away, does not exist or exists twice."""
    said = _plain(text)
    if match := _IN.fullmatch(said):
        return _checked(now + _span(int(match[1]), match[2]), now)
    day, rest = _day(said, now.astimezone(PARIS).date())
    return _checked(_moment(day, _time(_BETWEEN.sub("", rest, count=1))), now)


def _plain(text: str) -> str:
    """Writes a text in lower case, without accents."""
    letters = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def _span(number: int, unit: str) -> timedelta:
    if unit.startswith("min"):
        return timedelta(minutes=number)
    return timedelta(hours=number) if unit.startswith("h") else timedelta(days=number)


def _day(said: str, today: date) -> tuple[date, str]:
    """Finds the day that a text begins with; without one, it is today."""
    if said.startswith(_GONE):
        raise Refusal("broadcast-when-past")
    for word, after in _DAYS.items():
        if said.startswith(word):
            return today + timedelta(days=after), said.removeprefix(word)
    for number, names in enumerate(_WEEKDAYS):
        for name in names:
            if said.startswith(name):
                rest = said.removeprefix(name).strip().removeprefix("prochain").strip()
                if rest[:1].isdigit() and _written_day(rest, today) is not None:
                    return _day(rest, today)  # "lundi 3 mai": the date counts
                return today + timedelta(days=(number - today.weekday()) % 7 or 7), rest
    return _written_day(said, today) or (today, said)


def _written_day(said: str, today: date) -> tuple[date, str] | None:
    if match := _ISO.match(said):
        return _date(int(match[1]), int(match[2]), int(match[3])), said[match.end() :]
    if match := _FIGURES.match(said):
        return _next(int(match[1]), int(match[2]), match[3], today), said[match.end() :]
    if match := _WRITTEN.match(said):
        for month, names in enumerate(_MONTHS, start=1):
            if match[2] in names:
                return _next(int(match[1]), month, match[3], today), said[match.end() :]
    return None


def _next(day: int, month: int, year: str | None, today: date) -> date:
    """Makes a date; without a year, it is the next such day."""
    if year is not None:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    found = _date(today.year, month, day)
    return found if found >= today else _date(today.year + 1, month, day)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(max(year, _FIRST_YEAR), month, day)
    except ValueError:
        raise Refusal("broadcast-when-no-such-day") from None


def _time(said: str) -> time:
    match = _HOUR.fullmatch(said.strip())
    if match is None:
        raise Refusal("broadcast-when-unread")
    if match[1] is None:
        return time(12) if match[0] in ("midi", "noon") else time(0)
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] is not None:
        if not 1 <= hour <= 12:
            raise Refusal("broadcast-when-unread")
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    if hour > 23 or minute > 59:
        raise Refusal("broadcast-when-unread")
    return time(hour, minute)


def _moment(day: date, hour: time) -> datetime:
    """Makes a moment of Paris; twice a year, an hour is missing or comes twice."""
    local = datetime.combine(day, hour, PARIS)
    if local.astimezone(UTC).astimezone(PARIS).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Refusal("broadcast-when-missing-hour", hour=f"{hour:%H:%M}")
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise Refusal("broadcast-when-double-hour", hour=f"{hour:%H:%M}")
    return local.astimezone(UTC)


def _checked(moment: datetime, now: datetime) -> datetime:
    if moment <= now:
        raise Refusal("broadcast-when-past")
    if moment - now > FURTHEST:
        raise Refusal("broadcast-when-far")
    return moment
