"""What docs/parcours shows: every screen by journey, the command that leads to it, what is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its file's name, one line about it, the command that it shows (its French name), if any."""

    name: str
    line: str
    command: str = ""


SCREENS: dict[str, tuple[Shot, ...]] = {
    "Arriving and asking": (
        Shot("accueil", "What this is, privacy in two sentences, the menu", "start"),
        Shot("aide", "What can be done, by whoever asks", "aide"),
        Shot("themes", "The eight themes", "themes"),
        Shot("theme", "One theme: its questions, and a way to contribute"),
        Shot("reponse", "An answer, the sentence it stands on, its source and date"),
        Shot("propositions", "Not sure: likely questions, one tap away"),
        Shot("silence", "The press release does not say: neither do we"),
        Shot("inconnu", "Unknown: said so, with an offer to pass it on"),
        Shot("transmis", "Passed on to the press office"),
        Shot("langue", "The language", "langue"),
    ),
    "Contributing": (
        Shot("consentement", "Before anything: what is kept, and why", "contribuer"),
        Shot("1-theme", "Step 1"),
        Shot("2-titre", "Step 2, with an example"),
        Shot("3-constat", "Step 3"),
        Shot("4-proposition", "Step 4"),
        Shot("5-territoire", "Step 5"),
        Shot("6-qui", "Step 6"),
        Shot("7-signature", "Step 7: anonymous unless chosen otherwise"),
        Shot("8-piece-jointe", "Step 8, which may be skipped"),
        Shot("resume", "The summary; any answer can still be edited"),
        Shot("donnees-personnelles", "A telephone number is seen: masked in one tap"),
        Shot("semblables", "Much alike was published: support it, or send one’s own"),
        Shot("soutien", "Supported; the draft waits for a decision"),
        Shot("recu", "The receipt: number, fingerprint, expected delay"),
        Shot("annuler", "Cancelling asks first when words would be lost", "annuler"),
        Shot("charte", "What guides the moderators", "charte"),
    ),
    "Following": (
        Shot("validee", "The decision arrives"),
        Shot("mes-contributions", "All of one’s contributions", "mes_contributions"),
        Shot("suivi", "One of them, step by step", "suivi"),
        Shot("preuve", "Proof of deposit, which anyone can verify"),
        Shot("refusee", "A refusal, its reason, the appeal"),
        Shot("recours", "The appeal, once, to another moderator"),
        Shot("retenue", "What became of it in the plan"),
        Shot("engagements", "The commitments of the plan", "engagements"),
        Shot("engagement", "One commitment, and what it owes to contributions"),
    ),
    "Being informed": (
        Shot("abonnements", "All announcements, or by theme and département", "abonnements"),
        Shot("annonce-recue", "An announcement, with the way out"),
        Shot("actualites", "Announcements already sent", "actualites"),
        Shot("agenda", "Events, and what is not known of them", "agenda"),
        Shot("evenement", "One event"),
        Shot("inscription", "Registered: a reminder will come"),
        Shot("ressources", "What there is to read", "ressources"),
        Shot("stop", "No more announcements, at once", "stop"),
    ),
    "One’s rights": (
        Shot("mes-donnees", "What is kept about oneself", "mes_donnees"),
        Shot("copie", "A copy, as JSON"),
        Shot("effacer", "Erasing: what goes, what may stay"),
        Shot("confidentialite", "Privacy, from the settings in force", "confidentialite"),
    ),
    "Moderating": (
        Shot("carte", "A card in the channel (in French: the team shares it)"),
        Shot("raisons", "Why it is refused"),
        Shot("autres-actions", "Duplicate, mask, note, write, pass on, warn"),
        Shot("decision", "Decided: by whom, when; it can be undone for a moment"),
        Shot("file", "The queue, in private", "file"),
        Shot("statistiques", "Figures", "stats"),
        Shot("lien-console", "A one-time link to the console", "console"),
    ),
    "Announcing and answering": (
        Shot("annonce", "Writing an announcement", "annonce"),
        Shot("annonce-apercu", "Seen exactly as it will be received"),
        Shot("annonce-destinataires", "To whom"),
        Shot("annonce-envoyee", "On its way, then done: figures"),
        Shot("annonces", "Announcements", "annonces"),
        Shot("annonce-une", "One of them: correct, rewrite, delete, report"),
        Shot("rapport", "What became of it"),
        Shot("rectificatif", "A correction"),
        Shot("questions", "Questions passed on", "questions"),
        Shot("question", "One question: answer, link, set aside"),
        Shot("faq", "The entries of the FAQ", "faq"),
        Shot("engagements-presse", "Commitments: write, change, link"),
        Shot("relier", "Linking a contribution to a commitment", "relier"),
        Shot("relier-apercu", "What its author will read, before it leaves"),
        Shot("ce-que-nous-faisons", "“What you said, what we do”, composed"),
        Shot("export", "Open data and reports", "export"),
    ),
    "Administering": (
        Shot("phase", "The phase of the consultation", "phase"),
        Shot("phase-confirmer", "What a change of phase does, before it is done"),
        Shot("ferme", "Contributions closed: what a citizen reads"),
        Shot("sanctions", "People paused or blocked", "sanctions"),
    ),
    "In a browser": (
        Shot("console", "The moderation console"),
        Shot("console-carte", "One contribution, its texts and decisions"),
        Shot("registre", "The public register"),
    ),
}
"""Every picture, in the order of docs/parcours/README.md."""

NAMES = tuple(shot.name for shots in SCREENS.values() for shot in shots)

WORDS = {
    "fr": {
        "question": "C’est quoi le PGO ?",
        "vague": "à qui je parle ?",
        "silent": "Combien coûte le plan ?",
        "strange": "Qui a écrit ce programme ?",
        "title": "Publier les délais de réponse",
        "again": "Publier les délais de réponse des administrations",
        "observation": "Quand je dépose un dossier, je ne sais jamais combien de temps attendre.",
        "proposal": "Afficher le délai moyen de chaque démarche, mis à jour chaque mois.",
        "telephone": " Appelez-moi au 06 39 98 12 34.",
        "other": "Ma salle de sport",
        "bought": "Les abonnements y sont à moitié prix jusqu’à dimanche soir.",
        "advert": "Venez essayer les nouveaux appareils, la première séance est offerte.",
        "announcement": "La synthèse des contributions est en ligne.",
        "why": "Les délais seront publiés démarche par démarche.",
    },
    "en": {
        "question": "What is the OGP?",
        "vague": "when does it end?",
        "silent": "How much does the plan cost?",
        "strange": "Who wrote this software?",
        "title": "Publish response times",
        "again": "Publish the response times of public services",
        "observation": "When I file an application, I never know how long I will wait.",
        "proposal": "Show the average time of each procedure, brought up to date every month.",
        "telephone": " Call me on 06 39 98 12 34.",
        "other": "My gym",
        "bought": "Subscriptions are half price until Sunday evening.",
        "advert": "Come and try the new machines, the first session is free.",
        "announcement": "The summary of contributions is online.",
        "why": "Times will be published procedure by procedure.",
    },
}
"""What people write on the way, by language."""
