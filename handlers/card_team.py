"""What a card tells of the work around a submission: who took it, votes, an admin awaited, notes, duplicates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection
from telegram import InlineKeyboardButton

from consultation.moderation import DECIDED, OPEN, Decision, Status
from consultation.text import shorten
from handlers.dates import moment
from handlers.screens import button
from handlers.voice import Voice
from storage import claims, escalations, merges, notes, people, sanctions, votes
from storage.claims import Claim
from storage.notes import Note
from storage.sanctions import Sanction
from storage.submissions import Submission
from storage.votes import Vote

NAME_LENGTH = 60
NOTES_SHOWN = 2
NOTE_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Team:
    """What moderators did around a submission, besides deciding."""

    claim: Claim | None = None
    claimed_by: str = ""
    escalated_by: str | None = None
    votes: tuple[Vote, ...] = ()
    notes: tuple[Note, ...] = ()
    notes_count: int = 0
    duplicates: tuple[int, ...] = ()
    sanction: Sanction | None = None
    sanctioned_by: str = ""


NO_TEAM = Team()


def about(conn: Connection, submission: Submission) -> Team:
    """Reads it."""
    number = submission.id
    claim, left_by = claims.find(conn, number), escalations.by(conn, number)
    sanction = sanctions.given_for(conn, number)
    return Team(
        claim=claim,
        claimed_by=people.staff_name(conn, claim.moderator_id) if claim else "",
        escalated_by=None if left_by is None else people.staff_name(conn, left_by),
        votes=tuple(votes.on(conn, number, submission.version)),
        notes=tuple(notes.on(conn, number, last=NOTES_SHOWN)),
        notes_count=notes.count(conn, number),
        duplicates=tuple(merges.merged_into(conn, number)),
        sanction=sanction,
        sanctioned_by=people.staff_name(conn, sanction.given_by) if sanction else "",
    )


def lines(say: Voice, submission: Submission, team: Team, now: datetime) -> list[str]:
    """Tells it in the card's head: what only matters to decide, while it is open."""

    told = []
    if submission.status in OPEN:
        if team.escalated_by is not None:
            told.append(say("card-escalated", name=shorten(team.escalated_by, NAME_LENGTH)))
        if team.claim is not None and team.claim.until > now:
            until = moment(team.claim.until, say.language)
            told.append(say("card-claimed", name=shorten(team.claimed_by, NAME_LENGTH), until=until))
        told += _votes(say, team.votes)
    if team.duplicates:
        told.append(say("card-duplicates", numbers=", ".join(str(number) for number in team.duplicates)))
    if team.sanction is not None:
        step = say.label(f"sanction-step-{team.sanction.step}")
        told.append(say("card-sanctioned", step=step, name=shorten(team.sanctioned_by, NAME_LENGTH)))
    if team.notes_count > len(team.notes):
        told.append(say("card-notes-more", count=team.notes_count - len(team.notes)))
    for note in team.notes:
        name, text = shorten(note.name, NAME_LENGTH), shorten(note.text, NOTE_LENGTH)
        told.append(say(f"card-{note.kind}", name=name, text=text))
    return told


def rows(say: Voice, submission: Submission, team: Team, now: datetime) -> list[list[InlineKeyboardButton]]:
    """The buttons that take or leave a submission, and lead to all the others."""
    shown = (submission.id, submission.version)
    taken = team.claim is not None and team.claim.until > now
    take = ("button-release", "release") if taken else ("button-claim", "claim")
    return [
        [
            button(say.label(take[0]), "card", take[1], *shown),
            button(say.label("button-more"), "card", "more", *shown),
        ]
    ]


def more_rows(say: Voice, submission: Submission) -> list[list[InlineKeyboardButton]]:
    """What is rarer: everything else a moderator may do with a submission."""
    shown = (submission.id, submission.version)

    def one(name: str, verb: str, *more: str) -> InlineKeyboardButton:
        return button(say.label(f"button-{name}"), "card", verb, *shown, *more)

    return [
        [one("duplicate", "duplicate"), one("mask", "mask")],
        [one("note", "write", "note"), one("message", "write", "message")],
        [one("escalate", "escalate"), one("sanction", "sanction")],
        [one("back", "show")],
    ]


def blame_rows(say: Voice, submission: Submission, team: Team) -> list[list[InlineKeyboardButton]]:
    """The button that warns the author of what was refused, until that is done."""
    if submission.status is not Status.REJECTED or team.sanction is not None or not submission.answers:
        return []
    return [[button(say.label("button-sanction"), "card", "sanction", submission.id, submission.version)]]


def write_rows(say: Voice, submission: Submission) -> list[list[InlineKeyboardButton]]:
    """The button to write to an author who was asked for a precision, and may ask what is meant."""
    if submission.status is not Status.CHANGES_REQUESTED:
        return []
    return [[button(say.label("button-message"), "card", "write", submission.id, submission.version, "message")]]


def undo_rows(say: Voice, submission: Submission, now: datetime) -> list[list[InlineKeyboardButton]]:
    """The button that undoes a decision, for as long as it may be."""
    until = timedelta(minutes=say.services.policy.undo_minutes)
    decided_at = submission.decided_at
    if submission.status not in DECIDED or decided_at is None or now - decided_at >= until:
        return []
    label = say.label("button-undo")
    return [[button(label, "card", "undo", submission.id, submission.version)]]


def _votes(say: Voice, cast: tuple[Vote, ...]) -> list[str]:
    """Tells the votes so far: "Refuser : 1 / 2 (Mehdi)"."""
    told = []
    for decision in Decision:
        verb = decision.value.verb
        names = [shorten(vote.name, NAME_LENGTH) for vote in cast if vote.decision == verb]
        if names:
            what = say.label(f"vote-{verb}")
            count = f"{len(names)} / {say.services.policy.quorum.get(verb, 1)}"
            said = say("card-votes", what=what, count=count, names=", ".join(names))
            told.append(said)
    return told
