"""The rights of a person: see what is kept, receive it, correct it, take consent back; and what they are told of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot import settings as sections
from bot.settings import Settings
from sandbox.person import Person
from sandbox.screen import text_of
from storage import consents, drafts, people
from storage.consents import Consent
from tests.acceptance.busy_day import ACCOUNT, APPEAL, BROKEN, OBSERVATION, QUESTION, TITLES, canary, lives, number_of
from tests.acceptance.conftest import Service
from tests.acceptance.journeys import TITLE, contributes, fills_in


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Lets one person do in seconds what takes a day; a retention that is not the usual one."""
    limits = settings.limits.model_copy(update={"messages_per_minute": 0, "taps_per_minute": 0})
    privacy = sections.Privacy(controller="Le ministère d’essai", contact="dpo@example.org", retention_days=45)
    return settings.model_copy(update={"limits": limits, "privacy": privacy})


async def receives_copy(service: Service, person: Person, label: str = "Recevoir une copie") -> dict[str, Any]:
    """Asks for the file, and opens it."""
    await person.taps(label)
    shown = await person.sees("dans ce fichier" if label.startswith("Recevoir") else "is in this file")
    stored = service.sandbox.world.files.get(shown["document"]["file_id"])
    assert stored is not None
    assert shown["document"]["file_name"].endswith(".json")
    read: dict[str, Any] = json.loads(stored.data)
    return read


async def agreed(service: Service, person: Person) -> list[Consent]:
    number = await number_of(service, person)
    return await service.database.read(lambda conn: consents.of_person(conn, number))


async def test_the_menu_leads_to_what_is_kept_in_figures(service: Service, alice: Person) -> None:
    await contributes(alice)
    await alice.sends("/start")
    await alice.taps("Mes données")
    shown = await alice.sees("Ce que nous gardons de vous")
    for said in ("contributions envoyées : 1", "brouillons : 0", "questions posées : 0", "vous ne les recevez pas"):
        assert said in shown["text"].replace("\u00a0", " ")
    assert alice.buttons()[:4] == [
        "📥 Recevoir une copie",
        "✏️ Corriger",
        "🗑 Effacer",
        "🚫 Retirer mon consentement",
    ]


async def test_the_copy_holds_everything_in_words_one_can_read(service: Service) -> None:
    person = canary(service)
    await lives(service, person)
    await person.sends("/mes_donnees")
    await person.sees("Ce que nous gardons de vous")
    copy = await receives_copy(service, person)
    assert copy["à propos"]["responsable du traitement"] == "Le ministère d’essai"
    assert copy["compte"]["identifiant Telegram"] == ACCOUNT
    assert [item["version"] for item in copy["consentements"]] == [1]
    sent = {item["réponses"]["Titre"]: item for item in copy["contributions"]}
    assert set(sent) == {TITLES[key] for key in ("approved", "refused", "clarified", "pending")}
    [appeal] = copy["recours"]
    assert (appeal["texte"], appeal["raison"]) == (APPEAL, "off_topic")
    assert [item["version"] for item in copy["versions des contributions"]].count(2) == 2
    assert [step["action"] for step in sent[TITLES["clarified"]]["étapes"]] == [
        "submitted",
        "changes_requested",
        "clarified",
    ]
    assert copy["brouillons"][0]["réponses"]["Constat"] == OBSERVATION
    question = next(item for item in copy["questions"] if item["texte"] == QUESTION)
    assert question["réponse du service de presse"] == "Il y en a douze."
    assert copy["annonces"][0]["contenu"]["texte"] == "Un atelier a lieu en ligne"
    assert copy["incidents"][0]["message reçu"]["message"]["texte"] == BROKEN
    assert copy["messages"]
    assert copy["actions"]


async def test_the_copy_holds_nothing_of_anybody_else(service: Service, alice: Person) -> None:
    person = canary(service)
    await lives(service, person)
    await alice.sends("/mes_donnees")
    await alice.sees("Ce que nous gardons de vous")
    copy = await receives_copy(service, alice)
    assert "XQZ" not in json.dumps(copy)
    assert copy["compte"]["identifiant Telegram"] == alice.id
    assert copy["contributions"] == copy["questions"] == copy["incidents"] == []


async def test_a_file_that_cannot_be_sent_now_is_said_so(service: Service, alice: Person) -> None:
    await alice.sends("/mes_donnees")
    await alice.sees("Ce que nous gardons de vous")
    service.sandbox.faults.fail(502, method="sendDocument", times=1)
    await alice.taps("Recevoir une copie")
    await alice.sees_toast("n’a pas abouti")


async def test_each_thing_is_corrected_where_it_stands(service: Service, alice: Person) -> None:
    await fills_in(alice)
    await alice.sends("/mes_donnees")
    await alice.taps("Corriger")
    assert "dpo@example.org" in (await alice.sees("Corriger"))["text"]
    await alice.taps("Reprendre mon brouillon")
    await alice.sees("avant l’envoi")
    await alice.taps("Modifier")
    await alice.taps("Titre")
    assert TITLE in (await alice.sees("réponse actuelle"))["text"]


