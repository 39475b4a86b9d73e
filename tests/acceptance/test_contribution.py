"""The citizen's form: each answer is kept, nothing is lost, every way out asks first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot import wiring
from bot.settings import Settings
from consultation.form import ATTACHMENT_BYTES
from consultation.moderation import Status
from sandbox.person import Person
from sandbox.server import Sandbox
from storage import submissions
from storage.submissions import Submission
from tests.acceptance.conftest import Service

TITLE = "Publier les délais de réponse"
OBSERVATION = "Quand je dépose un dossier, je ne sais jamais combien de temps attendre."
PROPOSAL = "Afficher le délai moyen de chaque démarche, mis à jour chaque mois."


async def reaches(alice: Person, field: str) -> None:
    """Answers the form up to a field."""
    await alice.sends("/contribuer")
    await alice.taps("J’accepte")
    steps: list[tuple[str, Callable[[], Awaitable[object]]]] = [
        ("Titre", lambda: alice.taps("Usager au cœur")),
        ("Constat", lambda: alice.sends(TITLE)),
        ("Proposition", lambda: alice.sends(OBSERVATION)),
        ("Territoire", lambda: alice.sends(PROPOSAL)),
        ("Vous êtes", lambda: alice.sends("35")),
        ("Signature", lambda: alice.taps("Association")),
        ("Pièce jointe", lambda: alice.sends("Les amis du délai")),
        ("avant l’envoi", lambda: alice.taps("Passer")),
    ]
    for shown, answer in steps:
        await answer()
        await alice.sees(shown)
        if shown == field:
            return


async def all_of(service: Service) -> list[Submission]:
    """Every submission kept."""
    return await service.database.read(lambda conn: submissions.waiting(conn, list(Status), limit=100))


async def test_the_form_shows_progress_and_ends_with_everything_said(service: Service, alice: Person) -> None:
    await reaches(alice, "Constat")
    assert "3/8" in (await alice.sees("Constat"))["text"]
    await alice.sends(OBSERVATION)
    await alice.sends(PROPOSAL)
    await alice.sends("35")
    await alice.taps("Association")
    await alice.sends("Les amis du délai")
    await alice.taps("Passer")
    summary = (await alice.sees("avant l’envoi"))["text"]
    for said in (TITLE, OBSERVATION, PROPOSAL, "Ille-et-Vilaine (35)", "Association", "Les amis du délai", "Aucune"):
        assert said in summary
    await alice.taps("Envoyer")
    receipt = await alice.sees("bien enregistrée")
    [kept] = await all_of(service)
    assert f"n°\u00a0{kept.id}" in receipt["text"]
    assert kept.answers["territory"] == "35"


async def test_a_second_tap_on_send_sends_once(service: Service, alice: Person) -> None:
    await reaches(alice, "avant l’envoi")
    data = alice.last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await alice.taps("Envoyer")
    await alice.sees("bien enregistrée")
    world, bot = service.sandbox.world, service.sandbox.bot
    query = world.queries.ask(bot.id, alice.id, world.clock(), alice.chat)
    again = {"id": query.id, "from": alice.user, "chat_instance": "1", "data": data, "message": alice.last}
    bot.queue.put("callback_query", again)
    await alice.sees_toast("déjà envoyée")
    assert len(await all_of(service)) == 1


async def test_a_draft_survives_a_restart_and_is_taken_up(settings: Settings, sandbox: Sandbox, alice: Person) -> None:
    async with wiring.service(settings, strict_texts=True):
        await reaches(alice, "Proposition")
    async with wiring.service(settings, strict_texts=True):
        await alice.sends("/contribuer")
        await alice.sees(TITLE)
        await alice.taps("Continuer")
        assert "4/8" in (await alice.sees("Proposition"))["text"]
        await alice.sends(PROPOSAL)
        await alice.sees("Territoire")


async def test_every_field_can_be_changed_from_the_summary(service: Service, alice: Person) -> None:
    await reaches(alice, "avant l’envoi")
    await alice.taps("Modifier")
    await alice.taps("Titre")
    assert TITLE in (await alice.sees("réponse actuelle"))["text"]
    await alice.sends("Un autre titre")
    assert "Un autre titre" in (await alice.sees("avant l’envoi"))["text"]
    await alice.taps("Modifier")
    await alice.taps("Territoire")
    await alice.taps("National")
    assert "Toute la France" in (await alice.sees("avant l’envoi"))["text"]
    await alice.taps("Modifier")
    await alice.taps("Retour")
    await alice.sees("avant l’envoi")


async def test_back_shows_the_answer_given_and_keeps_it(service: Service, alice: Person) -> None:
    await reaches(alice, "Constat")
    await alice.taps("Retour")
    assert TITLE in (await alice.sees("2/8"))["text"]
    await alice.taps("Garder cette réponse")
    await alice.sees("3/8")


async def test_what_cannot_be_kept_is_refused_with_what_to_do(service: Service, alice: Person) -> None:
    await reaches(alice, "Titre")
    await alice.sends("abc")
    await alice.sees("un peu court")
    await alice.sends("👍👍👍👍👍")
    await alice.sees("Il me faut des mots")
    await alice.sends("a" * 200)
    await alice.sees("trop long de 80")
    await alice.sends_photo(caption="un titre ?")
    await alice.sees("La pièce jointe vient à la dernière étape")
    await alice.sends_voice()
    await alice.sees("micro du clavier")
    await alice.sends(TITLE)
    await alice.sees("3/8")


async def test_a_photo_goes_with_the_contribution_to_the_moderators(
    service: Service, alice: Person, mehdi: Person
) -> None:
    await reaches(alice, "Pièce jointe")
    await alice.sends_document("notes.zip", b"PK\x03\x04", "application/zip")
    await alice.sees("Je n’accepte que")
    await alice.sends_photo()
    assert "photo.jpg" in (await alice.sees("avant l’envoi"))["text"]
    await alice.taps("Envoyer")
    await alice.sees("bien enregistrée")
    shown = await mehdi.sees("Pièce jointe de la contribution", service.moderation, since=0)
    assert shown["photo"]


async def test_a_file_too_heavy_is_refused_by_its_size(service: Service, alice: Person) -> None:
    await reaches(alice, "Pièce jointe")
    await alice.sends_document("gros.pdf", b"%PDF" + bytes(ATTACHMENT_BYTES), "application/pdf")
    await alice.sees("trop lourd")


async def test_a_question_in_mid_form_is_answered_and_the_field_asked_again(service: Service, alice: Person) -> None:
    await reaches(alice, "Constat")
    await alice.sends("Quand la France a-t-elle rejoint le Partenariat ?")
    await alice.sees("2014")
    await alice.sees("Revenons à votre contribution")
    await alice.sends(OBSERVATION)
    await alice.sees("4/8")


async def test_what_looked_like_a_question_can_still_be_the_answer(service: Service, alice: Person) -> None:
    await reaches(alice, "Constat")
    asked = "Quand la France a-t-elle rejoint le Partenariat ?"
    await alice.sends(asked)
    await alice.taps("C’était ma réponse")
    await alice.sees("4/8")
    await alice.taps("Retour")
    assert asked in (await alice.sees("3/8"))["text"]


async def test_cancelling_asks_first_and_then_erases(service: Service, alice: Person) -> None:
    await reaches(alice, "Constat")
    await alice.sends("/annuler")
    await alice.sees("Voulez-vous vraiment abandonner")
    await alice.taps("Continuer")
    await alice.sees("3/8")
    await alice.taps("Annuler")
    await alice.taps("Abandonner et effacer")
    await alice.sees("C’est effacé")
    await alice.sends("/annuler")
    await alice.sees("rien à annuler")


async def test_an_old_button_answers_politely(service: Service, alice: Person) -> None:
    await reaches(alice, "Vous êtes")
    asked = alice.last
    await alice.taps("Association", message=asked)
    await alice.sees("Signature")
    await alice.sends("/annuler")
    await alice.taps("Abandonner")
    await alice.sees("C’est effacé")


async def test_a_daily_quota_keeps_the_draft(settings: Settings, sandbox: Sandbox, alice: Person) -> None:
    limits = settings.limits.model_copy(update={"submissions_per_day": 1})
    async with wiring.service(settings.model_copy(update={"limits": limits}), strict_texts=True):
        await reaches(alice, "avant l’envoi")
        await alice.taps("Envoyer")
        await alice.sees("bien enregistrée")
        await alice.sends("/contribuer")
        await alice.taps("Usager")
        await alice.sends(TITLE)
        await alice.sends(OBSERVATION)
        await alice.sends(PROPOSAL)
        await alice.taps("National")
        await alice.taps("Entreprise")
        await alice.taps("Rester anonyme")
        await alice.taps("Passer")
        await alice.taps("Envoyer")
        await alice.sees_toast("Votre brouillon est gardé")
        await alice.sends("/contribuer")
        await alice.sees("Vous aviez commencé")


async def test_a_contribution_begins_from_a_theme(service: Service, alice: Person) -> None:
    await alice.sends("/themes")
    await alice.taps("Inclusion numérique")
    await alice.sees("Des questions sur ce thème")
    await alice.taps("Contribuer sur ce thème")
    await alice.taps("J’accepte")
    await alice.sees("2/8")


async def test_it_speaks_english_to_those_who_do(service: Service, sandbox: Sandbox) -> None:
    bruno = sandbox.person("Bruno", language="en-GB")
    await bruno.sends("/start")
    await bruno.sees("you take part in France’s action plan")
    await bruno.taps("Contribute")
    await bruno.taps("I agree")
    await bruno.sees("Which theme")
    await bruno.sends("/language")
    await bruno.taps("Français")
    await bruno.sees("vous participez au plan")
    await bruno.sends("/contribuer")
    await bruno.sees("Vous aviez commencé")
