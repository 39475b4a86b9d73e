"""What people send that is not plainly an answer: each does something sensible, and drafts never mix."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Connection, update

from handlers import cards
from sandbox.person import Person
from sandbox.wire import Json
from storage import drafts, people
from storage.drafts import FORMS, Draft
from storage.tables import drafts as drafts_table
from tests.acceptance.conftest import Service
from tests.acceptance.test_contribution import OBSERVATION, PROPOSAL, TITLE, reaches
from tests.stories import submit

LONG = "Un guichet par commune, ouvert le samedi matin, avec une personne formée. " * 60


async def forwards(service: Service, person: Person, text: str) -> None:
    """Someone forwards to the bot what another person wrote."""
    world, bot = service.sandbox.world, service.sandbox.bot
    origin = {"type": "hidden_user", "sender_user_name": "Quelqu’un", "date": world.timestamp()}
    sent: Json = await person.sends("…")
    message = {**sent, "message_id": sent["message_id"] + 500, "text": text, "forward_origin": origin}
    bot.queue.put("message", message)


async def begun(service: Service, person: Person) -> list[Draft]:
    """The forms someone has open, the one touched last first."""

    def work(conn: Connection) -> list[Draft]:
        known = people.find(conn, person.id)
        assert known is not None
        return drafts.of_person(conn, known.id, FORMS)

    return await service.database.read(work)


async def leaves_for_a_week(service: Service) -> None:
    """A week goes by."""
    since = service.services.clock() - timedelta(days=7)

    def work(conn: Connection) -> None:
        conn.execute(update(drafts_table).values(touched_at=since))

    await service.database.write(work)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        ("sends_voice", "micro du clavier"),
        ("sends_video", "micro du clavier"),
        ("sends_sticker", "il me faut des mots"),
        ("sends_contact", "pas de numéro de téléphone"),
        ("sends_location", "étape « Territoire »".replace("« ", "«\u00a0").replace(" »", "\u00a0»")),
    ],
)
async def test_what_cannot_be_read_is_explained_in_a_form_and_out_of_it(
    service: Service, alice: Person, act: str, told: str
) -> None:
    await alice.sends("/start")
    await alice.sees("Bonjour")
    await getattr(alice, act)()
    await alice.sees(told)
    await reaches(alice, "Titre")
    await getattr(alice, act)()
    await alice.sees(told)
    await alice.sends(TITLE)
    await alice.sees("3/8")


async def test_of_an_album_the_first_picture_is_kept_and_the_rest_says_nothing(service: Service, alice: Person) -> None:
    await reaches(alice, "Pièce jointe")
    for _ in range(3):
        await alice.sends_photo(album="vacances")
    shown = await alice.sees("première image de votre album", since=0)
    assert "avant l’envoi" in shown["text"]
    await alice.sees_nothing("étape")
    assert len([message for message in alice.messages if "album" in message.get("text", "")]) == 1


async def test_a_caption_and_a_voice_are_not_dropped_without_a_word(service: Service, alice: Person) -> None:
    await reaches(alice, "Pièce jointe")
    await alice.sends_voice()
    await alice.sees("écouter un message vocal")
    await alice.sends_photo(caption="Le guichet, un lundi matin")
    await alice.sees("La légende n’est pas gardée")


async def test_an_album_sent_too_early_is_answered_once(service: Service, alice: Person) -> None:
    await reaches(alice, "Titre")
    for _ in range(3):
        await alice.sends_photo(album="vacances")
    await alice.sees("vient à la dernière étape", since=0)
    await alice.sends(TITLE)
    await alice.sees("3/8")
    assert len([message for message in alice.messages if "dernière étape" in message.get("text", "")]) == 1


async def test_a_forwarded_message_is_an_answer_once_the_person_says_so(service: Service, alice: Person) -> None:
    await reaches(alice, "Constat")
    await forwards(service, alice, OBSERVATION)
    await alice.sees("Ce message est transféré", since=0)
    [draft] = await begun(service, alice)
    assert "observation" not in draft.answers
    await alice.taps("Oui, c’est ma réponse")
    await alice.sees("4/8")
    [draft] = await begun(service, alice)
    assert draft.answers["observation"] == OBSERVATION


async def test_an_edited_message_corrects_the_answer_it_gave(service: Service, alice: Person) -> None:
    await reaches(alice, "Constat")
    sent = await alice.sends(OBSERVATION)
    await alice.sees("4/8")
    await alice.edits(sent, "Je ne sais jamais combien de temps durera une démarche.")
    await alice.sees("est corrigée")
    await alice.edits(sent, "court")
    await alice.sees("reste celle d’avant")
    [draft] = await begun(service, alice)
    assert draft.answers["observation"] == "Je ne sais jamais combien de temps durera une démarche."
    assert draft.field == "proposal"


async def test_an_edit_shows_the_summary_anew_when_it_is_shown(service: Service, alice: Person) -> None:
    await reaches(alice, "avant l’envoi")
    sent = next(message for message in alice.messages if message.get("text") == TITLE)
    await alice.edits(sent, "Un titre corrigé après coup")
    shown = await alice.sees("est corrigée")
    assert "Un titre corrigé après coup" in shown["text"]
    await alice.taps("Envoyer")
    await alice.sees("bien enregistrée")
    await alice.edits(sent, "Encore un autre titre")
    await alice.sees("je l’avais déjà traité")


async def test_the_second_part_of_a_long_text_is_added_to_the_first(service: Service, alice: Person) -> None:
    await reaches(alice, "Constat")
    await alice.sends(OBSERVATION)
    await alice.sends("Et quand j’appelle, personne ne peut me répondre.")
    await alice.sees("5/8")
    await alice.taps("Ajouter à la suite")
    await alice.sees("4/8")
    [draft] = await begun(service, alice)
    assert draft.answers["observation"] == f"{OBSERVATION}\n\nEt quand j’appelle, personne ne peut me répondre."
    assert "proposal" not in draft.answers
    await alice.sends(PROPOSAL)
    await alice.sees("5/8")


async def test_the_end_of_a_text_is_offered_to_be_added_where_the_next_field_cannot_take_it(
    service: Service, alice: Person
) -> None:
    await reaches(alice, "Proposition")
    await alice.sends(PROPOSAL)
    await alice.sends("Le tout en langage clair, s’il vous plaît.")
    await alice.sees("la fin de votre réponse")
    await alice.taps("Ajouter à la suite")
    await alice.sees("5/8")
    [draft] = await begun(service, alice)
    assert draft.answers["proposal"] == f"{PROPOSAL}\n\nLe tout en langage clair, s’il vous plaît."


async def test_the_end_of_a_text_too_long_for_a_message_is_not_taken_for_an_answer(
    service: Service, alice: Person
) -> None:
    await reaches(alice, "Constat")
    await alice.sends(LONG[:4096])
    await alice.sees("trop long")
    await alice.sends(LONG[4096:])
    await alice.sees("Vos messages se suivent")
    [draft] = await begun(service, alice)
    assert "observation" not in draft.answers


async def test_a_place_becomes_a_departement_once_confirmed(service: Service, alice: Person) -> None:
    await reaches(alice, "Territoire")
    await alice.sends_location(41.92, 8.73)
    await alice.sees("C’est bien Corse-du-Sud (2A)")
    await alice.taps("Corse-du-Sud")
    await alice.sees("6/8")
    [draft] = await begun(service, alice)
    assert draft.answers["territory"] == "2A"


async def test_a_place_abroad_is_said_so_kindly(service: Service, alice: Person) -> None:
    await reaches(alice, "Territoire")
    await alice.sends_location(40.71, -74.0)
    await alice.sees("n’est pas en France")
    await alice.taps("National", message=next(m for m in reversed(alice.messages) if "5/8" in m.get("text", "")))
    await alice.sees("6/8")


async def test_after_a_week_a_text_is_an_answer_only_once_the_person_says_so(service: Service, alice: Person) -> None:
    await reaches(alice, "Constat")
    await leaves_for_a_week(service)
    await alice.sends("Bonjour")
    await alice.sees_nothing("3/8")
    await alice.sends("Quand la France a-t-elle rejoint le Partenariat ?")
    await alice.sees("2014")
    await alice.sends(OBSERVATION)
    await alice.sees("Vous aviez commencé une contribution")
    [draft] = await begun(service, alice)
    assert "observation" not in draft.answers
    await alice.taps("Oui, c’est ma réponse")
    await alice.sees("4/8")
    await alice.sends(PROPOSAL)
    await alice.sees("5/8")


async def test_after_a_week_a_text_can_be_a_question_after_all(service: Service, alice: Person) -> None:
    await reaches(alice, "Constat")
    await leaves_for_a_week(service)
    await alice.sends("le plan de la france pour les deux ans a venir")
    await alice.sees("Vous aviez commencé une contribution")
    await alice.taps("c’est une question")
    await alice.sees("Est-ce l’une de ces questions")
    await alice.sends("/contribuer")
    await alice.taps("Continuer")
    await alice.sees("3/8")


async def test_what_is_written_after_one_form_does_not_fall_into_another(service: Service, alice: Person) -> None:
    await reaches(alice, "Constat")

    def work(conn: Connection) -> int:
        sent = submit(conn, service.services.clock(), alice.id)
        cards.post(conn, service.services, sent, service.services.clock())
        return sent.id

    await service.database.write(work)
    card = await service.mehdi.sees("Contribution n°", service.moderation, since=0)
    await service.mehdi.taps("Demander une précision", message=card)
    await service.mehdi.taps("Titre", message=card)
    await alice.sees("a besoin d’une précision", since=0)
    await alice.taps("Répondre")
    await alice.sends("Un titre bien plus clair")
    await alice.sees("avant l’envoi")
    await alice.taps("Envoyer")
    await alice.sees("Vous aviez aussi commencé")
    await alice.sends(OBSERVATION)
    await alice.sees("Vous aviez commencé une contribution")
    [draft] = await begun(service, alice)
    assert "observation" not in draft.answers
    await alice.taps("Oui, c’est ma réponse")
    await alice.sees("4/8")


async def test_buttons_of_what_was_asked_before_answer_politely(service: Service, alice: Person) -> None:
    await reaches(alice, "Constat")
    await alice.sends(OBSERVATION)
    await alice.sends("Et quand j’appelle, personne ne peut me répondre.")
    offered = await alice.sees("5/8")
    await alice.sends("35")
    await alice.sees("6/8")
    await alice.taps("Ajouter à la suite", message=offered)
    await alice.sees_toast("n’est plus valable")


async def test_a_sentence_is_not_taken_for_a_departement(service: Service, alice: Person) -> None:
    await reaches(alice, "Territoire")
    await alice.sends("Les réunions ont lieu à 14 h, je travaille, je ne peux jamais venir.")
    asked = await alice.sees("Votre territoire est-il bien")
    assert "Calvados (14)" in asked["text"]
    await alice.taps("Ajouter à la suite")
    await alice.sees("Territoire")
    [draft] = await begun(service, alice)
    assert draft.answers["proposal"].endswith("je ne peux jamais venir.")
    assert "territory" not in draft.answers
    await alice.sends("j’ai grandi dans le 35, à la campagne")
    await alice.sees("Votre territoire est-il bien")
    await alice.taps("Ille-et-Vilaine (35)")
    await alice.sees("6/8")
    [draft] = await begun(service, alice)
    assert draft.answers["territory"] == "35"


async def test_a_theme_is_typed_by_its_name_and_asked_about_when_misspelt(service: Service, alice: Person) -> None:
    await alice.sends("/contribuer")
    await alice.taps("J’accepte")
    await alice.sends("environnement")
    await alice.sees("Votre thème est-il bien")
    await alice.taps("Enjeux environnementaux")
    await alice.sees("2/8")
    await alice.taps("Retour")
    await alice.sees("1/8")
    await alice.sends("Participation")
    await alice.sees("2/8")
    [draft] = await begun(service, alice)
    assert draft.answers["theme"] == "participation"


async def test_a_greeting_is_not_a_signature(service: Service, alice: Person) -> None:
    await reaches(alice, "Signature")
    await alice.sends("bonjour")
    await alice.sees("Tout le monde le lira sous votre contribution")
    await alice.taps("Rester anonyme")
    await alice.sees("8/8")
    [draft] = await begun(service, alice)
    assert draft.answers["signature"] == ""


@pytest.mark.parametrize(("command", "seen"), [("/start", "Bonjour"), ("/aide", "/contribuer"), ("/agenda", "Agenda")])
async def test_after_another_screen_a_text_is_asked_about(
    service: Service, alice: Person, command: str, seen: str
) -> None:
    await reaches(alice, "Signature")
    await alice.sends(command)
    await alice.sees(seen)
    await alice.sends("Camille Martin")
    await alice.sees("Votre message est-il votre réponse à")
    [draft] = await begun(service, alice)
    assert "signature" not in draft.answers
    await alice.taps("Oui, c’est ma réponse")
    await alice.sees("8/8")
