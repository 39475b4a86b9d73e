"""The plan's commitments, what became of contributions in them, and the consultation's phases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "commitments",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", Json, nullable=False),
        sa.Column("description", Json, nullable=False),
        sa.Column("theme", sa.String(length=60), nullable=False),
        sa.Column("link", sa.String(length=400), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_commitments")),
    )
    op.create_table(
        "commitment_steps",
        sa.Column("id", Key, nullable=False),
        sa.Column("commitment", sa.Integer(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("actor_id", Key, nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment"], ["commitments.number"], name=op.f("fk_commitment_steps_commitment_commitments")
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_commitment_steps_actor_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_steps")),
    )
    op.create_index(op.f("ix_commitment_steps_commitment"), "commitment_steps", ["commitment"], unique=False)
    op.create_table(
        "commitment_links",
        sa.Column("id", Key, nullable=False),
        sa.Column("submission_id", Key, nullable=False),
        sa.Column("commitment", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("actor_id", Key, nullable=True),
        sa.Column("at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_commitment_links_submission_id_submissions")
        ),
        sa.ForeignKeyConstraint(
            ["commitment"], ["commitments.number"], name=op.f("fk_commitment_links_commitment_commitments")
        ),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_commitment_links_actor_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_links")),
    )
    op.create_index(op.f("ix_commitment_links_commitment"), "commitment_links", ["commitment"], unique=False)
    op.create_index(
        op.f("ix_commitment_links_submission_id"), "commitment_links", ["submission_id", "commitment"], unique=False
    )
    op.create_table(
        "phases",
        sa.Column("id", Key, nullable=False),
        sa.Column("phase", sa.String(length=20), nullable=False),
        sa.Column("actor_id", Key, nullable=True),
        sa.Column("since", Instant, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["people.id"], name=op.f("fk_phases_actor_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phases")),
    )


def downgrade() -> None:
    """Takes them away."""
    op.drop_table("phases")
    op.drop_index(op.f("ix_commitment_links_submission_id"), table_name="commitment_links")
    op.drop_index(op.f("ix_commitment_links_commitment"), table_name="commitment_links")
    op.drop_table("commitment_links")
    op.drop_index(op.f("ix_commitment_steps_commitment"), table_name="commitment_steps")
    op.drop_table("commitment_steps")
    op.drop_table("commitments")