async def test_consent_taken_back_takes_drafts_and_is_asked_again(service: Service, alice: Person) -> None:
    await contributes(alice)
    await fills_in(alice, agrees=False)
    await alice.sends("/mes_donnees")
    await alice.taps("Retirer mon consentement")
    assert "déjà envoyé reste" in (await alice.sees("ne pourrez plus contribuer"))["text"]
    await alice.taps("Oui, le retirer")
    await alice.sees("consentement est retiré")
    [first] = await agreed(service, alice)
    assert first.withdrawn_at is not None
    number = await number_of(service, alice)
    assert await service.database.read(lambda conn: drafts.current(conn, number)) is None
    await alice.sends("/mes_donnees")
    await alice.sees("Ce que nous gardons de vous")
    assert "🚫 Retirer mon consentement" not in alice.buttons()
    await alice.sends("/contribuer")
    await alice.sees("Avant de contribuer")
    await alice.taps("J’accepte")
    await alice.sees("1/8")
    assert [consent.withdrawn_at is None for consent in await agreed(service, alice)] == [False, True]
    await alice.sends("/confidentialite")
    shown = (await alice.sees("Votre consentement"))["text"]
    assert shown.count("version 1, donné le") == 2
    assert shown.count("retiré le") == 1


async def test_a_precision_too_needs_consent(service: Service, alice: Person) -> None:
    await contributes(alice)
    card = await service.mehdi.sees("Contribution n°", service.moderation, since=0)
    await service.mehdi.taps("Demander une précision", message=card)
    await service.mehdi.taps("Titre", message=card)
    asked = await alice.sees("besoin d’une précision", since=0)
    await alice.sends("/mes_donnees")
    await alice.taps("Retirer mon consentement")
    await alice.taps("Oui, le retirer")
    await alice.sees("consentement est retiré")
    await alice.taps("Répondre", message=asked)
    await alice.sees_toast("Il me faut d’abord votre accord")


async def test_there_is_a_way_back_at_each_step(service: Service, alice: Person) -> None:
    await contributes(alice)
    for path in (["🗑 Effacer"], ["🗑 Effacer", "🗑 Tout effacer"], ["✏️ Corriger"], ["🚫 Retirer mon consentement"]):
        await alice.sends("/mes_donnees")
        await alice.sees("Ce que nous gardons de vous")
        for label in path:
            await alice.taps(label)
        await alice.taps("Retour")
        await alice.sees("Ce que nous gardons de vous")
    assert await number_of(service, alice)


async def test_without_anything_approved_there_is_nothing_to_choose(service: Service, alice: Person) -> None:
    await contributes(alice)
    await alice.sends("/mes_donnees")
    await alice.taps("🗑 Effacer")
    await alice.sees("Nous oublierons qui vous êtes")
    assert alice.buttons() == ["🗑 Tout effacer", "↩️ Retour"]


async def test_a_moderator_may_leave_too_and_their_decisions_stay(service: Service, alice: Person) -> None:
    await contributes(alice)
    mehdi = service.mehdi
    card = await mehdi.sees("Contribution n°", service.moderation, since=0)
    await mehdi.taps("Approuver", message=card)
    await alice.sees("validée", since=0)
    await mehdi.sends("/mes_donnees")
    await mehdi.taps("🗑 Effacer")
    await mehdi.sees("ce que vous avez décidé ou publié reste, sans votre nom")
    await mehdi.taps("Tout effacer")
    await mehdi.taps("Oui, effacer")
    await mehdi.sees("C’est effacé")
    assert await service.database.read(lambda conn: people.find(conn, mehdi.id)) is None
    await alice.sends("/suivi")
    await alice.sees("validée par la modération")
    await contributes(alice, agrees=False)
    second = await mehdi.sees("Contribution n°\u00a02", service.moderation, since=0)
    await mehdi.taps("Approuver", message=second)
    await mehdi.sees_toast("approuvée")


async def test_in_a_group_nothing_of_anybody_is_shown(service: Service, alice: Person) -> None:
    group = service.sandbox.supergroup("Quartier", members=[alice, service.sandbox.bot])
    await alice.sends("/mes_donnees", chat=group)
    await alice.sees("écrivez-moi en privé", chat=group)


async def test_everything_is_said_in_english_too(service: Service) -> None:
    bruno = service.sandbox.person("Bruno", language="en")
    await bruno.sends("/my_data")
    await bruno.sees("What we keep about you")
    copy = await receives_copy(service, bruno, "Receive a copy")
    assert copy["account"]["Telegram id"] == bruno.id
    await bruno.sends("/my_data")
    await bruno.taps("Correct")
    await bruno.sees("write to dpo@example.org")
    await bruno.taps("Back")
    await bruno.taps("Erase")
    await bruno.sees("We will forget who you are")
    await bruno.taps("Erase everything")
    await bruno.sees("Are you sure?")
    await bruno.taps("Yes, erase")
    await bruno.sees("It is erased.")
    await bruno.sends("/privacy")
    await bruno.sees("45 days")


async def test_the_privacy_page_says_the_settings_in_force(service: Service, alice: Person) -> None:
    await alice.sends("/confidentialite")
    shown = text_of(await alice.sees("Vos données, en clair")).replace("\u00a0", " ")
    for said in (
        "Responsable du traitement : Le ministère d’essai",
        "dpo@example.org",
        "brouillons que vous ne reprenez pas : 45 jours",
        "non retenues : 45 jours",
        "messages envoyés : 7 jours",
        "erreur : 30 jours",
        "Les modérateurs voient vos contributions",
        "Vous ne l’avez pas encore donné",
    ):
        assert said in shown
    assert "sqlite" not in shown
    await alice.taps("Mes données")
    await alice.sees("Ce que nous gardons de vous")


class TestWithoutAController:
    """What an operator has not set yet."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        """Neither a controller nor a contact."""
        return settings.model_copy(update={"privacy": sections.Privacy()})

    async def test_it_is_said_to_be_unknown(self, service: Service, alice: Person) -> None:
        await alice.sends("/confidentialite")
        shown = (await alice.sees("Vos données, en clair"))["text"].replace("\u00a0", " ")
        assert "Responsable du traitement : non précisé pour l’instant" in shown
        assert "365 jours" in shown
