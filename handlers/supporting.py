"""Those who support a contribution are told what becomes of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from handlers.screens import Screen
from handlers.services import Services
from storage import outbox, people, supports
from storage.submissions import Submission


def tell_supporters(conn: Connection, services: Services, submission: Submission, now: datetime) -> None:
    """Leaves a message for each of them."""
    for person_id in supports.people_of(conn, submission.id):
        person = people.get(conn, person_id)
        if person is None:
            continue
        said = services.texts(
            person.language,
            "support-outcome",
            number=str(submission.id),
            title=str(submission.answers.get("title", "")),
            status=services.texts.plain(person.language, f"status-{submission.status.replace('_', '-')}"),
        )
        outbox.put(
            conn,
            method="sendMessage",
            params=Screen(said).params(),
            lane=outbox.Lane.REPLY,
            person_id=person_id,
            subject=f"notice:{submission.id}",
            now=now,
        )
