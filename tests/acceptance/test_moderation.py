"""The moderator's way and the author's follow-up, through a Telegram on loopback."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import Connection

from bot import settings as sections
from bot import wiring
from bot.settings import Settings
from consultation.form import Answer
from consultation.moderation import Status
from handlers import cards
from handlers.contribution import CONSENT_VERSION
from sandbox.chat import CHANNEL, GROUP, SUPERGROUP, Chat, Member
from sandbox.person import Person
from sandbox.screen import text_of
from sandbox.server import Sandbox
from sandbox.wire import Json
from storage import audit, consents, people, submissions
from storage.submissions import Submission
from tests.acceptance.conftest import Service
from tests.stories import ANSWERS, submit

NBSP = "\u00a0"
UNDO = "⏪ Revenir sur cette décision"


async def contributes(service: Service, author: Person, **answers: Answer) -> Submission:
    """A contribution that someone sent, its card shown in the moderation chat."""

    def work(conn: Connection) -> Submission:
        now = service.services.clock()
        sent = submit(conn, now, author.id, **answers)
        consents.give(conn, sent.person_id, CONSENT_VERSION, now)
        cards.post(conn, service.services, sent, now)
        return sent

    return await service.database.write(work)


async def card_of(service: Service, sent: Submission, reader: Person | None = None) -> Json:
    """The card of a contribution, once it is shown."""
    return await (reader or service.mehdi).sees(f"Contribution n°{NBSP}{sent.id}", service.moderation, since=0)


async def state_of(service: Service, sent: Submission) -> Submission:
    now = await service.database.read(lambda conn: submissions.get(conn, sent.id))
    assert now is not None
    return now


def labels(message: Json) -> list[str]:
    """The buttons under a message."""
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in keyboard for button in row]


def carried(message: Json, label: str) -> str:
    """What a button of a message carries."""
    keyboard = message["reply_markup"]["inline_keyboard"]
    return next(str(button["callback_data"]) for row in keyboard for button in row if label in button["text"])


def shown_now(chat: Chat, message: Json) -> Json:
    """A message as it stands now."""
    return chat.messages[message["message_id"]]


async def forges(service: Service, person: Person, chat: Chat, message: Json, data: str) -> None:
    """A tap that no honest app would send: any data, on any message, by anyone."""
    world = service.sandbox.world
    query = world.queries.ask(service.sandbox.bot.id, person.id, world.clock(), chat)
    said = {"id": query.id, "from": person.user, "chat_instance": "1", "data": data, "message": message}
    service.sandbox.bot.queue.put("callback_query", said)
    await asyncio.sleep(0)


@pytest.fixture
def alice(sandbox: Sandbox) -> Person:
    """A citizen who has talked with the bot before."""
    return sandbox.person("Alice", started=True)


@pytest.fixture
def bruno(sandbox: Sandbox) -> Person:
    """Another one."""
    return sandbox.person("Bruno", started=True)


@pytest.fixture
async def camille(sandbox: Sandbox, moderation: Chat) -> Person:
    """A second moderator."""
    camille = sandbox.person("Camille", started=True)
    await camille.joins(moderation)
    return camille


@pytest.fixture
def moderation(request: pytest.FixtureRequest, sandbox: Sandbox, mehdi: Person) -> Chat:
    """The moderation chat: a channel, unless the test says otherwise."""
    kind: str = getattr(request, "param", CHANNEL)
    if kind == GROUP:
        return sandbox.group("Modération", admins=[sandbox.bot], members=[mehdi])
    if kind == SUPERGROUP:
        return sandbox.supergroup("Modération", admins=[sandbox.bot], members=[mehdi])
    return sandbox.channel("Modération", admins=[sandbox.bot], members=[mehdi])


async def test_a_contribution_goes_from_the_form_to_a_card_to_its_author(service: Service, alice: Person) -> None:
    await alice.sends("/contribuer")
    await alice.taps("J’accepte et je contribue")
    await alice.taps("Usager au cœur")
    await alice.sees("Titre")
    for text, then in (("title", "Constat"), ("observation", "Proposition"), ("proposal", "Territoire")):
        await alice.sends(str(ANSWERS[text]))
        await alice.sees(then)
    await alice.taps("National")
    await alice.taps("Citoyenne ou citoyen")
    await alice.taps("Rester anonyme")
    await alice.taps("Passer")
    await alice.taps("Envoyer")
    await alice.sees("est bien enregistrée")
    card = await service.mehdi.sees("Contribution n°", service.moderation)
    for said in ("Publier les délais", "Quand je dépose", "Toute la France", "Citoyenne ou citoyen", "Reçue le"):
        assert said in card["text"]
    assert "Alice" not in str(card)
    deciding = ["✅ Approuver", "❌ Refuser", "✏️ Demander une précision"]
    assert labels(card) == [*deciding, "🙋 Je prends", "⚙️ Autres actions"]
    await service.mehdi.taps("Approuver", chat=service.moderation)
    await service.mehdi.sees_toast("approuvée")
    decided = await service.mehdi.sees("Approuvée par Mehdi", service.moderation)
    assert decided["message_id"] == card["message_id"]
    assert labels(decided) == [UNDO]
    told = await alice.sees("validée par la modération")
    assert "Publier les délais de réponse" in told["text"]
    assert "Mehdi" not in told["text"]


@pytest.mark.parametrize("moderation", [CHANNEL, GROUP, SUPERGROUP], indirect=True)
async def test_a_moderation_chat_of_any_kind_will_do(service: Service, alice: Person, bruno: Person) -> None:
    card = await card_of(service, await contributes(service, alice))
    await forges(service, bruno, service.moderation, card, carried(card, "Approuver"))
    await bruno.sees_toast("Seuls les modérateurs")
    await service.mehdi.taps("Refuser", message=card)
    await service.mehdi.taps("Publicité", message=card)
    await service.mehdi.sees("Refusée par Mehdi", service.moderation)
    await alice.sees("promotion d’un produit")


@pytest.mark.parametrize("moderation", [GROUP], indirect=True)
async def test_the_queue_is_read_in_the_moderation_group_too(service: Service, alice: Person) -> None:
    sent = await contributes(service, alice)
    await card_of(service, sent)
    await service.mehdi.sends("/file", chat=service.moderation)
    await service.mehdi.sees("Une contribution attend", service.moderation)
    await service.mehdi.taps(f"n°{NBSP}{sent.id}", chat=service.moderation)
    again = await service.mehdi.sees("Reçue le", service.moderation)
    await service.mehdi.taps("Approuver", message=again)
    await alice.sees("validée par la modération")


async def test_a_moderator_may_be_listed_in_the_settings_and_needs_no_chat(
    settings: Settings, sandbox: Sandbox, mehdi: Person, pauline: Person, moderation: Chat, bruno: Person
) -> None:
    listed = sections.Moderation(moderator_ids=frozenset({bruno.id}))
    settings = settings.model_copy(update={"moderation": listed})
    alice = sandbox.person("Alice", started=True)
    async with wiring.service(settings, strict_texts=True) as running:
        service = Service(sandbox, settings, running, mehdi, pauline, moderation)
        await contributes(service, alice)
        await mehdi.sends("/file")
        await mehdi.sees("Seuls les modérateurs")
        await bruno.sends("/file")
        await bruno.taps("🔎")
        await bruno.taps("Approuver")
        await alice.sees("validée par la modération")


async def test_refusing_takes_two_taps_and_the_author_reads_why(service: Service, alice: Person) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    await service.mehdi.taps("Refuser", message=card)
    await service.mehdi.taps("Données personnelles", message=card)
    await service.mehdi.sees_toast("refusée")
    decided = await service.mehdi.sees("Refusée par Mehdi", service.moderation)
    assert "Données personnelles" in decided["text"]
    told = await alice.sees("n’est pas acceptée")
    assert "informations sur une personne que l’on peut reconnaître" in told["text"]
    await alice.taps("Contribuer")
    await alice.sees("Sur quel thème")


async def test_the_way_back_from_the_reasons_leads_to_the_buttons_of_the_card(service: Service, alice: Person) -> None:
    card = await card_of(service, await contributes(service, alice))
    before = labels(card)
    await service.mehdi.taps("Refuser", message=card)
    await service.mehdi.taps("Retour", message=card)
    await service.mehdi.sees("Contribution n°", service.moderation)
    assert labels(shown_now(service.moderation, card)) == before


async def test_a_precision_is_asked_answered_and_comes_back_as_a_second_version(
    service: Service, alice: Person
) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    await service.mehdi.taps("Demander une précision", message=card)
    await service.mehdi.taps("Proposition", message=card)
    await service.mehdi.sees("Précision demandée par Mehdi", service.moderation)
    asked = await alice.sees("a besoin d’une précision")
    assert "Proposition" in asked["text"]
    await alice.taps("Répondre")
    await alice.sees("Votre réponse actuelle")
    await alice.sends("Afficher le délai moyen, guichet par guichet.")
    await alice.taps("Envoyer")
    await alice.sees("est bien enregistrée")
    second = await service.mehdi.sees("· version 2", service.moderation, since=0)
    assert second["message_id"] != card["message_id"]
    assert second["reply_to_message"]["message_id"] == card["message_id"]
    assert "Proposition (nouvelle réponse)\nAfficher le délai moyen, guichet par guichet." in second["text"]
    first = await service.mehdi.sees("La version 2 suit", service.moderation, since=0)
    assert first["message_id"] == card["message_id"]
    assert str(ANSWERS["proposal"]) in first["text"]
    assert labels(first) == []
    await service.mehdi.taps("Approuver", message=second)
    await alice.sees("validée par la modération")


async def test_the_buttons_of_an_older_version_decide_nothing(service: Service, alice: Person) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    approve = carried(card, "Approuver")
    await service.mehdi.taps("Demander une précision", message=card)
    await service.mehdi.taps("Titre", message=card)
    await alice.taps("Répondre")
    await alice.sends("Un titre bien plus clair")
    await alice.taps("Envoyer")
    await service.mehdi.sees("· version 2", service.moderation, since=0)
    await forges(service, service.mehdi, service.moderation, card, approve)
    await service.mehdi.sees_toast("lisez sa version 2")
    assert (await state_of(service, sent)).status is Status.PENDING


async def test_the_second_of_two_moderators_is_told_who_decided(
    service: Service, alice: Person, camille: Person
) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    refuse = carried(card, "Refuser")
    await service.mehdi.taps("Approuver", message=card)
    await service.mehdi.sees("Approuvée par Mehdi", service.moderation)
    await forges(service, camille, service.moderation, card, refuse)
    await camille.sees_toast("déjà traité par Mehdi")
    await forges(service, camille, service.moderation, card, f"card:decide:{sent.id}:1:refuse:off_topic")
    await camille.sees_toast("déjà traité par Mehdi")
    assert (await state_of(service, sent)).status is Status.APPROVED
    await alice.sees("validée par la modération")
    assert not [message for message in alice.messages if "n’est pas acceptée" in text_of(message)]


async def test_someone_who_is_not_a_moderator_is_refused_at_the_click_whatever_they_forge(
    service: Service, alice: Person, bruno: Person
) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    copied = await bruno.sends("Regardez cette carte")
    for person in (bruno, alice):
        for data in (
            carried(card, "Approuver"),
            carried(card, "Refuser"),
            f"card:decide:{sent.id}:1:refuse:off_topic",
            f"card:show:{sent.id}:1",
            "card:approve:404:1",
            "card:decide:1:1:destroy:all",
            "card:approve",
        ):
            for chat, message in ((service.moderation, card), (bruno.chat, copied)):
                await forges(service, person, chat, message, data)
                await person.sees_toast("Seuls les modérateurs")
    assert (await state_of(service, sent)).status is Status.PENDING
    assert labels(shown_now(service.moderation, card)) == labels(card)


async def test_a_moderator_who_left_decides_no_more(service: Service, alice: Person, camille: Person) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    await camille.leaves(service.moderation)
    await forges(service, camille, service.moderation, card, carried(card, "Approuver"))
    await camille.sees_toast("Seuls les modérateurs")
    assert (await state_of(service, sent)).status is Status.PENDING


async def test_when_membership_cannot_be_verified_nothing_is_granted(service: Service, alice: Person) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    service.sandbox.faults.fail(502, method="getChatMember")
    await service.mehdi.taps("Approuver", message=card)
    await service.mehdi.sees_toast("vérifier vos droits")
    assert (await state_of(service, sent)).status is Status.PENDING
    service.sandbox.faults.clear()
    await service.mehdi.taps("Approuver", message=card)
    await service.mehdi.sees_toast("approuvée")


async def test_a_tap_delivered_twice_has_one_effect(service: Service, alice: Person) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    update = {
        "update_id": 999_000_001,
        "callback_query": {
            "id": "4000",
            "from": service.mehdi.user,
            "chat_instance": "1",
            "data": carried(card, "Approuver"),
            "message": card,
        },
    }
    await asyncio.gather(*(service.intake.handle(update) for _ in range(3)))
    await service.mehdi.sees("Approuvée par Mehdi", service.moderation)
    await alice.sees("validée par la modération", since=0)
    assert len([message for message in alice.messages if "validée" in text_of(message)]) == 1
    story = await service.database.read(lambda conn: audit.timeline(conn, f"submission:{sent.id}", last=9))
    assert [entry.action for entry in story] == ["submitted", "approved"]


async def test_the_longest_contribution_is_read_whole_by_moderators_and_by_its_author(
    service: Service, alice: Person
) -> None:
    sent = await contributes(
        service,
        alice,
        title="<&" * 60,
        observation="😀<" * 500,
        proposal="&amp;" * 300,
        signature="é" * 60,
    )
    card = await card_of(service, sent)
    for said in ("<&" * 60, "😀<" * 500, "&amp;" * 300, "é" * 60):
        assert said in card["text"]
    await alice.sends(f"/suivi {sent.id}")
    shown = await alice.sees("En attente de lecture")
    assert "&amp;" * 100 in shown["text"]


async def test_an_attachment_follows_its_card(service: Service, alice: Person) -> None:
    photo = await alice.sends_photo()
    file = {"file_id": photo["photo"][-1]["file_id"], "kind": "photo", "name": "p.jpg", "mime": "image/jpeg", "size": 9}
    sent = await contributes(service, alice, attachment=file)
    shown = await service.mehdi.sees(f"Pièce jointe de la contribution n°{NBSP}{sent.id}", service.moderation, since=0)
    assert shown["photo"]


async def test_an_english_author_is_answered_in_english(service: Service) -> None:
    alice = service.sandbox.person("Alice", language="en", started=True)
    await alice.sends("/start")
    await alice.sees("Hello")
    card = await card_of(service, await contributes(service, alice))
    await service.mehdi.taps("Refuser", message=card)
    await service.mehdi.taps("Hors sujet", message=card)
    await alice.sees("it is not about the action plan")


# What waits


async def test_the_queue_is_oldest_first_in_pages_and_decided_from_there(
    service: Service, alice: Person, bruno: Person
) -> None:
    sent = [await contributes(service, alice, title=f"Idée numéro {index}") for index in range(10)]
    card = await card_of(service, sent[9])
    mehdi = service.mehdi
    await mehdi.sends("/file")
    first = await mehdi.sees("10 contributions attendent")
    assert first["text"].index("Idée numéro 0") < first["text"].index("Idée numéro 7")
    assert "Idée numéro 8" not in first["text"]
    await mehdi.taps("Suivant")
    await mehdi.sees("Idée numéro 9")
    await mehdi.taps(f"n°{NBSP}{sent[9].id}")
    private = await mehdi.sees("Reçue le")
    await mehdi.taps("Approuver", message=private)
    await mehdi.sees("Approuvée par Mehdi")
    await mehdi.sees("Approuvée par Mehdi", service.moderation)
    assert labels(shown_now(service.moderation, card)) == [UNDO]
    await mehdi.taps("Actualiser")
    await mehdi.sees("9 contributions attendent")


async def test_the_queue_is_for_moderators(service: Service, alice: Person, bruno: Person) -> None:
    await contributes(service, alice)
    await bruno.sends("/file")
    await bruno.sees("Seuls les modérateurs")
    message = await bruno.sends("?")
    for data in ("queue:page:0", "queue:open:1"):
        await forges(service, bruno, bruno.chat, message, data)
        await bruno.sees_toast("Seuls les modérateurs")


async def test_the_queue_is_not_shown_in_another_group(service: Service, alice: Person) -> None:
    await contributes(service, alice)
    elsewhere = service.sandbox.group("Voisins", members=[service.mehdi, alice, service.sandbox.bot])
    await service.mehdi.sends("/file", chat=elsewhere)
    await service.mehdi.sees("discussion de modération", elsewhere)


async def test_an_empty_queue_says_so_and_who_is_awaited(service: Service, alice: Person) -> None:
    await service.mehdi.sends("/file")
    await service.mehdi.sees("Tout est traité")
    card = await card_of(service, await contributes(service, alice))
    await service.mehdi.taps("Demander une précision", message=card)
    await service.mehdi.taps("Titre", message=card)
    await service.mehdi.sees("Précision demandée", service.moderation)
    await service.mehdi.sends("/file")
    assert "Une autre attend une précision" in (await service.mehdi.sees("Tout est traité"))["text"]


# What became of it


async def test_who_has_sent_nothing_is_invited_to(service: Service, bruno: Person) -> None:
    for command in ("/mes_contributions", "/suivi"):
        await bruno.sends(command)
        await bruno.sees("pas encore envoyé de contribution")
    await bruno.taps("Contribuer")
    await bruno.sees("Avant de contribuer")


async def test_contributions_are_listed_newest_first_five_a_page_and_opened(service: Service, alice: Person) -> None:
    sent = [await contributes(service, alice, title=f"Idée numéro {index}") for index in range(7)]
    await alice.sends("/mes_contributions")
    first = await alice.sees("Vos 7 contributions")
    assert first["text"].index("Idée numéro 6") < first["text"].index("Idée numéro 2")
    assert "Idée numéro 1" not in first["text"]
    assert "En attente de lecture" in first["text"]
    await alice.taps("Suivant")
    second = await alice.sees("Idée numéro 0")
    assert second["message_id"] == first["message_id"]
    await alice.taps("Idée numéro 0")
    opened = await alice.sees("Quand je dépose un dossier")
    assert f"Contribution n°{NBSP}{sent[0].id}" in opened["text"]
    assert "envoyée" in opened["text"]
    await alice.taps("Retour")
    await alice.sees("Idée numéro 1")
    await alice.taps("Précédent")
    await alice.sees("Idée numéro 6")


async def test_follow_up_tells_status_reason_and_steps(service: Service, alice: Person) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    await service.mehdi.taps("Refuser", message=card)
    await service.mehdi.taps("Déjà proposée", message=card)
    await alice.sees("n’est pas acceptée")
    for typed in (f"/suivi {sent.id}", f"/suivi n° {sent.id}", f"/suivi #{sent.id}", f"/suivi N°{sent.id}", "/suivi"):
        await alice.sends(typed)
        shown = await alice.sees("Non acceptée")
        assert "très proche a déjà été reçue" in shown["text"]
        assert shown["text"].index(": envoyée") < shown["text"].index(": non acceptée")


async def test_a_requested_precision_can_be_answered_from_the_follow_up(service: Service, alice: Person) -> None:
    sent = await contributes(service, alice)
    card = await card_of(service, sent)
    await service.mehdi.taps("Demander une précision", message=card)
    await service.mehdi.taps("Constat", message=card)
    await alice.sees("a besoin d’une précision")
    await alice.sends("/suivi")
    await alice.sees("À préciser : Constat".replace(" :", f"{NBSP}:"))
    await alice.taps("Répondre")
    await alice.sees("Votre réponse actuelle")


async def test_the_number_of_someone_else_is_as_unknown_as_one_that_does_not_exist(
    service: Service, alice: Person, bruno: Person
) -> None:
    sent = await contributes(service, alice)
    said = []
    for number in (sent.id, 98765):
        await bruno.sends(f"/suivi {number}")
        answer = await bruno.sees("Je ne trouve pas de contribution")
        said.append(answer["text"].replace(str(number), "…"))
    assert said[0] == said[1]
    await bruno.sends(f"/suivi {'9' * 400}")
    await bruno.sees("Je ne trouve pas de contribution")
    for typed in ("abc", "-1", "²"):
        await bruno.sends(f"/suivi {typed}")
        await bruno.sees("Donnez son numéro")
    message = await bruno.sends("/mes_contributions")
    await forges(service, bruno, bruno.chat, message, f"follow:show:{sent.id}:0")
    await bruno.sees_toast("Je ne trouve pas de contribution")


async def test_contributions_are_not_shown_in_a_group(service: Service, alice: Person, bruno: Person) -> None:
    await contributes(service, alice)
    group = service.sandbox.group("Voisins", members=[alice, bruno, service.sandbox.bot])
    for command in ("/mes_contributions", "/suivi 1"):
        await alice.sends(command, chat=group)
        await alice.sees("écrivez-moi en privé", group)
        await alice.sees_nothing("Publier les délais", group)


async def test_a_moderator_is_named_on_cards_without_tricks(service: Service, alice: Person) -> None:
    mallory = service.sandbox.person("<b>Me\u202ehdi</b>" + "x" * 60, started=True)
    service.sandbox.people.set_member(service.moderation, Member(mallory.user), actor=service.mehdi.user)
    card = await card_of(service, await contributes(service, alice))
    await mallory.taps("Approuver", message=card)
    decided = await service.mehdi.sees("Approuvée par <b>Mehdi</b>xxx", service.moderation, since=0)
    assert "\u202e" not in decided["text"]
    kept = await service.database.read(lambda conn: people.find(conn, mallory.id))
    assert kept is not None
