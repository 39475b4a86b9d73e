"""An announcement reaches those who opted in, once each, and the press office sees how far it has got."""

from __future__ import annotations

import asyncio

from sqlalchemy import Connection

from consultation.broadcast import Counts
from sandbox.person import Person
from sandbox.wire import Json
from storage import broadcasts, deliveries, people
from tests.acceptance.announcing import composes, leaves, received, sends_out, subscribed
from tests.acceptance.conftest import Service


async def crowd(service: Service, count: int) -> list[Person]:
    """People who opted in long ago."""
    found = [service.sandbox.person(f"Abonnée {number}", started=True) for number in range(count)]
    now = service.services.clock()

    def opt_in(conn: Connection) -> None:
        for person in found:
            people.subscribe(conn, people.meet(conn, person.id, "fr", now).id, now)

    await service.database.write(opt_in)
    return found


async def counts(service: Service, number: int = 1) -> Counts:
    return await service.database.read(lambda conn: deliveries.counts(conn, number))


def send_of(review: Json) -> str:
    """What the button “Envoyer” of a review carries."""
    carried: str = review["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    return carried


async def at_rest(service: Service) -> Counts:
    """The figures once no call is under way."""
    for _ in range(100):
        if not (now := await counts(service)).sending:
            return now
        await asyncio.sleep(0.05)
    raise AssertionError("a call never came back")


async def test_only_those_who_opted_in_receive_it(service: Service) -> None:
    alice, camille = await subscribed(service, "Alice", "Camille")
    bruno = service.sandbox.person("Bruno")
    await bruno.sends("/start")
    await leaves(camille)
    await composes(service.pauline, "Atelier en ligne")
    await service.pauline.sees("1 personne abonnée", since=0)
    await service.pauline.taps("Envoyer")
    await service.pauline.sees_toast("C’est parti pour 1 personne")
    await alice.sees("Atelier en ligne")
    report = await service.pauline.sees("c’est terminé")
    assert "Envoyées\u00a0: 1" in report["text"]
    assert received(bruno, "Atelier") == received(camille, "Atelier") == []


async def test_final_figures_add_up_and_count_who_blocked(service: Service) -> None:
    *_, camille = await subscribed(service, "Alice", "Bruno", "Camille")
    await camille.deletes_account()
    await composes(service.pauline, "Atelier en ligne")
    report = await sends_out(service.pauline)
    for line in ("3 personnes", "Envoyées : 2", "Bloquées : 1", "Échecs : 0"):
        assert line in report["text"].replace("\u00a0", " ")
    assert await counts(service) == Counts(sent=2, blocked=1)
    await composes(service.pauline, "Un second atelier")
    await service.pauline.sees("2 personnes abonnées", since=0)


async def test_three_taps_in_a_row_send_once(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    await composes(pauline, "Atelier en ligne")
    review = pauline.last
    for _ in range(3):
        service.sandbox.people.tap(pauline.user, pauline.chat, review["message_id"], send_of(review))
    await pauline.sees("c’est terminé")
    await pauline.sees_toast("déjà partie")
    assert len(received(alice, "Atelier")) == 1
    assert len(await service.database.read(lambda conn: broadcasts.recent(conn, limit=10))) == 1


async def test_a_confirmation_delivered_again_sends_once(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    await composes(pauline, "Atelier en ligne")
    tap = {
        "id": "1",
        "from": pauline.user,
        "message": pauline.last,
        "chat_instance": "1",
        "data": send_of(pauline.last),
    }
    update = {"update_id": 900_000_001, "callback_query": tap}
    await asyncio.gather(*(service.intake.handle(update) for _ in range(3)))
    await pauline.sees("c’est terminé")
    await service.intake.handle(update)
    assert len(received(alice, "Atelier")) == 1
    assert await counts(service) == Counts(sent=1)


async def test_the_button_under_an_announcement_opts_out_and_leaves_it_as_it_was(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    await composes(service.pauline, "Atelier en ligne")
    await service.pauline.taps("Envoyer")
    arrived = await alice.sees("Atelier en ligne")
    await alice.taps("Se désabonner", message=arrived)
    await alice.sees_toast("vous ne recevrez plus d’annonces")
    await alice.sees("Vous ne recevez pas les annonces")
    assert alice.chat.messages[arrived["message_id"]] == arrived


async def test_stop_outranks_a_form_and_keeps_it(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    await alice.sends("/contribuer")
    await alice.taps("J’accepte")
    await alice.sees("1/8")
    await alice.sends("/stop")
    await alice.sees("Ce que vous aviez commencé est gardé")
    await composes(service.pauline, "Atelier en ligne")
    await service.pauline.sees("aucun", since=0)


async def test_it_is_paused_resumed_and_stopped_from_its_progress(slow_service: Service) -> None:
    service, pauline = slow_service, slow_service.pauline
    found = await crowd(service, 300)  # ten seconds: more than this test takes
    await composes(pauline, "Atelier en ligne")
    await pauline.taps("Envoyer")
    await pauline.sees("envoi en cours")
    await found[0].sees("Atelier")
    await pauline.taps("Mettre en pause")
    await pauline.sees("en pause")
    held = await at_rest(service)
    await asyncio.sleep(0.3)
    assert await counts(service) == held
    await found[-1].sends("/stop")
    await found[-1].sees("vous ne recevrez plus d’annonces")
    await pauline.taps("Reprendre")
    await pauline.sees("envoi en cours")
    await pauline.sends("/annonces")
    await pauline.sees("envoi en cours")
    await pauline.taps("Mettre en pause")
    await pauline.sees("en pause")
    await pauline.taps("Arrêter pour de bon")
    report = await pauline.sees("arrêtée avant la fin", patience=20)
    ended = await counts(service)
    assert ended.total == 300
    assert ended.skipped > 0
    assert f"Non envoyées\u00a0: {ended.skipped}" in report["text"]
    assert sum(len(received(person, "Atelier")) for person in found) == ended.sent
    assert received(found[-1], "Atelier") == []


async def test_three_hundred_are_reached_once_each_within_the_limit(slow_service: Service) -> None:
    service, pauline = slow_service, slow_service.pauline
    found = await crowd(service, 300)
    gone, stopped = found[150], found[-1]
    await gone.deletes_account()
    edits = service.sandbox.calls("editMessageText")
    await composes(pauline, "Atelier en ligne")
    await pauline.sees("300 personnes abonnées", since=0)
    await pauline.taps("Envoyer")
    await found[0].sees("Atelier", patience=20)
    await leaves(stopped)
    report = await pauline.sees("c’est terminé", patience=60)
    for line in ("300 personnes", "Envoyées : 298", "Bloquées : 1", "Non envoyées : 1"):
        assert line in report["text"].replace("\u00a0", " ")
    assert await counts(service) == Counts(sent=298, blocked=1, skipped=1)
    copies = {person.name: len(received(person, "Atelier")) for person in found}
    assert copies == {person.name: 0 if person in (gone, stopped) else 1 for person in found}
    shown = pauline.chat.messages[received(pauline, "envoi terminé")[-1]["message_id"]]
    assert "Envoyées\u00a0: 298" in shown["text"]
    [sent] = await service.database.read(lambda conn: broadcasts.recent(conn, limit=1))
    assert sent.finished_at is not None
    took = (sent.finished_at - sent.created_at).total_seconds()
    assert service.sandbox.calls("editMessageText") - edits <= took / 3 + 2
