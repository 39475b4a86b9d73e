"""What people do from end to end, for tests that are about what comes after."""

from __future__ import annotations

from sandbox.person import Person

TITLE = "Publier les délais de réponse"
OBSERVATION = "Quand je dépose un dossier, je ne sais jamais combien de temps attendre."
PROPOSAL = "Afficher le délai moyen de chaque démarche, mis à jour chaque mois."


async def fills_in(
    person: Person,
    *,
    title: str = TITLE,
    observation: str = OBSERVATION,
    proposal: str = PROPOSAL,
    signature: str = "",
    photo: bool = False,
    agrees: bool = True,
) -> None:
    """Goes through the form up to the summary; `agrees` when consent is asked, which is the first time."""
    await person.sends("/contribuer")
    if agrees:
        await person.taps("J’accepte")
    await person.sees("1/8")
    await person.taps("Usager au cœur")
    for shown, typed in (("Titre", title), ("Constat", observation), ("Proposition", proposal)):
        await person.sees(shown)
        await person.sends(typed)
    await person.sees("Territoire")
    await person.taps("National")
    await person.taps("Citoyenne ou citoyen")
    await person.sees("Signature")
    await (person.sends(signature) if signature else person.taps("Rester anonyme"))
    await person.sees("Pièce jointe")
    await (person.sends_photo() if photo else person.taps("Passer"))
    await person.sees("avant l’envoi")


async def contributes(
    person: Person,
    *,
    title: str = TITLE,
    observation: str = OBSERVATION,
    proposal: str = PROPOSAL,
    signature: str = "",
    photo: bool = False,
    agrees: bool = True,
) -> None:
    """Sends a contribution that holds nothing to be warned of."""
    await fills_in(
        person,
        title=title,
        observation=observation,
        proposal=proposal,
        signature=signature,
        photo=photo,
        agrees=agrees,
    )
    await person.taps("Envoyer")
    await person.sees("est bien enregistrée")
