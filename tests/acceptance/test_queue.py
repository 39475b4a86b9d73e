"""Where and when cards are posted, what is made again, and how the queue is read: through a Telegram on loopback."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from bot import settings as sections
from bot.settings import Settings
from handlers import cards, digest
from handlers.cards import Place
from sandbox.chat import CHANNEL, GROUP, SUPERGROUP, Chat
from sandbox.person import Person
from sandbox.screen import text_of
from sandbox.server import Sandbox
from sandbox.wire import Json
from storage import moderation_chats, outbox, submissions
from storage.submissions import Submission
from storage.tables import moderation_chats as chats_table
from storage.tables import rounds as rounds_table
from tests.acceptance.conftest import Service
from tests.stories import submit
from tests.wire.conftest import eventually

NBSP = "\u00a0"
LATE = 30.0
"""How long what the bot does by itself, every few seconds, may take on a slow machine."""
FORUM = "forum"


@pytest.fixture
def alice(sandbox: Sandbox) -> Person:
    """A citizen who has talked with the bot before."""
    return sandbox.person("Alice", started=True)


@pytest.fixture
def moderation(request: pytest.FixtureRequest, sandbox: Sandbox, mehdi: Person) -> Chat:
    """The moderation chat, of the kind the test says."""
    kind: str = getattr(request, "param", CHANNEL)
    if kind == GROUP:
        return sandbox.group("Modération", admins=[sandbox.bot], members=[mehdi])
    if kind in (SUPERGROUP, FORUM):
        forum = kind == FORUM
        return sandbox.supergroup("Modération", admins=[sandbox.bot], members=[mehdi], forum=forum)
    return sandbox.channel("Modération", admins=[sandbox.bot, mehdi])


@pytest.fixture
def board_after() -> int:
    """How many contributions wait before cards are held back."""
    return 3


@pytest.fixture
def settings(settings: Settings, moderation: Chat, board_after: int) -> Settings:
    """An ordinary service, soon overwhelmed."""
    section = sections.Moderation(chat_id=moderation.id, board_after=board_after)
    return settings.model_copy(update={"moderation": section})


async def contribute(service: Service, author: Person, *titles: str, theme: str = "usager") -> list[Submission]:
    """Contributions that someone sent."""

    def work(conn: Connection) -> list[Submission]:
        now = service.services.clock()
        sent = []
        for title in titles:
            sent.append(submit(conn, now, author.id, title=title, theme=theme))
            cards.post(conn, service.services, sent[-1], now)
        return sent

    return await service.database.write(work)


async def card_of(service: Service, sent: Submission, chat: Chat | None = None) -> Json:
    """The card of a contribution, once it is shown."""
    head = f"Contribution n°{NBSP}{sent.id}"
    return await service.mehdi.sees(head, chat or service.moderation, since=0, patience=LATE)


def cards_in(chat: Chat) -> list[Json]:
    """Every card that stands in a chat."""
    return [message for message in chat.messages.values() if text_of(message).startswith("Contribution n°")]


def titles_in(message: Json) -> list[str]:
    """The titles a list shows, in order."""
    return [line.split(" · ", 1)[1] for line in text_of(message).splitlines() if line.startswith("n°")]


async def refresh(service: Service, sent: Submission, card: Json) -> None:
    """Brings a card up to date, as happens every hour."""

    def work(conn: Connection) -> None:
        place = Place(card["message_id"], chat_id=card["chat"]["id"])
        cards.repaint(conn, service.services, sent, service.services.clock(), place)

    await service.database.write(work)


def delete_topic(service: Service, thread: int) -> None:
    """Someone deletes a topic, with all that is in it."""
    chat = service.moderation
    for message in [one for one in chat.messages.values() if one.get("message_thread_id") == thread]:
        service.sandbox.world.delete(chat, message["message_id"])
    del chat.topics[thread]


# Where cards go


@pytest.mark.parametrize("moderation", [FORUM], indirect=True)
async def test_a_forum_has_one_topic_a_theme_made_when_its_first_card_comes(service: Service, alice: Person) -> None:
    first, second = await contribute(service, alice, "Publier les délais", "Publier les coûts")
    cards_shown = [await card_of(service, one) for one in (first, second)]
    (other,) = await contribute(service, alice, "Ouvrir les données", theme="environnement")
    elsewhere = await card_of(service, other)
    topics = {thread: topic["name"] for thread, topic in service.moderation.topics.items()}
    assert len(topics) == 2
    assert {card["message_thread_id"] for card in cards_shown} == {cards_shown[0]["message_thread_id"]}
    assert elsewhere["message_thread_id"] != cards_shown[0]["message_thread_id"]
    assert "Usager au cœur" in topics[cards_shown[0]["message_thread_id"]]


@pytest.mark.parametrize("moderation", [FORUM], indirect=True)
async def test_a_deleted_topic_is_made_again_with_the_cards_that_wait(service: Service, alice: Person) -> None:
    (first,) = await contribute(service, alice, "Publier les délais")
    card = await card_of(service, first)
    delete_topic(service, card["message_thread_id"])
    (second,) = await contribute(service, alice, "Publier les coûts")
    again = await card_of(service, second)
    assert again["message_thread_id"] in service.moderation.topics
    await refresh(service, first, card)
    back = await card_of(service, first)
    assert back["message_thread_id"] == again["message_thread_id"]
    assert list(service.moderation.topics) == [again["message_thread_id"]]
    await service.mehdi.taps("Approuver", message=back)
    await alice.sees("validée par la modération", since=0)


@pytest.mark.parametrize("moderation", [FORUM], indirect=True)
async def test_without_the_right_to_make_topics_cards_go_to_the_general_one(service: Service, alice: Person) -> None:
    service.sandbox.faults.fail(400, method="createForumTopic")
    (sent,) = await contribute(service, alice, "Publier les délais")
    card = await card_of(service, sent)
    assert "message_thread_id" not in card


@pytest.mark.parametrize("moderation", [CHANNEL, SUPERGROUP], indirect=True)
async def test_a_deleted_card_is_noticed_within_the_hour_and_made_again(service: Service, alice: Person) -> None:
    (sent,) = await contribute(service, alice, "Publier les délais")
    card = await card_of(service, sent)
    service.sandbox.world.delete(service.moderation, card["message_id"])
    await refresh(service, sent, card)
    again = await card_of(service, sent)
    assert again["message_id"] != card["message_id"]
    await service.mehdi.taps("Approuver", message=again)
    await alice.sees("validée par la modération", since=0)


@pytest.mark.parametrize("moderation", [GROUP], indirect=True)
async def test_a_group_that_becomes_a_supergroup_is_followed(service: Service, alice: Person) -> None:
    (before,) = await contribute(service, alice, "Publier les délais")
    await card_of(service, before)
    upgraded = service.sandbox.upgrade(service.moderation)
    (after,) = await contribute(service, alice, "Publier les coûts")
    card = await card_of(service, before, upgraded)
    await card_of(service, after, upgraded)
    await service.mehdi.taps("Approuver", message=card)
    await service.mehdi.sees("Approuvée par Mehdi", upgraded, patience=LATE)
    await service.mehdi.sends("/file", chat=upgraded)
    await service.mehdi.sees("Une contribution attend", upgraded)


@pytest.mark.parametrize("moderation", [GROUP], indirect=True)
async def test_a_move_is_learnt_from_a_message_that_is_refused_too(service: Service, alice: Person) -> None:
    upgraded = service.sandbox.upgrade(service.moderation)
    now = service.services.clock()

    def unlearn(conn: Connection) -> int:
        conn.execute(chats_table.delete())
        params = {"text": "Bonjour"}
        lane, chat_id = outbox.Lane.CARD, service.moderation.id
        return outbox.put(conn, method="sendMessage", params=params, lane=lane, chat_id=chat_id, now=now)

    await service.mehdi.sees("", upgraded, since=0)
    await service.database.write(unlearn)
    await service.mehdi.sees("Bonjour", upgraded, since=0, patience=LATE)
    home = await service.database.read(lambda conn: moderation_chats.home(conn, service.moderation.id))
    assert home == upgraded.id


# The board


@pytest.mark.parametrize("moderation", [SUPERGROUP], indirect=True)
async def test_past_a_backlog_one_board_stands_for_the_cards_and_gives_the_oldest(
    service: Service, alice: Person
) -> None:
    sent = await contribute(service, alice, *(f"Idée {index}" for index in range(6)))
    board = await service.mehdi.sees("6 contributions attendent", service.moderation, since=0, patience=LATE)
    assert f"La plus ancienne{NBSP}: n°{NBSP}{sent[0].id}" in text_of(board)
    for one in sent[:3]:
        await card_of(service, one)
    assert len(cards_in(service.moderation)) == 3
    mehdi = service.mehdi
    for one in sent[:5]:  # each shown again, or for the first time, below the board
        await mehdi.taps("Suivante", message=board)
        await mehdi.sees_toast(f"n°{NBSP}{one.id} ")
        shown = await mehdi.sees(f"Contribution n°{NBSP}{one.id}", service.moderation)
        await mehdi.taps("Approuver", message=shown)
        await mehdi.sees_toast("approuvée")
    await mehdi.sees("La file est redevenue courte", service.moderation, since=0, patience=LATE)
    await card_of(service, sent[5])
    (after,) = await contribute(service, alice, "Idée d’après")
    await card_of(service, after)


@pytest.mark.parametrize("moderation", [SUPERGROUP], indirect=True)
async def test_two_who_ask_for_the_next_one_see_two_of_them(service: Service, alice: Person) -> None:
    sent = await contribute(service, alice, *(f"Idée {index}" for index in range(6)))
    board = await service.mehdi.sees("6 contributions attendent", service.moderation, since=0, patience=LATE)
    first = await card_of(service, sent[0])
    for one in (*sent, sent[0]):
        await service.mehdi.taps("Suivante", message=board)
        await service.mehdi.sees_toast(f"n°{NBSP}{one.id} ")
    older = first["message_id"]  # one card of each has buttons: the last one shown
    await eventually(lambda: "reply_markup" not in service.moderation.messages[older], LATE)


@pytest.mark.parametrize("board_after", [15])
async def test_a_backlog_of_five_hundred_takes_a_board_and_not_five_hundred_messages(
    service: Service, alice: Person, board_after: int
) -> None:
    def flood(conn: Connection) -> None:
        now = service.services.clock()
        for index in range(500):
            cards.post(conn, service.services, submit(conn, now, alice.id, title=f"Idée {index}"), now)

    await service.database.write(flood)
    await service.mehdi.sees("500 contributions attendent", service.moderation, since=0, patience=LATE)
    await service.mehdi.sees(f"Contribution n°{NBSP}15", service.moderation, since=0, patience=LATE)
    assert len(cards_in(service.moderation)) == board_after
    assert service.sandbox.calls("sendMessage") == board_after + 1


async def test_a_deleted_board_is_shown_again(service: Service, alice: Person) -> None:
    await contribute(service, alice, *(f"Idée {index}" for index in range(4)))
    board = await service.mehdi.sees("4 contributions attendent", service.moderation, since=0, patience=LATE)
    service.sandbox.world.delete(service.moderation, board["message_id"])
    await contribute(service, alice, "Idée de plus")
    await service.database.write(lambda conn: _age_board(conn, service))
    again = await service.mehdi.sees("5 contributions attendent", service.moderation, since=0, patience=LATE)
    assert again["message_id"] != board["message_id"]


def _age_board(conn: Connection, service: Service) -> None:
    """The half minute between two showings is over."""
    this = chats_table.c.chat_id == service.moderation.id
    conn.execute(chats_table.update().where(this).values(board_at=None))


async def test_in_a_channel_the_next_one_is_read_in_private(service: Service, alice: Person) -> None:
    sent = await contribute(service, alice, *(f"Idée {index}" for index in range(5)))
    board = await service.mehdi.sees("5 contributions attendent", service.moderation, since=0, patience=LATE)
    for one in sent[:3]:
        await card_of(service, one)
    await service.mehdi.taps("Suivante", message=board)
    await service.mehdi.sends("/start suivante")
    await service.mehdi.sees(f"Contribution n°{NBSP}{sent[0].id}")
    await service.mehdi.sees("Il en reste 4 autres")
    await service.mehdi.taps("Suivante")
    card = await service.mehdi.sees(f"Contribution n°{NBSP}{sent[1].id}")
    await service.mehdi.taps("Approuver", message=card)
    await alice.sees("validée par la modération", since=0)
    assert len(cards_in(service.moderation)) == 3
    await alice.sends("/start suivante")
    await alice.sees("Seuls les modérateurs")


# What is told once a day


async def test_the_day_is_told_in_the_chat_and_leads_to_the_next_one(service: Service, alice: Person) -> None:
    await contribute(service, alice, "Publier les délais")

    def tell(conn: Connection) -> None:
        conn.execute(rounds_table.delete())
        now = service.services.clock().replace(hour=12)
        assert digest.digest(conn, service.services, now)
        assert not digest.digest(conn, service.services, now)

    await service.database.write(tell)
    told = await service.mehdi.sees("La modération depuis hier", service.moderation, since=0, patience=LATE)
    assert "Une contribution reçue" in text_of(told)
    assert "Une attend un modérateur" in text_of(told)


# The list


async def test_the_list_is_filtered_by_state_theme_and_age(service: Service, alice: Person) -> None:
    kept, other = await contribute(service, alice, "Publier les délais", "Publier les coûts")
    await contribute(service, alice, "Ouvrir les données", theme="environnement")
    card, mehdi = await card_of(service, kept), service.mehdi
    await mehdi.taps("Approuver", message=card)
    await mehdi.sees_toast("approuvée")
    await mehdi.sends("/file")
    await mehdi.sees("2 contributions attendent")
    await mehdi.taps("Tous les thèmes")
    await mehdi.taps("Usager au cœur")
    assert titles_in(await mehdi.sees("dans cette liste")) == [other.answers["title"]]
    await mehdi.taps("À traiter")
    await mehdi.taps("Approuvées")
    shown = await mehdi.sees("Validée par la modération")
    assert titles_in(shown) == [kept.answers["title"]]
    await mehdi.taps("À toute date")
    await mehdi.taps("Il y a plus de")
    await mehdi.sees("Aucune contribution")
    await mehdi.taps("Il y a plus de")
    await mehdi.taps("Depuis 24 heures")
    assert titles_in(await mehdi.sees("dans cette liste")) == [kept.answers["title"]]


@pytest.mark.parametrize("board_after", [0])
async def test_pages_turn_both_ways_whatever_is_decided_meanwhile(service: Service, alice: Person) -> None:
    sent = await contribute(service, alice, *(f"Idée numéro {index:02}" for index in range(20)))
    mehdi, seen = service.mehdi, [f"Idée numéro {index:02}" for index in range(20)]
    await mehdi.sends("/file")
    assert titles_in(await mehdi.sees("20 contributions attendent")) == seen[:8]
    await mehdi.taps("Suivant ▶️")
    assert titles_in(await mehdi.sees("Idée numéro 08")) == seen[8:16]
    await mehdi.taps("Suivant ▶️")
    assert titles_in(await mehdi.sees("Idée numéro 16")) == seen[16:]
    await mehdi.taps("Approuver", message=await card_of(service, sent[15]))
    await mehdi.sees_toast("approuvée")
    await mehdi.taps("Précédent")
    assert titles_in(await mehdi.sees("Idée numéro 07")) == seen[7:15]
    await mehdi.taps("Précédent")
    assert titles_in(await mehdi.sees("Idée numéro 00")) == seen[:8]
    assert "Précédent" not in str(mehdi.buttons())


async def test_a_contribution_is_found_by_its_number_or_its_words(service: Service, alice: Person) -> None:
    first, _ = await contribute(service, alice, "Publier les délais", "Ouvrir les données <b>")
    mehdi = service.mehdi
    for typed in (f"/file {first.id}", f"/file n° {first.id}"):
        await mehdi.sends(typed)
        await mehdi.sees(f"Contribution n°{NBSP}{first.id}")
    await mehdi.sends("/file OUVRIR donnees <b>")
    found = await mehdi.sees("Une contribution contient ces mots")
    assert titles_in(found) == ["Ouvrir les données <b>"]
    await mehdi.taps("Toutes")
    await mehdi.taps("Refusées")
    assert "donnees <b>" in text_of(await mehdi.sees("Aucune contribution ne contient tous ces mots"))
    await mehdi.sends("/file 9999")
    await mehdi.sees("Je ne trouve pas de contribution")


async def test_a_post_in_the_channel_leads_to_the_list_in_private(service: Service, alice: Person) -> None:
    await contribute(service, alice, "Publier les délais")
    await service.mehdi.sends("/file", chat=service.moderation)
    shown = await service.mehdi.sees("je ne sais pas qui écrit", service.moderation)
    url = shown["reply_markup"]["inline_keyboard"][0][0]["url"]
    assert url.endswith("?start=file")
    await service.mehdi.sends("/start file")
    await service.mehdi.sees("Une contribution attend")
    kept = await service.database.read(lambda conn: submissions.get(conn, 1))
    assert kept is not None


async def test_a_post_in_another_channel_is_left_alone(service: Service) -> None:
    elsewhere = service.sandbox.channel("Ailleurs", admins=[service.sandbox.bot, service.mehdi])
    await service.mehdi.sends("/file", chat=elsewhere)
    await service.mehdi.sees_nothing(chat=elsewhere)


async def test_a_private_card_speaks_its_readers_language_and_the_chat_its_own(
    service: Service, sandbox: Sandbox, moderation: Chat, alice: Person
) -> None:
    bruno = sandbox.person("Bruno", language="en")
    await bruno.joins(moderation)
    [sent] = await contribute(service, alice, "Publier les délais")
    standing = await card_of(service, sent)
    await bruno.sends(f"/file {sent.id}")
    await bruno.sees("Who speaks")
    await bruno.taps("More actions")
    await bruno.taps("Back")
    await bruno.taps("Refuse")
    await bruno.taps("Off topic")
    decided = await bruno.sees("Refused by Bruno", patience=LATE)
    assert "Off topic" in text_of(decided)
    assert bruno.buttons() == ["⏪ Undo this decision", "⚠️ Warn the author"]
    told = await service.mehdi.sees("Refusée par Bruno", service.moderation, since=0, patience=LATE)
    assert told["message_id"] == standing["message_id"]
