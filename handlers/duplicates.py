"""🔁 Doublon: a submission is handled with another one that says the same; both authors know, both are credited."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation.moderation import OPEN, ORIGINALS
from consultation.refusal import Refusal
from consultation.similarity import SHOWN, Similarity, text_of
from consultation.text import shorten
from handlers import cards
from handlers.screens import Screen, button
from handlers.services import Services
from handlers.voice import Voice
from storage import cards as shown
from storage import merges, outbox, people, submissions
from storage.submissions import Submission

COMPARED = 200
"""How many of those that wait, the oldest, a duplicate is sought among; beside all that were approved."""
TITLE_LENGTH = 40


def original_of(conn: Connection, submission: Submission, detail: str | None) -> Submission | Refusal:
    """Finds what a duplicate is to be merged into, following what that was merged into itself, or says why not."""
    named = int(detail or 0)
    original = submissions.get(conn, merges.root(conn, named))
    if original is None or not original.answers:
        return Refusal("duplicate-unknown", number=str(named))
    if original.id == submission.id:
        return Refusal("duplicate-itself", number=str(submission.id))
    if original.status not in ORIGINALS:
        return Refusal("duplicate-closed", number=str(original.id))
    return original


def candidates(conn: Connection, services: Services, submission: Submission) -> list[Submission]:
    """Finds what a submission may be a duplicate of, the likeliest first: what was approved, and what waits."""
    text = text_of(submission.answers)
    waiting = [one for one in submissions.waiting(conn, OPEN, limit=COMPARED) if one.id != submission.id]
    near = Similarity([text_of(one.answers) for one in waiting]).nearest(text)
    found = submissions.get_all(conn, services.approved.like(conn, text)) + [waiting[one.place] for one in near]
    return [one for one in found if one.id != submission.id and one.answers][:SHOWN]


def rows(say: Voice, submission: Submission, found: list[Submission]) -> list[list[InlineKeyboardButton]]:
    """The candidates, another number, and the way back."""
    shown = (submission.id, submission.version)
    picks = [
        [
            button(
                say.label("duplicate-pick", number=str(one.id), title=_title(one)),
                "card",
                "decide",
                *shown,
                "merge",
                str(one.id),
            )
        ]
        for one in found
    ]
    other = button(say.label("button-other-number"), "card", "write", *shown, "duplicate")
    back = button(say.label("button-back"), "card", "show", *shown)
    return [*picks, [other], [back]]


def tell_original(conn: Connection, services: Services, merged: Submission, now: datetime) -> None:
    """Tells the author of the original that another contribution joins theirs, and shows it on its card."""
    original = submissions.get(conn, merged.merged_into or 0)
    if original is None:
        return
    known, author = shown.latest(conn, original.id), people.get(conn, original.person_id)
    if known is not None:
        cards.repaint(conn, services, original, now, cards.Place(known[1], chat_id=known[0]))
    if author is None or author.id == merged.person_id:
        return
    said = services.texts(author.language, "duplicate-joined", number=str(original.id), title=_title(original))
    outbox.put(
        conn,
        method="sendMessage",
        params=Screen(said).params(),
        lane=outbox.Lane.REPLY,
        person_id=author.id,
        subject=f"notice:{merged.id}",
        now=now,
    )


def _title(submission: Submission) -> str:
    return shorten(str(submission.answers.get("title", "")), TITLE_LENGTH)
