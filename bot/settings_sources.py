"""Where settings come from: a TOML file, then CITIZENBOT_<SECTION>__<KEY>; a secret may stand in a file of its own."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from bot.mistakes import Mistake, Mistakes, in_plain_words
from bot.settings import DELIMITER, KEYS, PREFIX, Settings

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

SECRETS = (
    ("telegram", "token"),
    ("webhook", "secret_token"),
    ("database", "url"),
    ("logging", "sentry_dsn"),
    ("web", "oidc_client_secret"),
)
"""The settings that may stand in a file of their own, named by `<key>_file`."""

Values = dict[str, Any]
"""Settings as read, before they are checked: sections of keys."""


def load_settings(path: Path | None) -> Settings:
    """Reads the settings, or raises `Mistakes` with all that is wrong in them."""
    settings, mistakes = read_settings(path)
    errors = [mistake for mistake in mistakes if not mistake.warning]
    if errors:
        raise Mistakes(errors)
    return settings


def read_settings(path: Path | None) -> tuple[Settings, list[Mistake]]:
    """Reads the settings and what is wrong in them; a key that cannot be used keeps its default."""
    mistakes: list[Mistake] = []
    values: Values = {}
    for layer in (_file(path, mistakes), _environment(mistakes)):
        _read_secrets(layer, mistakes)
        for section, keys in layer.items():
            known = values.get(section)
            values[section] = {**known, **keys} if isinstance(known, dict) and isinstance(keys, dict) else keys
    settings = _checked(values, mistakes)
    mistakes += _rules(settings, {mistake.where for mistake in mistakes})
    return settings, mistakes


def _file(path: Path | None, mistakes: list[Mistake]) -> Values:
    if path is None:
        return {}
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        mistakes.append(Mistake(str(path), f"TOML mal formé ({error})", "corrigez cette ligne, ou celle d’avant"))
    except UnicodeDecodeError:
        mistakes.append(Mistake(str(path), "ce fichier n’est pas en UTF-8", "enregistrez-le en UTF-8"))
    except OSError as error:
        reason = "fichier introuvable" if isinstance(error, FileNotFoundError) else "fichier illisible"
        mistakes.append(Mistake(str(path), reason, "copiez config.example.toml, ou vérifiez le chemin et les droits"))
    return {}


def _environment(mistakes: list[Mistake]) -> Values:
    """Reads what is named after a key; what is named after a whole section is kept as it is, to be refused."""
    values: Values = {}
    for name, value in sorted(os.environ.items(), key=lambda item: DELIMITER in item[0]):
        if not name.upper().startswith(PREFIX):
            continue
        section, delimiter, key = name[len(PREFIX) :].lower().partition(DELIMITER)
        if section in KEYS and not delimiter:
            values[section] = value
        elif section in KEYS and isinstance(keys := values.setdefault(section, {}), dict):
            keys[key] = value
        elif section not in KEYS and delimiter:
            mistakes.append(Mistake(name, "section inconnue", f"il y a : {', '.join(KEYS)}"))
    return values


def _read_secrets(layer: Values, mistakes: list[Mistake]) -> None:
    """Reads the secrets that stand in files where they are named, so that a later layer still wins."""
    for section, key in SECRETS:
        keys = layer.get(section)
        path = keys.get(f"{key}_file") if isinstance(keys, dict) else None
        if not isinstance(keys, dict) or not isinstance(path, str) or not path:
            continue
        where = f"{section}.{key}_file"
        if keys.get(key):
            mistakes.append(Mistake(where, f"« {key} » est donné aussi", "gardez l’un des deux"))
            continue
        try:
            keys[key] = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            mistakes.append(Mistake(where, f"« {path} » ne peut pas être lu", "vérifiez le chemin et les droits"))
        else:
            if not keys[key]:
                mistakes.append(Mistake(where, f"« {path} » est vide", "écrivez-y le secret, seul"))


def _checked(values: Values, mistakes: list[Mistake]) -> Settings:
    try:
        return Settings(**values)
    except ValidationError as error:
        mistakes += in_plain_words(error, KEYS)
        for details in error.errors(include_url=False):
            section, *rest = (str(part) for part in details["loc"])
            if rest:
                values[section].pop(rest[0], None)
            else:
                values.pop(section, None)
    return Settings(**values)


def _rules(settings: Settings, known: set[str]) -> list[Mistake]:
    """What a key alone does not tell; a key already found wrong is not said to be missing as well."""
    found: list[Mistake] = []
    if not settings.telegram.token.get_secret_value() and known.isdisjoint({"telegram.token", "telegram.token_file"}):
        found.append(
            Mistake(
                "telegram.token",
                "le jeton du bot manque",
                "demandez-le à @BotFather, puis écrivez-le ici ou dans CITIZENBOT_TELEGRAM__TOKEN",
            )
        )
    if settings.telegram.mode == "webhook":
        found += _webhook_rules(settings, known)
    if settings.web.enabled:
        found += _web_rules(settings)
    return found


def _web_rules(settings: Settings) -> list[Mistake]:
    found, chosen = [], settings.web
    url = urlsplit(chosen.address)
    if url.scheme == "http" and url.hostname not in LOOPBACK:
        hint = "donnez dans web.public_url l’adresse en https:// du relais qui chiffre"
        found.append(Mistake("web.public_url", f"« {chosen.address} » n’est pas en https", hint))
    if chosen.oidc_issuer is None:
        return found
    issuer = urlsplit(chosen.oidc_issuer)
    if issuer.scheme == "http" and issuer.hostname not in LOOPBACK:
        found.append(Mistake("web.oidc_issuer", "le fournisseur n’est pas en https", "donnez son adresse en https://"))
    if not chosen.oidc_client_id:
        hint = "demandez-le au fournisseur, avec l’adresse de retour « <web.public_url>/console/login/back »"
        found.append(Mistake("web.oidc_client_id", "l’identifiant de ce service manque", hint))
    if not chosen.oidc_moderators | chosen.oidc_admins:
        hint = "donnez les valeurs de web.oidc_claim qui ouvrent la console, sinon personne n’entre par là"
        found.append(Mistake("web.oidc_moderators", "aucune personne admise", hint, warning=True))
    return found


def _webhook_rules(settings: Settings, known: set[str]) -> list[Mistake]:
    found = []
    secret = settings.webhook.secret_token.get_secret_value()
    if not secret and known.isdisjoint({"webhook.secret_token", "webhook.secret_token_file"}):
        hint = "écrivez une longue suite de lettres et de chiffres, connue de vous seul"
        found.append(Mistake("webhook.secret_token", "le secret du webhook manque", hint))
    url = urlsplit(settings.webhook.public_url or "")
    local = url.hostname in LOOPBACK and urlsplit(settings.telegram.api_base_url).hostname in LOOPBACK
    if url.scheme == "http" and not local:
        hint = "donnez une adresse en https:// ; Telegram n’appelle pas les autres"
        found.append(Mistake("webhook.public_url", f"« {settings.webhook.public_url} » n’est pas en https", hint))
    return found
