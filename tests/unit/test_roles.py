"""Who may do what: what each role grants, and who counts as being in the moderation chat."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import ChatMember

from consultation.roles import Role, allows
from handlers.roles import REFUSALS, is_inside
from handlers.texts import Texts

MEHDI = {"id": 7, "is_bot": False, "first_name": "Mehdi"}
RESTRICTED_RIGHTS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
    "can_edit_tag",
)
ADMIN_RIGHTS = (
    "can_be_edited",
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
)


def member(status: str, **more: Any) -> ChatMember:
    """A membership as Telegram tells it."""
    read = ChatMember.de_json({"user": MEHDI, "status": status, **more})
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("membership", "inside"),
    [
        (member("creator", is_anonymous=False), True),
        (member("administrator", is_anonymous=True, **dict.fromkeys(ADMIN_RIGHTS, False)), True),
        (member("member"), True),
        (member("restricted", is_member=True, until_date=0, **dict.fromkeys(RESTRICTED_RIGHTS, False)), True),
        (member("restricted", is_member=False, until_date=0, **dict.fromkeys(RESTRICTED_RIGHTS, False)), False),
        (member("left"), False),
        (member("kicked", until_date=0), False),
        (member("something new"), False),
    ],
    ids=lambda value: getattr(value, "status", str(value)),
)
def test_only_who_is_in_the_chat_now_is_inside(membership: ChatMember, inside: bool) -> None:
    assert is_inside(membership) is inside


def test_each_role_grants_its_own_acts_and_an_admin_all_of_them() -> None:
    for role in Role:
        assert allows(frozenset({role}), role)
        assert allows(frozenset({Role.ADMIN}), role)
    for role, other in [(Role.MODERATOR, Role.PRESS), (Role.PRESS, Role.MODERATOR), (Role.CITIZEN, Role.MODERATOR)]:
        assert not allows(frozenset({role}), other)
    assert not allows(frozenset(), Role.CITIZEN)


def test_every_role_that_can_be_lacked_has_its_refusal() -> None:
    texts = Texts(strict=True)
    assert set(REFUSALS) == set(Role) - {Role.CITIZEN}
    assert all(texts(language, sentence) for language in texts.languages for sentence in REFUSALS.values())
