"""Makes a message hold in Telegram's 4096 units, counted as Telegram does: tags gone, entities read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape

from consultation.form import FORM, Answer, Answers
from consultation.text import length, shorten

STEP = 100
_TAG = re.compile(r"<[^<>]*>")
_LONGEST_ANSWER = max(field.longest for field in FORM)


def visible(html: str) -> int:
    """Counts the UTF-16 units a person sees of a text whose only `<` and `&` are those of HTML."""
    return length(unescape(_TAG.sub("", html)))


def fitted(render: Callable[[Answers], str], answers: Answers, room: int) -> str:
    """Renders answers, the longest of them cut as little as needed to hold in `room` units."""
    shown = render(answers)
    for longest in range(_LONGEST_ANSWER, 0, -STEP):
        if visible(shown) <= room:
            break
        shown = render(_cut(answers, longest))
    return shown


def _cut(answers: Answers, longest: int) -> Mapping[str, Answer]:
    return {key: shorten(value, longest) if isinstance(value, str) else value for key, value in answers.items()}
