"""The tables of moderation: who takes what, votes, what is for an admin, notes and messages, sanctions."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from storage.schema import Instant, Key, metadata

claims = Table(
    "claims",
    metadata,
    Column("submission_id", Key, ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    Column("moderator_id", Key, ForeignKey("people.id"), nullable=False),
    Column("until", Instant, nullable=False, index=True),  # from then on anybody may decide again
)

votes = Table(
    "votes",
    metadata,
    Column("submission_id", Key, ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    Column("moderator_id", Key, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),  # of the submission that was read
    Column("decision", String(20), nullable=False),  # its verb
    Column("detail", String(40)),
    Column("at", Instant, nullable=False),
)

escalations = Table(
    "escalations",
    metadata,
    Column("submission_id", Key, ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    Column("moderator_id", Key, ForeignKey("people.id"), nullable=False),
    Column("at", Instant, nullable=False),
)

notes = Table(
    "notes",
    metadata,
    Column("id", Key, primary_key=True),
    Column("submission_id", Key, ForeignKey("submissions.id"), nullable=False),
    Column("kind", String(20), nullable=False),  # note (for moderators only) | word | message (to the author) | answer
    Column("writer_id", Key, ForeignKey("people.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_notes_submission_id", "submission_id", "id"),
)

sanctions = Table(
    "sanctions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", Key, ForeignKey("people.id"), nullable=False),
    Column("step", String(20), nullable=False),  # of consultation/sanction.py
    Column("reason", String(40), nullable=False),
    Column("submission_id", Key, ForeignKey("submissions.id"), nullable=False),  # that it was given for
    Column("given_by", Key, ForeignKey("people.id"), nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("until", Instant),  # none: a warning
    Column("appeal", Text),
    Column("appealed_at", Instant),
    Column("outcome", String(20)),  # of the appeal: kept | lifted
    Column("outcome_by", Key, ForeignKey("people.id")),
    Column("outcome_at", Instant),
    Index("ix_sanctions_person_id", "person_id", "id"),
)
