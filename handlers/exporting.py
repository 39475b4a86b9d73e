"""/export: figures and texts as files, for the press office and admins, in their private chat."""

from __future__ import annotations

from telegram.error import NetworkError, RetryAfter

from consultation.refusal import Refusal
from consultation.roles import Role
from handlers import roles
from handlers.bundles import BUNDLES, files_of
from handlers.context import Context
from handlers.screens import Screen, button
from storage import audit

LARGEST = 45 * 1024 * 1024
"""Bytes of a file that a bot may send (50 MB), with a margin."""
DESCRIPTOR = "datapackage.json"
"""Says where CSV files stand: of use in a folder alone. In chat, each JSON file has its schema."""


async def on_export(_: object, context: Context) -> None:
    """/export: what may be taken away."""
    await _require(context)
    rows = [[button(context.label(f"export-take-{name}"), "export", "take", name)] for name in BUNDLES]
    await context.say(Screen.of(context.text("export-which"), *rows))


async def on_take(_: object, context: Context) -> None:
    """📥: the files, one after the other; who took them is kept."""
    await _require(context)
    name = context.carried_word(0)
    if name not in BUNDLES:
        raise Refusal("button-gone")
    await context.toast("export-coming")
    files = await files_of(context.services, (name,))
    if any(len(data) > LARGEST for data in files.values()):
        raise Refusal("export-too-large")
    person, now = context.person, context.now
    await context.write(lambda conn: audit.record(conn, "export", f"export:{name}", actor_id=person.id, now=now))
    try:
        for file, data in files.items():
            if file != DESCRIPTOR:
                await context.bot.send_document(person.telegram_id, data, filename=_dated(context, file))
    except (NetworkError, RetryAfter):
        await context.say(context.text("export-later"))
        return
    await context.say(context.text("export-done"))


async def _require(context: Context) -> None:
    await roles.require(context, Role.PRESS)
    chat = context.incoming.effective_chat
    if chat is None or chat.type != chat.PRIVATE:
        raise Refusal("export-in-private")


def _dated(context: Context, file: str) -> str:
    """Puts the day before a file's ending."""
    name, _, ending = file.rpartition(".")
    return f"{name}-{context.now.date().isoformat()}.{ending}"


COMMANDS = ((("export",), on_export),)
TAPS = {"export:take": on_take}
