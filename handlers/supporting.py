"""Those who support a contribution are told what becomes of it, and find where it stands."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from consultation.visibility import is_public
from handlers.context import Context
from handlers.screens import Screen, button
from handlers.services import Services
from storage import outbox, people, submissions, supports
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


async def supported_screen(context: Context, number: int) -> Screen | None:
    """Shows someone a contribution they support: where it stands, and the way to take the support back."""
    person_id = context.person.id

    def look(conn: Connection) -> tuple[Submission | None, bool, bool]:
        counted = person_id in supports.people_of(conn, number)
        return submissions.get(conn, number), counted, supports.gives(conn, number, person_id)

    supported, counted, gives = await context.read(look)
    if supported is None or not counted:
        return None
    status = context.label(f"status-{supported.status.replace('_', '-')}")
    said = [context.text("support-followed", number=str(number), status=status)]
    if is_public(supported.status, supported.answers):
        said.append(context.text("support-title", title=str(supported.answers.get("title", ""))))
    take_back = [button(context.label("button-take-back"), "support", "take", number)]
    return Screen.of("\n\n".join(said), take_back if gives else [])
