"""The pictures of docs/parcours: each named one is there, in both languages; every command is found from somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import ROOT
from handlers.registry import CITIZEN_COMMANDS, MODERATOR_COMMANDS, PRESS_COMMANDS
from handlers.start import HELP, MENU
from handlers.texts import Texts
from tests.browser.parcours import SCREENS, WORDS

FOLDER = ROOT / "docs" / "parcours"
LARGEST = 120_000
NAMES = [name for names in SCREENS.values() for name in names]


@pytest.mark.parametrize("language", WORDS)
def test_every_screen_has_its_picture(language: str) -> None:
    pictures = {path.stem: path for path in (FOLDER / language).glob("*.png")}
    assert pictures.keys() == set(NAMES)
    for name, path in pictures.items():
        assert path.stat().st_size < LARGEST, name


def test_the_page_shows_each_of_them_once() -> None:
    shown = re.findall(r"\((\w+)/([\w-]+)\.png\)", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted((language, name) for name in NAMES for language in WORDS)


@pytest.mark.parametrize("language", WORDS)
def test_every_command_is_found_from_the_menu_or_the_help(language: str) -> None:
    texts = Texts(strict=True)
    told = "\n".join(texts(language, sentence) for _, sentence in HELP)
    in_menu = {name for row in MENU for name in row}
    for name in (*CITIZEN_COMMANDS, *MODERATOR_COMMANDS, *PRESS_COMMANDS):
        assert name in in_menu or name == "start" or re.search(rf"/{name}\b", told), name


def test_no_picture_of_another_time_is_left() -> None:
    assert sorted(path.name for path in Path(FOLDER).glob("*.png")) == []
