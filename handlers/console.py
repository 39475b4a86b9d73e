"""/console: the way from Telegram to the console in a browser, by a link for one person and one use."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Coroutine
from datetime import timedelta

from sqlalchemy import Connection

from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import roles
from handlers.context import Context
from storage import people, web_sessions
from storage.web_sessions import Entry, Origin

TOKEN_BYTES = 24


async def on_console(_: object, context: Context) -> None:
    """Gives a moderator a link, in private; their rights are looked at again with each page."""
    await roles.require(context, Role.MODERATOR)
    policy, chat = context.services.policy, context.incoming.effective_chat
    if policy.console_url is None:
        raise Refusal("console-off")
    if chat is None or chat.type != chat.PRIVATE:
        raise Refusal("console-private")
    token, person_id, name = secrets.token_urlsafe(TOKEN_BYTES), context.person.id, context.staff_name
    entry = Entry(person_id, Role.MODERATOR, Origin.TELEGRAM)
    until = context.now + timedelta(minutes=policy.console_minutes)

    def work(conn: Connection) -> None:
        people.set_staff_name(conn, person_id, name)
        web_sessions.make_link(conn, token, entry, until=until)

    await context.write(work)
    url = f"{policy.console_url}/console/enter/{token}"
    await context.say(context.text("console-link", url=url, minutes=policy.console_minutes))


COMMANDS = ((("console", "moderate"), on_console),)
TAPS: dict[str, Callable[[object, Context], Coroutine[None, None, None]]] = {}
