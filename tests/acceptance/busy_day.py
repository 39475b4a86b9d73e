"""A day on which one citizen does all there is to do, and everyone else what follows from it."""

from __future__ import annotations

from sqlalchemy import Connection

from consultation.moderation import Status
from sandbox.person import Person
from sandbox.screen import text_of
from sandbox.wire import Json
from storage import people, submissions
from storage.submissions import Submission
from tests.acceptance.conftest import Service
from tests.acceptance.journeys import contributes, fills_in

ACCOUNT = 7_654_321_987
"""A Telegram id that no other number looks like."""
NAME, USERNAME = "Camille Xqzanari", "xqz_canari_77"
QUESTION = "Combien de pigeons XQZASKED la mairie de la place nourrit-elle ?"
WORDING = "pigeons XQZWORDED nourris"
SIGNATURE = "Camille Xqzsigned"
BROKEN = "XQZBROKEN ce message ne se lira pas"
TITLES = {
    "approved": "XQZTITLEA publier les délais",
    "refused": "XQZTITLER publier les refus",
    "clarified": "XQZTITLEC publier les durées",
    "pending": "XQZTITLEP publier les attentes",
    "begun": "XQZTITLEB publier les horaires",
}
OBSERVATION = "XQZOBSERVED quand je dépose un dossier, je ne sais jamais combien de temps attendre."
PROPOSAL = "XQZPROPOSED afficher le délai moyen de chaque démarche, mis à jour chaque mois & <partout>."
APPEAL = "XQZAPPEALED elle porte bien sur l’accueil des usagers, relisez-la."
AMENDED = "XQZAMENDED afficher le délai de chaque guichet, et le nombre de dossiers."
PRECISION = "XQZPRECISED afficher le délai guichet par guichet, chaque semaine, à l’entrée."
KEPT = ("XQZTITLEA", "XQZOBSERVED", "XQZPROPOSED", "XQZWORDED")
"""What may stay of the citizen when approved texts stay: nothing of it says who they are."""
GONE = (
    "Xqzanari",
    USERNAME,
    "Xqzsigned",
    "XQZASKED",
    "XQZBROKEN",
    "XQZTITLER",
    "XQZTITLEC",
    "XQZTITLEP",
    "XQZTITLEB",
    "XQZPRECISED",
    "XQZAPPEALED",
    "XQZAMENDED",
)


def canary(service: Service) -> Person:
    """The citizen, whose every trace can be told from anything else."""
    service.sandbox.world._people = ACCOUNT - 100_001
    person = service.sandbox.person(NAME, username=USERNAME)
    assert person.id == ACCOUNT
    return person


async def lives(service: Service, person: Person) -> Json:
    """Goes through the whole day; returns the photo attached to the approved contribution."""
    await follows(service, person)
    await asks(service, person)
    await contributes(
        person, title=TITLES["approved"], observation=OBSERVATION, proposal=PROPOSAL, signature=SIGNATURE, photo=True
    )
    photo = next(message for message in reversed(person.messages) if "photo" in message)
    await decided(service, person, "Approuver", then="validée")
    await contributes(person, title=TITLES["refused"], observation=OBSERVATION, proposal=PROPOSAL, agrees=False)
    await decided(service, person, "Refuser", "Hors sujet", then="n’est pas acceptée")
    await appeals(person)
    await contributes(person, title=TITLES["clarified"], observation=OBSERVATION, proposal=PROPOSAL, agrees=False)
    await decided(service, person, "Demander une précision", "Proposition", then="besoin d’une précision")
    await clarifies(person)
    await contributes(person, title=TITLES["pending"], observation=OBSERVATION, proposal=PROPOSAL, agrees=False)
    await amends(service, person)
    await breaks(service, person)
    await fills_in(person, title=TITLES["begun"], observation=OBSERVATION, proposal=PROPOSAL, agrees=False)
    return photo


