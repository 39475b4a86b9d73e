"""A chat: its members, its messages by number, what each person sees under the text field."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from sandbox.wire import Json

PRIVATE, GROUP, SUPERGROUP, CHANNEL = "private", "group", "supergroup", "channel"
PRESENT = frozenset({"creator", "administrator", "member", "restricted"})
RIGHTS = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
]
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")


@dataclass(slots=True)
class Member:
    """Someone's place in a chat."""

    user: Json
    status: str = "member"
    rights: dict[str, bool] = field(default_factory=dict)
    custom_title: str = ""

    @property
    def present(self) -> bool:
        """Tells whether they are in the chat now."""
        return self.status in PRESENT

    @property
    def administers(self) -> bool:
        """Tells whether they run the chat."""
        return self.status in {"creator", "administrator"}

    def may(self, right: str) -> bool:
        """Tells whether an administrator's right is theirs; all are, unless taken away."""
        return self.status == "creator" or (self.status == "administrator" and self.rights.get(right, True))

    def as_json(self, chat: Chat) -> Json:
        """Returns the Bot API's ChatMember."""
        said: Json = {"user": self.user, "status": self.status}
        if self.status == "kicked":
            said["until_date"] = 0
        if self.administers:
            said["is_anonymous"] = False
            if self.custom_title:
                said["custom_title"] = self.custom_title
        if self.status == "administrator":
            names = [*RIGHTS, *(CHANNEL_RIGHTS if chat.type == CHANNEL else ())]
            said.update({name: self.rights.get(name, True) for name in names}, can_be_edited=False)
        return said


@dataclass(slots=True)
class Chat:
    """A private chat with a bot, a group, a supergroup or a channel."""

    id: int
    type: str
    title: str
    wire: Json
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    # message id -> revision of the world when it last changed
    changed: dict[int, int] = field(default_factory=dict)
    order: deque[int] = field(default_factory=deque)
    last_id: int = 0
    pinned: list[int] = field(default_factory=list)
    description: str = ""
    # the reply keyboard shown to all, and to one person where it differs: (message id, ReplyKeyboardMarkup)
    keyboard: tuple[int, Json] | None = None
    own_keyboards: dict[int, tuple[int, Json] | None] = field(default_factory=dict)
    topics: dict[int, Json] = field(default_factory=dict)
    closed_topics: set[int] = field(default_factory=set)
    # of a private chat: its bot, its person, whether they wrote first, whether they block it now
    bot_id: int = 0
    person_id: int = 0
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    migrated_to: int | None = None

    @property
    def numbers_its_own(self) -> bool:
        """Tells whether messages are numbered from 1 in this chat; others share one count."""
        return self.type in {SUPERGROUP, CHANNEL}

    @property
    def people(self) -> list[int]:
        """The people in the chat, not the bots."""
        if self.type == PRIVATE:
            return [self.person_id]
        return [
            identifier for identifier, member in self.members.items() if member.present and not member.user["is_bot"]
        ]

    def has(self, user_id: int) -> bool:
        """Tells whether someone is in the chat now."""
        if self.type == PRIVATE:
            return user_id in {self.person_id, self.bot_id}
        member = self.members.get(user_id)
        return member is not None and member.present

    def keyboard_of(self, person_id: int) -> tuple[int, Json] | None:
        """Returns the reply keyboard a person has before their eyes, with the message that brought it."""
        return self.own_keyboards.get(person_id, self.keyboard)
