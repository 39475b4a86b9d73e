"""The settings, section by section, with their defaults: `config.example.toml` tells what each is for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, field_validator

from bot.mistakes import refuse

ROOT = Path(__file__).parent.parent
PREFIX = "CITIZENBOT_"
DELIMITER = "__"
FEED_URL_LENGTH = 500
DATABASES = ("sqlite+aiosqlite://", "postgresql+asyncpg://")
_SECRET_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,256}")


def _ids(value: object) -> object:
    """Reads ids written "1, 2" in the environment."""
    if isinstance(value, str):
        return frozenset(part for part in value.strip("[] ").replace(",", " ").split())
    return value


Ids = Annotated[frozenset[int], BeforeValidator(_ids)]
Words = Annotated[frozenset[str], BeforeValidator(_ids)]


class Section(BaseModel):
    """A part of the settings; a key it does not know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Telegram(Section):
    """The bot's account, and where the Bot API is."""

    token: SecretStr = SecretStr("")
    token_file: Path | None = None
    api_base_url: str = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"

    @field_validator("token")
    @classmethod
    def _one_word(cls, token: SecretStr) -> SecretStr:
        text = token.get_secret_value().strip()
        if re.search(r"[\s/]", text):
            raise refuse("le jeton contient une espace ou un « / »", "recopiez-le tel que @BotFather le donne")
        return SecretStr(text)

    @field_validator("api_base_url")
    @classmethod
    def _without_bot(cls, url: str) -> str:
        url = url.rstrip("/")
        return _web_address(url.removesuffix("/bot"))


class Webhook(Section):
    """How Telegram reaches us, when it calls rather than being polled."""

    public_url: str | None = None
    listen_host: str = "127.0.0.1"
    listen_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    path: str = "/telegram"
    secret_token: SecretStr = SecretStr("")
    secret_token_file: Path | None = None
    max_connections: Annotated[int, Field(ge=1, le=100)] = 40
    reply_in_response: bool = False

    @field_validator("public_url")
    @classmethod
    def _address(cls, url: str | None) -> str | None:
        return None if not url else _web_address(url)

    @field_validator("path")
    @classmethod
    def _absolute(cls, path: str) -> str:
        if not path.startswith("/"):
            raise refuse(f"« {path} » ne commence pas par « / »", f"écrivez « /{path} »")
        return path

    @field_validator("secret_token")
    @classmethod
    def _allowed(cls, secret: SecretStr) -> SecretStr:
        text = secret.get_secret_value().strip()
        if text and not _SECRET_TOKEN.fullmatch(text):
            raise refuse(
                "Telegram n’accepte pas ce secret", "prenez de 1 à 256 lettres sans accent, chiffres, « _ » ou « - »"
            )
        return SecretStr(text)


class DatabaseSection(Section):
    """Where everything is kept."""

    url: Annotated[str, Field(repr=False)] = "sqlite+aiosqlite:///citizenbot.db"
    url_file: Path | None = None

    @field_validator("url")
    @classmethod
    def _known(cls, url: str) -> str:
        if not url.startswith(DATABASES):
            raise refuse(
                "ce n’est pas une adresse de base de données que nous connaissons",
                "écrivez « sqlite+aiosqlite:///fichier.db » ou « postgresql+asyncpg://nom:passe@machine/base »",
            )
        return url


class Content(Section):
    """The consultation that is run."""

    path: Path = ROOT / "content" / "pgo-2021-2023"
    default_language: str = "fr"
    feed_url: str | None = None
    feed_minutes: Annotated[int, Field(ge=1)] = 30
    grace_minutes: Annotated[int, Field(ge=0, le=7 * 24 * 60)] = 30

    @field_validator("feed_url")
    @classmethod
    def _address(cls, url: str | None) -> str | None:
        if url and len(url) > FEED_URL_LENGTH:
            raise refuse("cette adresse est trop longue", f"donnez-en une de {FEED_URL_LENGTH} signes au plus")
        return None if not url else _web_address(url)


