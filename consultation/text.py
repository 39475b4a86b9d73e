"""What a citizen typed, made safe to keep and to show, without changing what they said."""

from __future__ import annotations

import re
import unicodedata

MARKS_IN_A_ROW = 4
"""Combining marks kept on one letter: Vietnamese and Hebrew need three, a "zalgo" text has dozens."""

_JOINER, _NON_JOINER = "\u200d", "\u200c"  # emoji sequences, Persian and Indic scripts need them
_KEPT_FORMAT = {_JOINER, _NON_JOINER}
_TAGS = range(0xE0020, 0xE0080)  # flags of regions (🏴󠁧󠁢󠁳󠁣󠁴󠁿) are written with these
_SPACES = re.compile(r"[^\S\n\u00a0\u202f]+")
_WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u034e\u0350-\u0362]+")  # all combine; U+034F does not
_RARE = re.compile("[^\x00-\x7f’«»–—€]")
_BLANK_LINES = re.compile(r"\n\s*\n\s*\n+")


def length(text: str) -> int:
    """Counts as Telegram counts: in UTF-16 code units, an emoji outside the basic plane being two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """Removes what is invisible or reorders text (bidi, zero-width, controls), bounds marks and spaces."""
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")):
        category = unicodedata.category(char)
        if category in {"Cc", "Cs", "Co", "Cn"} and char not in "\n\t":
            continue
        if category == "Cf" and char not in _KEPT_FORMAT and ord(char) not in _TAGS:
            continue
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks <= MARKS_IN_A_ROW:
            kept.append(char)
    tidy = _SPACES.sub(" ", "".join(kept))
    return _BLANK_LINES.sub("\n\n", tidy).strip().strip(_JOINER + _NON_JOINER)


def has_words(text: str) -> bool:
    """Tells whether there is at least one letter or digit: emoji alone are not a sentence."""
    return any(char.isalnum() for char in text)


def shorten(text: str, limit: int) -> str:
    """Cuts at a word before `limit` UTF-16 units, with an ellipsis; never in the middle of a character."""
    if 2 * len(text) <= limit or length(text) <= limit:
        return text
    cut = text.encode("utf-16-le", "surrogatepass")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    if not text[len(cut)].isspace():
        head, space, _ = cut.rpartition(" ")
        cut = head if space and length(head) > limit // 2 else cut
    return cut.rstrip(" ,;:.\u200d") + "…"


def fold(text: str) -> str:
    """Lower case without accents or punctuation: how names are compared."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    if not letters.isascii():
        letters = _RARE.sub(_uncombined, _ACCENTS.sub("", letters))
    return " ".join(_WORD.findall(letters))


def _uncombined(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found[0]) else found[0]
