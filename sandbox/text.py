"""The text or caption of a call: parsed, trimmed, measured."""

from __future__ import annotations

from sandbox.entities import checked, detect, trimmed, utf16_length
from sandbox.html import parse_html
from sandbox.wire import Json, bad_request

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


def read_formatted(text: str, parse_mode: str | None, entities: list[Json] | None) -> tuple[str, list[Json]]:
    """Returns text and entities as they will be shown, whichever way the bot gave its formatting."""
    given = entities or []
    if parse_mode:
        mode = parse_mode.lower()
        if mode == "html":
            text, given = parse_html(text)
        elif mode in {"markdown", "markdownv2"}:
            raise bad_request(
                f"can't parse entities: parse_mode {parse_mode} is not simulated here, use HTML or entities"
            )
        elif mode != "none":
            raise bad_request("unsupported parse_mode")
    elif given:
        given = checked(text, given)
    text, given = trimmed(text, given)
    return text, detect(text, given)


def read_text(parameters: Json, limit: int = TEXT_LIMIT) -> Json:
    """Returns {"text", "entities"} of a text message."""
    text, entities = read_formatted(
        parameters.get("text", ""), parameters.get("parse_mode"), parameters.get("entities")
    )
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > limit:
        raise bad_request(f"message is too long ({utf16_length(text)} of {limit} UTF-16 code units)")
    return {"text": text, "entities": entities} if entities else {"text": text}


def read_caption(parameters: Json) -> Json:
    """Returns {"caption", "caption_entities", …} of a media message, empty when it has none."""
    caption, entities = read_formatted(
        parameters.get("caption", ""), parameters.get("parse_mode"), parameters.get("caption_entities")
    )
    if utf16_length(caption) > CAPTION_LIMIT:
        raise bad_request(f"message caption is too long ({utf16_length(caption)} of {CAPTION_LIMIT} UTF-16 code units)")
    content: Json = {"caption": caption} if caption else {}
    if entities:
        content["caption_entities"] = entities
    if caption and parameters.get("show_caption_above_media"):
        content["show_caption_above_media"] = True
    return content
