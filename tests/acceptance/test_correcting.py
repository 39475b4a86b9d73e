"""What was sent is put right: by a correction that says so, where it stands, or by deleting it while one can."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import update

from consultation.broadcast import Counts, DeliveryState
from sandbox.person import Person
from storage import deliveries, people
from storage.tables import deliveries as rows
from tests.acceptance.announcing import (
    announces,
    begins,
    composes,
    leaves,
    looks_up,
    opens,
    received,
    rewrites,
    sends_out,
    subscribed,
    translates,
)
from tests.acceptance.conftest import Service


async def counts(service: Service, number: int) -> Counts:
    return await service.database.read(lambda conn: deliveries.counts(conn, number))


async def test_a_correction_answers_what_it_puts_right_and_goes_to_those_who_got_it(service: Service) -> None:
    alice, bruno = await subscribed(service, "Alice", "Bruno")
    await announces(service.pauline, "Atelier le 3 mai")
    original = await alice.sees("Atelier le 3 mai", since=0)
    await subscribed(service, "Camille")
    await leaves(bruno)
    pauline = service.pauline
    await opens(service.pauline)
    await pauline.taps("Rectificatif")
    await pauline.sees("Envoyez-moi le message")
    bold = {"type": "italic", "offset": 11, "length": 5}
    service.sandbox.people.send(pauline.user, pauline.chat, {"text": "Atelier le 4 mai", "entities": [bold]})
    await pauline.sees("Destinataires\u00a0: 1 personne")
    await pauline.taps("Envoyer")
    arrived = await alice.sees("Atelier le 4 mai")
    assert arrived["text"].startswith("Rectificatif de l’annonce n°\u00a01 (")
    assert arrived["reply_to_message"]["message_id"] == original["message_id"]
    words = [arrived["text"][one["offset"] : one["offset"] + one["length"]] for one in arrived["entities"]]
    assert words[1] == "4 mai"
    await pauline.sees("c’est terminé")
    assert received(bruno, "4 mai") == []
    assert received(service.sandbox.person("Camille"), "4 mai") == []


async def test_what_arrived_is_rewritten_for_all_with_its_progress(service: Service) -> None:
    alice, bruno = await subscribed(service, "Alice", "Bruno")
    await announces(service.pauline, "Atelier le 3 mai")
    before = await alice.sees("Atelier le 3 mai", since=0)
    await leaves(bruno)
    pauline = service.pauline
    await opens(service.pauline)
    await rewrites(pauline)
    await pauline.sends_photo("Atelier le 4 mai")
    await pauline.sees("seul un autre texte")
    await pauline.sends("Atelier le 4 mai")
    await pauline.sees("2 personnes")
    report = await sends_out(pauline)
    assert "Réécriture de l’annonce n°\u00a01" in report["text"]
    assert "Envoyées\u00a0: 2" in report["text"]
    for person in (alice, bruno):
        assert received(person, "Atelier le 3 mai") == []
        assert len(received(person, "Atelier le 4 mai")) == 1
    after = alice.chat.messages[before["message_id"]]
    assert after["text"] == "Atelier le 4 mai"
    assert after["reply_markup"] == before["reply_markup"]


async def test_a_caption_is_rewritten_by_a_text_and_the_picture_stays(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    await begins(pauline)
    sent = await pauline.sends_photo("Atelier le 3 mai")
    await pauline.sees("1 personne abonnée")
    await sends_out(pauline)
    await opens(service.pauline)
    await rewrites(pauline)
    await pauline.sends("Atelier le 4 mai")
    await pauline.sees("1 personne")
    await sends_out(pauline)
    [after] = received(alice, "Atelier")
    assert after["caption"] == "Atelier le 4 mai"
    assert after["photo"][-1]["file_id"] == sent["photo"][-1]["file_id"]


async def test_both_languages_are_rewritten_or_none(service: Service) -> None:
    await subscribed(service, "Alice")
    pauline = service.pauline
    await composes(pauline, "Atelier le 3 mai")
    await translates(pauline)
    await pauline.sends("Workshop on 3 May")
    await pauline.sees("En deux langues")
    await sends_out(pauline)
    await opens(service.pauline)
    await rewrites(pauline)
    await pauline.sends("Atelier le 4 mai")
    await pauline.sees("1 personne")
    await pauline.taps("Envoyer")
    await pauline.sees_toast("version anglaise")
    await translates(pauline)
    await pauline.sends("Workshop on 4 May")
    await pauline.sees("En deux langues")
    await sends_out(pauline)


async def test_an_album_is_deleted_whole_and_what_is_too_old_is_told(service: Service) -> None:
    alice, bruno = await subscribed(service, "Alice", "Bruno")
    pauline = service.pauline
    await begins(pauline)
    for caption in ("Le plan en images", ""):
        await pauline.sends_photo(caption, album="a")
    await pauline.taps("Voir l’aperçu")
    await pauline.sees("2 personnes abonnées")
    await sends_out(pauline)
    long_ago = datetime(2021, 2, 23, tzinfo=UTC)
    number = await person_id(service, bruno)
    old = update(rows).where(rows.c.person_id == number).values(settled_at=long_ago)
    await service.database.write(lambda conn: conn.execute(old) and None)
    await opens(service.pauline)
    await pauline.taps("Supprimer")
    await pauline.sees("1 message")
    await pauline.sees("restera où il est", since=0)
    await pauline.taps("Supprimer maintenant")
    await pauline.sees("c’est terminé")
    assert [message for message in alice.messages if "photo" in message] == []
    assert len([message for message in bruno.messages if "photo" in message]) == 2
    await looks_up(pauline)
    await pauline.sees("Supprimée par le n°\u00a02")
    assert "🗑 Supprimer" not in pauline.buttons()


async def person_id(service: Service, person: Person) -> int:
    found = await service.database.read(lambda conn: people.find(conn, person.id))
    assert found is not None
    return found.id


async def test_what_is_on_its_way_is_stopped_first(service: Service) -> None:
    await subscribed(service, "Alice")
    await composes(service.pauline, "Atelier le 3 mai")
    await service.pauline.taps("Programmer")
    await service.pauline.sends("demain 9h")
    await service.pauline.taps("Envoyer à l’heure dite")
    await service.pauline.sees("programmée")
    await looks_up(service.pauline)
    await service.pauline.sees("programmée", since=0)
    labels = service.pauline.buttons()
    assert not [label for label in labels if "Rectificatif" in label or "Supprimer" in label]


async def test_what_a_crash_left_in_doubt_is_sent_again_only_when_told(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    await announces(service.pauline, "Atelier le 3 mai")
    doubt = update(rows).values(state=DeliveryState.UNKNOWN.value)
    await service.database.write(lambda conn: conn.execute(doubt) and None)
    pauline = service.pauline
    await looks_up(pauline)
    await pauline.taps("Renvoyer les incertaines (1)")
    await pauline.sees("recevoir deux fois")
    assert len(received(alice, "Atelier")) == 1
    await pauline.taps("Oui, renvoyer")
    await pauline.sees("c’est terminé")
    assert len(received(alice, "Atelier")) == 2
    assert await counts(service, 1) == Counts(sent=1)


async def test_the_archive_shows_what_was_put_right_and_how(service: Service) -> None:
    [alice] = await subscribed(service, "Alice")
    pauline = service.pauline
    await announces(service.pauline, "Atelier le 3 mai")
    await opens(service.pauline)
    await rewrites(pauline)
    await pauline.sends("Atelier le 4 mai")
    await pauline.sees("1 personne")
    await sends_out(pauline)
    await looks_up(pauline)
    await pauline.sees("Réécrite par le n°\u00a02")
    await pauline.taps("Rectificatif")
    await pauline.sees("Envoyez-moi le message")
    await pauline.sends("Il aura lieu en ligne")
    await pauline.sees("1 personne")
    await pauline.taps("Envoyer")
    await alice.sees("en ligne")
    await pauline.sees("c’est terminé")
    await alice.sends("/actualites")
    archive = await alice.sees("Atelier le 4 mai")
    for words in ("Modifiée le", "Rectificatif de l’annonce n°\u00a01", "le rectificatif est plus haut"):
        assert archive["text"].count(words) == 1
    await alice.taps("Première version")
    await alice.sees("Atelier le 3 mai")
