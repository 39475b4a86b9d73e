"""The first schema: people, submissions, decisions, outbox, broadcasts, FAQ, questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes every table."""
    op.create_table(
        "faq_entries",
        sa.Column("id", sa.String(length=80), nullable=False),
        sa.Column("theme", sa.String(length=60), nullable=False),
        sa.Column("question", Json, nullable=False),
        sa.Column("answer", Json, nullable=False),
        sa.Column("variants", Json, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faq_entries")),
    )
    op.create_index(op.f("ix_faq_entries_changed_at"), "faq_entries", ["changed_at"], unique=False)
    op.create_table(
        "limits",
        sa.Column("scope", sa.String(length=60), nullable=False),
        sa.Column("next_at", sa.Float(), nullable=False),
        sa.Column("halted_until", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_limits")),
    )
    op.create_table(
        "people",
        sa.Column("id", Key, nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("staff_name", sa.String(length=128), nullable=True),
        sa.Column("subscribed_at", Instant, nullable=True),
        sa.Column("unreachable_at", Instant, nullable=True),
        sa.Column("consent_version", sa.Integer(), nullable=True),
        sa.Column("consent_at", Instant, nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("telegram_id", name=op.f("uq_people_telegram_id")),
    )
    op.create_table(
        "quarantine",
        sa.Column("id", Key, nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.String(length=200), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
    )
    op.create_table(
        "updates",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("handled_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_updates")),
    )
    op.create_table(
        "audit",
        sa.Column("id", Key, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("actor_id", Key, nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("details", Json, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_audit_actor_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_subject"), "audit", ["subject"], unique=False)
    op.create_table(
        "broadcasts",
        sa.Column("id", Key, nullable=False),
        sa.Column("author_id", Key, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("params", Json, nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("progress_message_id", sa.BigInteger(), nullable=True),
        sa.Column("progress_at", Instant, nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("finished_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"], name=op.f("fk_broadcasts_author_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
    )
    op.create_table(
        "faq_revisions",
        sa.Column("id", Key, nullable=False),
        sa.Column("entry_id", sa.String(length=80), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("actor_id", Key, nullable=True),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("content", Json, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_faq_revisions_actor_id_people")),
        sa.ForeignKeyConstraint(["entry_id"], ["faq_entries.id"], name=op.f("fk_faq_revisions_entry_id_faq_entries")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faq_revisions")),
    )
    op.create_index(op.f("ix_faq_revisions_entry_id"), "faq_revisions", ["entry_id"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", Key, nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("person_id", Key, nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("params", Json, nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", Instant, nullable=False),
        sa.Column("leased_until", Instant, nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("settled_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_outbox_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index("ix_outbox_state_lane_due", "outbox", ["state", "lane", "due_at"], unique=False)
    op.create_index(op.f("ix_outbox_subject"), "outbox", ["subject"], unique=False)
    op.create_table(
        "question_groups",
        sa.Column("id", Key, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("entry_id", sa.String(length=80), nullable=True),
        sa.Column("answered_by", Key, nullable=True),
        sa.Column("answered_at", Instant, nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("last_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(["answered_by"], ["people.id"], name=op.f("fk_question_groups_answered_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_groups")),
    )
    op.create_index("ix_question_groups_state_count", "question_groups", ["state", "count"], unique=False)
    op.create_table(
        "submissions",
        sa.Column("id", Key, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("theme", sa.String(length=60), nullable=False),
        sa.Column("answers", Json, nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("requested_field", sa.String(length=40), nullable=True),
        sa.Column("decided_by", Key, nullable=True),
        sa.Column("decided_at", Instant, nullable=True),
        sa.Column("submitted_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_submissions_decided_by_people")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_submissions_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
    )
    op.create_index("ix_submissions_person_id", "submissions", ["person_id", "id"], unique=False)
    op.create_index("ix_submissions_status_id", "submissions", ["status", "id"], unique=False)
    op.create_table(
        "cards",
        sa.Column("id", Key, nullable=False),
        sa.Column("submission_id", Key, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name=op.f("fk_cards_submission_id_submissions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
    )
    op.create_index(op.f("ix_cards_submission_id"), "cards", ["submission_id"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("broadcast_id", Key, autoincrement=False, nullable=False),
        sa.Column("person_id", Key, autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("due_at", Instant, nullable=False),
        sa.Column("leased_until", Instant, nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.Column("settled_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcasts.id"], name=op.f("fk_deliveries_broadcast_id_broadcasts")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_deliveries_person_id_people")),
        sa.PrimaryKeyConstraint("broadcast_id", "person_id", name=op.f("pk_deliveries")),
    )
    op.create_index("ix_deliveries_state_due", "deliveries", ["state", "due_at"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("id", Key, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=True),
        sa.Column("answers", Json, nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.Column("submission_id", Key, nullable=True),
        sa.Column("only_field", sa.String(length=40), nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("touched_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_drafts_person_id_people")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_drafts_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index("ix_drafts_person_touched", "drafts", ["person_id", "touched_at"], unique=False)
    op.create_table(
        "faq_proposals",
        sa.Column("id", Key, nullable=False),
        sa.Column("group_id", Key, nullable=True),
        sa.Column("content", Json, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("proposed_by", Key, nullable=False),
        sa.Column("decided_by", Key, nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("decided_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_faq_proposals_decided_by_people")),
        sa.ForeignKeyConstraint(
            ["group_id"], ["question_groups.id"], name=op.f("fk_faq_proposals_group_id_question_groups")
        ),
        sa.ForeignKeyConstraint(["proposed_by"], ["people.id"], name=op.f("fk_faq_proposals_proposed_by_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_faq_proposals")),
    )
    op.create_index("ix_faq_proposals_state_id", "faq_proposals", ["state", "id"], unique=False)
    op.create_table(
        "questions",
        sa.Column("id", Key, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("entry_id", sa.String(length=80), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("group_id", Key, nullable=True),
        sa.Column("helped", sa.Boolean(), nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("answered_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["question_groups.id"], name=op.f("fk_questions_group_id_question_groups")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_questions_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
    )
    op.create_index("ix_questions_entry_created", "questions", ["entry_id", "created_at"], unique=False)
    op.create_index(op.f("ix_questions_group_id"), "questions", ["group_id"], unique=False)
    op.create_index("ix_questions_person_id", "questions", ["person_id", "id"], unique=False)


def downgrade() -> None:
    """Drops every table."""
    op.drop_table("questions")
    op.drop_table("faq_proposals")
    op.drop_table("drafts")
    op.drop_table("deliveries")
    op.drop_table("cards")
    op.drop_table("submissions")
    op.drop_table("question_groups")
    op.drop_table("outbox")
    op.drop_table("faq_revisions")
    op.drop_table("broadcasts")
    op.drop_table("audit")
    op.drop_table("updates")
    op.drop_table("quarantine")
    op.drop_table("people")
    op.drop_table("limits")
    op.drop_table("faq_entries")
