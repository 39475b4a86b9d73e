"""Changes to messages already sent."""

from __future__ import annotations

from sandbox.call import Call, Handler
from sandbox.chat import Chat
from sandbox.markup import inline_keyboard
from sandbox.media import media_content, resolve_file
from sandbox.text import read_caption, read_text
from sandbox.wire import Json, bad_request

_MEDIA = ("photo", "document", "video", "animation", "audio", "voice", "video_note", "sticker")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


def _target(call: Call) -> tuple[Chat, Json]:
    """Returns the chat and the message to edit; only the bot's own, or a channel's post with the right to."""
    if "inline_message_id" in call.parameters:
        return _inline_target(call)
    if "chat_id" not in call.parameters:
        raise bad_request("chat_id is required unless inline_message_id is given")
    chat = call.joined_chat()
    message = call.message(chat, "to edit")
    sender = message.get("from", {}).get("id")
    if sender != call.bot.id and not (sender is None and chat.members[call.bot.id].may("can_edit_messages")):
        raise bad_request("message can't be edited")
    return chat, message


def _inline_target(call: Call) -> tuple[Chat, Json]:
    place = call.world.inline_messages.get(call.parameters["inline_message_id"])
    message = place[0].messages.get(place[1]) if place else None
    if place is None or message is None or message["via_bot"] is not call.bot.user:
        raise bad_request("MESSAGE_ID_INVALID")
    return place[0], message


def _apply(call: Call, chat: Chat, message: Json, changes: Json) -> Json | bool:
    """Stores the new form, or refuses one that changes nothing; a missing keyboard takes the old one away.

    Of an inline message the bot gets True back, not the message.
    """
    changes["reply_markup"] = inline_keyboard(call.parameters.get("reply_markup"))
    if all(message.get(key) == value for key, value in changes.items()):
        raise bad_request(_NOT_MODIFIED)
    changes["edit_date"] = call.world.timestamp()
    edited = call.world.change(chat, message, changes, telling=False)
    return True if "inline_message_id" in call.parameters else edited


def edit_message_text(call: Call) -> Json | bool:
    """Replaces a text message's text."""
    chat, message = _target(call)
    if "text" not in call.parameters:
        raise bad_request('parameter "text" is required: rich messages are not simulated here')
    changes = {"entities": None, **read_text(call.parameters)}
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    if "link_preview_options" in call.parameters:
        changes["link_preview_options"] = call.parameters["link_preview_options"]
    return _apply(call, chat, message, changes)


def edit_message_caption(call: Call) -> Json | bool:
    """Replaces or removes the caption of a message with a file."""
    chat, message = _target(call)
    if all(kind not in message for kind in _MEDIA):
        raise bad_request("there is no caption in the message to edit")
    return _apply(call, chat, message, {**dict.fromkeys(_CAPTION), **read_caption(call.parameters)})


def edit_message_reply_markup(call: Call) -> Json | bool:
    """Replaces or removes a message's buttons."""
    chat, message = _target(call)
    return _apply(call, chat, message, {})


def edit_message_media(call: Call) -> Json | bool:
    """Replaces the file of a message, and its caption with it."""
    chat, message = _target(call)
    if "text" in message:
        raise bad_request("there is no media in the message to edit")
    item = call.parameters["media"]
    content = media_content(resolve_file(call.world.files, item["type"], item["media"], call.raw))
    return _apply(call, chat, message, {**dict.fromkeys((*_MEDIA, *_CAPTION)), **content, **read_caption(item)})


METHODS: dict[str, Handler] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "editMessageMedia": edit_message_media,
}
