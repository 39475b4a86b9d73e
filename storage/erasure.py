"""A person leaves: one transaction after which nothing here tells who they were, or what they said and did not publish.

- The row in `people` stays as a number that is nobody's, since decisions and the audit refer to it.
- What has a `person_id` is deleted, in every table, unless `_TREATED` says that it is dealt with otherwise.
- Their words are also taken out of what others were about to read: messages not sent yet, questions alike, drafts.
- Approved submissions stay as texts without an author, or are emptied too, as the person chose.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, or_, select, update

from consultation.broadcast import DeliveryState
from consultation.form import FIELDS, Answers, Kind
from consultation.moderation import Status
from consultation.personal_data import without_identity
from storage import (
    audit,
    claims,
    commitment_links,
    consents,
    escalations,
    faq_wordings,
    notes,
    publications,
    votes,
)
from storage.cards import CardKind
from storage.signals import signal
from storage.submissions import Submission, get, of_person
from storage.tables import (
    appeals,
    cards,
    deliveries,
    erasures,
    limits,
    metadata,
    outbox,
    people,
    quarantine,
    question_groups,
    questions,
    register_salts,
    sanctions,
    submission_versions,
    submissions,
)
from storage.tables import consents as consents_table
from storage.tables import drafts as drafts_table
from storage.words import GONE, Words

SIGNAL = "erasure"
"""Raised with an erasure: what is about to be sent must be looked at again."""
DEFAULT_LANGUAGE = "fr"
_TREATED = frozenset({consents_table, deliveries, erasures, outbox, submissions})
_OPEN = (Status.PENDING, Status.IN_REVIEW, Status.CHANGES_REQUESTED)
_ABOUT_ONE = (*CardKind, "receipt", "notice", *publications.SUBJECTS)
_ABOUT_OTHERS = frozenset({*_ABOUT_ONE, "repaint", "progress"})
"""Messages about one known thing: those about this person are deleted, those about others may say the same words."""
_MANY = 1_000_000


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much is kept of a person: what an erasure would take."""

    submissions: int
    approved: int
    drafts: int
    questions: int
    in_faq: bool


def holdings(conn: Connection, person_id: int) -> Holdings:
    """Counts what is kept of a person."""
    return Holdings(
        submissions=_count(conn, submissions, person_id),
        approved=_count(conn, submissions, person_id, submissions.c.status == Status.APPROVED),
        drafts=_count(conn, drafts_table, person_id),
        questions=_count(conn, questions, person_id),
        in_faq=faq_wordings.holds(conn, _asked(conn, person_id)),
    )


def erase(
    conn: Connection, person_id: int, *, keep_approved: bool, public: Collection[str], now: datetime
) -> list[Submission]:
    """Erases a person, and lists what they sent as it now stands: what shows it must follow.

    `public` are contacts that may stay in what is kept (the press office's).
    """
    conn.execute(select(people.c.id).where(people.c.id == person_id).with_for_update()).one()
    sent = of_person(conn, person_id, limit=_MANY)
    asked = _asked(conn, person_id)
    written, questioned = Words([*_typed(sent), *_written(conn, person_id)]), Words(asked)
    changed = [_take_text(conn, item, keep=keep_approved, public=public) for item in sent]
    _take_questions(conn, person_id, asked)
    if not keep_approved:
        faq_wordings.take_out(conn, asked, now)
    _take_messages(conn, person_id, sent, written, questioned)
    _take_incidents(conn, person_id, written, questioned)
    _take_rows(conn, person_id, now)
    questioned.strike_in_drafts(conn)
    conn.execute(delete(limits).where(limits.c.scope == f"person:{person_id}"))
    consents.withdraw(conn, person_id, now)
    _forget_who(conn, person_id, now)
    conn.execute(insert(erasures).values(person_id=person_id, at=now, kept_approved=keep_approved))
    audit.record(conn, "erased", f"person:{person_id}", actor_id=person_id, now=now)
    signal(conn, SIGNAL)
    return changed


def empty(conn: Connection, submission_id: int) -> None:
    """Takes the text of a submission; its number and what was decided stay, and what was not decided is withdrawn."""
    this = update(submissions).where(submissions.c.id == submission_id)
    conn.execute(this.values(answers={}, requested_field=None))
    for table in (submission_versions, register_salts, appeals, drafts_table):
        conn.execute(delete(table).where(table.c.submission_id == submission_id))
    commitment_links.delete_of(conn, submission_id)
    notes.delete_of(conn, submission_id)
    votes.clear(conn, submission_id)
    claims.drop(conn, submission_id)
    escalations.drop(conn, submission_id)
    undecided = this.where(submissions.c.status.in_(_OPEN))
    conn.execute(undecided.values(status=Status.WITHDRAWN.value, decided_by=None, decided_at=None))


def to_scrub(conn: Connection) -> list[int]:
    """Lists the erasures whose bytes may still stand in the database's files."""
    return list(conn.execute(select(erasures.c.id).where(erasures.c.scrubbed_at.is_(None))).scalars())


def scrubbed(conn: Connection, numbers: Collection[int], now: datetime) -> None:
    """Notes that the database's files hold nothing of these erasures any more."""
    conn.execute(update(erasures).where(erasures.c.id.in_(numbers)).values(scrubbed_at=now))


def _take_text(conn: Connection, submission: Submission, *, keep: bool, public: Collection[str]) -> Submission:
    number = submission.id
    if keep and submission.status is Status.APPROVED:
        answers = without_identity(submission.answers, public)
        conn.execute(update(submissions).where(submissions.c.id == number).values(answers=answers))
        notes.delete_of(conn, number)
        commitment_links.strike(conn, number, str(submission.answers.get("signature", "")))
    else:
        empty(conn, number)
    now_it_is = get(conn, number)
    assert now_it_is is not None  # noqa: S101 - just written in this transaction
    return now_it_is


