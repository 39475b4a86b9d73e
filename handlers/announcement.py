"""What an announcement is made of: a press officer's own message, sent on exactly as they formatted it.

The text goes with its entities and without a parse mode, so nothing in it can be read as markup.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Bot, InlineKeyboardMarkup, Message, MessageEntity
from telegram.constants import MessageLimit
from telegram.error import BadRequest

from consultation.refusal import Refusal
from consultation.text import length
from handlers.screens import button
from handlers.texts import DEFAULT_LANGUAGE, Texts


@dataclass(frozen=True, slots=True)
class Announcement:
    """A Bot API method and its parameters without `chat_id`, as JSON values."""

    method: str
    params: Mapping[str, Any]

    @property
    def text(self) -> str:
        """What it says, without formatting; empty for a photo without caption."""
        return str(self.params.get("text") or self.params.get("caption") or "")


def read(message: Message, texts: Texts) -> Announcement:
    """Makes an announcement of a message, or refuses kindly what cannot be announced yet."""
    keyboard = unsubscribe_keyboard(texts).to_dict()
    if message.text is not None:
        return Announcement("sendMessage", {**_text(message), "reply_markup": keyboard})
    for kind, (method, file_id) in _FILES.items():
        found = file_id(message)
        if found is not None:
            return Announcement(method, {kind: found, **_caption(message), "reply_markup": keyboard})
    raise Refusal("broadcast-unsupported")


async def preview(bot: Bot, chat_id: int, announcement: Announcement) -> None:
    """Shows an announcement as its recipients will get it; what Telegram does not accept is refused here."""
    senders: dict[str, Callable[..., Awaitable[Message]]] = {
        "sendMessage": bot.send_message,
        "sendPhoto": bot.send_photo,
        "sendVideo": bot.send_video,
        "sendAnimation": bot.send_animation,
        "sendDocument": bot.send_document,
    }
    try:
        await senders[announcement.method](chat_id, **announcement.params)
    except BadRequest as error:
        raise Refusal("broadcast-refused-by-telegram", why=error.message) from error


def unsubscribe_keyboard(texts: Texts) -> InlineKeyboardMarkup:
    """The one button under each announcement."""
    label = texts.plain(DEFAULT_LANGUAGE, "broadcast-unsubscribe")
    return InlineKeyboardMarkup([[button(label, "subscriptions", "off")]])


def _photo(message: Message) -> str | None:
    return message.photo[-1].file_id if message.photo else None


def _video(message: Message) -> str | None:
    return message.video.file_id if message.video else None


def _animation(message: Message) -> str | None:
    return message.animation.file_id if message.animation else None


def _document(message: Message) -> str | None:
    return message.document.file_id if message.document else None


_FILES: dict[str, tuple[str, Callable[[Message], str | None]]] = {
    "photo": ("sendPhoto", _photo),
    "video": ("sendVideo", _video),
    "animation": ("sendAnimation", _animation),  # before document: Telegram gives an animation as both
    "document": ("sendDocument", _document),
}


def _text(message: Message) -> dict[str, Any]:
    params: dict[str, Any] = {"text": message.text}
    if message.entities:
        params["entities"] = _entities(message.entities)
    if message.link_preview_options is not None:
        params["link_preview_options"] = message.link_preview_options.to_dict()
    return params


def _entities(entities: Sequence[MessageEntity]) -> list[dict[str, Any]]:
    """Keeps the formatting; a link to somebody's account would keep their Telegram id, and shows it to everyone."""
    return [entity.to_dict() for entity in entities if entity.type != MessageEntity.TEXT_MENTION]


def _caption(message: Message) -> dict[str, Any]:
    params: dict[str, Any] = {}
    if message.caption:
        excess = length(message.caption) - MessageLimit.CAPTION_LENGTH
        if excess > 0:  # subscribers of Telegram Premium may write longer ones, bots may not
            raise Refusal("broadcast-caption-too-long", maximum=int(MessageLimit.CAPTION_LENGTH), excess=excess)
        params["caption"] = message.caption
    if message.caption_entities:
        params["caption_entities"] = _entities(message.caption_entities)
    if message.has_media_spoiler:
        params["has_spoiler"] = True
    if message.show_caption_above_media:
        params["show_caption_above_media"] = True
    return params
