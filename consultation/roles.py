"""Who may do what. A role is looked up at each click, by who clicks, never by what a button carries."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """Everyone is a citizen; the others are said by the settings or by membership of the moderation chat."""

    CITIZEN = "citizen"
    MODERATOR = "moderator"
    PRESS = "press"
    ADMIN = "admin"


GRANTS: dict[Role, frozenset[Role]] = {
    Role.CITIZEN: frozenset({Role.CITIZEN}),
    Role.MODERATOR: frozenset({Role.CITIZEN, Role.MODERATOR}),
    Role.PRESS: frozenset({Role.CITIZEN, Role.PRESS}),
    Role.ADMIN: frozenset(Role),
}


def allows(roles: frozenset[Role], needed: Role) -> bool:
    """Tells whether any of the roles held grants the one needed."""
    return any(needed in GRANTS[role] for role in roles)
