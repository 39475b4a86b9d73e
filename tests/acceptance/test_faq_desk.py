"""The press office keeps the FAQ: proposes and validates, corrects and tells readers, retires, reads who did what."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import Connection, func, select

from bot import settings as sections
from bot import wiring
from bot.settings import Settings
from consultation.content import FaqEntry
from sandbox.person import Person
from sandbox.server import Sandbox
from storage import faq_entries
from storage.tables import audit
from tests.acceptance.conftest import Service
from tests.acceptance.press import forges, received

JOINED = "Quand la France a-t-elle rejoint le PGO"
BETTER = "La France est membre du Partenariat depuis 2014."


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


def joined(service: Service) -> FaqEntry:
    entry = service.services.faq.entry("france-adhesion")
    assert entry is not None
    return entry


async def opens(officer: Person, title: str = JOINED) -> None:
    """Opens an entry's page."""
    await officer.sends(f"/faq {title}")
    await officer.sees("les plus proches")
    await officer.taps(title[:30])
    await officer.sees("Formulations reconnues")


async def rewrites(officer: Person, text: str, part: str = "Réponse") -> None:
    """Rewrites a part of the entry whose page is open, leaving its English as it is."""
    await officer.taps("Modifier")
    await officer.sees("Voici ce que liront les citoyens")
    await officer.taps(part)
    await officer.sees("Texte actuel")
    await officer.sends(text)
    await officer.sees("Et en anglais")
    await officer.taps("Retour")
    await officer.sees("Voici ce que liront les citoyens")


async def test_a_correction_counts_at_once_and_readers_of_the_old_text_are_told_once(
    service: Service, sandbox: Sandbox, alice: Person, bruno: Person, officers: tuple[Person, Person]
) -> None:
    pauline, camille = officers
    english, old = sandbox.person("Alice", language="en"), joined(service).answer["fr"]
    await alice.sends(JOINED)
    await alice.sees(old)
    await english.sends("When did France join the Partnership?")
    await english.sees("2014")
    await opens(pauline)
    await rewrites(pauline, BETTER)
    await pauline.taps("Publier")
    await pauline.sees("C’est corrigé")
    offer = await pauline.sees("Une personne a reçu l’ancien texte")
    await bruno.sends(JOINED)
    await bruno.sees(BETTER)
    await pauline.taps("Prévenir", message=offer)
    await pauline.sees("Une personne sera prévenue")
    told = await alice.sees("est corrigée")
    for words in (JOINED, old, BETTER):
        assert words in told["text"]
    assert received(bruno, "est corrigée") == received(english, "corrected") == []
    forges(sandbox, pauline, offer["reply_markup"]["inline_keyboard"][0][0]["callback_data"], offer)
    await pauline.sees_toast("déjà été prévenues")
    await opens(camille)
    await rewrites(camille, "Depuis 2014.")
    await camille.taps("Publier")
    await camille.sees("2 personnes ont reçu l’ancien texte")
    await camille.taps("Ne pas prévenir")
    await camille.sees("personne n’est prévenu")


