"""Tables of what people ask and what is answered: entries of the FAQ and their story, questions and those alike."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from storage.schema import Instant, Json, Key, metadata

faq_entries = Table(
    "faq_entries",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("theme", String(60), nullable=False),
    Column("question", Json, nullable=False),
    Column("answer", Json, nullable=False),
    Column("variants", Json, nullable=False),
    Column("source", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("fingerprint", String(64), nullable=False),  # of the file last loaded; empty when born in chat
    Column("retired", Boolean, nullable=False),
    Column("edited", Boolean, nullable=False),  # in chat, since its file was loaded
    Column("changed_at", Instant, nullable=False, index=True),
)

faq_revisions = Table(
    "faq_revisions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("entry_id", String(80), ForeignKey("faq_entries.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("actor_id", Key, ForeignKey("people.id")),  # none: a file
    Column("action", String(20), nullable=False),
    Column("content", Json, nullable=False),  # the entry as it stood after
)

faq_proposals = Table(
    "faq_proposals",
    metadata,
    Column("id", Key, primary_key=True),
    Column("group_id", Key, ForeignKey("question_groups.id")),  # none: not born of a question
    Column("content", Json, nullable=False),  # the entry to be
    Column("state", String(20), nullable=False),  # pending | accepted | refused
    Column("proposed_by", Key, ForeignKey("people.id"), nullable=False),
    Column("decided_by", Key, ForeignKey("people.id")),
    Column("created_at", Instant, nullable=False),
    Column("decided_at", Instant),
    Index("ix_faq_proposals_state_id", "state", "id"),
)

question_groups = Table(
    "question_groups",
    metadata,
    Column("id", Key, primary_key=True),
    Column("text", Text, nullable=False),  # the question shown for all those alike
    Column("state", String(20), nullable=False),  # open | answered | dismissed
    Column("count", Integer, nullable=False),
    Column("answer", Text),
    Column("entry_id", String(80)),  # the entry that was the answer
    Column("answered_by", Key, ForeignKey("people.id")),
    Column("answered_at", Instant),
    Column("created_at", Instant, nullable=False),
    Column("last_at", Instant, nullable=False),
    Index("ix_question_groups_state_count", "state", "count"),
)

questions = Table(
    "questions",
    metadata,
    Column("id", Key, primary_key=True),
    Column("person_id", Key, ForeignKey("people.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("entry_id", String(80)),
    Column("state", String(20), nullable=False),  # asked | passed_on | answered | dismissed
    Column("group_id", Key, ForeignKey("question_groups.id"), index=True),
    Column("helped", Boolean),  # what the citizen said of the answer
    Column("created_at", Instant, nullable=False),
    Column("answered_at", Instant),
    Index("ix_questions_entry_created", "entry_id", "created_at"),
    Index("ix_questions_person_id", "person_id", "id"),
)
