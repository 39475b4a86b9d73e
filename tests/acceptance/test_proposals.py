"""From an answer to a FAQ entry: one press officer proposes, another validates, and everyone has it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection, select

from bot import settings as sections
from bot import wiring
from bot.settings import Settings
from sandbox.person import Person
from sandbox.server import Sandbox
from storage.tables import audit
from tests.acceptance.conftest import Service
from tests.acceptance.press import ALIKE, ANSWER, COST, answers, forges, passes_on, proposes, received

TITLE = "Quand la France a-t-elle rejoint le PGO"


@pytest.fixture
async def camille(sandbox: Sandbox) -> Person:
    """A second press officer, once the settings say so."""
    return sandbox.person("Camille", started=True)


@pytest.fixture
def settings(settings: Settings, pauline: Person, camille: Person) -> Settings:
    """A press office of two."""
    return settings.model_copy(update={"press": sections.Press(user_ids=frozenset({pauline.id, camille.id}))})


@pytest.fixture
async def officers(service: Service, camille: Person) -> tuple[Person, Person]:
    """Both have opened the bot."""
    for officer in (service.pauline, camille):
        await officer.sends("/faq")
        await officer.sees("réponses en vigueur")
    return service.pauline, camille


async def test_a_second_officer_validates_and_everyone_has_the_answer(
    service: Service, alice: Person, bruno: Person, officers: tuple[Person, Person]
) -> None:
    pauline, camille = officers
    await passes_on(alice, COST)
    await passes_on(bruno, ALIKE)
    await answers(pauline, ANSWER)
    await proposes(pauline)
    await pauline.sees("doit valider")
    note = await camille.sees("à valider", since=0)
    for words in (COST, ANSWER, ALIKE, "Réponse du service de presse"):
        assert words in note["text"]
    assert received(pauline, "à valider") == []
    await bruno.sends(COST)
    await bruno.sees("ne précise pas")
    await pauline.sends("/faq")
    await pauline.taps("À valider (1)")
    await pauline.taps("Valider", message=await pauline.sees("à valider"))
    await pauline.sees_toast("quelqu’un d’autre doit la valider")
    await camille.taps("Valider", message=note)
    await camille.sees("validée par Camille")
    await pauline.sees("est validée par Camille", since=0)
    for text in (COST, "combien coute le plan d'action", ALIKE):
        await bruno.sends(text)
        said = await bruno.sees(ANSWER)
        assert "Réponse du service de presse, à jour au" in said["text"]
    forges(service.sandbox, camille, "proposal:accept:1", note)
    await camille.sees_toast("déjà été traitée")
    await pauline.taps("Ajouter à la FAQ")
    await pauline.sees_toast("déjà ajoutée")
    await pauline.sends(f"/faq {COST}")
    await pauline.taps(COST[:30])
    await pauline.taps("Historique")
    await pauline.sees("Ajoutée · Pauline, validée par Camille · ")


async def test_a_proposal_may_be_refused_or_taken_over(
    service: Service, alice: Person, officers: tuple[Person, Person]
) -> None:
    pauline, camille = officers
    await passes_on(alice, COST)
    await answers(pauline, ANSWER)
    await proposes(pauline)
    await camille.taps("Modifier", message=await camille.sees("à valider", since=0))
    await camille.sees("Voici ce que liront les citoyens")
    await camille.taps("Réponse")
    await camille.sees("Texte actuel")
    await camille.sends("Le budget sera publié avec le plan.")
    await camille.taps("Proposer à la validation")
    await camille.sees("doit valider")
    note = await pauline.sees("Le budget sera publié avec le plan.", since=0)
    await pauline.taps("Refuser", message=note)
    await pauline.sees("refusée par Pauline")
    await camille.sees("n’a pas été validée par Pauline", since=0)
    await camille.sends("/faq")
    await camille.taps("À valider")
    await camille.sees("Aucune réponse n’attend de validation")


async def test_a_proposal_taken_back_cannot_be_proposed_anew_by_who_took_it_over(
    service: Service, alice: Person, officers: tuple[Person, Person]
) -> None:
    pauline, camille = officers
    await passes_on(alice, COST)
    await answers(pauline, ANSWER)
    await proposes(pauline)
    note = await camille.sees("à valider", since=0)
    await camille.taps("Modifier", message=note)
    await camille.sees("Voici ce que liront les citoyens")
    forges(service.sandbox, pauline, "proposal:refuse:1")
    await pauline.sees("refusée par Pauline")
    await camille.taps("Proposer à la validation")
    await camille.sees("a déjà été traitée")
    await camille.sends("/faq")
    await camille.taps("À valider (0)")
    await camille.sees("Aucune réponse n’attend de validation")


async def test_of_a_validation_and_a_refusal_at_once_one_counts(
    service: Service, alice: Person, sandbox: Sandbox, officers: tuple[Person, Person]
) -> None:
    pauline, camille = officers
    await passes_on(alice, COST)
    await answers(pauline, ANSWER)
    await proposes(pauline)
    note = await camille.sees("à valider", since=0)
    for person, data in ((camille, "proposal:accept:1"), (pauline, "proposal:refuse:1")) * 2:
        forges(sandbox, person, data, note)
    await camille.sees_toast("déjà été traitée")

    def deeds(conn: Connection) -> list[str]:
        query = select(audit.c.action).where(audit.c.action.in_(["validated", "refused"]))
        return list(conn.execute(query).scalars())

    done = await service.database.read(deeds)
    assert len(done) == 1
    found = [entry for entry in service.services.faq.entries() if entry.answer["fr"] == ANSWER]
    assert len(found) == (done == ["validated"])


async def test_a_new_entry_is_written_part_by_part(service: Service, officers: tuple[Person, Person]) -> None:
    pauline, camille = officers
    await pauline.sends("/faq")
    await pauline.taps("Ajouter une réponse")
    await pauline.sees("Écrivez la question")
    await pauline.sends(TITLE)
    await pauline.sees("mène déjà à la réponse")
    await pauline.sends("Qui imprime les affiches ?")
    await pauline.sees("Écrivez la réponse")
    await pauline.sends("- une liste")
    await pauline.sees("texte simple")
    await pauline.sends("Personne : tout est en ligne.")
    await pauline.taps("Participation")
    await pauline.sees("Voici ce que liront les citoyens")
    await pauline.taps("Formulations")
    await pauline.sees("une par ligne")
    await pauline.sends("affiches\n- imprimeur\nAffiches !")
    preview = await pauline.sees("Voici ce que liront les citoyens")
    assert "• affiches\n• imprimeur" in preview["text"]
    await pauline.taps("🇬🇧 Question")
    await pauline.sends("Who prints the posters?")
    await pauline.sees("Écrivez la réponse")
    await pauline.sends("Nobody: everything is online.")
    assert "Nobody: everything is online." in (await pauline.sees("Voici ce que liront les citoyens"))["text"]
    await pauline.taps("Proposer")
    await pauline.sees("doit valider")
    await camille.taps("Valider", message=await camille.sees("à valider", since=0))
    await camille.sees("validée par Camille")
    await camille.sends("Qui imprime les affiches ?")
    await camille.sees("tout est en ligne")


@pytest.fixture
async def alone(
    settings: Settings, sandbox: Sandbox, pauline: Person, camille: Person
) -> AsyncIterator[wiring.Service]:
    """The service where one officer's word is enough."""
    ids = frozenset({pauline.id, camille.id})
    press = sections.Press(user_ids=ids, second_validation=False)
    async with wiring.service(settings.model_copy(update={"press": press}), strict_texts=True) as running:
        yield running


