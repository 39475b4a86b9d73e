"""A citizen who did all there is to do erases themselves: not a byte is left of them, and nobody else loses a word."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import structlog
from sqlalchemy import Connection

from bot import logs
from bot import settings as sections
from bot.settings import Settings
from bot.sweeper import scrub
from consultation.moderation import Status
from sandbox.person import Person
from sandbox.screen import text_of
from storage import erasure, people
from tests.acceptance import busy_day
from tests.acceptance.busy_day import ACCOUNT, GONE, KEPT, all_of, canary, lives
from tests.acceptance.conftest import Service
from tests.acceptance.journeys import contributes, fills_in
from tests.acceptance.rows import cells

BUSY = sections.Limits(
    global_per_second=0,
    per_chat_per_second=0,
    per_group_per_minute=0,
    messages_per_minute=0,
    taps_per_minute=0,
)


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Lets one person do in seconds what takes a day."""
    return settings.model_copy(update={"limits": BUSY})


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    """All that the service says of itself, in a file."""
    root = logging.getLogger()
    handlers, level, hook = root.handlers[:], root.level, sys.excepthook
    path = tmp_path / "service.log"
    with path.open("w") as stream:
        logs.configure(sections.Logging(level="debug", format="json"), ["a-secret"], stream)
        yield path
    root.handlers[:], root.level, sys.excepthook = handlers, level, hook
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


async def is_about_to_erase(person: Person, choice: str) -> None:
    """Goes up to the last question."""
    await person.sends("/mes_donnees")
    await person.sees("Ce que nous gardons de vous")
    await person.taps("🗑 Effacer")
    await person.taps(choice)
    await person.sees("Est-ce bien sûr")


async def erases(person: Person, choice: str) -> None:
    """Erases themselves."""
    await is_about_to_erase(person, choice)
    await person.taps("Oui, effacer")
    await person.sees("C’est effacé")


async def scrubs(service: Service) -> None:
    """The scheduled work, until nobody reads meanwhile."""
    for _ in range(50):
        await scrub(service.services)
        if not await service.database.read(erasure.to_scrub):
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the file was never rewritten")


def found_in_files(folder: Path, traces: list[bytes]) -> dict[str, list[bytes]]:
    """The traces that stand in the files of a folder."""
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: kept for name, data in files.items() if (kept := [trace for trace in traces if trace in data])}


def traces_of(*words: str) -> list[bytes]:
    """What to look for: words, the account in digits and as a database writes a number."""
    return [*(word.encode() for word in words), str(ACCOUNT).encode(), ACCOUNT.to_bytes(6, "big")]


def written(log_file: Path) -> str:
    return log_file.read_text()


async def test_not_a_byte_is_left_in_the_database_its_log_the_logs_and_the_files(
    service: Service, tmp_path: Path, log_file: Path
) -> None:
    person = canary(service)
    photo = (await lives(service, person))["photo"][-1]["file_id"]
    everything = traces_of(*GONE, *KEPT, photo)
    before = {trace for traces in found_in_files(tmp_path, everything).values() for trace in traces}
    assert {*everything} - before == {b"Xqzanari", b"xqz_canari_77", b"7654321987"}  # these were never kept
    await erases(person, "Tout effacer")
    await scrubs(service)
    assert found_in_files(tmp_path, everything) == {}
    assert "scrubbed" in written(log_file)


async def test_approved_texts_stay_without_their_author_if_the_person_says_so(service: Service, tmp_path: Path) -> None:
    person = canary(service)
    photo = (await lives(service, person))["photo"][-1]["file_id"]
    await erases(person, "laisser les textes validés")
    await scrubs(service)
    assert found_in_files(tmp_path, traces_of(*GONE, photo)) == {}
    [kept] = [sent for sent in await all_of(service) if sent.answers]
    assert kept.status is Status.APPROVED
    assert kept.answers["title"] == busy_day.TITLES["approved"]
    assert kept.answers["signature"] == kept.answers["attachment"] == ""
    assert await service.database.read(lambda conn: people.get(conn, kept.person_id)) is None


class TestOnBothDatabases:
    """What holds for rows, wherever they are kept."""

    @pytest.fixture
    def settings(self, settings: Settings, database_url: str) -> Settings:
        """The same service on either kind of database."""
        return settings.model_copy(update={"database": sections.DatabaseSection(url=database_url)})

    async def test_no_row_tells_who_it_was_or_what_they_said(self, service: Service) -> None:
        person = canary(service)
        photo = (await lives(service, person))["photo"][-1]["file_id"]
        await erases(person, "Tout effacer")
        words = [*GONE, *KEPT, photo, str(ACCOUNT)]
        left = [cell for cell in await cells(service.database) if any(cell.holds(word) for word in words)]
        assert left == []

    async def test_telegram_ids_stand_in_one_column(self, service: Service) -> None:
        person = canary(service)
        await lives(service, person)
        for account in (person.id, service.pauline.id, service.mehdi.id):
            where = {(cell.table, cell.column) for cell in await cells(service.database) if cell.holds(str(account))}
            assert where == {("people", "telegram_id")}


