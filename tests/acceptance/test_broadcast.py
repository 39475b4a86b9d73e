"""The press office composes an announcement, through a Telegram on loopback."""

from __future__ import annotations

from bot import wiring
from bot.settings import Settings
from sandbox.person import Person
from sandbox.wire import Json
from storage import broadcasts
from tests.acceptance.announcing import begins, composes, received, subscribed
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


async def test_the_preview_and_what_arrives_are_formatted_exactly_as_written(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    await begins(pauline)
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
    await begins(pauline)
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
        await begins(pauline)
        if kind == "document":
            await pauline.sends_document("plan.pdf", b"%PDF-1.4", "application/pdf", caption=f"Le {kind}")
        else:
            await pauline.sends_video(caption=f"La {kind}")
        await pauline.sees("1 personne abonnée")
        await pauline.taps("Envoyer")
        arrived = await alice.sees(kind, since=0)
        assert kind in arrived


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
    await pauline.sends_sticker()
    await pauline.sees("pas encore diffuser ce genre de message")
    await pauline.taps("Retour", message=received(pauline, "remplacera")[-1])
    await pauline.sees("1 personne abonnée")
    await pauline.taps("Annuler")
    await pauline.sees("Voulez-vous vraiment abandonner")
    await pauline.taps("Abandonner")
    await begins(pauline)


async def test_what_telegram_refuses_is_said_before_anything_is_sent(service: Service) -> None:
    await subscribed(service, "Alice")
    pauline = service.pauline
    await begins(pauline)
    service.sandbox.faults.fail(400, method="sendMessage", chat=pauline.id, times=1)
    await pauline.sends("Atelier en ligne")
    await pauline.sees("Telegram n’accepte pas ce message tel quel")
    await pauline.sends("Atelier en ligne, corrigé")
    await pauline.sees("1 personne abonnée")


async def test_a_preview_that_the_network_lost_comes_later_with_its_buttons(service: Service) -> None:
    await subscribed(service, "Alice")
    pauline = service.pauline
    await begins(pauline)
    service.sandbox.faults.fail(502, method="sendMessage", chat=pauline.id, times=1)
    await pauline.sends("Atelier en ligne")
    review = await pauline.sees("1 personne abonnée")
    assert received(pauline, "Atelier en ligne")[-1]["message_id"] < review["message_id"]


async def test_a_group_is_no_place_to_prepare_an_announcement(service: Service) -> None:
    pauline = service.pauline
    group = service.sandbox.supergroup("Presse", members=[pauline, service.sandbox.bot])
    await pauline.sends("/annonce", chat=group)
    await pauline.sees("notre discussion privée", chat=group)