async def test_one_officer_is_enough_where_the_settings_say_so_and_the_audit_tells(
    alone: wiring.Service, alice: Person, pauline: Person
) -> None:
    await passes_on(alice, COST)
    await answers(pauline, ANSWER)
    await proposes(pauline, "Publier")
    await pauline.sees("C’est ajouté")
    await alice.sends(COST)
    await alice.sees(ANSWER)
    query = select(audit.c.details).where(audit.c.action == "validated")
    [details] = await alone.services.database.read(lambda conn: conn.execute(query).scalars().all())
    assert details["alone"] == 1


async def test_those_who_were_answered_before_the_entry_hear_of_its_correction(
    alone: wiring.Service, alice: Person, pauline: Person
) -> None:
    await passes_on(alice, COST)
    await answers(pauline, ANSWER)
    await proposes(pauline, "Publier")
    await pauline.sees("C’est ajouté")
    await pauline.sends(f"/faq {COST}")
    await pauline.taps(COST[:30])
    await pauline.taps("Modifier")
    await pauline.taps("Réponse")
    await pauline.sees("Texte actuel")
    await pauline.sends("Il n’y aura pas de budget propre.")
    await pauline.taps("Publier")
    await pauline.taps("Prévenir", message=await pauline.sees("Une personne a reçu l’ancien texte"))
    told = await alice.sees("est corrigée")
    assert ANSWER in told["text"]
