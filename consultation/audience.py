"""Whom an announcement is for, as data: groups of people, taken together or only where they meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class GroupKind(StrEnum):
    """What the people of a group have in common."""

    EVERYONE = "everyone"  # asked for all announcements
    THEME = "theme"  # follow a theme, or asked for all about it
    DEPARTEMENT = "departement"
    EVENT = "event"  # registered for it
    COMMITMENT = "commitment"  # made a contribution that is linked to it
    RECEIVED = "received"  # received an announcement, that another one now puts right


CHOSEN = frozenset({GroupKind.EVERYONE, GroupKind.THEME, GroupKind.DEPARTEMENT})
"""Groups that anyone may join by themselves: what is announced to them is public."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group: "everyone", "theme:usager", "event:atelier", "commitment:12", "received:3"."""

    kind: GroupKind
    value: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}" if self.value else str(self.kind)

    @classmethod
    def parse(cls, written: str) -> Group:
        """Reads what `str` wrote."""
        kind, _, value = written.partition(":")
        return cls(GroupKind(kind), value)


EVERYONE = Group(GroupKind.EVERYONE)


@dataclass(frozen=True, slots=True)
class Audience:
    """People who are in one of the groups; with `all_at_once`, only those who are in each of them."""

    groups: tuple[Group, ...] = (EVERYONE,)
    all_at_once: bool = False

    def __str__(self) -> str:
        return (" & " if self.all_at_once else " | ").join(map(str, self.groups))

    @property
    def public(self) -> bool:
        """Tells whether anybody could have asked to receive it: it is then shown in the archive, too."""
        chosen = [group.kind in CHOSEN for group in self.groups]
        return all(chosen) if self.all_at_once else any(chosen)

    @property
    def takes_everyone(self) -> bool:
        """Tells whether having asked for all announcements is enough to be in it."""
        return EVERYONE in self.groups and (not self.all_at_once or len(self.groups) == 1)

    def toggled(self, group: Group) -> Audience:
        """Takes a group in, or out."""
        if group in self.groups:
            return Audience(tuple(kept for kept in self.groups if kept != group), self.all_at_once)
        return Audience((*self.groups, group), self.all_at_once)

    def to_json(self) -> dict[str, Any]:
        """Writes it as JSON values."""
        return {"groups": [str(group) for group in self.groups], "all_at_once": self.all_at_once}

    @classmethod
    def from_json(cls, written: Mapping[str, Any] | None) -> Audience:
        """Reads what `to_json` wrote; nothing written is everyone."""
        if written is None:
            return cls()
        return cls(tuple(Group.parse(group) for group in written["groups"]), bool(written["all_at_once"]))


TO_EVERYONE = Audience()