async def follows(service: Service, person: Person) -> None:
    """Subscribes, and receives an announcement."""
    await person.sends("/start")
    await person.sees("plan d’action")
    await person.sends("/abonnements")
    await person.taps("S’abonner")
    pauline = service.pauline
    await pauline.sends("/annonce")
    await pauline.sees("Nouvelle annonce")
    await pauline.sends("Un atelier a lieu en ligne")
    await pauline.sees("Destinataires")
    await pauline.taps("Envoyer")
    await person.sees("Un atelier a lieu en ligne", since=0)
    await pauline.sees("c’est terminé")


async def asks(service: Service, person: Person) -> None:
    """Asks what nobody knew; the press office answers, and makes it a FAQ entry that is asked in these words too."""
    pauline = service.pauline
    await person.sends(WORDING)
    await person.sees("transmette")
    await person.sends(QUESTION)
    await person.sees("transmette")
    await person.taps("Oui, transmettre")
    await person.sees("C’est transmis")
    await pauline.sees("à traiter", since=0)
    await pauline.taps("Répondre")
    await pauline.sees("Écrivez votre réponse")
    await pauline.sends("Il y en a douze.")
    await pauline.sees("Voici ce que recevra")
    await pauline.taps("Envoyer")
    await person.sees("Il y en a douze.", since=0)
    await pauline.taps("Ajouter à la FAQ")
    await pauline.sees("Dans quel thème")
    await pauline.taps("Usager au cœur")
    for part, typed in (("❓ Question", "Combien y a-t-il d’oiseaux ?"), ("🔤 Formulations", WORDING)):
        await pauline.sees("Voici ce que liront")
        await pauline.taps(part)
        await pauline.sees("")
        await pauline.sends(typed)
    await pauline.sees("Voici ce que liront")
    await pauline.taps("Publier")
    await pauline.sees("", since=0)


async def decided(service: Service, person: Person, *labels: str, then: str) -> None:
    """A moderator decides on the newest card, and the citizen is told."""
    newest = max(sent.id for sent in await all_of(service))
    card = await service.mehdi.sees(f"Contribution n°\u00a0{newest}", service.moderation, since=0)
    for label in labels:
        await service.mehdi.taps(label, message=card)
    await person.sees(then, since=0)


async def clarifies(person: Person) -> None:
    """Answers a moderator's request."""
    await person.taps("Répondre")
    await person.sees("Précision demandée")
    await person.sends(PRECISION)
    await person.sees("précisée, avant l’envoi")
    await person.taps("Envoyer")
    await person.sees("est bien enregistrée")


async def appeals(person: Person) -> None:
    """Asks for another look at a refusal, with a few words."""
    await person.taps("Faire un recours")
    await person.sees("Un autre modérateur la relira")
    await person.sends(APPEAL)
    await person.sees("est enregistré. Un autre modérateur")


async def amends(service: Service, person: Person) -> None:
    """Changes the newest contribution while it waits."""
    await person.sends(f"/suivi {max(sent.id for sent in await all_of(service))}")
    await person.taps("Modifier")
    await person.sees("Votre contribution modifiée")
    await person.taps("Modifier")
    await person.taps("Proposition")
    await person.sees("réponse actuelle")
    await person.sends(AMENDED)
    await person.sees("Votre contribution modifiée")
    await person.taps("Envoyer")
    await person.sees("est bien enregistrée")


async def breaks(service: Service, person: Person) -> None:
    """Sends something that the program cannot read, and hears of it."""
    message = {"message_id": 1, "from": person.user, "chat": person.chat.wire, "text": BROKEN}
    await service.intake.handle({"update_id": 900_000_001, "message": message})
    await person.sees("Quelque chose s’est mal passé", since=0)


async def all_of(service: Service) -> list[Submission]:
    """Every submission."""
    return await service.database.read(lambda conn: submissions.waiting(conn, list(Status), limit=100))


async def number_of(service: Service, person: Person) -> int:
    """What the service calls someone."""

    def find(conn: Connection) -> int:
        known = people.find(conn, person.id)
        assert known is not None
        return known.id

    return await service.database.read(find)


def said_to(person: Person, since: int) -> list[str]:
    """What the bot wrote to someone after so many messages."""
    return [text_of(message) for message in person.messages[since:] if message["from"]["is_bot"]]
