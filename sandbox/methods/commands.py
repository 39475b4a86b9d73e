"""The bot's list of commands, by scope and language."""

from __future__ import annotations

import re

from sandbox.call import Call, Handler
from sandbox.commands import scope_key
from sandbox.events import Event
from sandbox.wire import Json, bad_request

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")


def _place(call: Call) -> tuple[str, str]:
    scope, language = call.parameters.get("scope"), call.parameters.get("language_code", "")
    if language and not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    if scope is not None and "chat_id" in scope:
        scope = {**scope, "chat_id": call.world.find_chat(call.bot, scope["chat_id"]).id}
    return scope_key(scope), language


def set_my_commands(call: Call) -> bool:
    """Replaces the commands of one scope and language."""
    for command in call.parameters["commands"]:
        if not _COMMAND.fullmatch(command["command"].removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
    call.bot.commands[_place(call)] = [
        {"command": command["command"].removeprefix("/"), "description": command["description"]}
        for command in call.parameters["commands"]
    ]
    _tell(call)
    return True


def delete_my_commands(call: Call) -> bool:
    """Forgets the commands of one scope and language, so that the wider one applies."""
    call.bot.commands.pop(_place(call), None)
    _tell(call)
    return True


def get_my_commands(call: Call) -> list[Json]:
    """Returns the commands of exactly one scope and language."""
    return call.bot.commands.get(_place(call), [])


def _tell(call: Call) -> None:
    call.world.events.changed()
    if call.world.events.heard:
        call.world.events.emit(Event("commands"))


METHODS: dict[str, Handler] = {
    "setMyCommands": set_my_commands,
    "deleteMyCommands": delete_my_commands,
    "getMyCommands": get_my_commands,
}
