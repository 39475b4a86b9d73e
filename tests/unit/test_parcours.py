"""The pictures of docs/parcours: each named one is there, in both languages; every command is found from somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import ROOT
from handlers.registry import ADMIN_COMMANDS, CITIZEN_COMMANDS, JOURNEYS, MODERATOR_COMMANDS, PRESS_COMMANDS
from handlers.start import HELP, MENU
from handlers.texts import Texts
from tests.browser.screens import NAMES, SCREENS, WORDS

FOLDER = ROOT / "docs" / "parcours"
LARGEST = 60_000
ALL_OF_THEM = 4_000_000
COMMANDS = {*CITIZEN_COMMANDS, *MODERATOR_COMMANDS, *PRESS_COMMANDS, *ADMIN_COMMANDS}


@pytest.mark.parametrize("language", WORDS)
def test_every_screen_has_its_picture(language: str) -> None:
    pictures = {path.stem: path for path in (FOLDER / language).glob("*.png")}
    assert pictures.keys() == set(NAMES)
    for name, path in pictures.items():
        assert path.stat().st_size < LARGEST, name
    assert sum(path.stat().st_size for path in pictures.values()) < ALL_OF_THEM / len(WORDS)


def test_every_command_has_its_picture() -> None:
    assert {shot.command for shots in SCREENS.values() for shot in shots if shot.command} == COMMANDS


def test_the_page_shows_each_of_them_once() -> None:
    shown = re.findall(r"\((\w+)/([\w-]+)\.png\)", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert sorted(shown) == sorted((language, name) for name in NAMES for language in WORDS)


@pytest.mark.parametrize("language", WORDS)
def test_every_command_is_found_from_the_menu_or_the_help(language: str) -> None:
    texts = Texts(strict=True)
    told = "\n".join(texts(language, sentence) for _, sentence in HELP)
    in_menu = {name for row in MENU for name in row}
    english = {names[0]: names[-1] for journey in JOURNEYS for names, _ in journey.COMMANDS}
    for name in COMMANDS:
        typed = english[name] if language == "en" else name
        assert name in in_menu or name == "start" or re.search(rf"/{typed}\b", told), name


def test_no_picture_of_another_time_is_left() -> None:
    assert sorted(path.name for path in Path(FOLDER).glob("*.png")) == []
