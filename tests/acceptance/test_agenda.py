"""The agenda on a phone: what is known of each event, registering, taking it along, coming in by its link."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from bot import agenda as job
from bot import settings as sections
from bot.settings import ROOT, Settings
from sandbox.chat import Chat
from sandbox.person import Person
from sandbox.server import Sandbox
from storage import registrations, submissions
from storage.submissions import Submission
from tests.acceptance.conftest import Service
from tests.acceptance.journeys import contributes, fills_in
from tests.acceptance.press import forges
from tests.clock import FakeClock

RELEASE = ROOT / "content" / "pgo-2021-2023"
EVENTS = """
[[event]]
id = "lancement"
title.fr = "Lancement"
title.en = "Launch"
description.fr = "Déjà passé."
start = 2021-02-22

[[event]]
id = "atelier"
title.fr = "Atelier <en ligne> & sur place"
title.en = "Workshop"
description.fr = "Pour élaborer les engagements avec vous."
description.en = "To draw up the commitments with you."
start = 2021-03-28
begins = 09:30:00
ends = 12:00:00
place = "Rennes"

[[event]]
id = "bilan"
title.fr = "Bilan"
description.fr = "Pour tous."
month = "2021-12"

[[event]]
id = "forum"
title.fr = "Forum"
title.en = "Forum"
description.fr = "Pour tous."
""" + "".join(
    f'[[event]]\nid = "salon-{day}"\ntitle.fr = "Salon {day}"\ndescription.fr = "…"\nstart = 2021-04-0{day}\n'
    for day in range(1, 6)
)


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """A consultation with events to come, one without a day, one that is past."""
    folder = tmp_path / "consultation"
    shutil.copytree(RELEASE, folder)
    (folder / "events.toml").write_text(EVENTS, encoding="utf-8")
    return settings.model_copy(update={"content": sections.Content(path=folder)})


@pytest.fixture
def service_clock(clock: FakeClock) -> Callable[[], datetime] | None:
    """The twenty-third of February 2021, until the test says otherwise."""
    return clock


async def opens(person: Person, title: str) -> None:
    """Someone opens an event of the agenda."""
    await person.sends("/agenda")
    await person.sees("Agenda")
    await person.taps(f"🗓 {title}")


def files_of(service: Service, person: Person, kind: str) -> list[bytes]:
    """The documents or pictures (whole) the bot sent to a person."""
    found = []
    for message in person.messages:
        if kind in message and message["from"]["is_bot"]:
            described = message[kind][-1] if isinstance(message[kind], list) else message[kind]
            stored = service.sandbox.world.files.get(described["file_id"])
            assert stored is not None
            found.append(stored.data)
    return found


async def submission(service: Service, number: int = 1) -> Submission:
    found = await service.database.read(lambda conn: submissions.get(conn, number))
    assert found is not None
    return found


async def test_what_comes_next_is_first_and_what_is_past_is_last(service: Service, alice: Person) -> None:
    await alice.sends("/agenda")
    first = (await alice.sees("Agenda"))["text"]
    assert first.index("Atelier <en ligne> & sur place") < first.index("Salon 1") < first.index("Salon 4")
    assert "🗓 28 mars 2021, de 9 h 30 à 12 h\n📍 Rennes" in first
    await alice.taps("Suivant")
    second = (await alice.sees("Lancement"))["text"]
    assert second.index("Salon 5") < second.index("Bilan") < second.index("Forum") < second.index("Lancement (passé)")
    assert "🗓 Décembre 2021 (jour non précisé)" in second
    assert "Date non précisée par le communiqué" in second
    await alice.taps("Précédent")
    await alice.sees("Atelier")


async def test_registering_cancelling_and_the_reminder(service: Service, alice: Person, clock: FakeClock) -> None:
    await opens(alice, "Atelier")
    await alice.sees("Pour élaborer les engagements avec vous")
    await alice.taps("M’inscrire")
    await alice.sees("Je vous le rappellerai la veille à 18 h")
    await alice.taps("Annuler mon inscription")
    await alice.sees_toast("C’est annulé")
    await alice.taps("M’inscrire")
    await alice.sees("la veille")
    clock.moment = datetime(2021, 3, 27, 17, tzinfo=UTC)
    await job.write_to_registered(service.services)
    await job.write_to_registered(service.services)
    reminder = await alice.sees("Demain")
    assert "Atelier <en ligne> & sur place" in reminder["text"]
    assert "28 mars 2021, de 9 h 30 à 12 h\n📍 Rennes" in reminder["text"]
    assert sum("Demain" in message.get("text", "") for message in alice.messages) == 1
    await alice.taps("Annuler mon inscription", message=reminder)
    await alice.sees("Pour élaborer")
    assert "Demain" in alice.chat.messages[reminder["message_id"]]["text"]
    assert await service.database.read(lambda conn: registrations.count(conn, "atelier")) == 0


async def test_who_waits_for_a_day_is_told_so(service: Service, alice: Person) -> None:
    await alice.sends("/agenda")
    await alice.taps("Suivant")
    await alice.taps("🗓 Forum")
    await alice.sees("Lieu non précisé")
    assert not any("Ajouter à mon agenda" in label for label in alice.buttons())
    await alice.taps("Me prévenir de la date")
    await alice.sees("Je vous écrirai quand la date sera connue")


async def test_what_is_past_takes_no_registration(service: Service, alice: Person, clock: FakeClock) -> None:
    await opens(alice, "Atelier")
    await alice.sees("Pour élaborer")
    clock.moment = datetime(2021, 3, 28, 10, tzinfo=UTC)
    await alice.taps("M’inscrire")
    await alice.sees_toast("Ce rendez-vous est passé")
    assert await service.database.read(lambda conn: registrations.count(conn, "atelier")) == 0


async def test_stop_cancels_registrations_and_says_so(service: Service, alice: Person) -> None:
    await opens(alice, "Atelier")
    await alice.taps("M’inscrire")
    await alice.sees("la veille")
    await alice.sends("/stop")
    await alice.sees("Votre inscription à un rendez-vous est annulée aussi")
    assert await service.database.read(lambda conn: registrations.count(conn, "atelier")) == 0
    await alice.sends("/stop")
    assert "inscription" not in (await alice.sees("plus d’annonces"))["text"]


async def test_an_event_is_taken_along_in_a_calendar_file(service: Service, sandbox: Sandbox, alice: Person) -> None:
    await opens(alice, "Atelier")
    await alice.taps("Ajouter à mon agenda")
    await alice.sees("")
    bruno = sandbox.person("Bruno", language="en")
    await opens(bruno, "Workshop")
    await bruno.taps("Add to my calendar")
    await bruno.sees("")
    for person, title in ((alice, "Atelier <en ligne> & sur place"), (bruno, "Workshop")):
        [file] = files_of(service, person, "document")
        [entry] = Calendar.from_ical(file).events
        assert (entry.start, entry.end) == (
            datetime(2021, 3, 28, 7, 30, tzinfo=UTC),
            datetime(2021, 3, 28, 10, tzinfo=UTC),
        )
        assert entry["summary"] == title
        assert "?start=evt_atelier" in str(entry["description"])
    assert (
        next(message for message in alice.messages if "document" in message)["document"]["file_name"] == "atelier.ics"
    )


async def test_a_file_that_telegram_does_not_take_now_is_said_so(service: Service, alice: Person) -> None:
    await opens(alice, "Atelier")
    await alice.sees("Pour élaborer")
    service.sandbox.faults.fail(502, method="sendDocument", times=1)
    await alice.taps("Ajouter à mon agenda")
    await alice.sees_toast("Réessayez dans un instant")


async def test_the_press_office_takes_the_qr_code_and_sees_how_many_come(service: Service, alice: Person) -> None:
    await opens(alice, "Atelier")
    await alice.taps("M’inscrire")
    shown = await alice.sees("la veille")
    assert "Inscriptions" not in shown["text"]
    assert not any("QR code" in label for label in alice.buttons())
    pauline = service.pauline
    await opens(pauline, "Atelier")
    await pauline.sees("Inscriptions\u00a0: 1")
    await pauline.taps("QR code")
    caption = (await pauline.sees("?start=evt_atelier"))["caption"]
    assert "Atelier <en ligne> & sur place" in caption
    [image] = files_of(service, pauline, "photo")
    assert image.startswith(b"\x89PNG")


async def test_the_qr_code_is_for_the_press_office_whoever_shows_the_button(
    service: Service, sandbox: Sandbox, alice: Person
) -> None:
    group = sandbox.group("Équipe", members=[alice, service.pauline, sandbox.bot])
    await service.pauline.sends("/agenda", group)
    await service.pauline.sees("Agenda", group)
    await alice.taps("🗓 Atelier", group)
    shown = await alice.sees("Pour élaborer", group)
    labels = [button["text"] for row in shown["reply_markup"]["inline_keyboard"] for button in row]
    assert labels == ["📅 Ajouter à mon agenda", "✍️ Contribuer", "↩️ Retour"]


async def test_a_forged_tap_gets_no_qr_code_and_no_event_that_is_not_there(service: Service, alice: Person) -> None:
    await opens(alice, "Atelier")
    await alice.sees("Pour élaborer")
    forges(service.sandbox, alice, "event:qr:atelier")
    await alice.sees_toast("réservée au service de presse")
    forges(service.sandbox, alice, "event:join:disparu:0")
    await alice.sees_toast("n’est plus à l’agenda")
    forges(service.sandbox, alice, "event:file:forum")
    await alice.sees_toast("La date n’est pas connue")
    forges(service.sandbox, alice, "event:unlink:999")
    await alice.sees_toast("terminé ou annulé")
    assert files_of(service, alice, "photo") == files_of(service, alice, "document") == []


async def test_a_contribution_begun_after_entering_by_an_event_is_linked_to_it(
    service: Service, alice: Person, moderation: Chat
) -> None:
    await alice.sends("/start evt_atelier")
    shown = await alice.sees("Vous arrivez par «\u00a0Atelier <en ligne> & sur place\u00a0»")
    assert "Pour élaborer" in shown["text"]
    await contributes(alice)
    card = await service.mehdi.sees("Contribution n°", moderation)
    assert "Rendez-vous\u00a0: Atelier <en ligne> & sur place" in card["text"]
    assert (await submission(service)).event == "atelier"
    await alice.sends("/suivi 1")
    await alice.sees("🏷 Rattachée à «\u00a0Atelier")


async def test_the_link_is_said_before_sending_and_may_be_undone(
    service: Service, alice: Person, moderation: Chat
) -> None:
    await alice.sends("/start evt_atelier")
    await alice.sees("Vous arrivez par")
    await fills_in(alice)
    await alice.sees("🏷 Rattachée à")
    await alice.taps("Ne pas rattacher")
    await alice.sees_toast("rien n’y sera rattaché")
    await alice.taps("Envoyer")
    await alice.sees("bien enregistrée")
    assert (await submission(service)).event is None
    assert "Rendez-vous" not in (await service.mehdi.sees("Contribution n°", moderation))["text"]


async def test_nothing_is_linked_the_day_after_nor_when_one_says_no(
    service: Service, alice: Person, bruno: Person, clock: FakeClock
) -> None:
    await alice.sends("/start evt_atelier")
    await alice.sees("Vous arrivez par")
    await bruno.sends("/start evt_atelier")
    await bruno.taps("Ne pas rattacher")
    await bruno.sees_toast("rien n’y sera rattaché")
    await contributes(bruno)
    clock.advance(days=1)
    await contributes(alice)
    assert [(await submission(service, number)).event for number in (1, 2)] == [None, None]


async def test_a_draft_keeps_its_event_for_a_week(service: Service, alice: Person, clock: FakeClock) -> None:
    await alice.sends("/start evt_atelier")
    await alice.sees("Vous arrivez par")
    await fills_in(alice)
    clock.advance(days=7)
    await alice.sends("/contribuer")
    await alice.taps("Continuer")
    await alice.sees("🏷 Rattachée à")
    await alice.taps("Envoyer")
    await alice.sees("bien enregistrée")
    assert (await submission(service)).event == "atelier"


async def test_a_link_to_an_event_that_is_gone_is_said_so(service: Service, alice: Person) -> None:
    await alice.sends("/start evt_disparu")
    await alice.sees("n’est plus à l’agenda")


async def test_it_is_said_in_english_too(service: Service, sandbox: Sandbox) -> None:
    bruno = sandbox.person("Bruno", language="en")
    await bruno.sends("/start evt_atelier")
    assert "28 March 2021, from 09:30 to 12:00" in (await bruno.sees("You come in by “Workshop”"))["text"]
    await bruno.taps("Register")
    await bruno.sees("I will remind you the day before")
