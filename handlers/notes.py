"""Messages that must reach someone who is not in the conversation: rows of the outbox, sent after the commit."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from handlers.context import Context
from handlers.screens import Screen
from storage import outbox, people
from storage.people import Person


def leave(conn: Connection, context: Context, person_id: int, screen: Screen) -> None:
    """Leaves a message for someone."""
    outbox.put(
        conn,
        method="sendMessage",
        params=screen.params(),
        lane=outbox.Lane.REPLY,
        person_id=person_id,
        now=context.now,
    )


def tell_press_office(
    conn: Connection, context: Context, screen: Callable[[Person], Screen], *, but: int | None = None
) -> None:
    """Leaves a message for each press officer who has opened the bot, `but` one."""
    for officer in people.find_all(conn, context.services.policy.press_staff):
        if officer.id != but:
            leave(conn, context, officer.id, screen(officer))
