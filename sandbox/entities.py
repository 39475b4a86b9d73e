"""Message entities: UTF-16 lengths, those Telegram finds in a text by itself, checks on those a bot gives."""

from __future__ import annotations

import re

from sandbox.wire import Json, bad_request

_FOUND = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"«»]+[^\s<>\"«».,;:!?'’)\]])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<![\w@])(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})\b"
    r"|(?<![\w#])(?P<hashtag>\#[^\W\d_]\w*)"
)
_MAY_HOLD = re.compile(r"[/@#:]")
# Inside these nothing is found by itself.
_OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "url", "date_time"})
_ALONE = frozenset({"code", "pre"})
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})
_TYPES = frozenset(
    [
        "mention",
        "hashtag",
        "cashtag",
        "bot_command",
        "url",
        "email",
        "phone_number",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    ]
)


def utf16_length(text: str) -> int:
    """Returns the length that Telegram counts: characters beyond U+FFFF count for two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def detect(text: str, given: list[Json] | None = None) -> list[Json]:
    """Returns the given entities and those that Telegram finds by itself: commands, mentions, tags, addresses."""
    entities = list(given or ())
    if not _MAY_HOLD.search(text):
        return entities
    opaque = [
        (entity["offset"], entity["offset"] + entity["length"]) for entity in entities if entity["type"] in _OPAQUE
    ]
    for match in _FOUND.finditer(text):
        start, length = utf16_length(text[: match.start()]), utf16_length(match[0])
        if all(start >= end or start + length <= begin for begin, end in opaque):
            entities.append({"type": match.lastgroup, "offset": start, "length": length})
    return ordered(entities)


def ordered(entities: list[Json]) -> list[Json]:
    """Sorts entities as Telegram does: by place, the longest first."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def checked(text: str, entities: list[Json]) -> list[Json]:
    """Returns entities given by a bot, or raises when one is unknown or lies outside the text."""
    length = utf16_length(text)
    for entity in entities:
        if entity["type"] not in _TYPES:
            raise bad_request(f'can\'t parse entities: unsupported entity type "{entity["type"]}"')
        if entity["offset"] < 0 or entity["length"] <= 0 or entity["offset"] + entity["length"] > length:
            raise bad_request(
                f"ENTITY_BOUNDS_INVALID: an entity of type {entity['type']} at {entity['offset']} with length "
                f"{entity['length']} lies outside the {length} UTF-16 code units of the text"
            )
    return ordered(entities)


def simplified(entities: list[Json]) -> list[Json]:
    """Drops what may not be nested: formatting inside code, a quotation inside another."""
    kept: list[Json] = []
    for entity in ordered(entities):
        around = [other for other in kept if entity["offset"] < other["offset"] + other["length"]]
        in_code = any(other["type"] in _ALONE for other in around)
        quoted_twice = entity["type"] in _QUOTES and any(other["type"] in _QUOTES for other in around)
        if not in_code and not quoted_twice:
            kept.append(entity)
    return kept


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Strips a text's ends as Telegram does, moving and shortening its entities."""
    stripped = text.strip(" \n\t\r")
    if len(stripped) == len(text):
        return text, entities
    lead = len(text) - len(text.lstrip(" \n\t\r"))
    length = utf16_length(stripped)
    moved: list[Json] = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] - lead + entity["length"], length)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return stripped, moved
