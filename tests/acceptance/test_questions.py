"""What the FAQ could not answer: passed on, counted together, answered once, heard by everyone who asked."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import func, select

from bot import settings as sections
from bot.settings import Settings
from sandbox.person import Person
from sandbox.server import Sandbox
from storage import question_groups
from storage.tables import audit
from storage.tables import question_groups as groups
from tests.acceptance.conftest import Service
from tests.acceptance.press import ALIKE, ANSWER, COST, forges, passes_on, received, takes

OTHER = "Quels pays font partie du PGO ?"


@pytest.fixture
async def camille(sandbox: Sandbox) -> Person:
    """A second press officer."""
    return sandbox.person("Camille", started=True)


@pytest.fixture
def settings(settings: Settings, pauline: Person, camille: Person) -> Settings:
    """A press office of two."""
    return settings.model_copy(update={"press": sections.Press(user_ids=frozenset({pauline.id, camille.id}))})


async def test_questions_alike_are_answered_once_for_everyone(
    service: Service, sandbox: Sandbox, alice: Person, bruno: Person
) -> None:
    pauline, english = service.pauline, sandbox.person("Alice", language="en")
    await pauline.sends("/questions")
    await pauline.sees("Aucune question n’attend")
    await passes_on(alice, COST)
    await pauline.sees("à traiter")
    await passes_on(bruno, ALIKE)
    await passes_on(english, "c combien le cout du plan d'action ?", yes="Yes, pass it on")
    assert len(received(pauline, "à traiter")) == 1
    await passes_on(bruno, OTHER)
    await pauline.sends("/questions")
    listed = await pauline.sees("Questions en attente de réponse")
    assert listed["text"].index("posée 3 fois") < listed["text"].index("posée une fois")
    await pauline.taps("Voir la n°\u00a01")
    page = await pauline.sees("posée 3 fois")
    assert all(words in page["text"] for words in (COST, ALIKE))
    labels = [button["text"] for [button] in page["reply_markup"]["inline_keyboard"]]
    assert labels == ["✏️ Répondre", "🔗 Réponse existante", "🗑 Classer sans réponse", "↩️ Retour"]
    await pauline.taps("Répondre", message=page)
    await pauline.sees("Écrivez votre réponse")
    await pauline.sends("Trop **vite**")
    await pauline.sees("texte simple")
    await pauline.sends("é" * 900)
    await pauline.sees("trop long de 1 caractère")
    await pauline.sends(ANSWER)
    preview = await pauline.sees("recevront les personnes")
    assert ANSWER in preview["text"]
    await pauline.taps("Envoyer")
    await pauline.sees("Réponse envoyée à 3 personnes")
    for person, words in ((alice, COST), (bruno, ALIKE)):
        told = await person.sees("Le service de presse vous répond")
        assert words in told["text"]
        assert ANSWER in told["text"]
        assert "Pauline" not in told["text"]
    assert ANSWER in (await english.sees("The press office answers you"))["text"]
    await pauline.sends("/questions")
    assert OTHER in (await pauline.sees("Questions en attente de réponse"))["text"]
    assert received(bruno, "pays de l’alliance") == []


async def test_a_question_is_counted_once_a_person_who_hears_once(service: Service, alice: Person) -> None:
    await passes_on(alice, COST)
    await passes_on(alice, ALIKE)
    await takes(service.pauline)
    await service.pauline.sends(ANSWER)
    await service.pauline.sees("recevra la personne qui a posé")
    await service.pauline.taps("Envoyer")
    await service.pauline.sees("Réponse envoyée à une personne")
    await alice.sees(ANSWER)
    await alice.sends("merci")
    await alice.sees("Avec plaisir")
    assert len(received(alice, ANSWER)) == 1


async def test_two_who_pass_on_the_same_question_at_the_same_moment_are_one_group(
    service: Service, alice: Person, bruno: Person
) -> None:
    for person, words in ((alice, COST), (bruno, ALIKE)):
        await person.sends(words)
        await person.sees("transmette votre question")
    await asyncio.gather(*(person.taps("Oui, transmettre") for person in (alice, bruno)))
    for person in (alice, bruno):
        await person.sees("C’est transmis")
    [group] = await service.database.read(lambda conn: question_groups.waiting(conn, limit=9))
    assert group.count == 2


async def test_whoever_only_said_no_gets_nothing(service: Service, alice: Person, bruno: Person) -> None:
    await bruno.sends("C’est quoi le PGO ?")
    await bruno.taps("Non")
    await bruno.sees("transmette votre question")
    await service.pauline.sends("/questions")
    await service.pauline.sees("Aucune question n’attend")
    await bruno.taps("Oui, transmettre")
    await bruno.sees("C’est transmis")
    await service.pauline.sends("/questions")
    await service.pauline.taps("Voir la n°")
    await service.pauline.sees("C’est quoi le PGO ? (n’a pas suffi\u00a0: «\u00a0Qu’est-ce que le Partenariat")


async def test_the_answer_may_be_in_the_faq_already(service: Service, alice: Person, bruno: Person) -> None:
    pauline, entry = service.pauline, service.services.faq.entry("pgo-nombre-de-pays")
    assert entry is not None
    await passes_on(alice, OTHER)
    await passes_on(bruno, OTHER)
    await pauline.sends("/questions")
    await pauline.taps("Voir la n°")
    await pauline.taps("Réponse existante")
    await pauline.sees("Quelle réponse de la FAQ convient")
    await pauline.sends("xylophone zygomatique")
    await pauline.sees("xylophone")
    await pauline.sends("combien de pays")
    await pauline.taps(entry.question["fr"][:30])
    preview = await pauline.sees("recevront les personnes")
    assert entry.answer["fr"] in preview["text"]
    assert "communiqué de presse" in preview["text"]
    await pauline.taps("Envoyer")
    await pauline.sees("Réponse envoyée à 2 personnes")
    for person in (alice, bruno):
        told = await person.sees("Le service de presse vous répond")
        assert OTHER in told["text"]
        assert entry.answer["fr"] in told["text"]
    await pauline.sees_nothing("ajouter cette réponse à la FAQ")


async def test_setting_a_question_aside_asks_first_and_says_why(service: Service, alice: Person) -> None:
    pauline = service.pauline
    await passes_on(alice, "Quelle est la recette de la ratatouille ?")
    await pauline.sends("/questions")
    await pauline.taps("Voir la n°")
    await pauline.taps("Classer sans réponse")
    await pauline.taps("Retour")
    await pauline.sees("posée une fois")
    await pauline.taps("Classer sans réponse")
    await pauline.sees("en seront informées")
    await pauline.taps("Oui, classer")
    await pauline.sees("La personne qui l’a posée est informée")
    told = await alice.sees("a lu votre question")
    assert "ne porte pas sur le plan d’action" in told["text"]
    await pauline.sends("/questions")
    await pauline.sees("Aucune question n’attend")


async def test_of_two_officers_who_answer_one_is_heard_and_the_other_is_told_by_whom(
    service: Service, alice: Person, camille: Person
) -> None:
    pauline = service.pauline
    await passes_on(alice, COST)
    for officer in (pauline, camille):
        await takes(officer)
        await officer.sends(f"{officer.name} : {ANSWER}")
        await officer.sees("recevra la personne")
    await camille.taps("Envoyer")
    await camille.sees("Réponse envoyée")
    await pauline.taps("Envoyer")
    await pauline.sees_toast("déjà été traitée par Camille")
    await pauline.sends("c koi le pgo")
    await pauline.sees("78 pays")
    await alice.sees("Camille")
    assert len(received(alice, ANSWER)) == 1
    count = select(func.count()).select_from(audit).where(audit.c.action == "answered")
    assert await service.database.read(lambda conn: conn.execute(count).scalar_one()) == 1


async def test_an_answer_typed_too_late_is_not_kept_waiting(service: Service, alice: Person, camille: Person) -> None:
    pauline = service.pauline
    await passes_on(alice, COST)
    await takes(pauline)
    await takes(camille)
    await camille.sends(ANSWER)
    await camille.taps("Envoyer")
    await camille.sees("Réponse envoyée")
    await pauline.sends("Une autre réponse.")
    await pauline.sees("déjà été traitée par Camille")
    await pauline.sends("c koi le pgo")
    await pauline.sees("78 pays")
    await pauline.taps("Répondre")
    await pauline.sees_toast("déjà été traitée par Camille")


async def test_many_questions_are_paged(service: Service) -> None:
    now = service.services.clock()
    rows = [
        {"text": f"Question {number} ?", "state": "open", "count": number, "created_at": now, "last_at": now}
        for number in range(1, 13)
    ]
    await service.database.write(lambda conn: conn.execute(groups.insert(), rows))
    pauline = service.pauline
    await pauline.sends("/questions")
    first = await pauline.sees("en attente de réponse\u00a0: 12")
    assert first["text"].index("Question 12 ?") < first["text"].index("Question 8 ?")
    assert "Question 7 ?" not in first["text"]
    await pauline.taps("Suivant")
    await pauline.sees("Question 7 ?")
    await pauline.taps("Suivant")
    await pauline.sees("Question 1 ?")
    assert "Suivant ▶️" not in pauline.buttons()
    await pauline.taps("Précédent")
    await pauline.sees("Question 7 ?")


async def test_only_the_press_office_reads_and_answers(service: Service, alice: Person) -> None:
    await passes_on(alice, COST)
    await alice.sends("/questions")
    await alice.sees("réservée au service de presse")
    for data in ("question:answer:1", "question:show:1", "question:aside:1", "question:link:1", "link:to:1:x"):
        forges(service.sandbox, alice, data)
        await alice.sees_toast("réservée au service de presse")
        await alice.sends("/start")
        await alice.sees("plan d’action")
