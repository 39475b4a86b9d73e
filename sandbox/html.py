"""Telegram's HTML: text and entities out of it, refused with Telegram's own words.

The rules are those of https://core.telegram.org/bots/api#html-style; the wording and the byte offsets of the errors
are those of the Bot API server.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sandbox.entities import simplified, utf16_length
from sandbox.wire import ApiError, Json, bad_request

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#[xX]([0-9a-fA-F]{1,8})|#(\d{1,10})|([a-z]+));?")
_MARKUP = re.compile(r"[<&]")
_TAG_END = re.compile(r"[\s>]")
_ATTRIBUTE = re.compile(r"[^\s=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_SPACES = re.compile(r"\s*")
_MENTION = re.compile(r"tg://user\?id=(\d+)")
_LINK = re.compile(r"(?:(?:https?|ftp|tonsite)://|(?:tg|ton):(?://)?|mailto:|tel:)\S+", re.I)
_BARE_LINK = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?")


@dataclass(slots=True)
class _Open:
    """A start tag whose end is awaited."""

    tag: str
    attributes: dict[str, str]
    offset: int
    begin: int


@dataclass(slots=True)
class _Parser:
    """The state of one parse."""

    source: str
    parts: list[str] = field(default_factory=list)
    offset: int = 0
    entities: list[Json] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)

    def error(self, reason: str, at: int | None = None) -> ApiError:
        place = "" if at is None else f" at byte offset {len(self.source[:at].encode())}"
        return bad_request(f"can't parse entities: {reason}{place}")

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.offset += utf16_length(text)

    def run(self) -> tuple[str, list[Json]]:
        position = 0
        while match := _MARKUP.search(self.source, position):
            if match.start() > position:
                self.add(self.source[position : match.start()])
            if match[0] == "&":
                text, position = _reference(self.source, match.start())
                self.add(text)
            elif self.source.startswith("</", match.start()):
                position = self.end_tag(match.start())
            else:
                position = self.start_tag(match.start())
        self.add(self.source[position:])
        if self.stack:
            raise self.error(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return "".join(self.parts), simplified(self.entities)

    def start_tag(self, begin: int) -> int:
        end = _TAG_END.search(self.source, begin)
        if end is None:
            raise self.error("Unclosed start tag", begin)
        tag = self.source[begin + 1 : end.start()].lower()
        if tag not in _TAGS:
            raise self.error(f'Unsupported start tag "{tag}"', begin)
        attributes: dict[str, str] = {}
        position = end.start()
        while self.at(position) != ">":
            position = self.spaces(position)
            if self.at(position) != ">":
                position = self.attribute(tag, attributes, begin, position)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self.error('Tag "span" must have class "tg-spoiler"', begin)
        self.stack.append(_Open(tag, attributes, self.offset, len(self.parts)))
        return position + 1

    def attribute(self, tag: str, attributes: dict[str, str], begin: int, position: int) -> int:
        name = _matched(_ATTRIBUTE, self.source, position)
        if not name:
            if position >= len(self.source):
                raise self.error("Unclosed start tag", begin)
            raise self.error(f'Empty attribute name in the tag "{tag}"', begin)
        position = self.spaces(position + len(name))
        if self.at(position) != "=":
            if position >= len(self.source):
                raise self.error(f'Unclosed start tag "{tag}"', begin)
            if tag != "blockquote" or name != "expandable":
                raise self.error(f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin)
            attributes[name] = ""
            return position
        value, position = self.value(begin, self.spaces(position + 1))
        attributes[name] = value
        return position

    def value(self, begin: int, position: int) -> tuple[str, int]:
        quote = self.at(position)
        if quote not in {"'", '"'} or not quote:
            token = _matched(_TOKEN, self.source, position)
            end = position + len(token)
            if end >= len(self.source):
                raise self.error("Unclosed start tag", begin)
            if self.source[end] != ">" and not self.source[end].isspace():
                raise self.error("Unexpected end of name token", position)
            return token.lower(), end
        end = self.source.find(quote, position + 1)
        if end < 0 or end + 1 >= len(self.source):
            raise self.error("Unclosed start tag", begin)
        return unescape(self.source[position + 1 : end]), end + 1

    def end_tag(self, begin: int) -> int:
        if not self.stack:
            raise self.error("Unexpected end tag", begin)
        end = _TAG_END.search(self.source, begin)
        name = self.source[begin + 2 : end.start() if end else len(self.source)]
        position = self.spaces(begin + 2 + len(name))
        if self.at(position) != ">":
            raise self.error("Unclosed end tag", begin)
        opened = self.stack.pop()
        if name and name.lower() != opened.tag:
            raise self.error(f"Unmatched end tag at byte offset {len(self.source[:begin].encode())}, "
                             f'expected "</{opened.tag}>", found "</{name}>"')  # fmt: skip
        if self.offset > opened.offset:
            self.close(opened)
        return position + 1

    def close(self, opened: _Open) -> None:
        entity: Json = {"type": _TAGS[opened.tag], "offset": opened.offset, "length": self.offset - opened.offset}
        attributes = opened.attributes
        if opened.tag == "a":
            url = attributes.get("href") or "".join(self.parts[opened.begin :])
            mention = _MENTION.fullmatch(url)
            if mention:
                user = {"id": int(mention[1]), "is_bot": False, "first_name": "".join(self.parts[opened.begin :])}
                entity.update(type="text_mention", user=user)
            elif _LINK.fullmatch(url):
                entity["url"] = url
            elif _BARE_LINK.fullmatch(url):
                entity["url"] = f"http://{url}" if "/" in url else f"http://{url}/"
            else:  # an address that leads nowhere leaves plain text, as Telegram does
                return
        elif opened.tag == "code" and attributes.get("class", "").startswith("language-"):
            entity["language"] = attributes["class"].removeprefix("language-")
        elif opened.tag == "pre":
            self.adopt_language(entity)
        elif opened.tag == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "tg-emoji":
            entity["custom_emoji_id"] = attributes.get("emoji-id", "")
        elif opened.tag == "tg-time":
            entity.update(self.moment(attributes))
        self.entities.append(entity)

    def adopt_language(self, pre: Json) -> None:
        """Gives a `pre` the language of the `code` that fills it."""
        inner = self.entities[-1] if self.entities else {}
        if inner.get("type") == "code" and (inner["offset"], inner["length"]) == (pre["offset"], pre["length"]):
            self.entities.pop()
            if "language" in inner:
                pre["language"] = inner["language"]

    def moment(self, attributes: dict[str, str]) -> Json:
        if not attributes.get("unix", "").isdecimal():
            raise self.error('Tag "tg-time" must have a valid attribute "unix"')
        moment: Json = {"unix_time": int(attributes["unix"])}
        if attributes.get("format"):
            moment["date_time_format"] = attributes["format"]
        return moment

    def at(self, position: int) -> str:
        return self.source[position : position + 1]

    def spaces(self, position: int) -> int:
        return position + len(_matched(_SPACES, self.source, position))


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Returns the text and its entities (offsets in UTF-16 code units), or raises "can't parse entities: …"."""
    if not _MARKUP.search(source):
        return source, []
    return _Parser(source).run()


def unescape(text: str) -> str:
    """Replaces the references Telegram knows; others stay as they are written."""
    return _REFERENCE.sub(lambda match: _character(match) or match[0], text)


def _reference(source: str, position: int) -> tuple[str, int]:
    match = _REFERENCE.match(source, position)
    character = _character(match) if match else None
    return (character, match.end()) if match and character else ("&", position + 1)


def _character(match: re.Match[str]) -> str | None:
    if match[3]:
        return _NAMED.get(match[3])
    code = int(match[1], 16) if match[1] else int(match[2])
    valid = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if valid else None


def _matched(pattern: re.Pattern[str], text: str, position: int) -> str:
    match = pattern.match(text, position)
    return match[0] if match else ""
