"""Webhooks: updates delivered by POST, again and again until the bot says 2xx, one chat's updates in order."""

from __future__ import annotations

from sandbox.bots import Bot


class Webhooks:
    """The webhook of every bot that set one."""

    def __init__(self) -> None:
        self._urls: dict[int, str] = {}

    def active(self, bot: Bot) -> bool:
        """Tells whether a bot has a webhook."""
        return bot.id in self._urls