async def test_of_two_who_correct_at_once_the_second_sees_the_first_and_chooses(
    service: Service, officers: tuple[Person, Person]
) -> None:
    pauline, camille = officers
    for officer, text in ((pauline, BETTER), (camille, "Depuis 2014.")):
        await opens(officer)
        await rewrites(officer, text)
    await camille.taps("Publier")
    await camille.sees("C’est corrigé")
    await pauline.taps("Publier")
    shown = await pauline.sees("modifiée par Camille")
    assert "Depuis 2014." in shown["text"]
    assert joined(service).answer["fr"] == "Depuis 2014."
    await pauline.taps("Garder ma version")
    preview = await pauline.sees("Voici ce que liront les citoyens")
    assert BETTER in preview["text"]
    publish = preview["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await pauline.taps("Publier")
    await pauline.sees("C’est corrigé")
    assert joined(service).answer["fr"] == BETTER
    forges(service.sandbox, pauline, publish, preview)
    await pauline.sees_toast("déjà enregistrée")


async def test_an_entry_is_retired_and_put_back_and_its_history_tells_who_and_when(
    service: Service, alice: Person, officers: tuple[Person, Person]
) -> None:
    pauline, camille = officers
    await opens(pauline)
    page = pauline.last
    await opens(camille)
    await pauline.taps("Retirer", message=page)
    await pauline.sees_toast("le bot ne la donne plus")
    assert service.services.faq.entry("france-adhesion") is None
    await camille.taps("Retirer")
    await camille.sees_toast("C’était déjà fait")
    await camille.sees("Cette réponse est retirée")
    await pauline.sends("/faq")
    await pauline.taps("Réponses retirées")
    await pauline.taps(JOINED[:30])
    await pauline.sees("Cette réponse est retirée")
    await pauline.taps("Remettre")
    await pauline.sees_toast("remise en vigueur")
    await alice.sends(JOINED)
    await alice.sees("2014")
    await camille.taps("Historique")
    told = (await camille.sees("Historique"))["text"]
    assert told.index("Remise · Pauline · ") < told.index("Retirée · Pauline · ") < told.index("Chargée · fichier")
    await camille.taps("Retour")
    await camille.sees("Formulations reconnues")


async def test_an_entry_retired_while_it_is_being_corrected_stays_retired(
    service: Service, officers: tuple[Person, Person]
) -> None:
    pauline, camille = officers
    await opens(pauline)
    await rewrites(pauline, BETTER)
    await opens(camille)
    await camille.taps("Retirer")
    await camille.sees_toast("Réponse retirée")
    await pauline.taps("Publier")
    await pauline.sees("retirée par Camille")
    await pauline.taps("Garder ma version")
    await pauline.sees("Voici ce que liront les citoyens")
    await pauline.taps("Publier")
    await pauline.sees("La réponse reste retirée")
    assert service.services.faq.entry("france-adhesion") is None
    kept = await service.database.read(lambda conn: faq_entries.get(conn, "france-adhesion"))
    assert kept is not None
    assert kept.entry.answer["fr"] == BETTER


async def test_a_long_history_is_paged_and_tells_what_changed(
    service: Service, officers: tuple[Person, Person]
) -> None:
    pauline, _ = officers
    entry = joined(service)

    def story(conn: Connection) -> None:
        by = conn.execute(select(func.min(audit.metadata.tables["people"].c.id))).scalar_one()
        for number in range(6):
            changed = FaqEntry(
                **{**faq_entries.content_of(entry), "answer": {"fr": f"Version {number}."}, "as_of": entry.as_of}
            )
            after = faq_entries.latest_revision(conn, entry.id)
            assert faq_entries.edit(conn, changed, by=by, after=after, now=service.services.clock())

    await service.database.write(story)
    await opens(pauline)
    await pauline.taps("Historique")
    first = (await pauline.sees("Version 5."))["text"]
    assert "Modifiée (réponse)" in first
    assert "Version 0." not in first
    await pauline.taps("Suivant")
    last = (await pauline.sees("Version 0."))["text"]
    assert "Chargée" in last
    await pauline.taps("Précédent")
    await pauline.sees("Version 5.")


async def test_nothing_changed_is_nothing_saved(service: Service, officers: tuple[Person, Person]) -> None:
    pauline, _ = officers
    await opens(pauline)
    await pauline.taps("Modifier")
    await pauline.sees("Voici ce que liront les citoyens")
    await pauline.taps("Publier")
    await pauline.sees("Rien n’a changé")
    await opens(pauline)
    await pauline.taps("Modifier")
    await pauline.taps("Formulations")
    await pauline.sends("un\ndeux")
    await pauline.sees("au moins 4")
    await pauline.sends("un\ndeux\ntrois\nbudget du plan 2021-2023")
    await pauline.sees("auxquelles le communiqué ne répond pas")
    await pauline.taps("Retour")
    await pauline.sees("Voici ce que liront les citoyens")
    await pauline.taps("Annuler")
    await pauline.sees("C’est effacé")


async def test_every_entrys_page_holds_on_a_screen(service: Service, officers: tuple[Person, Person]) -> None:
    pauline, _ = officers
    entries = service.services.faq.entries()
    longest = max(entries, key=lambda one: len(str(one)))
    await pauline.sends(f"/faq {longest.question['fr']}")
    await pauline.taps(longest.question["fr"][:30])
    page = await pauline.sees("Formulations reconnues")
    assert longest.question["en"] in page["text"]
    assert len(page["text"]) <= 4096


@pytest.mark.parametrize(
    "data", ["desk:edit:plan-periode", "desk:retire:plan-periode", "proposal:accept:1", "desk:add"]
)
async def test_only_the_press_office_touches_the_faq(service: Service, alice: Person, data: str) -> None:
    await alice.sends("/faq")
    await alice.sees("réservée au service de presse")
    forges(service.sandbox, alice, data)
    await alice.sees_toast("réservée au service de presse")


async def test_a_conflict_with_the_files_is_told_once(
    settings: Settings, sandbox: Sandbox, pauline: Person, camille: Person
) -> None:
    """An entry edited in chat, whose file then changes: at the next start each officer is told, once."""
    async with wiring.service(settings, strict_texts=True) as first:
        await pauline.sends("/faq")
        await pauline.sees("réponses en vigueur")
        entry = first.services.faq.entry("france-adhesion")
        assert entry is not None

        def pretend(conn: Connection) -> None:
            by = conn.execute(select(func.min(audit.metadata.tables["people"].c.id))).scalar_one()
            table = audit.metadata.tables["faq_entries"]
            after = faq_entries.latest_revision(conn, entry.id)
            changed = FaqEntry(
                **{**faq_entries.content_of(entry), "answer": {"fr": BETTER}, "as_of": entry.as_of, "variants": ()}
            )
            assert faq_entries.edit(conn, changed, by=by, after=after, now=first.services.clock())
            conn.execute(table.update().where(table.c.id == entry.id).values(fingerprint="an older file"))

        await first.services.database.write(pretend)
    for _ in range(2):
        async with wiring.service(settings, strict_texts=True) as running:
            await pauline.sees("La FAQ a changé des deux côtés", since=0)
            assert [one.ours.id for one in running.services.faq.conflicts] == [entry.id]
            await asyncio.sleep(0.3)
    assert len(received(pauline, "des deux côtés")) == 1
    assert received(camille, "des deux côtés") == []
