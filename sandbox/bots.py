"""A bot as its server knows it: who it is, what it set, the updates that wait for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sandbox.queue import UpdateQueue
from sandbox.wire import Json

TOKEN = "123456:AAHsandboxTokenForTestsAndDemonstrations"  # noqa: S105 -- opens nothing but this emulator


@dataclass(frozen=True, slots=True)
class BotProfile:
    """What BotFather would have been told."""

    username: str = "consultation_bot"
    name: str = "Consultation"
    privacy: bool = True
    inline: bool = True
    joins_groups: bool = True


@dataclass(slots=True)
class Bot:
    """One bot: identity, settings by language, commands by scope, menu buttons, queue."""

    token: str
    profile: BotProfile
    queue: UpdateQueue
    id: int
    user: Json
    # (field, language) -> text, for setMyName, setMyDescription, setMyShortDescription
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    # (scope, language) -> commands
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    # chat id, or None for the default -> MenuButton
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)
    logged_out: bool = False

    @classmethod
    def create(cls, token: str, profile: BotProfile, update_types: Sequence[str]) -> Bot:
        """Makes a bot whose id is the number in its token, as with Telegram."""
        identifier = int(token.partition(":")[0])
        user = {"id": identifier, "is_bot": True, "first_name": profile.name, "username": profile.username}
        return cls(token, profile, UpdateQueue(update_types), identifier, user)

    def me(self) -> Json:
        """Returns what getMe tells."""
        return {
            **self.user,
            "can_join_groups": self.profile.joins_groups,
            "can_read_all_group_messages": not self.profile.privacy,
            "supports_inline_queries": self.profile.inline,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
