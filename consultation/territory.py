"""Where a contribution speaks from: the whole country, or one of the 101 départements."""

from __future__ import annotations

import csv
import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from consultation.text import fold

NATIONAL = "national"
EARTH_KM = 6371.0
REACH_KM = 45.0
"""A point farther than this from every place we know is not in France …"""
WIDE_REACH_KM = {"973": 130.0}
"""… but in Guyane, where places are far apart."""
AS_LIKELY_KM = 15.0
"""Of two places this near to each other from a point, either may be the département's."""
MOST_LIKELY = 3
_POSTCODE = re.compile(r"\b(\d{5})\b")


@dataclass(frozen=True, slots=True)
class Departement:
    """A département by its official code (INSEE) and name."""

    code: str
    name: str

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


@cache
def departements() -> dict[str, Departement]:
    """The official list, Corsica and the overseas départements included, by code."""
    with Path(__file__).with_name("departements.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: Departement(row["code"], row["name"]) for row in csv.DictReader(file)}


@dataclass(frozen=True, slots=True)
class Place:
    """A town by which a département is known on a map; several in each, so that the nearest is in the right one."""

    code: str
    latitude: float
    longitude: float


@cache
def places() -> tuple[Place, ...]:
    """The reference points of every département: approximate centres of its main towns."""
    with Path(__file__).with_name("places.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return tuple(Place(row["code"], float(row["latitude"]), float(row["longitude"])) for row in rows)


def departements_at(latitude: float, longitude: float) -> list[Departement]:
    """Reads a point on the map: the likeliest département first, its neighbours if they are as near; none abroad."""
    nearest: dict[str, float] = {}
    for place in places():
        distance = _kilometres(latitude, longitude, place)
        if distance <= WIDE_REACH_KM.get(place.code, REACH_KM):
            nearest[place.code] = min(distance, nearest.get(place.code, distance))
    if not nearest:
        return []
    known, bound = departements(), min(nearest.values()) + AS_LIKELY_KM
    codes = sorted((code for code in nearest if nearest[code] <= bound), key=lambda code: nearest[code])
    return [known[code] for code in codes[:MOST_LIKELY]]


def find_departements(text: str) -> list[Departement]:
    """Reads "75", "2A", "75011", "rhone", "hte savoie" or a longer sentence; best matches first, at most six."""
    known = departements()
    code = _code_in(text)
    if code in known:
        return [known[code]]
    words = fold(text).replace("saint ", "st ").split()
    wanted = " ".join(_ABBREVIATIONS.get(word, word) for word in words)
    if not wanted:
        return []
    names = {item: fold(item.name).replace("saint ", "st ") for item in known.values()}
    exact = [item for item, name in names.items() if name in (wanted, f"la {wanted}")]
    if exact:
        return exact
    inside = [item for item, name in names.items() if re.search(rf"\b{re.escape(name)}\b", wanted)]
    if inside:
        longest = max(len(names[item]) for item in inside)
        return [item for item in inside if len(names[item]) == longest]
    return [item for item, name in names.items() if len(wanted) >= 3 and wanted in name][:6]


def departement_within(text: str) -> Departement | None:
    """Finds the one département that a longer text may speak of; none when it says nothing else, or none at all."""
    found = find_departements(text)
    return found[0] if len(found) == 1 and not names_only(text, found[0]) else None


def names_only(text: str, found: Departement) -> bool:
    """Tells whether a text says nothing but a département: its number, name or postcode. "À 14 h" says more."""
    words = re.findall(r"\w+", fold(text))
    if any(_POSTCODE.fullmatch(word) for word in words):
        return len(words) <= TOWN_WORDS
    known = {
        found.code.lower(),
        found.code.lstrip("0"),
        *re.findall(r"\w+", fold(found.name)),
        *_ABBREVIATIONS,
        *_AROUND,
    }
    return all(word in known for word in words)


TOWN_WORDS = 5
"""A postcode and its town have no more words ("35000 Rennes")."""
_AROUND = frozenset(
    re.findall(r"\w+", "le la les l du de des d en dans st saint departement dept code postal numero n no j habite vis")
)
"""Words that may stand around a département's name and say nothing else."""
_ABBREVIATIONS = {"hte": "haute", "ht": "haut", "htes": "hautes", "hts": "hauts", "sud": "sud", "ste": "st"}


def _kilometres(latitude: float, longitude: float, place: Place) -> float:
    """Measures the way on the globe (haversine)."""
    here, there = math.radians(latitude), math.radians(place.latitude)
    north, east = there - here, math.radians(place.longitude - longitude)
    half_chord = math.sin(north / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half_chord)))


def _code_in(text: str) -> str:
    postcode = _POSTCODE.search(text)
    if postcode:
        return _code_of_postcode(postcode.group(1))
    match = re.fullmatch(r"\D*?\b(2[abAB]|97[12346]|\d{1,2})\b\D*", text.strip())
    return match.group(1).upper().zfill(2) if match else ""


def _code_of_postcode(postcode: str) -> str:
    """Reads the département in a postcode; 200xx and 201xx are Corse-du-Sud, 202xx and 206xx Haute-Corse."""
    if postcode.startswith("97"):
        return postcode[:3]
    if postcode.startswith("20"):
        return "2A" if postcode[2] in "01" else "2B"
    return postcode[:2]
