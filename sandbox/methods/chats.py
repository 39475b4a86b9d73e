"""Chats and their members."""

from __future__ import annotations

from sandbox.call import Call, Handler
from sandbox.chat import PRIVATE, Chat, Member
from sandbox.wire import ApiError, Json, bad_request

_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
_PERMISSIONS = [
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
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
]


def get_chat(call: Call) -> Json:
    """Tells all about a chat."""
    chat = call.chat()
    if chat.type == PRIVATE and not chat.started:
        raise bad_request("chat not found")
    if chat.type != PRIVATE:
        chat = call.joined_chat()
    full: Json = {
        **chat.wire,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, False),
    }
    if chat.type in {"group", "supergroup"}:
        full["permissions"] = dict.fromkeys(_PERMISSIONS, True)
    if chat.description:
        full["description"] = chat.description
    if chat.pinned:
        full["pinned_message"] = chat.messages[chat.pinned[-1]]
    return full


def _shared(call: Call) -> Chat:
    chat = call.joined_chat()
    if chat.type == PRIVATE:
        raise bad_request("method is available only for groups, supergroups and channels")
    return chat


def get_chat_administrators(call: Call) -> list[Json]:
    """Lists who runs a chat; bots other than the asking one are left out, as published."""
    chat = _shared(call)
    return [
        member.as_json(chat)
        for member in chat.members.values()
        if member.administers and (not member.user["is_bot"] or member.user["id"] == call.bot.id)
    ]


def get_chat_member_count(call: Call) -> int:
    """Counts who is in a chat."""
    chat = call.joined_chat()
    return 2 if chat.type == PRIVATE else sum(member.present for member in chat.members.values())


def get_chat_member(call: Call) -> Json:
    """Tells someone's place in a chat."""
    chat, identifier = call.joined_chat(), call.parameters["user_id"]
    if chat.type == PRIVATE and chat.has(identifier):
        return Member(call.world.users[identifier]).as_json(chat)
    user = call.world.users.get(identifier)
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return (chat.members.get(identifier) or Member(user, "left")).as_json(chat)


def leave_chat(call: Call) -> bool:
    """Takes the bot out of a chat."""
    chat = call.joined_chat()
    if chat.type == PRIVATE:
        raise bad_request("chat member status can't be changed in private chats")
    call.people.set_member(chat, Member(call.bot.user, "left"), actor=call.bot.user)
    return True


def set_chat_title(call: Call) -> bool:
    """Renames a chat."""
    chat, title = call.administered_chat("can_change_info"), call.parameters["title"]
    if chat.type == PRIVATE:
        raise bad_request("can't change chat title")
    chat.title = title
    chat.wire = {**chat.wire, "title": title}
    call.world.post(chat, call.bot.user, {"new_chat_title": title})
    return True


def set_chat_description(call: Call) -> bool:
    """Describes a chat."""
    chat, description = call.administered_chat("can_change_info"), call.parameters.get("description", "")
    if description == chat.description:
        raise bad_request("chat description is not modified")
    chat.description = description
    return True


def ban_chat_member(call: Call) -> bool:
    """Removes someone for good."""
    return _set_status(call, "kicked")


def unban_chat_member(call: Call) -> bool:
    """Lets someone come back; a member is removed unless `only_if_banned`."""
    chat = _shared(call)
    member = chat.members.get(call.parameters["user_id"])
    if member is None or (call.parameters.get("only_if_banned") and member.status != "kicked"):
        return True
    return _set_status(call, "left")


def _set_status(call: Call, status: str) -> bool:
    _shared(call)
    chat = call.administered_chat("can_restrict_members")
    user = call.world.users.get(call.parameters["user_id"])
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    member = chat.members.get(user["id"])
    if member is not None and member.administers:
        raise ApiError(400, "Bad Request: user is an administrator of the chat")
    call.people.set_member(chat, Member(user, status), actor=call.bot.user)
    return True


METHODS: dict[str, Handler] = {
    "getChat": get_chat,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "getChatMember": get_chat_member,
    "leaveChat": leave_chat,
    "setChatTitle": set_chat_title,
    "setChatDescription": set_chat_description,
    "banChatMember": ban_chat_member,
    "unbanChatMember": unban_chat_member,
}
