"""The tables of the plan's commitments, of what became of contributions in them, and of the consultation's phases."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from storage.schema import Instant, Json, Key, metadata

commitments = Table(
    "commitments",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # that of the plan: "engagement 12"
    Column("title", Json, nullable=False),
    Column("description", Json, nullable=False),
    Column("theme", String(60), nullable=False),
    Column("link", String(400)),
    Column("status", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
)

commitment_steps = Table(
    "commitment_steps",
    metadata,
    Column("id", Key, primary_key=True),
    Column("commitment", Integer, ForeignKey("commitments.number"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("actor_id", Key, ForeignKey("people.id")),  # none: a file
    Column("status", String(20), nullable=False),
    Column("explanation", Text, nullable=False),  # empty for the first
)

commitment_links = Table(
    "commitment_links",
    metadata,
    Column("id", Key, primary_key=True),
    Column("submission_id", Key, ForeignKey("submissions.id"), nullable=False),
    Column("commitment", Integer, ForeignKey("commitments.number"), index=True),  # none: not retained anywhere
    Column("verdict", String(20), nullable=False),
    Column("answer", Text, nullable=False),
    Column("revision", Integer, nullable=False),  # raised when the answer is corrected
    Column("actor_id", Key, ForeignKey("people.id")),
    Column("at", Instant, nullable=False),
    Index("ix_commitment_links_submission_id", "submission_id", "commitment"),
)

phases = Table(
    "phases",
    metadata,
    Column("id", Key, primary_key=True),
    Column("phase", String(20), nullable=False),
    Column("actor_id", Key, ForeignKey("people.id")),
    Column("since", Instant, nullable=False),
)
