"""The moderation queue: chats and topics, cards held back, what is done once a day; lists by theme and by age."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the tables and indexes."""
    op.create_table(
        "moderation_chats",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("moved_to", sa.BigInteger(), nullable=True),
        sa.Column("is_forum", sa.Boolean(), nullable=False),
        sa.Column("board_since", Instant, nullable=True),
        sa.Column("board_message_id", sa.BigInteger(), nullable=True),
        sa.Column("board_shown", sa.String(length=64), nullable=True),
        sa.Column("board_at", Instant, nullable=True),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_moderation_chats")),
    )
    op.create_table(
        "forum_topics",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("theme", sa.String(length=60), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("again_at", Instant, nullable=True),
        sa.PrimaryKeyConstraint("chat_id", "theme", name=op.f("pk_forum_topics")),
    )
    op.create_table(
        "held_cards",
        sa.Column("submission_id", Key, autoincrement=False, nullable=False),
        sa.Column("post_at", Instant, nullable=True),
        sa.Column("shown_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_held_cards_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_held_cards")),
    )
    op.create_index(op.f("ix_held_cards_post_at"), "held_cards", ["post_at"], unique=False)
    op.create_table(
        "rounds",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("slot", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_rounds")),
    )
    op.create_index(op.f("ix_submissions_submitted_at"), "submissions", ["submitted_at"], unique=False)
    op.create_index(op.f("ix_submissions_decided_at"), "submissions", ["decided_at"], unique=False)
    op.create_index("ix_submissions_status_theme_id", "submissions", ["status", "theme", "id"], unique=False)
    op.create_index(op.f("ix_cards_chat_id"), "cards", ["chat_id", "message_id"], unique=False)


def downgrade() -> None:
    """Takes them away."""
    op.drop_index(op.f("ix_cards_chat_id"), table_name="cards")
    op.drop_index("ix_submissions_status_theme_id", table_name="submissions")
    op.drop_index(op.f("ix_submissions_decided_at"), table_name="submissions")
    op.drop_index(op.f("ix_submissions_submitted_at"), table_name="submissions")
    op.drop_table("rounds")
    op.drop_index(op.f("ix_held_cards_post_at"), table_name="held_cards")
    op.drop_table("held_cards")
    op.drop_table("forum_topics")
    op.drop_table("moderation_chats")
