"""The command menus: for everyone, for those with a role, in each language, as the Bot API accepts them."""

from __future__ import annotations

import re
from pathlib import Path

from bot.commands import menus
from consultation.content import load_consultation
from handlers.registry import JOURNEYS, commands
from handlers.services import Policy
from handlers.texts import LOCALES, Texts

CONTENT = Path(__file__).parents[2] / "content" / "pgo-2021-2023"
MEHDI, PAULINE, ADMIN = 1, 2, 3
POLICY = Policy(
    moderator_ids=frozenset({MEHDI}),
    press_ids=frozenset({PAULINE}),
    admin_ids=frozenset({ADMIN}),
    moderation_chat_id=-1,
)


def names(chat_id: int | None, language: str = "") -> list[str]:
    [menu] = [
        menu
        for menu in menus(Texts(strict=True), POLICY)
        if menu["scope"].get("chat_id") == chat_id and menu["language_code"] == language
    ]
    return [command["command"] for command in menu["commands"]]


def test_everyone_finds_what_everyone_may_do() -> None:
    everyone = names(None)
    assert everyone[:3] == ["start", "aide", "themes"]
    assert not {"file", "annonce"} & set(everyone)


def test_each_role_finds_its_own_besides() -> None:
    everyone = names(None)
    assert set(names(MEHDI)) - set(everyone) == {"file", "stats"}
    assert set(names(PAULINE)) - set(everyone) >= {"annonce", "annonces", "questions"}
    assert set(names(ADMIN)) == set(names(MEHDI)) | set(names(PAULINE)) | {"phase", "sanctions"}


def test_english_names_are_shown_in_english() -> None:
    assert {"help", "contribute", "my_contributions"} <= set(names(None, "en"))
    assert len(names(PAULINE, "en")) == len(names(PAULINE))


def test_every_command_shown_is_answered_and_well_formed() -> None:
    for menu in menus(Texts(strict=True), POLICY):
        assert 0 < len(menu["commands"]) <= 100
        for command in menu["commands"]:
            assert command["command"] in commands()
            assert re.fullmatch(r"[a-z0-9_]{1,32}", command["command"])
            assert 1 <= len(command["description"]) <= 256


def test_english_sentences_name_commands_in_english() -> None:
    """But for what a button of an announcement leads to, which is written one way."""
    english = {names[0]: names[1] for journey in JOURNEYS for names, _ in journey.COMMANDS if len(names) > 1}
    sentences = [
        line
        for path in sorted((LOCALES / "en").glob("*.ftl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#") and "its taps will be counted" not in line
    ]
    sentences += [entry.answer["en"] for entry in load_consultation(CONTENT)[1]]
    found = [(line, name) for line in sentences for name in re.findall(r"(?<![\w</:.])/([a-z_]+)", line)]
    assert [(line, name) for line, name in found if name in english] == []
    assert {name for _, name in found} <= commands().keys()
