"""A button is python-telegram-bot's own, whichever way it was built."""

from __future__ import annotations

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.screens import LABEL_LENGTH, Screen, button


def test_a_button_is_as_python_telegram_bot_makes_it() -> None:
    ours = button("Approuver", "card", "approve", 12)
    theirs = InlineKeyboardButton("Approuver", callback_data="card:approve:12")
    assert ours == theirs
    assert theirs == ours
    assert ours.to_dict() == theirs.to_dict()
    assert (ours.url, ours.pay) == (None, None)
    with pytest.raises(AttributeError):
        ours.nothing_of_the_sort  # type: ignore[attr-defined]  # noqa: B018


def test_a_screen_is_told_as_python_telegram_bot_tells_it() -> None:
    rows = [[button("Oui", "a", "b"), InlineKeyboardButton("Lire", url="https://example.org")], []]
    screen = Screen.of("Bonjour", *rows)
    assert screen.params()["reply_markup"] == InlineKeyboardMarkup(rows[:1]).to_dict()
    assert Screen("Bonjour").params() == {"text": "Bonjour", "parse_mode": "HTML"}


def test_a_label_is_cut_and_data_too_long_is_a_mistake() -> None:
    assert len(button("a" * 99, "b").text) == LABEL_LENGTH
    with pytest.raises(ValueError, match="64 bytes"):
        button("a", "b" * 65)
