"""What a press officer may choose for an announcement: each choice is seen in the preview, and arrives so."""

from __future__ import annotations

from sandbox.person import Person
from sandbox.wire import Json
from tests.acceptance.announcing import composes, received, subscribed
from tests.acceptance.conftest import Service

POLL = {
    "poll": {
        "id": "1",
        "question": "Quel thème vous importe le plus ?",
        "options": [
            {"persistent_id": "0", "text": "La participation", "voter_count": 0},
            {"persistent_id": "1", "text": "Les données", "voter_count": 0},
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": False,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }
}


def buttons_under(message: Json) -> list[tuple[str, str | None]]:
    """The labels under a message, and where they lead."""
    return [(one["text"], one.get("url")) for row in message["reply_markup"]["inline_keyboard"] for one in row]


async def reads_in_english(service: Service, person: Person) -> None:
    """Someone who changed the language."""
    await person.sends("/langue")
    await person.taps("English")
    await person.sees("Hello!")


async def test_an_album_is_shown_when_all_of_it_has_come_and_arrives_with_a_way_to_stop(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    await pauline.sends("/annonce")
    await pauline.sees("Nouvelle annonce")
    await pauline.sends_photo("Le plan en images", album="a")
    await pauline.sends_photo(album="a")
    await pauline.sends_photo(album="a")
    await pauline.sees("Un album arrive", since=0)
    await pauline.taps("Voir l’aperçu")
    await pauline.sees("1 personne abonnée")
    assert len(received(pauline, "Un album arrive")) == 1
    assert "🔗 Boutons" not in pauline.buttons()
    await pauline.taps("Envoyer")
    arrived = await alice.sees("Le plan en images")
    assert arrived["caption"].endswith("/stop")
    group = [message for message in alice.messages if message.get("media_group_id") == arrived["media_group_id"]]
    assert len(group) == 3


async def test_an_album_of_one_picture_is_a_picture(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    await pauline.sends("/annonce")
    await pauline.sees("Nouvelle annonce")
    await pauline.sends_photo("Une seule image", album="a")
    await pauline.taps("Voir l’aperçu")
    await pauline.sees("1 personne abonnée")
    await pauline.taps("Envoyer")
    arrived = await alice.sees("Une seule image")
    assert "media_group_id" not in arrived


async def test_everybody_answers_one_and_the_same_anonymous_poll(service: Service) -> None:
    alice, bruno = await subscribed(service, "Alice", "Bruno")
    pauline = service.pauline
    await pauline.sends("/annonce")
    await pauline.sees("Nouvelle annonce")
    service.sandbox.people.send(pauline.user, pauline.chat, POLL)
    await pauline.sees("2 personnes abonnées")
    await pauline.taps("Envoyer")
    question = "Quel thème vous importe"
    polls = [(await person.sees(question))["poll"] for person in (alice, bruno)]
    assert polls[0]["id"] == polls[1]["id"]
    assert polls[0]["is_anonymous"]
    assert [option["text"] for option in polls[0]["options"]] == ["La participation", "Les données"]


async def test_a_quiz_is_no_consultation(service: Service) -> None:
    await subscribed(service, "Alice")
    pauline = service.pauline
    await pauline.sends("/annonce")
    await pauline.sees("Nouvelle annonce")
    quiz = {"poll": {**POLL["poll"], "type": "quiz", "correct_option_ids": [0]}}
    service.sandbox.people.send(pauline.user, pauline.chat, quiz)
    await pauline.sees("Je ne diffuse pas les quiz")


async def test_buttons_are_https_addresses_and_stand_under_what_arrives(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    await composes(pauline, "Le plan est ouvert")
    await pauline.taps("Boutons")
    await pauline.sees("un par ligne")
    await pauline.sends("Lire | http://exemple.fr")
    await pauline.sees("commence par https://")
    await pauline.sends("Lire le plan | https://exemple.fr/plan\nS’inscrire | https://exemple.fr")
    await pauline.sees("1 personne abonnée")
    links = [("Lire le plan", "https://exemple.fr/plan"), ("S’inscrire", "https://exemple.fr")]
    assert buttons_under(received(pauline, "Le plan est ouvert")[-1])[:-1] == links
    await pauline.taps("Envoyer")
    arrived = await alice.sees("Le plan est ouvert")
    assert buttons_under(arrived) == [*links, ("🔕 Se désabonner / Unsubscribe", None)]


async def test_the_link_preview_is_a_choice(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    await composes(pauline, "À lire : https://exemple.fr")
    await pauline.taps("Aperçu du lien")
    await pauline.taps("Pas d’aperçu")
    await pauline.sees("1 personne abonnée")
    assert received(pauline, "À lire")[-1]["link_preview_options"] == {"is_disabled": True}
    await pauline.taps("Envoyer")
    assert (await alice.sees("À lire"))["link_preview_options"] == {"is_disabled": True}


async def test_each_reads_it_in_their_language(service: Service) -> None:
    alice, bruno = await subscribed(service, "Alice", "Bruno")
    await reads_in_english(service, bruno)
    pauline = service.pauline
    await composes(pauline, "Le plan est ouvert")
    await pauline.taps("Boutons")
    await pauline.sends("Lire | https://exemple.fr | Read")
    await pauline.sees("2 personnes abonnées")
    await pauline.taps("Version anglaise")
    await pauline.sees("à la place du français")
    await pauline.sends_photo("The plan is open")
    await pauline.sees("du même genre")
    await pauline.sends("The plan is open")
    await pauline.sees("En deux langues")
    assert received(pauline, "Le plan est ouvert")
    assert received(pauline, "The plan is open")
    await pauline.taps("Envoyer")
    english, french = await bruno.sees("The plan is open"), await alice.sees("Le plan est ouvert")
    assert buttons_under(english)[0] == ("Read", "https://exemple.fr")
    assert buttons_under(french)[0] == ("Lire", "https://exemple.fr")
    assert received(bruno, "Le plan est ouvert") == received(alice, "The plan is open") == []


async def test_several_drafts_wait_for_their_author(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    await composes(pauline, "Premier brouillon")
    await pauline.taps("Une autre annonce")
    await pauline.sees("Nouvelle annonce")
    await pauline.sends("Second brouillon")
    await pauline.sees("1 personne abonnée")
    await pauline.sends("/annonce")
    await pauline.sees("2 brouillons")
    await pauline.taps("Premier brouillon")
    await pauline.sees("1 personne abonnée")
    await pauline.taps("Envoyer")
    await alice.sees("Premier brouillon")
    await pauline.sends("/annonce")
    await pauline.sees("1 personne abonnée")
    assert received(pauline, "Second brouillon")
    assert received(alice, "Second brouillon") == []
