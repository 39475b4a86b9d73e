"""`citizenbot check`: every mistake in one go, in plain words, by a Bot API on loopback and real databases."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.check import Report, examine
from bot.settings import KEYS, ROOT
from sandbox.bots import TOKEN
from sandbox.chat import Chat
from sandbox.person import Person
from sandbox.server import Sandbox

Edit = Callable[[dict[str, dict[str, Any]]], None]


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for section, keys in KEYS.items():
        for key in keys:
            monkeypatch.delenv(f"CITIZENBOT_{section}__{key}".upper(), raising=False)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as opened:
        yield opened


@pytest.fixture
def mehdi(sandbox: Sandbox) -> Person:
    return sandbox.person("Mehdi", started=True)


@pytest.fixture
def moderation(sandbox: Sandbox, mehdi: Person) -> Chat:
    camille = sandbox.person("Camille", started=True)
    return sandbox.channel("Modération", admins=[sandbox.bot], members=[mehdi, camille])


class Config:
    """A settings file in which all is well, until a test says otherwise."""

    def __init__(self, path: Path, values: dict[str, dict[str, Any]]) -> None:
        self.path = path
        self.values = values

    async def check(self, **changes: dict[str, Any]) -> Report:
        """Changes some keys of some sections (None takes one away), and checks."""
        for section, keys in changes.items():
            self.values[section] = {**self.values.get(section, {}), **keys}
        lines = []
        for section, keys in self.values.items():
            lines.append(f"[{section}]")
            lines += [f"{key} = {value!r}" for key, value in keys.items() if value is not None]
        self.path.write_text("\n".join(lines).replace("True", "true"), encoding="utf-8")
        assert tomllib.loads(self.path.read_text(encoding="utf-8"))
        return await examine(self.path)


@pytest.fixture
def config(sandbox: Sandbox, moderation: Chat, sqlite_url: str, tmp_path: Path) -> Config:
    return Config(
        tmp_path / "citizenbot.toml",
        {
            "telegram": {"token": TOKEN, "api_base_url": sandbox.api_base_url},
            "database": {"url": sqlite_url},
            "moderation": {"chat_id": moderation.id},
            "press": {"user_ids": [42]},
            "privacy": {"controller": "Une administration", "contact": "contact@example.org"},
        },
    )


def errors(report: Report) -> list[str]:
    return [str(mistake) for mistake in report.mistakes if not mistake.warning]


async def test_all_is_well(config: Config) -> None:
    report = await config.check()
    assert report.mistakes == []
    assert report.ok
    said = str(report)
    assert "✓ telegram : le jeton est celui de @consultation_bot" in said
    assert "✓ moderation : le bot peut publier dans « Modération »" in said
    assert "✓ database : la base est à jour" in said
    assert "8 thèmes" in said
    assert said.endswith("Tout est en ordre : « citizenbot run ».")


async def test_every_mistake_in_one_go(config: Config, tmp_path: Path) -> None:
    """The settings are wrong in six places, and each is said at once, with what to do."""
    report = await config.check(
        telegram={"token": "123456:wrong", "tokken": "x"},
        database={"url": f"sqlite+aiosqlite:///{tmp_path / 'missing' / 'citizenbot.db'}"},
        press={"user_ids": []},
        content={"path": str(tmp_path / "nothing"), "default_language": "fr"},
        limits={"global_per_second": -1},
    )
    assert not report.ok
    said = errors(report)
    for words in (
        "telegram.tokken : clé inconnue — vouliez-vous écrire « token » ?",
        "limits.global_per_second : « -1 » est trop petit",
        "telegram.token : Telegram refuse ce jeton — recopiez celui que @BotFather donne",
        "press.user_ids : personne au service de presse",
        "database.url : la base",
        "content.path : le dossier",
    ):
        assert any(words in line for line in said), (words, said)
    assert str(report).endswith(f"{len(said)} erreurs à corriger.")


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://localhost:9/bot"])
async def test_an_api_that_does_not_answer(config: Config, url: str) -> None:
    report = await config.check(telegram={"api_base_url": url})
    assert [line.split(" — ")[0] for line in errors(report)] == [
        f"telegram.api_base_url : {url.removesuffix('/bot')} ne répond pas"
    ]


async def test_an_api_that_fails(config: Config, sandbox: Sandbox) -> None:
    sandbox.faults.fail(method="getMe")
    report = await config.check()
    assert "ne répond pas" in errors(report)[0]


async def test_a_chat_that_is_not_found(config: Config) -> None:
    report = await config.check(moderation={"chat_id": -1009999999999})
    assert errors(report) == [
        "moderation.chat_id : le bot ne trouve pas le salon -1009999999999 — vérifiez le numéro"
        " (ceux des canaux commencent par -100) et ajoutez-y le bot"
    ]


async def test_a_channel_where_the_bot_is_no_administrator(config: Config, sandbox: Sandbox, mehdi: Person) -> None:
    channel = sandbox.channel("Modération", members=[mehdi, sandbox.bot])
    report = await config.check(moderation={"chat_id": channel.id})
    assert [line.split(" — ")[0] for line in errors(report)] == [
        "moderation.chat_id : le bot n’est pas administrateur du canal « Modération »"
    ]


async def test_a_group_of_which_the_bot_is_a_member(config: Config, sandbox: Sandbox, mehdi: Person) -> None:
    group = sandbox.supergroup("Modération", members=[mehdi, sandbox.bot])
    assert (await config.check(moderation={"chat_id": group.id})).ok


async def test_a_group_that_the_bot_is_not_in(config: Config, sandbox: Sandbox, mehdi: Person) -> None:
    group = sandbox.supergroup("Modération", members=[mehdi])
    report = await config.check(moderation={"chat_id": group.id})
    assert len(errors(report)) == 1
    assert "ajoutez" in errors(report)[0]


async def test_a_person_is_no_moderation_chat(config: Config, mehdi: Person) -> None:
    report = await config.check(moderation={"chat_id": mehdi.id})
    assert errors(report) == [
        "moderation.chat_id : c’est une personne, pas un salon — donnez le numéro d’un canal ou d’un groupe"
    ]


async def test_nobody_to_decide(config: Config, sandbox: Sandbox) -> None:
    empty = sandbox.channel("Modération", admins=[sandbox.bot])
    report = await config.check(moderation={"chat_id": empty.id})
    assert [line.split(" — ")[0] for line in errors(report)] == ["moderation : aucun modérateur"]
    assert (await config.check(moderation={"moderator_ids": [42]})).ok


async def test_one_moderator_alone_reads_no_appeal(config: Config, sandbox: Sandbox, mehdi: Person) -> None:
    alone = sandbox.channel("Modération", admins=[sandbox.bot], members=[mehdi])
    report = await config.check(moderation={"chat_id": alone.id})
    assert report.ok
    assert "! moderation : un seul modérateur : aucun recours ne pourra être relu" in str(report)
    for others in (
        {"moderation": {"moderator_ids": [42]}},
        {"moderation": {"moderator_ids": None}, "web": {"enabled": True}},
    ):
        assert "aucun recours" not in str(await config.check(**others))


async def test_no_chat_and_nobody_for_the_press(config: Config) -> None:
    report = await config.check(moderation={"chat_id": None}, press={"user_ids": []})
    assert [line.split(" : ")[0] for line in errors(report)] == ["moderation.chat_id", "press.user_ids"]


async def test_a_database_that_is_not_migrated(config: Config, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    report = await config.check(database={"url": f"sqlite+aiosqlite:///{path}"})
    assert errors(report) == [f"database.url : la base {path} n’existe pas encore — lancez « citizenbot migrate »"]
    assert not path.exists()
    path.touch()
    report = await config.check()
    assert "n’est pas à jour" in errors(report)[0]


async def test_a_postgresql_that_is_away(config: Config, tmp_path: Path) -> None:
    report = await config.check(database={"url": f"postgresql+asyncpg://bot:passw0rd@/citizenbot?host={tmp_path}"})
    assert "la base ne répond pas" in errors(report)[0]
    assert "passw0rd" not in str(report)


async def test_a_postgresql_that_is_there(config: Config, postgres_url: str) -> None:
    report = await config.check(database={"url": postgres_url})
    assert report.ok
    assert "postgresql" in str(report)


async def test_mistakes_of_the_content(config: Config, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content" / "pgo-2021-2023", folder)
    entry = next(folder.glob("faq/*.md"))
    entry.write_text(entry.read_text(encoding="utf-8").replace("question:", "qestion:", 1), encoding="utf-8")
    report = await config.check(content={"path": str(folder)})
    where = f"{folder}/faq/{entry.name}"
    assert errors(report) == [
        f"{where}:1 : la clé « question » manque — ajoutez « question »",
        f"{where}:2 : clé inconnue « qestion » — retirez-la, ou choisissez parmi : question, question_en, theme,"
        " variants, source, as_of, answer_en",
    ]


async def test_a_language_that_the_bot_does_not_speak(config: Config) -> None:
    report = await config.check(content={"default_language": "de"})
    assert errors(report) == [
        "content.default_language : « de » n’est pas une langue du bot — choisissez parmi : en, fr"
    ]


async def test_a_webhook_without_secret_nor_https(config: Config) -> None:
    report = await config.check(telegram={"mode": "webhook"}, webhook={"public_url": "http://bot.example.org"})
    assert [line.split(" : ")[0] for line in errors(report)] == ["webhook.secret_token", "webhook.public_url"]


async def test_what_the_citizens_must_know_is_missing_is_a_warning(config: Config) -> None:
    report = await config.check(privacy={"controller": None})
    assert report.ok
    assert "! privacy.controller : non renseigné" in str(report)


async def test_the_token_is_never_shown(config: Config) -> None:
    for changes in (
        {"token": "123456:secret-part"},
        {"api_base_url": "http://127.0.0.1:9"},
        {"token": "1:secret part"},
    ):
        report = await config.check(telegram=changes)
        assert "secret" not in str(report)
        assert TOKEN not in str(report)


async def test_a_group_that_became_a_supergroup_is_said_with_its_new_number(
    config: Config, sandbox: Sandbox, mehdi: Person
) -> None:
    group = sandbox.group("Modération", admins=[sandbox.bot], members=[mehdi])
    upgraded = sandbox.upgrade(group)
    report = await config.check(moderation={"chat_id": group.id})
    assert report.ok
    assert f"écrivez {upgraded.id} dans moderation.chat_id" in str(report)
    assert "le bot peut publier" in str(report)


async def test_a_forum_where_the_bot_may_not_make_topics_is_said(
    config: Config, sandbox: Sandbox, mehdi: Person
) -> None:
    forum = sandbox.supergroup("Modération", members=[sandbox.bot, mehdi], forum=True)
    report = await config.check(moderation={"chat_id": forum.id})
    assert report.ok
    assert "ne peut pas créer de sujets" in str(report)


async def test_a_publication_channel_is_looked_at(config: Config, sandbox: Sandbox) -> None:
    ours = sandbox.channel("Contributions publiées", admins=[sandbox.bot], members=[])
    report = await config.check(moderation={"publication_chat_id": ours.id})
    assert report.ok
    assert "publication : le bot peut publier dans « Contributions publiées »" in str(report)
    report = await config.check(moderation={"publication_chat_id": -100999})
    assert any(said.startswith("moderation.publication_chat_id : le bot ne trouve pas") for said in errors(report))
