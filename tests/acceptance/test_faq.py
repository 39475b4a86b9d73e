"""A citizen asks: answered, offered titles, or told honestly; on a phone, in two languages, in the middle of a form."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from consultation.content import FaqEntry
from consultation.faq import Outcome
from sandbox.person import Person
from sandbox.screen import text_of
from sandbox.server import Sandbox
from storage.tables import questions
from tests.acceptance.conftest import Service
from tests.acceptance.press import COST, forges

DEFINITION = "C’est quoi le PGO ?"
JOINED = "Quand la France a-t-elle rejoint le Partenariat ?"
UNKNOWN = "Quelle est la recette de la ratatouille ?"
VAGUE = ("et en 2018", "relance", "ministre", "rapport", "données", "le plan", "engagement", "contribuer où", "pays")


def entry(service: Service, ident: str) -> FaqEntry:
    found = service.services.faq.entry(ident)
    assert found is not None
    return found


def vague(service: Service) -> tuple[str, Outcome]:
    """A question for which the bot proposes titles, whatever its tuning."""
    for text in VAGUE:
        outcome = service.services.faq.index.ask(text)
        if len(outcome.suggestions) > 1:
            return text, outcome
    raise AssertionError("each of these has become clear")


async def asked(service: Service) -> list[tuple[str, str, str | None, bool | None]]:
    """What is kept of each question, oldest first: its words, what was made of it, the entry, whether it helped."""
    query = select(questions).order_by(questions.c.id)
    return await service.database.read(
        lambda conn: [(row.text, row.outcome, row.entry_id, row.helped) for row in conn.execute(query)]
    )


async def test_an_answer_has_its_source_its_date_and_related_questions(service: Service, alice: Person) -> None:
    await alice.sends("c koi le pgo")
    said = await alice.sees("78 pays")
    for part in ("alliance multilatérale", "communiqué de presse", "23 février 2021", "Cela répond à votre question"):
        assert part in said["text"]
    assert any(part["type"] == "blockquote" for part in said["entities"])
    labels = alice.buttons()
    assert labels[:2] == ["✅ Oui", "❌ Non"]
    related = service.services.faq.index.ask("c koi le pgo").related[:2]
    assert [label[:20] for label in labels[2:]] == [one.question["fr"][:20] for one in related]
    await alice.taps("Oui")
    await alice.sees_toast("Merci")
    await alice.taps(labels[2])
    await alice.sees(related[0].question["fr"])
    assert await asked(service) == [
        ("c koi le pgo", "answer", "pgo-definition", True),
        (related[0].question["fr"], "shown", related[0].id, None),
    ]


async def test_a_follow_up_leans_on_the_question_before(service: Service, alice: Person) -> None:
    await alice.sends(DEFINITION)
    await alice.sees("78 pays")
    await alice.sends("et combien de pays ?")
    await alice.sees(entry(service, "pgo-nombre-de-pays").question["fr"])


async def test_the_first_two_questions_of_a_message_are_answered(service: Service, alice: Person) -> None:
    await alice.sends(f"Bonjour ! {DEFINITION} {JOINED} {COST}")
    await alice.sees("Envoyez-moi les autres, une par une")
    first, second, _ = [message for message in alice.messages if message["from"]["is_bot"]][-3:]
    assert entry(service, "pgo-definition").question["fr"] in first["text"]
    assert "2014" in second["text"]
    await alice.sees_nothing("ne précise pas")


@pytest.mark.parametrize(
    ("text", "said"),
    [("bonjour", "Bonjour ! Posez-moi"), ("Merci beaucoup !", "Avec plaisir"), ("👍", "en quelques mots")],
)
async def test_a_kind_word_gets_one_back(service: Service, alice: Person, text: str, said: str) -> None:
    await alice.sends(text)
    shown = await alice.sees("", since=0)
    assert said in shown["text"].replace("\u202f", " ")
    assert await asked(service) == []


async def test_a_likely_title_is_the_answer_and_may_be_the_wrong_one(service: Service, alice: Person) -> None:
    text, outcome = vague(service)
    await alice.sends(text)
    await alice.sees("Est-ce l’une de ces questions")
    labels = alice.buttons()
    assert len(labels) == len(outcome.suggestions) + 1
    await alice.taps(labels[1])
    await alice.sees(outcome.suggestions[1].question["fr"])
    await alice.sees("Cela répond à votre question")
    await alice.taps("Non")
    await alice.sees("transmette votre question")
    assert await asked(service) == [(text, "suggestions", outcome.suggestions[1].id, False)]


async def test_none_of_the_titles_leads_to_the_press_office(service: Service, alice: Person) -> None:
    text, _ = vague(service)
    await alice.sends(text)
    await alice.taps("Aucune de celles-ci")
    await alice.taps("Non merci")
    await alice.sees("je ne transmets rien")


async def test_what_is_not_known_is_said_with_the_themes(service: Service, alice: Person) -> None:
    await alice.sends(UNKNOWN)
    await alice.sees("Je ne sais pas répondre à cela")
    offer = alice.last
    await alice.taps("Les thèmes")
    await alice.sees("Les huit thèmes")
    await alice.taps("Oui, transmettre", message=offer)
    kept = await alice.sees("C’est transmis au service de presse", since=0)
    assert "Je ne sais pas répondre à cela" in kept["text"]


async def test_a_personal_procedure_is_sent_to_its_own_door_or_passed_on_after_all(
    service: Service, alice: Person
) -> None:
    await alice.sends("j’ai perdu ma carte d’identité")
    said = await alice.sees("service-public.fr")
    assert "service de presse" not in said["text"]
    await alice.taps("Ce n’est pas une démarche")
    await alice.taps("Oui, transmettre")
    await alice.sees("C’est transmis")


async def test_what_the_source_is_silent_on_is_named(service: Service, alice: Person) -> None:
    await alice.sends(COST)
    await alice.sees("ne précise pas le coût du plan")
    await alice.taps("Oui, transmettre")
    offer = alice.last
    await alice.sees("C’est transmis")
    forges(service.sandbox, alice, "faq:pass:1", offer)
    await alice.sees_toast("déjà transmise")


async def test_english_is_answered_in_english(service: Service, sandbox: Sandbox) -> None:
    bruno = sandbox.person("Bruno", language="en")
    await bruno.sends("what is the ogp")
    said = await bruno.sees(entry(service, "pgo-definition").question["en"])
    assert "Does this answer your question?" in said["text"]
    assert "Source: press release (in French), as of 23 February 2021" in said["text"]
    await bruno.sends("how much does the action plan cost")
    await bruno.sees("does not state the cost of the plan")
    await bruno.sends("thanks")
    await bruno.sees("You are welcome")


@pytest.mark.parametrize(
    ("asked_in_english", "said"),
    [("what is the ogp", "78"), ("how much does the plan cost", "does not state the cost")],
)
async def test_a_question_in_another_language_may_be_answered_in_it(
    service: Service, alice: Person, asked_in_english: str, said: str
) -> None:
    await alice.sends(asked_in_english)
    await alice.taps("Answer in English")
    await alice.sees(said)
    assert "Answer in English" not in str(alice.buttons())
    await alice.sends("what is the ogp")
    await alice.sees("Does this answer your question?")
    await alice.sends("c’est quoi le pgo")
    await alice.sees("Does this answer")
    await alice.taps("Répondre en français")
    await alice.sees("Cela répond à votre question")


async def test_an_entry_retired_since_is_not_shown(service: Service, alice: Person) -> None:
    text, outcome = vague(service)
    await alice.sends(text)
    await alice.sees("Est-ce l’une de ces questions")
    titles = alice.last
    await service.pauline.sends("/faq " + outcome.suggestions[0].question["fr"])
    await service.pauline.taps(outcome.suggestions[0].question["fr"][:30])
    await service.pauline.taps("Retirer")
    await service.pauline.sees_toast("Réponse retirée")
    await alice.taps(outcome.suggestions[0].question["fr"][:30], message=titles)
    await alice.sees_toast("a été retirée")


# In the middle of the form


async def reaches_the_title(alice: Person) -> None:
    await alice.sends("/contribuer")
    await alice.taps("J’accepte")
    await alice.taps("Usager au cœur")
    await alice.sees("2/8")


async def test_questions_typed_in_the_form_are_answered_and_may_have_been_the_answer(
    service: Service, alice: Person
) -> None:
    await reaches_the_title(alice)
    await alice.sends(f"{DEFINITION} {JOINED}")
    again = await alice.sees("Revenons à votre contribution")
    assert "2/8" in again["text"]
    said = [text_of(message) for message in alice.messages[-3:-1]]
    assert "78 pays" in said[0]
    assert "2014" in said[1]
    await alice.taps("C’était ma réponse")
    await alice.sees("3/8")
    await alice.taps("Retour")
    assert f"{DEFINITION} {JOINED}" in (await alice.sees("2/8"))["text"]
    await alice.taps("C’était ma réponse", message=again)
    await alice.sees("3/8")


async def test_more_questions_than_are_answered_is_said_in_the_form_too(service: Service, alice: Person) -> None:
    await reaches_the_title(alice)
    await alice.sends("dates des ateliers? budget? et qui décide à la fin? et où?")
    again = await alice.sees("Revenons à votre contribution")
    assert "Envoyez-moi les autres, une par une" in again["text"]
    await alice.sees("ne précise pas les dates", since=0)
    await alice.sees("ne précise pas le coût", since=0)


async def test_a_question_without_its_mark_is_one_too(service: Service, alice: Person) -> None:
    await reaches_the_title(alice)
    await alice.sends("c koi le pgo")
    await alice.sees("78 pays")
    await alice.sees("Revenons à votre contribution")
    old = alice.last
    await alice.sends("Transparence du plan de relance")
    await alice.sees("3/8")
    await alice.taps("C’était ma réponse", message=old)
    await alice.sees_toast("n’est plus valable")


async def test_a_question_that_no_button_answers_gets_its_word_too(service: Service, alice: Person) -> None:
    await alice.sends("/contribuer")
    await alice.taps("J’accepte")
    await alice.sees("1/8")
    await alice.sends(UNKNOWN)
    await alice.sees("Je ne sais pas répondre à cela")
    again = await alice.sees("Revenons à votre contribution")
    assert "1/8" in again["text"]
    assert "C’était ma réponse" not in str(alice.buttons())
    await alice.sends("transparence")
    await alice.sees("Choisissez l’un des boutons")