async def test_the_moderation_chat_shows_their_texts_no_more(service: Service) -> None:
    person = canary(service)
    await lives(service, person)
    await erases(person, "Tout effacer")
    await service.mehdi.sees("Son texte a été effacé", service.moderation, since=0)
    for _ in range(100):
        shown = "".join(text_of(message) for message in service.moderation.messages.values())
        if "XQZ" not in shown and not any("photo" in message for message in service.moderation.messages.values()):
            break
        await asyncio.sleep(0.05)
    assert "XQZ" not in shown
    assert not any("photo" in message for message in service.moderation.messages.values())
    assert "Approuvée" in shown


async def test_nobody_else_loses_anything(service: Service, alice: Person) -> None:
    person = canary(service)
    await lives(service, person)
    await fills_in(alice, title=busy_day.TITLES["pending"])
    await alice.taps("Envoyer")
    await alice.taps("Continuer et envoyer la mienne")
    await alice.sees("est bien enregistrée")
    await alice.sends("/abonnements")
    await alice.taps("S’abonner")
    before = [sent for sent in await all_of(service) if sent.answers.get("title") == busy_day.TITLES["pending"]]
    await erases(person, "Tout effacer")
    [hers] = [sent for sent in await all_of(service) if sent.answers]
    assert hers == before[-1]
    card = await service.mehdi.sees(f"Contribution n°\u00a0{hers.id}", service.moderation, since=0)
    await service.mehdi.taps("Approuver", message=card)
    await alice.sees("validée")
    await alice.sends("Combien y a-t-il d’oiseaux ?")
    await alice.sees("Il y en a douze.")


async def test_who_comes_back_is_met_for_the_first_time(service: Service) -> None:
    person = canary(service)
    await lives(service, person)
    number = await busy_day.number_of(service, person)
    await erases(person, "Tout effacer")
    await person.sends("/mes_contributions")
    await person.sees("pas encore envoyé de contribution")
    assert await busy_day.number_of(service, person) != number
    await person.sends("/contribuer")
    await person.sees("Avant de contribuer")


async def test_a_decision_waiting_to_be_told_leaves_with_them(service: Service) -> None:
    person = canary(service)
    await contributes(person, title=busy_day.TITLES["approved"])
    card = await service.mehdi.sees("Contribution n°", service.moderation, since=0)
    await is_about_to_erase(person, "Tout effacer")
    seen = len(person.messages)
    service.sandbox.faults.fail(502, method="sendMessage", chat=person.id)
    await service.mehdi.taps("Approuver", message=card)
    await service.mehdi.sees_toast("approuvée")
    await person.taps("Oui, effacer")
    await person.sees("C’est effacé")
    service.sandbox.faults.clear()
    await asyncio.sleep(2)
    assert busy_day.said_to(person, seen) == []
    waiting = [cell for cell in await cells(service.database) if cell.table == "outbox" and cell.holds("XQZ")]
    assert waiting == []


async def test_an_announcement_under_way_reaches_them_no_more(slow_service: Service) -> None:
    service, pauline = slow_service, slow_service.pauline
    others = [service.sandbox.person(f"Abonnée {number}", started=True) for number in range(60)]
    await service.database.write(lambda conn: opt_in(conn, others, service.services.clock()))
    person = canary(service)  # met last, hence reached last
    await person.sends("/start")
    await person.sees("plan d’action")
    await service.database.write(lambda conn: opt_in(conn, [person], service.services.clock()))
    await is_about_to_erase(person, "Tout effacer")
    await pauline.sends("/annonce")
    await pauline.sees("Nouvelle annonce")
    await pauline.sends("Un atelier a lieu en ligne")
    await pauline.sees("Destinataires")
    await pauline.taps("Envoyer")
    await others[0].sees("Un atelier", since=0)
    await person.taps("Oui, effacer")
    await person.sees("C’est effacé")
    await pauline.sees("c’est terminé", patience=30)
    assert received(person) == []
    assert [len(received(other)) for other in others] == [1] * 60


def opt_in(conn: Connection, found: list[Person], now: datetime) -> None:
    """They subscribed long ago."""
    for person in found:
        people.subscribe(conn, people.meet(conn, person.id, "fr", now).id, now)


def received(person: Person) -> list[str]:
    """The announcement, as often as it came."""
    return [text for text in busy_day.said_to(person, 0) if "Un atelier a lieu" in text]
