"""The press office's way, through a Telegram on loopback: compose, check, send, follow, pause, stop."""

from __future__ import annotations

import asyncio

from sqlalchemy import Connection

from bot import wiring
from bot.settings import Settings
from consultation.broadcast import Counts
from sandbox.person import Person
from sandbox.screen import text_of
from sandbox.wire import Json
from storage import broadcasts, deliveries, people
from tests.acceptance.conftest import Service

FORMATTED = "👋🏽 Bonjour ! Le plan 🇫🇷 est <b>ouvert &amp; *lancé* : lisez tout ici 🎉 secret https://exemple.fr"


def span(kind: str, words: str, **more: str) -> Json:
    """An entity over these words of the text above, counted in UTF-16 units as Telegram does."""
    before, _, _ = FORMATTED.partition(words)
    return {
        "type": kind,
        "offset": len(before.encode("utf-16-le")) // 2,
        "length": len(words.encode("utf-16-le")) // 2,
    } | more


ENTITIES = [
    span("text_link", "ici", url="https://exemple.fr/plan?a=1&b=2"),  # in an order of their own
    span("bold", "Bonjour !"),
    span("italic", "Bonjour"),
    span("underline", "🇫🇷"),
    span("custom_emoji", "🎉", custom_emoji_id="5368324170671202286"),
    span("spoiler", "secret"),
    span("url", "https://exemple.fr"),
]


