"""What tests of several kinds tell again and again: the services at work, a contribution that waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from sqlalchemy import Connection

from consultation.content import TITLE_LENGTH, Consultation, PressContact, Theme
from consultation.faq import FaqIndex
from consultation.form import Answer
from handlers.services import Policy, Services
from handlers.texts import Texts
from storage import audit, people, submissions
from storage.database import Database
from storage.faq import FaqStore
from storage.submissions import Submission

LONG_THEME = "long"
CONSULTATION = Consultation(
    id="test",
    title={"fr": "Une consultation", "en": "A consultation"},
    summary={"fr": "Pour les tests.", "en": "For the tests."},
    source="Un communiqué",
    launched=date(2021, 2, 23),
    phases=(),
    themes=(
        Theme("usager", "🙋", {"fr": "Usager au cœur de l’action publique", "en": "Users first"}, {"fr": "…"}),
        Theme(LONG_THEME, "📏", {"fr": "é" * TITLE_LENGTH}, {"fr": "…"}),
    ),
    resources=(),
    events=(),
    press_contact=PressContact("01 00 00 00 00", "presse@exemple.fr"),
)
MODERATION = -1001234567890
ANSWERS: Mapping[str, Answer] = {
    "theme": "usager",
    "title": "Publier les délais de réponse",
    "observation": "Quand je dépose un dossier, je ne sais jamais combien de temps attendre.",
    "proposal": "Afficher le délai moyen de chaque démarche, mis à jour chaque mois.",
    "territory": "35",
    "author_type": "citizen",
    "signature": "",
    "attachment": "",
}


def services(database: Database, clock: Callable[[], datetime]) -> Services:
    """A small consultation, the real sentences, no FAQ, and a moderation chat."""
    return Services(
        database=database,
        texts=Texts(strict=True),
        consultation=CONSULTATION,
        faq=FaqStore(database, (0, None), (), FaqIndex.build((), ())),
        policy=Policy(moderation_chat_id=MODERATION),
        clock=clock,
    )


def submit(conn: Connection, now: datetime, author: int = 4001, **answers: Answer) -> Submission:
    """Someone sends a contribution; `answers` replace those of the usual one."""
    person = people.meet(conn, author, "fr", now)
    sent = submissions.add(conn, person_id=person.id, answers={**ANSWERS, **answers}, form_version=1, now=now)
    audit.record(conn, "submitted", f"submission:{sent.id}", actor_id=person.id, now=now, details={"version": 1})
    return sent
