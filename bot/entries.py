"""Lets people into the console from the command line, and out of it."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import Connection

from bot.mistakes import Mistake, Mistakes
from bot.settings import Web
from bot.wiring import utc_now
from consultation.roles import Role
from consultation.text import clean, fold, shorten
from handlers.context import STAFF_NAME_LENGTH
from handlers.texts import DEFAULT_LANGUAGE
from storage import staff, web_sessions
from storage.database import Database, DatabaseUnavailable
from storage.web_sessions import Entry, Origin
from web.desk import LINK_LENGTH


async def make_link(url: str, chosen: Web, name: str, role: str) -> str:
    """Makes a link for somebody, by a name, and gives its address."""
    name = shorten(clean(name), STAFF_NAME_LENGTH)
    subject = _subject(name)
    token, now = secrets.token_urlsafe(LINK_LENGTH), utc_now()
    until = now + timedelta(minutes=chosen.link_minutes)

    def work(conn: Connection) -> None:
        person_id = staff.enter(conn, staff.BY_LINK, subject, name=name, language=DEFAULT_LANGUAGE, now=now)
        web_sessions.make_link(conn, token, Entry(person_id, Role(role), Origin.LINK), until=until)

    database = Database.open(url)
    try:
        await database.write(work)
    except DatabaseUnavailable:
        raise _away() from None
    finally:
        await database.close()
    warning = "" if chosen.enabled else "\nAttention : web.enabled n’est pas « true », la console n’écoute pas."
    return (
        f"{chosen.address}/console/enter/{token}\nPour {name} ({role}), une fois, {chosen.link_minutes} min.{warning}"
    )


async def close_sessions(url: str, chosen: Web, name: str) -> str:
    """Closes the sessions of somebody known by the name of their link, or as the provider knows them."""
    subject = _subject(name)

    def work(conn: Connection) -> int | None:
        accounts = [(staff.BY_LINK, subject), (chosen.oidc_issuer or "", name)]
        found = [person for issuer, known in accounts if (person := staff.find(conn, issuer, known)) is not None]
        return sum(web_sessions.end_all_of(conn, person) for person in found) if found else None

    database = Database.open(url)
    try:
        closed = await database.write(work)
    except DatabaseUnavailable:
        raise _away() from None
    finally:
        await database.close()
    if closed is None:
        raise Mistakes([Mistake("--name", f"« {name} » n’est jamais entré", "vérifiez le nom donné pour son lien")])
    return f"Sessions fermées : {closed}. Les liens en attente ne valent plus rien."


def _subject(name: str) -> str:
    subject = fold(name)
    if not subject:
        raise Mistakes([Mistake("--name", "il n’y a pas de nom", "écrivez-le en toutes lettres")])
    return subject


def _away() -> Mistakes:
    hint = "vérifiez l’adresse, et lancez « citizenbot migrate » si la base est neuve"
    return Mistakes([Mistake("database.url", "la base ne répond pas", hint)])
