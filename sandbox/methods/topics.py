"""Topics of a forum supergroup."""

from __future__ import annotations

from sandbox.call import Call, Handler
from sandbox.chat import Chat
from sandbox.wire import Json, bad_request

_COLORS = frozenset({0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F})
_DEFAULT_COLOR = 0x6FB9F0


def _forum(call: Call) -> Chat:
    chat = call.administered_chat("can_manage_topics")
    if not chat.wire.get("is_forum"):
        raise bad_request("the chat is not a forum")
    return chat


def _topic(call: Call, chat: Chat) -> Json:
    topic = chat.topics.get(call.parameters["message_thread_id"])
    if topic is None:
        raise bad_request("message thread not found")
    return topic


def create_forum_topic(call: Call) -> Json:
    """Opens a topic: its number is that of the service message which announces it."""
    chat, parameters = _forum(call), call.parameters
    color = parameters.get("icon_color", _DEFAULT_COLOR)
    if color not in _COLORS:
        raise bad_request("invalid forum topic icon color specified")
    topic: Json = {"name": parameters["name"], "icon_color": color}
    if "icon_custom_emoji_id" in parameters:
        topic["icon_custom_emoji_id"] = parameters["icon_custom_emoji_id"]
    service = call.world.post(chat, call.bot.user, {"is_topic_message": True, "forum_topic_created": topic})
    thread: int = service["message_id"]
    chat.topics[thread] = {"message_thread_id": thread, **topic}
    return chat.topics[thread]


def edit_forum_topic(call: Call) -> bool:
    """Renames a topic."""
    chat = _forum(call)
    topic = _topic(call, chat)
    changes = {key: call.parameters[key] for key in ("name", "icon_custom_emoji_id") if call.parameters.get(key)}
    if all(topic.get(key) == value for key, value in changes.items()):
        raise bad_request("TOPIC_NOT_MODIFIED")
    chat.topics[topic["message_thread_id"]] = {**topic, **changes}
    _announce(call, chat, topic, "forum_topic_edited", changes)
    return True


def close_forum_topic(call: Call) -> bool:
    """Closes a topic: nobody writes there until it is opened again."""
    return _set_closed(call, closed=True)


def reopen_forum_topic(call: Call) -> bool:
    """Opens a closed topic again."""
    return _set_closed(call, closed=False)


def _set_closed(call: Call, closed: bool) -> bool:
    chat = _forum(call)
    topic = _topic(call, chat)
    thread = topic["message_thread_id"]
    if (thread in chat.closed_topics) == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    (chat.closed_topics.add if closed else chat.closed_topics.discard)(thread)
    _announce(call, chat, topic, "forum_topic_closed" if closed else "forum_topic_reopened", {})
    return True


def delete_forum_topic(call: Call) -> bool:
    """Deletes a topic with its messages."""
    chat = _forum(call)
    thread = _topic(call, chat)["message_thread_id"]
    for message in [each for each in chat.messages.values() if each.get("message_thread_id") == thread]:
        call.world.delete(chat, message["message_id"])
    del chat.topics[thread]
    chat.closed_topics.discard(thread)
    return True


def _announce(call: Call, chat: Chat, topic: Json, what: str, detail: Json) -> None:
    place = {"message_thread_id": topic["message_thread_id"], "is_topic_message": True}
    call.world.post(chat, call.bot.user, {**place, what: detail})


METHODS: dict[str, Handler] = {
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": reopen_forum_topic,
    "deleteForumTopic": delete_forum_topic,
}
