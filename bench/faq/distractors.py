"""Entries of an imaginary municipality, to see how the engine fares in a large store."""

from __future__ import annotations

import itertools
from datetime import date
from typing import TYPE_CHECKING

from consultation.content import FaqEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

_ACTIONS = (
    ("réserver", "book"),
    ("louer", "rent"),
    ("entretenir", "maintain"),
    ("déclarer", "declare"),
    ("restaurer", "restore"),
    ("inspecter", "inspect"),
    ("signaler", "report"),
    ("déplacer", "move"),
    ("clôturer", "fence"),
    ("éclairer", "light"),
)
_THINGS = (
    ("le lavoir", "the wash house"),
    ("la halle couverte", "the covered market"),
    ("le kiosque à musique", "the bandstand"),
    ("le verger partagé", "the shared orchard"),
    ("la fontaine", "the fountain"),
    ("le gymnase", "the gymnasium"),
    ("le four banal", "the communal oven"),
    ("la serre", "the greenhouse"),
    ("le ponton", "the pontoon"),
    ("la ruche pédagogique", "the teaching beehive"),
    ("le puits", "the well"),
    ("la salle des fêtes", "the village hall"),
    ("le boulodrome", "the bowling ground"),
    ("la passerelle", "the footbridge"),
    ("le moulin", "the mill"),
    ("le clocher", "the bell tower"),
    ("la digue", "the dyke"),
    ("le hangar", "the shed"),
    ("la mare", "the pond"),
    ("le sentier botanique", "the botanical path"),
)
_PLACES = tuple(
    f"{first}{last}"
    for first in ("Aubi", "Brame", "Courti", "Doule", "Esti", "Ferra", "Grami", "Houde")
    for last in ("gnac", "ville", "court", "mont", "val", "zac", "bourg")
)


def distractors(count: int) -> Iterator[FaqEntry]:
    """The same `count` entries at every run, four wordings each and a short answer; at most 11,200."""
    made = itertools.islice(itertools.product(_PLACES, _THINGS, _ACTIONS), count)
    for number, (place, (thing, thing_en), (action, action_en)) in enumerate(made):
        yield FaqEntry(
            id=f"distractor-{number:05}",
            theme="local",
            question={
                "fr": f"Comment {action} {thing} de {place} ?",
                "en": f"How do I {action_en} {thing_en} of {place}?",
            },
            answer={"fr": f"Pour {action} {thing}, adressez-vous au garde champêtre de {place}."},
            variants=(
                f"{action} {thing.split(' ', 1)[1]} {place}",
                f"je voudrais {action} {thing} de {place}",
                f"can I {action_en} {thing_en} in {place}",
                f"est-il permis de {action} {thing} à {place}",
            ),
            source="service",
            as_of=date(2021, 1, 1),
        )