def _take_questions(conn: Connection, person_id: int, asked: list[str]) -> None:
    """Deletes what a person asked; a group of questions alike goes on in the words of others, or ends."""
    query = select(questions.c.group_id).where(questions.c.person_id == person_id, questions.c.group_id.is_not(None))
    groups = sorted(set(conn.execute(query).scalars()))
    conn.execute(delete(questions).where(questions.c.person_id == person_id))
    for number in groups:
        others = select(questions.c.text).where(questions.c.group_id == number).order_by(questions.c.id)
        left = list(conn.execute(others).scalars())
        group = update(question_groups).where(question_groups.c.id == number)
        conn.execute(group.where(question_groups.c.count > 0).values(count=question_groups.c.count - 1))
        conn.execute(group.where(question_groups.c.text.in_(asked)).values(text=left[0] if left else GONE))
        if not left:
            conn.execute(group.where(question_groups.c.answer.is_not(None)).values(answer=GONE))
            conn.execute(group.where(question_groups.c.state == "open").values(state="dismissed"))


def _take_messages(
    conn: Connection, person_id: int, sent: Iterable[Submission], written: Words, questioned: Words
) -> None:
    """Deletes messages to a person and about what they sent; strikes their questions out of the others."""
    numbers = [item.id for item in sent]
    subjects = [f"{what}:{number}" for number in numbers for what in _ABOUT_ONE]
    shown = select(cards.c.chat_id, cards.c.message_id).where(cards.c.submission_id.in_(numbers))
    places = {(row.chat_id, row.message_id) for row in conn.execute(shown)}
    subjects += [f"repaint:chat:{chat_id}:{message_id}" for chat_id, message_id in places]
    conn.execute(delete(outbox).where(or_(outbox.c.person_id == person_id, outbox.c.subject.in_(subjects))))
    unsent = select(outbox.c.id, outbox.c.person_id, outbox.c.chat_id, outbox.c.subject, outbox.c.params)
    for row in conn.execute(unsent.where(outbox.c.state != "sent")).all():
        this, kind = outbox.c.id == row.id, (row.subject or "").partition(":")[0]
        edits_theirs = (row.chat_id, row.params.get("message_id")) in places
        if edits_theirs or (kind not in _ABOUT_OTHERS and row.person_id is None and written.quoted_by(row.params)):
            conn.execute(delete(outbox).where(this))
        elif kind not in _ABOUT_OTHERS and (written.quoted_by(row.params) or questioned.quoted_by(row.params)):
            left = questioned.strike(written.strike(row.params))
            conn.execute(update(outbox).where(this).values(params=left))


def _take_incidents(conn: Connection, person_id: int, *said: Words) -> None:
    """Deletes the updates set aside that a person sent, or that quote them."""
    sender = f'"person:{person_id}"'
    for row in conn.execute(select(quarantine.c.id, quarantine.c.payload)).all():
        if sender in row.payload or any(words.quoted_in(row.payload) for words in said):
            conn.execute(delete(quarantine).where(quarantine.c.id == row.id))


def _take_rows(conn: Connection, person_id: int, now: datetime) -> None:
    mine = deliveries.c.person_id == person_id
    waiting = update(deliveries).where(mine, deliveries.c.state == DeliveryState.PENDING)
    conn.execute(waiting.values(state=DeliveryState.SKIPPED.value, settled_at=now))
    conn.execute(update(deliveries).where(mine).values(message_id=None, more_ids=None, error=None))
    for table in reversed(metadata.sorted_tables):
        if "person_id" in table.c and table not in _TREATED:
            conn.execute(delete(table).where(table.c.person_id == person_id))


def _forget_who(conn: Connection, person_id: int, now: datetime) -> None:
    """Leaves a row that says nothing, not even since when."""
    values = {
        "telegram_id": None,
        "language": DEFAULT_LANGUAGE,
        "staff_name": None,
        "subscribed_at": None,
        "stopped_at": None,
        "unreachable_at": None,
        "created_at": now,
    }
    conn.execute(update(people).where(people.c.id == person_id).values(values))


def _count(conn: Connection, table: Table, person_id: int, *conditions: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(table).where(table.c.person_id == person_id, *conditions)
    return conn.execute(query).scalar_one()


def _asked(conn: Connection, person_id: int) -> list[str]:
    return list(conn.execute(select(questions.c.text).where(questions.c.person_id == person_id)).scalars())


def _written(conn: Connection, person_id: int) -> list[str]:
    """What they wrote besides the submissions as they stand: drafts, earlier versions, appeals."""
    answers = [
        conn.execute(select(table.c.answers).where(table.c.person_id == person_id)).scalars().all()
        for table in (drafts_table, submission_versions)
    ]
    appealed = conn.execute(select(appeals.c.text).where(appeals.c.person_id == person_id)).scalars()
    contested = conn.execute(select(sanctions.c.appeal).where(sanctions.c.person_id == person_id)).scalars()
    said = [*appealed, *(text for text in contested if text), *notes.written_by(conn, person_id)]
    return [*said, *(text for rows in answers for row in rows for text in _texts(row))]


def _typed(sent: Iterable[Submission]) -> list[str]:
    return [value for item in sent for value in _texts(item.answers)]


def _texts(answers: Answers) -> list[str]:
    """The texts that somebody typed among answers: an option's key is everybody's."""
    typed = {field.key for field in FIELDS.values() if field.kind in (Kind.TEXT, Kind.SIGNATURE)}
    return [value for key, value in answers.items() if key in typed and isinstance(value, str)]
