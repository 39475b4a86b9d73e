"""Messages without a file: text, location, contact, dice; and what is done to messages as a whole."""

from __future__ import annotations

from datetime import timedelta

from sandbox.call import Call, Handler, origin_of
from sandbox.chat import CHANNEL, PRIVATE, Chat
from sandbox.events import Event
from sandbox.text import read_caption, read_text
from sandbox.wire import Json, bad_request

# https://core.telegram.org/bots/api#sendlocation; a live_period of 2^31 - 1 never ends
_LOCATION = {
    "latitude": (-90, 90),
    "longitude": (-180, 180),
    "horizontal_accuracy": (0, 1500),
    "live_period": (60, 0x7FFFFFFF),
    "heading": (1, 360),
    "proximity_alert_radius": (1, 100_000),
}
_DELETABLE_FOR = timedelta(hours=48)
_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
# What a copy or a forward does not take along.
_OWN = frozenset(
    [
        "message_id",
        "from",
        "sender_chat",
        "chat",
        "date",
        "edit_date",
        "reply_to_message",
        "reply_markup",
        "message_thread_id",
        "is_topic_message",
        "forward_origin",
        "external_reply",
        "quote",
        "media_group_id",
        "has_protected_content",
        "effect_id",
        "via_bot",
    ]
)
_CAPTIONED = frozenset({"photo", "document", "video", "animation", "audio", "voice"})


def send_message(call: Call) -> Json:
    """Sends a text."""
    content = read_text(call.parameters)
    if "link_preview_options" in call.parameters:
        content["link_preview_options"] = call.parameters["link_preview_options"]
    return call.send(content)


def send_location(call: Call) -> Json:
    """Sends a point on the map."""
    return call.send({"location": _location(call.parameters)})


def send_venue(call: Call) -> Json:
    """Sends a place with its name."""
    parameters = call.parameters
    venue: Json = {"location": _location(parameters), "title": parameters["title"], "address": parameters["address"]}
    return call.send({"venue": venue, "location": venue["location"]})


def send_contact(call: Call) -> Json:
    """Sends someone's telephone number."""
    keys = ("phone_number", "first_name", "last_name", "vcard")
    return call.send({"contact": {key: call.parameters[key] for key in keys if key in call.parameters}})


def _location(parameters: Json) -> Json:
    location = {key: parameters[key] for key in _LOCATION if key in parameters}
    for key, value in location.items():
        low, high = _LOCATION[key]
        if not low <= value <= high:
            raise bad_request(f"wrong location specified: {key} must be between {low} and {high}")
    return location


def send_chat_action(call: Call) -> bool:
    """Shows that the bot is at work."""
    chat = call.joined_chat()
    if call.parameters["action"] not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    if chat.type == CHANNEL:
        raise bad_request("chat actions aren't supported in channels")
    call.world.events.changed()
    if call.world.events.heard:
        call.world.events.emit(Event("typing", chat, text=call.parameters["action"]))
    return True


def _source(call: Call, message_id: int) -> Json:
    origin = call.chat("from_chat_id")
    message = origin.messages.get(message_id)
    if message is None:
        raise bad_request("message to copy not found")
    if message.get("has_protected_content"):
        raise bad_request("message has protected content and can't be copied or forwarded")
    return message


def _copied(call: Call, chat: Chat, message: Json) -> Json:
    content = {key: value for key, value in message.items() if key not in _OWN}
    if "caption" in call.parameters and not _CAPTIONED.isdisjoint(content):
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content.update(read_caption(call.parameters))
    elif call.parameters.get("remove_caption"):
        content.pop("caption", None)
        content.pop("caption_entities", None)
    return {"message_id": call.send(content, chat)["message_id"]}


def copy_message(call: Call) -> Json:
    """Sends a message's content again, without telling where it comes from."""
    return _copied(call, call.writable_chat(), _source(call, call.parameters["message_id"]))


def _forwarded(call: Call, chat: Chat, message: Json) -> Json:
    content = {key: value for key, value in message.items() if key not in _OWN}
    return call.send({"forward_origin": message.get("forward_origin") or origin_of(message), **content}, chat)


def forward_message(call: Call) -> Json:
    """Sends a message again with where it comes from."""
    return _forwarded(call, call.writable_chat(), _source(call, call.parameters["message_id"]))


def _found(call: Call) -> list[Json]:
    origin = call.chat("from_chat_id")
    found = [origin.messages.get(identifier) for identifier in call.parameters["message_ids"]]
    return [message for message in found if message is not None and not message.get("has_protected_content")]


def copy_messages(call: Call) -> list[Json]:
    """Copies those of the messages that are there."""
    chat = call.writable_chat()
    return [_copied(call, chat, message) for message in _found(call)]


def forward_messages(call: Call) -> list[Json]:
    """Forwards those of the messages that are there."""
    chat = call.writable_chat()
    return [{"message_id": _forwarded(call, chat, message)["message_id"]} for message in _found(call)]


def _deletable(call: Call, chat: Chat, message: Json) -> bool:
    """Tells whether the bot may delete a message: 48 hours, its own or with the right to."""
    if call.world.timestamp() - message["date"] > _DELETABLE_FOR.total_seconds() and chat.type == PRIVATE:
        return False
    own = chat.type == PRIVATE or message.get("from", {}).get("id") == call.bot.id
    return own or chat.members[call.bot.id].may("can_delete_messages")


def delete_message(call: Call) -> bool:
    """Deletes one message."""
    chat = call.joined_chat()
    message = call.message(chat, "to delete")
    if not _deletable(call, chat, message):
        raise bad_request("message can't be deleted")
    call.world.delete(chat, message["message_id"])
    return True


def delete_messages(call: Call) -> bool:
    """Deletes those of the messages that are there and may be."""
    chat = call.joined_chat()
    for identifier in call.parameters["message_ids"]:
        message = chat.messages.get(identifier)
        if message is not None and _deletable(call, chat, message):
            call.world.delete(chat, identifier)
    return True


def pin_chat_message(call: Call) -> bool:
    """Pins a message at the top of its chat."""
    chat = call.administered_chat("can_pin_messages")
    message = call.message(chat, "to pin")
    if message["message_id"] not in chat.pinned:
        chat.pinned.append(message["message_id"])
        if chat.type != CHANNEL:
            call.world.post(chat, call.bot.user, {"pinned_message": message})
        _tell_chat(call, chat)
    return True


def unpin_chat_message(call: Call) -> bool:
    """Unpins one message, the latest by default."""
    chat = call.administered_chat("can_pin_messages")
    identifier = call.parameters.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if identifier not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(identifier)
    _tell_chat(call, chat)
    return True


def unpin_all_chat_messages(call: Call) -> bool:
    """Unpins everything."""
    chat = call.administered_chat("can_pin_messages")
    chat.pinned.clear()
    _tell_chat(call, chat)
    return True


def _tell_chat(call: Call, chat: Chat) -> None:
    call.world.events.changed()
    if call.world.events.heard:
        call.world.events.emit(Event("chat", chat))


METHODS: dict[str, Handler] = {
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendContact": send_contact,
    "sendChatAction": send_chat_action,
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
}
