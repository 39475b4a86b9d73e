"""`citizenbot check`: looks at everything the service stands on and says all that is wrong, with what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from bot.content import read_content
from bot.http import AiohttpRequest
from bot.mistakes import Mistake, Mistakes
from bot.ready import MIGRATE, is_missing_file
from bot.settings import Settings
from bot.settings_sources import read_settings
from bot.wiring import connected, open_texts, utc_now
from handlers.texts import TextError
from storage.database import Database, DatabaseUnavailable
from storage.migrate import is_current


@dataclass(slots=True)
class Report:
    """What was found: what is in order, and what is not."""

    facts: list[str] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Tells whether the service can run."""
        return all(mistake.warning for mistake in self.mistakes)

    def __str__(self) -> str:
        lines = [f"✓ {fact}" for fact in self.facts]
        lines += [f"! {mistake}" for mistake in self.mistakes if mistake.warning]
        errors = [f"✗ {mistake}" for mistake in self.mistakes if not mistake.warning]
        if not errors:
            return "\n".join([*lines, "Tout est en ordre : « citizenbot run »."])
        count = f"{len(errors)} erreurs" if len(errors) > 1 else "1 erreur"
        return "\n".join([*lines, *errors, f"{count} à corriger."])

    def wrong(self, where: str, what: str, hint: str, *, warning: bool = False) -> None:
        """Notes a mistake."""
        self.mistakes.append(Mistake(where, what, hint, warning))


async def examine(path: Path | None) -> Report:
    """Looks at the settings, then at what they name; what a mistake hides is looked at as far as possible."""
    settings, mistakes = read_settings(path)
    report = Report(mistakes=list(mistakes))
    if settings.telegram.token.get_secret_value():
        await _telegram(settings, report)
    _roles(settings, report)
    await _database(settings, report)
    _content(settings, report)
    _privacy(settings, report)
    await _web(settings, report)
    return report


async def _telegram(settings: Settings, report: Report) -> None:
    async with connected(settings) as request:
        try:
            me = await request.call("getMe", {})
        except InvalidToken:
            report.wrong("telegram.token", "Telegram refuse ce jeton", "recopiez celui que @BotFather donne (/token)")
            return
        except TelegramError:
            what = f"{settings.telegram.api_base_url} ne répond pas"
            report.wrong("telegram.api_base_url", what, "vérifiez l’adresse et que cette machine y accède")
            return
        report.facts.append(f"telegram : le jeton est celui de @{me['username']}")
        if settings.moderation.publication_chat_id is not None:
            await _publication(request, me["id"], settings.moderation.publication_chat_id, report)
        if settings.moderation.chat_id is not None:
            await _moderation(request, me["id"], settings, settings.moderation.chat_id, report)


async def _moderation(request: AiohttpRequest, bot_id: int, settings: Settings, chat_id: int, report: Report) -> None:
    key = "moderation.chat_id"
    try:
        chat = await request.call("getChat", {"chat_id": chat_id})
        member = await request.call("getChatMember", {"chat_id": chat_id, "user_id": bot_id})
        count = await request.call("getChatMemberCount", {"chat_id": chat_id})
    except ChatMigrated as moved:
        hint = f"écrivez {moved.new_chat_id} dans {key} ; en attendant, le bot suit de lui-même"
        report.wrong(key, f"le groupe {chat_id} est devenu un supergroupe", hint, warning=True)
        await _moderation(request, bot_id, settings, moved.new_chat_id, report)
    except (BadRequest, Forbidden):
        hint = "vérifiez le numéro (ceux des canaux commencent par -100) et ajoutez-y le bot"
        report.wrong(key, f"le bot ne trouve pas le salon {chat_id}", hint)
    except TelegramError:
        report.wrong(key, f"le salon {chat_id} n’a pas pu être vérifié", "recommencez dans un instant", warning=True)
    else:
        problem = _place(chat, member)
        if problem is not None:
            report.wrong(key, *problem)
            return
        report.facts.append(f"moderation : le bot peut publier dans « {chat['title']} »")
        if chat.get("is_forum") and not (member["status"] == "administrator" and member.get("can_manage_topics", True)):
            hint = "faites-le administrateur avec ce droit ; sinon les cartes vont toutes dans le sujet général"
            report.wrong(key, f"le bot ne peut pas créer de sujets dans « {chat['title']} »", hint, warning=True)
        if count <= 1 and not settings.moderation.moderator_ids:
            hint = f"ajoutez-les à « {chat['title']} », ou dans moderation.moderator_ids"
            report.wrong("moderation", "aucun modérateur", hint)
        elif _moderators_at_most(settings, count) == 1:
            hint = f"ajoutez quelqu’un à « {chat['title']} », ou dans moderation.moderator_ids"
            report.wrong("moderation", "un seul modérateur : aucun recours ne pourra être relu", hint, warning=True)


def _moderators_at_most(settings: Settings, members: int) -> int | None:
    """Counts who may decide, beside the bot among a chat's members; nobody knows who comes by the console."""
    if settings.web.enabled:
        return None
    return members - 1 + len(settings.moderation.moderator_ids | settings.admin.user_ids)