def in_place(entities: list[Json]) -> list[Json]:
    """Entities in the order Telegram gives them back."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


async def subscribed(service: Service, *names: str) -> list[Person]:
    """People who opted in by themselves."""
    met = []
    for name in names:
        person = service.sandbox.person(name)
        await person.sends("/abonnements")
        await person.sees("Vous ne recevez pas les annonces")
        await person.taps("S’abonner")
        await person.sees("Vous recevez les annonces")
        met.append(person)
    return met


async def crowd(service: Service, count: int) -> list[Person]:
    """People who opted in long ago."""
    found = [service.sandbox.person(f"Abonnée {number}", started=True) for number in range(count)]
    now = service.services.clock()

    def opt_in(conn: Connection) -> None:
        for person in found:
            people.subscribe(conn, people.meet(conn, person.id, "fr", now).id, now)

    await service.database.write(opt_in)
    return found


def received(person: Person, text: str) -> list[Json]:
    """The messages of the bot that contain a text."""
    return [message for message in person.messages if message["from"]["is_bot"] and text in text_of(message)]


async def composes(pauline: Person, text: str) -> None:
    """The press officer writes a text and sees it as it will be received."""
    await pauline.sends("/annonce")
    await pauline.sees("Nouvelle annonce")
    await pauline.sends(text)
    await pauline.sees("Destinataires")


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
    await camille.sends("/stop")
    await camille.sees("vous ne recevrez plus d’annonces")
    await composes(service.pauline, "Atelier en ligne")
    await service.pauline.sees("1 personne abonnée", since=0)
    await service.pauline.taps("Envoyer")
    await service.pauline.sees_toast("C’est parti pour 1 personne")
    await alice.sees("Atelier en ligne")
    report = await service.pauline.sees("c’est terminé")
    assert "Envoyées\u00a0: 1" in report["text"]
    assert received(bruno, "Atelier") == received(camille, "Atelier") == []


async def test_the_preview_and_what_arrives_are_formatted_exactly_as_written(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    await pauline.sends("/annonce")
    await pauline.sees("Nouvelle annonce")
    service.sandbox.people.send(pauline.user, pauline.chat, {"text": FORMATTED, "entities": ENTITIES})
    await pauline.sees("1 personne abonnée")
    preview = received(pauline, "Bonjour !")[-1]
    await pauline.taps("Envoyer")
    arrived = await alice.sees("Bonjour !")
    for message in (preview, arrived):
        assert message["text"] == FORMATTED
        assert in_place(message["entities"]) == in_place(ENTITIES)
        assert message["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "subscriptions:off"
    [kept] = await service.database.read(lambda conn: broadcasts.recent(conn, limit=10))
    assert kept.params["entities"] == ENTITIES


async def test_a_photo_goes_by_its_id_with_its_formatted_caption(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    await pauline.sends("/annonce")
    await pauline.sees("Nouvelle annonce")
    sent = await pauline.sends_photo()
    await pauline.sees("1 personne abonnée")
    await pauline.taps("Modifier")
    await pauline.sees("remplacera")
    content = {"photo": sent["photo"], "caption": FORMATTED, "caption_entities": ENTITIES}
    service.sandbox.people.send(pauline.user, pauline.chat, content)
    await pauline.sees("1 personne abonnée")
    await pauline.taps("Envoyer")
    arrived = await alice.sees("Bonjour !")
    assert arrived["photo"][-1]["file_id"] == sent["photo"][-1]["file_id"]
    assert in_place(arrived["caption_entities"]) == in_place(ENTITIES)


async def test_a_document_and_a_video_can_be_announced(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    for kind in ("document", "video"):
        await pauline.sends("/annonce")
        await pauline.sees("Nouvelle annonce")
        if kind == "document":
            await pauline.sends_document("plan.pdf", b"%PDF-1.4", "application/pdf", caption=f"Le {kind}")
        else:
            await pauline.sends_video(caption=f"La {kind}")
        await pauline.sees("1 personne abonnée")
        await pauline.taps("Envoyer")
        arrived = await alice.sees(kind, since=0)
        assert kind in arrived


async def test_final_figures_add_up_and_count_who_blocked(service: Service) -> None:
    *_, camille = await subscribed(service, "Alice", "Bruno", "Camille")
    await camille.deletes_account()
    await composes(service.pauline, "Atelier en ligne")
    await service.pauline.taps("Envoyer")
    report = await service.pauline.sees("c’est terminé")
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


async def test_a_draft_is_found_again_after_a_restart(settings: Settings, pauline: Person) -> None:
    async with wiring.service(settings, strict_texts=True):
        await composes(pauline, "Atelier en ligne")
    async with wiring.service(settings, strict_texts=True):
        await pauline.sends("/annonce")
        await pauline.sees("Atelier en ligne")
        await pauline.sees("Destinataires")
        await pauline.taps("Modifier")
        await pauline.sees("remplacera")
    async with wiring.service(settings, strict_texts=True):
        await pauline.sends("Atelier en salle")
        await pauline.sees("Destinataires")
        assert received(pauline, "Atelier en salle")


async def test_nobody_else_composes_sends_or_reads_the_figures(service: Service) -> None:
    alice = service.sandbox.person("Alice")
    for command in ("/annonce", "/annonces"):
        await alice.sends(command)
        await alice.sees("réservée au service de presse")


async def test_without_subscribers_it_cannot_be_sent_and_stays_a_draft(service: Service) -> None:
    pauline = service.pauline
    await composes(pauline, "Atelier en ligne")
    await pauline.sees("Destinataires\u00a0: aucun", since=0)
    assert "📨 Envoyer" not in pauline.buttons()
    await subscribed(service, "Alice")
    await pauline.sends("/annonce")
    await pauline.sees("Atelier en ligne")
    await pauline.sees("1 personne abonnée")


async def test_an_older_preview_sends_nothing(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    await composes(pauline, "Première version")
    older = pauline.last
    await pauline.sends("/annonce")
    await pauline.sees("1 personne abonnée")
    await pauline.taps("Modifier")
    await pauline.sees("remplacera")
    await pauline.sends("Seconde version")
    await pauline.sees("1 personne abonnée")
    await pauline.taps("Envoyer", message=older)
    await pauline.sees_toast("a changé depuis cet aperçu")
    await pauline.taps("Envoyer")
    await alice.sees("Seconde version")
    assert received(alice, "Première version") == []


async def test_what_cannot_be_announced_is_refused_once_and_loses_nothing(service: Service) -> None:
    await subscribed(service, "Alice")
    pauline = service.pauline
    await composes(pauline, "Atelier en ligne")
    await pauline.taps("Modifier")
    await pauline.sees("remplacera")
    await pauline.sends_voice()
    await pauline.sees("pas encore diffuser ce genre de message")
    for _ in range(3):
        await pauline.sends_photo(album="a1")
    await pauline.sees("album", since=0)
    await pauline.sends_sticker()
    await pauline.sees("pas encore diffuser ce genre de message")
    assert len(received(pauline, "diffuser un album")) == 1
    await pauline.taps("Retour", message=received(pauline, "remplacera")[-1])
    await pauline.sees("1 personne abonnée")
    await pauline.taps("Annuler")
    await pauline.sees("Voulez-vous vraiment abandonner")
    await pauline.taps("Abandonner")
    await pauline.sends("/annonce")
    await pauline.sees("Nouvelle annonce")


async def test_what_telegram_refuses_is_said_before_anything_is_sent(service: Service) -> None:
    await subscribed(service, "Alice")
    pauline = service.pauline
    await pauline.sends("/annonce")
    await pauline.sees("Nouvelle annonce")
    service.sandbox.faults.fail(400, method="sendMessage", chat=pauline.id, times=1)
    await pauline.sends("Atelier en ligne")
    await pauline.sees("Telegram n’accepte pas ce message tel quel")
    await pauline.sends("Atelier en ligne, corrigé")
    await pauline.sees("1 personne abonnée")


async def test_a_preview_that_the_network_lost_comes_later_with_its_buttons(service: Service) -> None:
    await subscribed(service, "Alice")
    pauline = service.pauline
    await pauline.sends("/annonce")
    await pauline.sees("Nouvelle annonce")
    service.sandbox.faults.fail(502, method="sendMessage", chat=pauline.id, times=1)
    await pauline.sends("Atelier en ligne")
    review = await pauline.sees("1 personne abonnée")
    assert received(pauline, "Atelier en ligne")[-1]["message_id"] < review["message_id"]


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


async def test_a_group_is_no_place_to_prepare_an_announcement(service: Service) -> None:
    pauline = service.pauline
    group = service.sandbox.supergroup("Presse", members=[pauline, service.sandbox.bot])
    await pauline.sends("/annonce", chat=group)
    await pauline.sees("notre discussion privée", chat=group)


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
    await stopped.sends("/stop")
    await stopped.sees("vous ne recevrez plus d’annonces")
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
