"""Settings: where they come from, which one wins, and every mistake in plain words in one go."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.mistakes import Mistakes
from bot.settings import KEYS, ROOT, Settings
from bot.settings_sources import load_settings, read_settings

TOKEN = "123456:ABC-def"
EXAMPLE = ROOT / "config.example.toml"
NO_DEFAULT = {"token", "token_file", "public_url", "secret_token", "secret_token_file", "chat_id", "feed_url"}
NO_DEFAULT |= {"url_file", "sentry_dsn", "sentry_dsn_file"}
NO_DEFAULT |= {"publication_chat_id", "publication_url"}
NO_DEFAULT |= {"oidc_issuer", "oidc_client_id", "oidc_client_secret", "oidc_client_secret_file"}
FOR_EXAMPLE = NO_DEFAULT | {"controller", "contact"}


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for section in KEYS:
        for key in KEYS[section]:
            monkeypatch.delenv(f"CITIZENBOT_{section}__{key}".upper(), raising=False)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "citizenbot.toml"


def mistakes_of(path: Path) -> list[str]:
    return [str(mistake) for mistake in read_settings(path)[1]]


def uncommented(text: str) -> dict[str, dict[str, object]]:
    return tomllib.loads(re.sub(r"^#(?=[a-z_]+ = )", "", text, flags=re.MULTILINE))


def test_the_example_can_be_used_as_it_is() -> None:
    assert load_settings(EXAMPLE).telegram.token.get_secret_value() == "123456:replace-me"


def test_every_key_stands_in_the_example_and_nothing_else() -> None:
    shown = uncommented(EXAMPLE.read_text(encoding="utf-8"))
    assert {section: set(keys) for section, keys in shown.items()} == {
        section: set(keys) for section, keys in KEYS.items()
    }


def test_the_example_shows_the_real_defaults(config: Path) -> None:
    shown = uncommented(EXAMPLE.read_text(encoding="utf-8"))
    for section, keys in KEYS.items():
        default = getattr(Settings(), section)
        for key in set(keys) - FOR_EXAMPLE:
            value = shown[section][key]
            if key == "path" and section == "content":
                value = ROOT / str(value)
            assert getattr(type(default)(**{key: value}), key) == getattr(default, key), f"{section}.{key}"


def test_every_key_of_the_example_is_explained() -> None:
    previous = ""
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        if re.match(r"#?[a-z_]+ = ", line):
            assert re.match(r"# |#?[a-z_]+ = ", previous), f"no comment above: {line}"
        previous = line


def test_the_environment_wins_over_the_file(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text(f'[telegram]\ntoken = "{TOKEN}"\n[press]\nuser_ids = [1]\n[limits]\nglobal_per_second = 5\n')
    monkeypatch.setenv("CITIZENBOT_PRESS__USER_IDS", "2, 3")
    monkeypatch.setenv("CITIZENBOT_MODERATION__CHAT_ID", "-1001234567890")
    monkeypatch.setenv("CITIZENBOT_ADMIN__USER_IDS", "[7]")
    settings = load_settings(config)
    assert settings.press.user_ids == {2, 3}
    assert settings.admin.user_ids == {7}
    assert settings.moderation.chat_id == -1001234567890
    assert settings.limits.global_per_second == 5
    assert settings.telegram.token.get_secret_value() == TOKEN


def test_the_environment_alone_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITIZENBOT_TELEGRAM__TOKEN", TOKEN)
    assert load_settings(None).telegram.token.get_secret_value() == TOKEN


def test_a_secret_may_stand_in_a_file(config: Path, tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text(f"{TOKEN}\n")
    config.write_text(f'[telegram]\ntoken_file = "{secret}"\n')
    assert load_settings(config).telegram.token.get_secret_value() == TOKEN


def test_a_secret_file_named_by_the_environment_wins_over_the_file(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "token"
    secret.write_text(TOKEN)
    config.write_text('[telegram]\ntoken = "1:old"\n')
    monkeypatch.setenv("CITIZENBOT_TELEGRAM__TOKEN_FILE", str(secret))
    assert load_settings(config).telegram.token.get_secret_value() == TOKEN


def test_secrets_are_not_shown(config: Path) -> None:
    config.write_text(
        f'[telegram]\ntoken = "{TOKEN}"\n[webhook]\nsecret_token = "hush"\n'
        '[database]\nurl = "postgresql+asyncpg://bot:passw0rd@db/citizenbot"\n'
    )
    settings = load_settings(config)
    assert settings.secrets == (TOKEN, "hush", "passw0rd")
    for secret in settings.secrets:
        assert secret not in repr(settings)
        assert secret not in str(settings)


def test_every_mistake_is_said_in_one_go(config: Path) -> None:
    config.write_text(
        '[telegram]\ntokn = "1:a"\nmode = "pigeon"\n[limits]\nglobal_per_second = -1\nsubmissions_per_day = "dix"\n'
        '[press]\nuser_ids = 12\n[database]\nurl = "mysql://nowhere"\n[privcy]\ncontroller = "x"\n'
    )
    with pytest.raises(Mistakes) as raised:
        load_settings(config)
    said = str(raised.value).splitlines()
    assert said == [
        "telegram.mode : « pigeon » n’existe pas — choisissez 'polling' ou 'webhook'",
        "telegram.tokn : clé inconnue — vouliez-vous écrire « token » ?",
        "database.url : ce n’est pas une adresse de base de données que nous connaissons — écrivez"
        " « sqlite+aiosqlite:///fichier.db » ou « postgresql+asyncpg://nom:passe@machine/base »",
        "press.user_ids : « 12 » n’est pas une liste — écrivez user_ids = [123456, 234567]",
        "limits.global_per_second : « -1 » est trop petit — prenez au moins 0.0",
        "limits.submissions_per_day : « dix » n’est pas un nombre entier — écrivez des chiffres seulement",
        "privcy : section inconnue — vouliez-vous écrire « privacy » ?",
        "telegram.token : le jeton du bot manque — demandez-le à @BotFather, puis écrivez-le ici ou dans"
        " CITIZENBOT_TELEGRAM__TOKEN",
    ]


def test_what_can_be_used_is_kept_beside_what_cannot(config: Path) -> None:
    config.write_text(f'[telegram]\ntoken = "{TOKEN}"\nmode = "pigeon"\n[press]\nuser_ids = [1, "x"]\n')
    settings, mistakes = read_settings(config)
    assert settings.telegram.token.get_secret_value() == TOKEN
    assert settings.telegram.mode == "polling"
    assert [mistake.where for mistake in mistakes] == ["telegram.mode", "press.user_ids"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[telegram\n", "TOML mal formé"),
        ("telegram = 3\n", "n’est pas une section"),
        ("telegram = [3]\n", "n’est pas une section"),
        ('[telegram]\ntoken = "1:a b"\n', "recopiez-le tel que @BotFather le donne"),
        ('[telegram]\napi_base_url = "localhost:8081"\n', "n’est pas une adresse"),
        ('[telegram]\ntoken_file = "/nowhere/token"\n', "« /nowhere/token » ne peut pas être lu"),
        ('[telegram]\ntoken_file = "/dev/null"\n', "est vide"),
        ('[telegram]\ntoken = "1:a"\ntoken_file = "/dev/null"\n', "« token » est donné aussi"),
        ('[telegram]\nmode = "webhook"\n', "le secret du webhook manque"),
        ('[webhook]\nsecret_token = "é"\n', "Telegram n’accepte pas ce secret"),
        ('[webhook]\npath = "telegram"\n', "écrivez « /telegram »"),
        ("[webhook]\nmax_connections = 101\n", "prenez au plus 100"),
        ("[moderation]\nquorum = 10\n", "prenez au plus 9"),
        ("[limits]\nglobal_per_second = inf\n", "n’est pas un nombre fini"),
        ('[moderation]\nchat_id = "@canal"\n', "n’est pas un nombre entier"),
        ("[logging]\nlevel = 3\n", "n’existe pas"),
        ("[privacy]\ncontroller = 3\n", "n’est pas un texte"),
        ("[content]\npath = 3\n", "n’est pas un chemin"),
        ("nonsense = 3\n", "section inconnue"),
    ],
)
def test_a_mistake_is_said_in_plain_words(config: Path, text: str, said: str) -> None:
    config.write_text(text)
    found = mistakes_of(config)
    assert any(said in line for line in found), found


def test_no_mistake_is_said_in_pydantics_words(config: Path) -> None:
    wrong = "\n".join(f"[{section}]\n" + "\n".join(f"{key} = {{}}" for key in keys) for section, keys in KEYS.items())
    config.write_text(wrong)
    found = mistakes_of(config)
    assert len(found) >= sum(len(keys) for keys in KEYS.values())
    assert not [line for line in found if re.search(r"(?i)input|valid |should|pydantic", line)]


def test_a_wrong_secret_is_not_repeated(config: Path) -> None:
    config.write_text("[telegram]\ntoken = 4242424242\n[database]\nurl = 4343434343\n")
    assert not re.search("4242|4343", "\n".join(mistakes_of(config)))


def test_webhook_addresses_must_be_https_except_on_this_machine(config: Path) -> None:
    head = f'[telegram]\ntoken = "{TOKEN}"\nmode = "webhook"\n'
    config.write_text(f'{head}[webhook]\nsecret_token = "s"\npublic_url = "http://bot.example.org"\n')
    assert "webhook.public_url : « http://bot.example.org » n’est pas en https" in mistakes_of(config)[0]
    config.write_text(
        f'{head}api_base_url = "http://127.0.0.1:8081"\n'
        '[webhook]\nsecret_token = "s"\npublic_url = "http://127.0.0.1:8080"\n'
    )
    assert mistakes_of(config) == []


def test_a_section_that_the_environment_misspells_is_a_mistake(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text(f'[telegram]\ntoken = "{TOKEN}"\n')
    monkeypatch.setenv("CITIZENBOT_TELEGRAMM__TOKEN", "x")
    monkeypatch.setenv("CITIZENBOT_TELEGRAM__TOKKEN", "x")
    assert [line.split(" : ")[0] for line in mistakes_of(config)] == ["CITIZENBOT_TELEGRAMM__TOKEN", "telegram.tokken"]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    assert "fichier introuvable" in mistakes_of(tmp_path / "nothing.toml")[0]


def test_a_file_in_another_encoding_is_said(config: Path) -> None:
    config.write_bytes('[privacy]\ncontroller = "Équipe"\n'.encode("latin-1"))
    assert "UTF-8" in mistakes_of(config)[0]


@pytest.mark.parametrize("given", ["http://localhost:8081", "http://localhost:8081/", "http://localhost:8081/bot"])
def test_the_api_address_is_taken_with_or_without_its_end(config: Path, given: str) -> None:
    config.write_text(f'[telegram]\ntoken = "{TOKEN}"\napi_base_url = "{given}"\n')
    assert load_settings(config).telegram.api_base_url == "http://localhost:8081"


def test_a_token_is_a_secret_from_the_start() -> None:
    assert isinstance(Settings().telegram.token, SecretStr)


def test_pages_for_a_browser_are_by_https_except_on_this_machine(config: Path) -> None:
    config.write_text(
        '[telegram]\ntoken = "1:a"\n[web]\nenabled = true\npublic_url = "http://moderation.example.org"\n'
        'oidc_issuer = "http://auth.example.org"\n'
    )
    assert [line.partition(" ")[0] for line in mistakes_of(config)] == [
        "web.public_url",
        "web.oidc_issuer",
        "web.oidc_client_id",
        "web.oidc_moderators",
    ]
    config.write_text('[telegram]\ntoken = "1:a"\n[web]\nenabled = true\n')
    assert mistakes_of(config) == []


def test_who_comes_in_by_a_claim_may_be_listed_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITIZENBOT_WEB__OIDC_MODERATORS", "alice@example.org, bruno@example.org")
    assert read_settings(None)[0].web.oidc_moderators == {"alice@example.org", "bruno@example.org"}
