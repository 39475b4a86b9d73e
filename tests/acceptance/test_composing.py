"""What a press officer may choose for an announcement: each choice is seen in the preview, and arrives so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, select

from bot import settings as sections
from bot.settings import Settings
from sandbox.person import Person
from sandbox.wire import Json
from storage import people, registrations
from storage.tables import limits
from tests.acceptance.announcing import begins, composes, received, subscribed, translates
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
    await begins(pauline)
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
    await begins(pauline)
    await pauline.sends_photo("Une seule image", album="a")
    await pauline.taps("Voir l’aperçu")
    await pauline.sees("1 personne abonnée")
    await pauline.taps("Envoyer")
    arrived = await alice.sees("Une seule image")
    assert "media_group_id" not in arrived


async def test_everybody_answers_one_and_the_same_anonymous_poll(service: Service) -> None:
    alice, bruno = await subscribed(service, "Alice", "Bruno")
    pauline = service.pauline
    await begins(pauline)
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
    await begins(pauline)
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
    await translates(pauline)
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


def register(conn: Connection, event_id: str, *coming: Person) -> None:
    """They registered when there was still time to."""
    now = datetime(2021, 2, 23, tzinfo=UTC)
    for person in coming:
        known = people.find(conn, person.id)
        assert known is not None
        registrations.register(conn, known.id, event_id, told="", reminded_for=None, now=now)


async def test_those_registered_for_an_event_and_those_who_follow_a_theme(service: Service) -> None:
    alice, bruno, camille = (service.sandbox.person(name) for name in ("Alice", "Bruno", "Camille"))
    event = service.services.consultation.events[0]
    for person in (alice, bruno, camille):
        await person.sends("/start")
        await person.sees("Bonjour")
    await service.database.write(lambda conn: register(conn, event.id, alice, bruno))
    await bruno.sends("/abonnements")
    await bruno.taps("Par thème")
    await bruno.taps("Participation")
    await bruno.sees_toast("C’est noté")
    pauline = service.pauline
    await composes(pauline, "Rendez-vous à 14 heures")
    await pauline.sees("Destinataires\u00a0: aucun", since=0)
    await pauline.taps("Destinataires")
    await pauline.taps("Ajouter un événement")
    await pauline.taps(event.title["fr"][:30])
    await pauline.sees("Destinataires\u00a0: 2 personnes")
    await pauline.taps("Ajouter un thème")
    await pauline.taps("Participation")
    await pauline.taps("Seulement tous ces groupes")
    await pauline.sees("dans tous ces groupes à la fois")
    await pauline.taps("Toutes les personnes abonnées")
    await pauline.sees("Destinataires\u00a0: 1 personne")
    await pauline.taps("Retour")
    await pauline.sees("Voici votre annonce")
    await pauline.taps("Envoyer")
    await bruno.sees("Rendez-vous à 14 heures")
    await pauline.sees("c’est terminé")
    assert received(alice, "Rendez-vous") == received(camille, "Rendez-vous") == []


class TestPaidBroadcast:
    """The settings let an admin choose it."""

    @pytest.fixture
    def settings(self, settings: Settings, pauline: Person) -> Settings:
        press = sections.Press(user_ids=frozenset({pauline.id}), paid_broadcast=True)
        admin = sections.Admin(user_ids=frozenset({pauline.id}))
        return settings.model_copy(update={"press": press, "admin": admin, "limits": sections.Limits()})

    async def test_its_cost_is_shown_first_and_it_waits_behind_no_free_limit(self, service: Service) -> None:
        [alice] = await subscribed(service, "Alice")
        pauline = service.pauline
        await composes(pauline, "Ouverture")
        await pauline.taps("Diffusion payante")
        asked = await pauline.sees("0,1 Star par message")
        assert "1 Star au plus" in asked["text"].replace("\u00a0", " ")
        await pauline.taps("Oui, 1 Star")
        await pauline.sees("Diffusion payante\u00a0: 1 Star au plus")
        await pauline.taps("Envoyer")
        await alice.sees("Ouverture")
        scopes = await service.database.read(lambda conn: set(conn.execute(select(limits.c.scope)).scalars()))
        assert "paid" in scopes


async def test_nobody_pays_where_the_settings_do_not_say_so(service: Service) -> None:
    await subscribed(service, "Alice")
    await composes(service.pauline, "Ouverture")
    assert "⭐ Diffusion payante" not in service.pauline.buttons()
