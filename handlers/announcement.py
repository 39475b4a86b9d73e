"""What an announcement is made of: a press officer's own message, sent on exactly as they formatted it.

The text goes with its entities and without a parse mode, so nothing in it can be read as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from telegram import Message, MessageEntity, Poll, PollOption
from telegram.constants import MessageLimit
from telegram.error import BadRequest, NetworkError, RetryAfter

from consultation.refusal import Refusal
from consultation.text import length
from handlers.context import Context

ALBUM = "sendMediaGroup"
POLL = "sendPoll"
ALBUM_LARGEST = 10
_IN_ALBUMS = ("photo", "video", "document")


@dataclass(frozen=True, slots=True)
class Announcement:
    """A Bot API method and its parameters without `chat_id`, as JSON values."""

    method: str
    params: Mapping[str, Any]

    @property
    def text(self) -> str:
        """What it says, without formatting; empty for a photo without caption."""
        if self.method == POLL:
            options = "\n".join(f"– {option['text']}" for option in self.params["options"])
            return f"{self.params['question']}\n{options}"
        if self.method == ALBUM:
            return next((str(item["caption"]) for item in self.params["media"] if "caption" in item), "")
        held = self.params.get("media", self.params)
        return str(held.get("text") or held.get("caption") or "")

    def to_json(self) -> dict[str, Any]:
        """Writes it as JSON values."""
        return {"method": self.method, "params": dict(self.params)}


def read(message: Message) -> Announcement:
    """Makes an announcement of a message, or refuses kindly what cannot be announced."""
    if message.text is not None:
        return Announcement("sendMessage", _text(message))
    if message.poll is not None:
        return Announcement(POLL, _poll(message.poll))
    for kind, (method, file_id) in _FILES.items():
        found = file_id(message)
        if found is not None:
            return Announcement(method, {kind: found, **_caption(message)})
    raise Refusal("broadcast-unsupported")


def joined(album: Announcement | None, part: Announcement) -> Announcement:
    """Adds a picture, a video or a document to an album."""
    kind = part.method.removeprefix("send").lower()
    if kind not in _IN_ALBUMS:
        raise Refusal("broadcast-unsupported")
    media = {"type": kind, "media": part.params[kind]}
    media |= {key: value for key, value in part.params.items() if key != kind}
    before = [] if album is None else album.params["media"]
    if len(before) >= ALBUM_LARGEST:
        raise Refusal("broadcast-album-full", most=ALBUM_LARGEST)
    return Announcement(ALBUM, {"media": [*before, media]})


def settled(said: Announcement) -> Announcement:
    """Makes a plain message of an album of which one part only came; else, its words stand on the first part."""
    media = [dict(item) for item in said.params["media"]]
    told = next((item for item in media if "caption" in item), media[0])
    words = {key: told.pop(key) for key in ("caption", "caption_entities") if key in told}
    media[0] |= words
    if len(media) > 1:
        return Announcement(ALBUM, {"media": media})
    [only] = media
    kind, file_id = only["type"], only["media"]
    kept = {key: value for key, value in only.items() if key not in ("type", "media")}
    return Announcement(f"send{kind.capitalize()}", {kind: file_id, **kept})


def with_footer(album: Announcement, footer: str) -> Announcement:
    """Adds a last line to the words of an album, since no button can stand under it."""
    media = [dict(item) for item in album.params["media"]]
    told = next((item for item in media if "caption" in item), media[0])
    said = f"{told['caption']}\n\n{footer}" if "caption" in told else footer
    check_caption(said)
    told["caption"] = said
    return Announcement(ALBUM, {"media": media})


def headed(said: Announcement, head: str) -> Announcement:
    """Puts a line in bold before the words of a message; its formatting moves along."""
    if said.method == POLL:
        raise Refusal("correction-no-poll")
    if said.method == ALBUM:
        media = [dict(item) for item in said.params["media"]]
        told = next((item for item in media if "caption" in item), media[0])
        told |= _headed(told, head, "caption", "caption_entities")
        check_caption(told["caption"])
        return Announcement(ALBUM, {"media": media})
    if said.method == "sendMessage":
        params = {**said.params, **_headed(said.params, head, "text", "entities")}
        excess = length(params["text"]) - MessageLimit.MAX_TEXT_LENGTH
        if excess > 0:
            raise Refusal("correction-too-long", excess=excess)
        return replace(said, params=params)
    params = {**said.params, **_headed(said.params, head, "caption", "caption_entities")}
    check_caption(params["caption"])
    return replace(said, params=params)


def check_caption(caption: str) -> None:
    """Refuses what is too long: subscribers of Telegram Premium may write longer ones, bots may not."""
    excess = length(caption) - MessageLimit.CAPTION_LENGTH
    if excess > 0:
        raise Refusal("broadcast-caption-too-long", maximum=int(MessageLimit.CAPTION_LENGTH), excess=excess)


@dataclass(frozen=True, slots=True)
class Preview:
    """A message that was shown: its number, and the id of its poll if it is one."""

    message_id: int
    poll_id: str | None = None


async def preview(context: Context, said: Announcement) -> Preview | None:
    """Shows an announcement as its recipients will get it, and says under which number.

    What Telegram does not accept is refused here; none if the network does not let it through now.
    """
    try:
        shown = await context.bot.do_api_request(
            said.method, api_kwargs={"chat_id": context.person.telegram_id, **said.params}
        )
    except BadRequest as error:
        raise Refusal("broadcast-refused-by-telegram", why=error.message) from error
    except (NetworkError, RetryAfter):
        return None
    first = shown[0] if isinstance(shown, list) else shown
    if not isinstance(first, dict) or not isinstance(first.get("message_id"), int):
        return None
    return Preview(first["message_id"], first.get("poll", {}).get("id"))


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
        check_caption(message.caption)
        params["caption"] = message.caption
    if message.caption_entities:
        params["caption_entities"] = _entities(message.caption_entities)
    if message.has_media_spoiler:
        params["has_spoiler"] = True
    if message.show_caption_above_media:
        params["show_caption_above_media"] = True
    return params


def _poll(poll: Poll) -> dict[str, Any]:
    """Reads a question; votes stay anonymous, whoever wrote it: nobody here is to know who thinks what."""
    if poll.type == Poll.QUIZ:
        raise Refusal("broadcast-no-quiz")
    params: dict[str, Any] = {
        "question": poll.question,
        "options": [_option(option) for option in poll.options],
        "is_anonymous": True,
        "allows_multiple_answers": poll.allows_multiple_answers,
    }
    if poll.question_entities:
        params["question_entities"] = _entities(poll.question_entities)
    return params


def _option(option: PollOption) -> dict[str, Any]:
    kept: dict[str, Any] = {"text": option.text}
    if option.text_entities:
        kept["text_entities"] = _entities(option.text_entities)
    return kept


def _headed(held: Mapping[str, Any], head: str, words: str, formatting: str) -> dict[str, Any]:
    said = held.get(words, "")
    moved = len(f"{head}\n\n".encode("utf-16-le")) // 2  # Telegram counts in UTF-16 units
    bold = {"type": MessageEntity.BOLD, "offset": 0, "length": len(head.encode("utf-16-le")) // 2}
    others = [{**entity, "offset": entity["offset"] + moved} for entity in held.get(formatting, [])]
    return {words: f"{head}\n\n{said}" if said else head, formatting: [bold, *others]}
