"""A citizen chooses what to hear of: everything, a theme, a département, or nothing at all, and it is so at once."""

from __future__ import annotations

import pytest

from sandbox.person import Person
from sandbox.screen import text_of
from sandbox.server import Sandbox
from storage import people, subscriptions
from tests.acceptance.announcing import begins, leaves, sends_out
from tests.acceptance.conftest import Service


async def follows_theme(person: Person, theme: str) -> None:
    """Someone opts in to one theme."""
    await person.sends("/abonnements")
    await person.taps("Par thème")
    await person.sees("Quels thèmes")
    await person.taps(f"Suivre · {theme}")
    await person.sees_toast("C’est noté")


async def announces(service: Service, text: str, *about: str) -> None:
    """The press office sends an announcement, also for those who follow what is tapped under “Destinataires”."""
    pauline = service.pauline
    await begins(pauline)
    await pauline.sends(text)
    await pauline.sees("Destinataires")
    if about:
        await pauline.taps("Destinataires")
        for label in about:
            await pauline.taps(label)
        await pauline.sees("les personnes qui suivent")
        await pauline.taps("Retour")
        await pauline.sees("Voici votre annonce")
    await sends_out(pauline)


def received(person: Person, text: str) -> int:
    return sum(message["from"]["is_bot"] and text_of(message) == text for message in person.messages)


async def test_who_follows_a_theme_receives_what_is_about_it_and_nothing_else(
    service: Service, sandbox: Sandbox, alice: Person, bruno: Person
) -> None:
    camille = sandbox.person("Camille")
    await follows_theme(alice, "Participation")
    await bruno.sends("/abonnements")
    await bruno.taps("S’abonner")
    await bruno.sees("Vous recevez les annonces de la consultation")
    await camille.sends("/abonnements 35")
    await camille.sees("vous recevrez les annonces sur «\u00a0Ille-et-Vilaine (35)\u00a0»")
    await announces(service, "Pour tous")
    await announces(service, "Sur la participation", "Ajouter un thème", "Participation")
    await announces(service, "En Ille-et-Vilaine", "Ajouter un département", "19 – 35", "Ille-et-Vilaine")
    await bruno.sees("En Ille-et-Vilaine", since=0)
    await camille.sees("En Ille-et-Vilaine", since=0)
    texts = ("Pour tous", "Sur la participation", "En Ille-et-Vilaine")
    assert [received(bruno, text) for text in texts] == [1, 1, 1]
    assert [received(alice, text) for text in texts] == [0, 1, 0]
    assert [received(camille, text) for text in texts] == [0, 0, 1]


async def test_the_audience_of_a_topic_is_counted_before_anything_leaves(service: Service, alice: Person) -> None:
    await follows_theme(alice, "Participation")
    pauline = service.pauline
    await begins(pauline)
    await pauline.sends("Atelier")
    review = await pauline.sees("Destinataires\u00a0: aucun")
    assert "Envoyer" not in " ".join(pauline.buttons())
    await pauline.taps("Destinataires", message=review)
    await pauline.taps("Ajouter un thème")
    await pauline.taps("Participation")
    await pauline.sees("Destinataires\u00a0: 1 personne")
    await pauline.taps("Retour")
    await pauline.sees("1 personne")
    await pauline.taps("Modifier")
    await pauline.sends("Atelier du soir")
    await pauline.sees("les personnes qui suivent le thème «\u00a0Participation")
    await pauline.taps("Destinataires")
    await pauline.taps("☑️ Participation")
    await pauline.sees("Destinataires\u00a0: 0 personne")
    await pauline.taps("Retour")
    await pauline.sees("Destinataires\u00a0: aucun")


async def test_a_review_shown_before_the_topic_changed_sends_nothing(service: Service, alice: Person) -> None:
    await alice.sends("/abonnements")
    await alice.taps("S’abonner")
    pauline = service.pauline
    await begins(pauline)
    await pauline.sends("Atelier")
    before = await pauline.sees("1 personne abonnée")
    await pauline.sends("/annonce")
    after = await pauline.sees("1 personne abonnée")
    await pauline.taps("Destinataires", message=after)
    await pauline.taps("Ajouter un thème")
    await pauline.taps("Participation")
    await pauline.sees("les personnes qui suivent")
    await pauline.taps("Envoyer", message=before)
    await pauline.sees_toast("L’annonce a changé depuis cet aperçu")
    await alice.sees_nothing("Atelier")


async def test_choices_are_shown_and_taken_back_one_by_one(service: Service, alice: Person) -> None:
    await follows_theme(alice, "Participation")
    await alice.taps("Retour")
    shown = await alice.sees("Vous recevez les annonces sur ce que vous suivez")
    assert "• Participation" in shown["text"]
    await alice.taps("Par département")
    await alice.taps("90 – 976")
    await alice.taps("Suivre · La Réunion (974)")
    await alice.taps("Autres départements")
    await alice.taps("Suivi · La Réunion (974)")
    await alice.sees_toast("vous ne suivez plus")
    await alice.taps("Retour")
    assert "Réunion" not in (await alice.sees("Vous suivez"))["text"]
    await alice.taps("S’abonner")
    await alice.sees("celles-là en font partie")
    await alice.taps("Seulement ce que je suis")
    await alice.sees("sur ce que vous suivez")
    await alice.taps("Par thème")
    await alice.taps("Suivi · Participation")
    await alice.taps("Retour")
    await alice.sees("Vous ne recevez pas les annonces")


@pytest.mark.parametrize("way", ["/stop", "button", "announcement"])
async def test_stopping_leaves_everything_at_once(service: Service, alice: Person, way: str) -> None:
    await follows_theme(alice, "Participation")
    await alice.taps("Retour")
    await alice.taps("S’abonner")
    await alice.sees("celles-là en font partie")
    if way == "/stop":
        await leaves(alice)
    else:
        if way == "announcement":
            await announces(service, "Bonjour")
            await alice.sees("Bonjour", since=0)
        await alice.taps("Se désabonner")
        await alice.sees("Vous ne recevez pas les annonces")
    person = await service.database.read(lambda conn: people.find(conn, alice.id))
    assert person is not None
    assert not person.subscribed
    assert await service.database.read(lambda conn: subscriptions.followed(conn, person.id)) == []


async def test_a_place_nobody_knows_is_said_so(service: Service, alice: Person) -> None:
    await alice.sends("/abonnements Atlantide")
    await alice.sees("Je ne reconnais pas ce département")
    await alice.sends("/abonnements pyrénées")
    await alice.sees("Quels départements")
    assert "➕ Suivre · Pyrénées-Orientales (66)" in alice.buttons()


async def test_nothing_is_chosen_in_a_group(service: Service, sandbox: Sandbox, alice: Person) -> None:
    group = sandbox.group("Voisins", members=[alice, sandbox.bot])
    await alice.sends("/abonnements", group)
    await alice.sees("écrivez-moi en privé", group)


async def test_it_is_said_in_english_too(service: Service, sandbox: Sandbox) -> None:
    bruno = sandbox.person("Bruno", language="en")
    await bruno.sends("/subscriptions")
    await bruno.taps("By theme")
    await bruno.taps("Follow")
    await bruno.sees_toast("Done")
    await bruno.taps("Back")
    assert "Vous" not in (await bruno.sees("You follow"))["text"]