async def _publication(request: AiohttpRequest, bot_id: int, chat_id: int, report: Report) -> None:
    key = "moderation.publication_chat_id"
    try:
        chat = await request.call("getChat", {"chat_id": chat_id})
        member = await request.call("getChatMember", {"chat_id": chat_id, "user_id": bot_id})
    except (BadRequest, Forbidden):
        hint = "vérifiez le numéro (ceux des canaux commencent par -100) et ajoutez-y le bot"
        report.wrong(key, f"le bot ne trouve pas le canal {chat_id}", hint)
    except TelegramError:
        report.wrong(key, f"le canal {chat_id} n’a pas pu être vérifié", "recommencez dans un instant", warning=True)
    else:
        problem = _place(chat, member)
        if problem is not None:
            report.wrong(key, *problem)
        else:
            report.facts.append(f"publication : le bot peut publier dans « {chat['title']} »")


def _place(chat: Mapping[str, Any], member: Mapping[str, Any]) -> tuple[str, str] | None:
    """Says what keeps the bot from posting cards in a chat, and what to do; nothing if it can."""
    kind, status = chat["type"], member["status"]
    if kind == "private":
        return "c’est une personne, pas un salon", "donnez le numéro d’un canal ou d’un groupe"
    if kind == "channel" and (status != "administrator" or not member.get("can_post_messages", True)):
        what = f"le bot n’est pas administrateur du canal « {chat['title']} »"
        return what, "faites-le administrateur, avec le droit de publier"
    if status in ("left", "kicked"):
        return f"le bot n’est pas membre du groupe « {chat['title']} »", "ajoutez-le au groupe"
    if status == "restricted" and not member.get("can_send_messages", True):
        return f"le bot ne peut pas écrire dans « {chat['title']} »", "levez la restriction"
    return None


def _roles(settings: Settings, report: Report) -> None:
    if settings.moderation.chat_id is None and not _told(report, "moderation.chat_id"):
        hint = "créez un canal, faites-y le bot administrateur, et donnez son numéro"
        report.wrong("moderation.chat_id", "le salon de modération manque", hint)
    if not settings.press.user_ids and not _told(report, "press.user_ids"):
        hint = "donnez le numéro Telegram d’au moins une personne dans press.user_ids"
        report.wrong("press.user_ids", "personne au service de presse", hint)


def _told(report: Report, where: str) -> bool:
    """Tells whether a key was already found wrong."""
    return any(mistake.where == where for mistake in report.mistakes)


async def _database(settings: Settings, report: Report) -> None:
    if _told(report, "database.url"):
        return
    url = make_url(settings.database.url)
    shown = url.render_as_string(hide_password=True)
    if is_missing_file(url):
        report.wrong("database.url", f"la base {url.database} n’existe pas encore", MIGRATE)
        return
    database = Database.open(settings.database.url)
    try:
        current = await database.read(is_current)
    except DatabaseUnavailable:
        hint = "vérifiez l’adresse, les droits et que le serveur est démarré"
        report.wrong("database.url", f"la base ne répond pas ({shown})", hint)
    else:
        if current:
            report.facts.append(f"database : la base est à jour ({shown})")
        else:
            report.wrong("database.url", f"la base n’est pas à jour ({shown})", MIGRATE)
    finally:
        await database.close()


def _content(settings: Settings, report: Report) -> None:
    try:
        consultation, entries = read_content(settings.content.path)
    except Mistakes as mistakes:
        report.mistakes += mistakes.found
        return
    title, themes = consultation.title["fr"], len(consultation.themes)
    report.facts.append(f"content : « {title} », {themes} thèmes, {len(entries)} entrées de FAQ")
    try:
        open_texts(settings.content.default_language).check()
    except Mistakes as mistakes:
        report.mistakes += mistakes.found
    except TextError as error:
        report.wrong("locales", f"une phrase est mal écrite ({error})", "corrigez ce fichier")


def _privacy(settings: Settings, report: Report) -> None:
    missing = [key for key in ("controller", "contact") if not getattr(settings.privacy, key)]
    for key in missing:
        hint = "les citoyens doivent savoir qui est responsable de leurs données et à qui écrire"
        report.wrong(f"privacy.{key}", "non renseigné", hint, warning=True)


async def _web(settings: Settings, report: Report) -> None:
    """Looks whether the provider that staff log in by answers as one."""
    chosen = settings.web
    if not chosen.enabled:
        return
    report.facts.append(f"web : la console sera sur {chosen.address}/console")
    if chosen.oidc_issuer is None or _told(report, "web.oidc_issuer"):
        return
    from web.oidc import Agreed, Client, LoginError, Provider

    client = Client(chosen.oidc_issuer, chosen.oidc_client_id)
    try:
        await Provider(client, utc_now).door(Agreed.fresh(), chosen.address)
    except LoginError:
        hint = "vérifiez l’adresse (telle que le fournisseur se nomme lui-même) et que cette machine y accède"
        report.wrong("web.oidc_issuer", f"{chosen.oidc_issuer} ne répond pas comme un fournisseur OpenID", hint)
    else:
        report.facts.append(f"web : {chosen.oidc_issuer} répond")
