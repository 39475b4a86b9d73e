"""What a person sees: HTML text and buttons, ready to be said at once or to wait in the outbox."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit, ParseMode

from consultation.text import shorten

_NOTHING: Mapping[str, object] = MappingProxyType({})
LABEL_LENGTH = 60
"""Longer labels are cut by the apps themselves, without an ellipsis."""


class PlainButton(InlineKeyboardButton):
    """A button of two parts, built without python-telegram-bot's constructor, which sets a dozen others to nothing."""

    __slots__ = ()

    @classmethod
    def of(cls, text: str, carried: str) -> PlainButton:
        """Makes a button."""
        made, keep = cls.__new__(cls), object.__setattr__
        keep(made, "text", text)
        keep(made, "callback_data", carried)
        keep(made, "api_kwargs", _NOTHING)
        keep(made, "_id_attrs", (text, None, None, carried, *(None,) * 7))  # as theirs: the two compare equal
        keep(made, "_bot", None)
        keep(made, "_frozen", True)
        return made

    def __getattr__(self, name: str) -> None:
        if name not in InlineKeyboardButton.__slots__:
            raise AttributeError(name)


def button(label: str, *data: str | int) -> InlineKeyboardButton:
    """Makes a button that carries ids ("form:send:12"), never state."""
    carried = ":".join(map(str, data))
    if len(carried.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        raise ValueError(f"a button carries 64 bytes at most: {carried}")
    return PlainButton.of(shorten(label, LABEL_LENGTH), carried)


def in_rows(buttons: Sequence[InlineKeyboardButton], width: int) -> list[Sequence[InlineKeyboardButton]]:
    """Lays buttons out in rows of a width."""
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]


@dataclass(frozen=True, slots=True)
class Screen:
    """A message to be: text (HTML) and rows of buttons under it."""

    text: str
    rows: tuple[tuple[InlineKeyboardButton, ...], ...] = ()

    @classmethod
    def of(cls, text: str, *rows: Iterable[InlineKeyboardButton]) -> Screen:
        """Makes a screen, leaving empty rows out."""
        return cls(text, tuple(kept for row in rows if (kept := tuple(row))))

    @property
    def keyboard(self) -> InlineKeyboardMarkup | None:
        """The buttons as python-telegram-bot takes them."""
        return InlineKeyboardMarkup(self.rows) if self.rows else None

    def params(self) -> dict[str, object]:
        """The message as the Bot API takes it."""
        params: dict[str, object] = {"text": self.text, "parse_mode": ParseMode.HTML.value}
        if self.rows:
            params["reply_markup"] = {"inline_keyboard": [[_wire(one) for one in row] for row in self.rows]}
        return params


def _wire(one: InlineKeyboardButton) -> dict[str, object]:
    """A button as the Bot API takes it; ours have two parts."""
    if one.callback_data is None:
        return one.to_dict()
    return {"text": one.text, "callback_data": one.callback_data}


TEXT_LIMIT = MessageLimit.MAX_TEXT_LENGTH