class Moderation(Section):
    """Where submissions are decided, and by whom besides the members of that chat."""

    chat_id: int | None = None
    moderator_ids: Ids = frozenset()
    quorum: Annotated[int, Field(ge=1, le=9)] = 1
    quorum_approve: Annotated[int, Field(ge=0, le=9)] = 0
    quorum_refuse: Annotated[int, Field(ge=0, le=9)] = 0
    quorum_ask: Annotated[int, Field(ge=0, le=9)] = 1
    quorum_merge: Annotated[int, Field(ge=0, le=9)] = 0
    claim_minutes: Annotated[int, Field(ge=1, le=1440)] = 30
    undo_minutes: Annotated[int, Field(ge=0, le=1440)] = 10
    expected_days: Annotated[int, Field(ge=1, le=365)] = 7
    publication_chat_id: int | None = None
    publication_url: str | None = None

    @field_validator("publication_url")
    @classmethod
    def _address(cls, url: str | None) -> str | None:
        return None if not url else _web_address(url.rstrip("/"))

    board_after: Annotated[int, Field(ge=0)] = 15
    digest_hour: Annotated[int, Field(ge=-1, le=23)] = 9


class Press(Section):
    """Who may announce, answer and edit the FAQ."""

    user_ids: Ids = frozenset()
    second_validation: bool = True
    second_approval: bool = False
    paid_broadcast: bool = False


class Admin(Section):
    """Who may do everything, and where bugs are told."""

    user_ids: Ids = frozenset()
    chat_id: int | None = None


class Limits(Section):
    """How fast we speak (Telegram's published limits; 0 is no limit), and how much one person may send."""

    global_per_second: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 30
    per_chat_per_second: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 1
    per_group_per_minute: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 20
    submissions_per_day: Annotated[int, Field(ge=1)] = 10
    questions_per_minute: Annotated[int, Field(ge=1)] = 20
    passed_on_per_day: Annotated[int, Field(ge=1)] = 20
    messages_per_minute: Annotated[int, Field(ge=0)] = 30
    taps_per_minute: Annotated[int, Field(ge=0)] = 60
    inline_per_minute: Annotated[int, Field(ge=0)] = 120


class Privacy(Section):
    """What /confidentialite says: who is responsible, whom to write to, how long things are kept."""

    controller: str = ""
    contact: str = ""
    retention_days: Annotated[int, Field(ge=1)] = 365


class Logging(Section):
    """What is logged, and for whom: eyes or machines."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["console", "json"] = "console"
    sentry_dsn: SecretStr = SecretStr("")
    sentry_dsn_file: Path | None = None


class Status(Section):
    """Where machines ask how the service is."""

    enabled: bool = False
    listen_host: str = "127.0.0.1"
    listen_port: Annotated[int, Field(ge=0, le=65535)] = 9090


class Web(Section):
    """Pages for a browser: the moderation console, and what the public may check."""

    enabled: bool = False
    public_url: str | None = None
    listen_host: str = "127.0.0.1"
    listen_port: Annotated[int, Field(ge=0, le=65535)] = 8081
    session_hours: Annotated[int, Field(ge=1, le=24)] = 8
    link_minutes: Annotated[int, Field(ge=1, le=1440)] = 15
    oidc_issuer: str | None = None
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_client_secret_file: Path | None = None
    oidc_scope: str = "openid profile email"
    oidc_claim: str = "sub"
    oidc_moderators: Words = frozenset()
    oidc_admins: Words = frozenset()

    @field_validator("public_url")
    @classmethod
    def _address(cls, url: str | None) -> str | None:
        return None if not url else _web_address(url.rstrip("/"))

    @field_validator("oidc_issuer")
    @classmethod
    def _issuer(cls, url: str | None) -> str | None:
        return None if not url else _web_address(url)

    @property
    def address(self) -> str:
        """Where browsers find the pages."""
        return self.public_url or f"http://{self.listen_host}:{self.listen_port}"


class Settings(Section):
    """Every setting, by section."""

    telegram: Telegram = Telegram()
    webhook: Webhook = Webhook()
    database: DatabaseSection = DatabaseSection()
    content: Content = Content()
    moderation: Moderation = Moderation()
    press: Press = Press()
    admin: Admin = Admin()
    limits: Limits = Limits()
    privacy: Privacy = Privacy()
    logging: Logging = Logging()
    status: Status = Status()
    web: Web = Web()

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be shown."""
        password = urlsplit(self.database.url).password
        kept = (
            self.telegram.token,
            self.webhook.secret_token,
            self.logging.sentry_dsn,
            self.web.oidc_client_secret,
        )
        return tuple(secret for secret in (*(one.get_secret_value() for one in kept), password or "") if secret)


KEYS: Mapping[str, tuple[str, ...]] = {
    name: tuple(field.annotation.model_fields)
    for name, field in Settings.model_fields.items()
    if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
}
"""The keys of each section."""


def _web_address(url: str) -> str:
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise refuse(f"« {url} » n’est pas une adresse", "commencez-la par https://")
    return url
