"""The command menus that the app shows: one for everyone, one for each person with a role, in each language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import structlog
from telegram.error import TelegramError

from bot.application import ConsultationBot
from handlers.registry import ADMIN_COMMANDS, CITIZEN_COMMANDS, JOURNEYS, MODERATOR_COMMANDS, PRESS_COMMANDS
from handlers.services import Policy, Services
from handlers.texts import DEFAULT_LANGUAGE, Texts

CONSOLE = "console"
"""Shown where there is one."""
log = structlog.get_logger(__name__)


async def show_commands(bot: ConsultationBot, services: Services) -> None:
    """Sets the menus, as far as it goes: the service does as well without, and an emulator may not know them."""
    refused = 0
    for params in menus(services.texts, services.policy):
        try:
            await bot.call("setMyCommands", params)
        except TelegramError:  # someone with a role who never wrote to the bot has no chat to show a menu in
            refused += 1
    log.info("commands-shown", refused=refused)


def menus(texts: Texts, policy: Policy) -> Iterator[dict[str, Any]]:
    """Makes the parameters of each setMyCommands call."""
    people = sorted(policy.moderator_ids | policy.press_ids | policy.admin_ids)
    scopes: list[tuple[dict[str, Any], tuple[str, ...]]] = [({"type": "default"}, CITIZEN_COMMANDS)]
    scopes += [({"type": "chat", "chat_id": person}, _commands_of(person, policy)) for person in people]
    for scope, names in scopes:
        for language in texts.languages:
            yield {
                "scope": scope,
                "language_code": "" if language == DEFAULT_LANGUAGE else language,
                "commands": [_described(texts, language, name) for name in names],
            }


def _commands_of(person: int, policy: Policy) -> tuple[str, ...]:
    admin = person in policy.admin_ids
    moderator = MODERATOR_COMMANDS if admin or person in policy.moderator_ids else ()
    press = PRESS_COMMANDS if admin or person in policy.press_ids else ()
    own = (*moderator, *press, *(ADMIN_COMMANDS if admin else ()))
    shut = set() if policy.console_url else {CONSOLE}
    return (*CITIZEN_COMMANDS, *(name for name in dict.fromkeys(own) if name not in shut))


def _described(texts: Texts, language: str, name: str) -> dict[str, str]:
    shown = name if language == DEFAULT_LANGUAGE else _in_english(name)
    return {"command": shown, "description": texts.plain(language, f"command-{name.replace('_', '-')}")}


def _in_english(name: str) -> str:
    """Finds the English name of a command, which its journey gives last; some have one name only."""
    names: tuple[str, ...]
    for journey in JOURNEYS:
        for names, _ in journey.COMMANDS:
            if names[0] == name:
                return names[-1]
    return name
