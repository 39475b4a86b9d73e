"""Deciding together: claims, votes, escalations, notes, sanctions, and what was merged into what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the tables, and the column."""
    _make_claims()
    _make_notes()
    _make_sanctions()
    with op.batch_alter_table("submissions") as table:
        table.add_column(sa.Column("merged_into", Key, nullable=True))
        table.create_foreign_key(op.f("fk_submissions_merged_into_submissions"), "submissions", ["merged_into"], ["id"])
    op.create_index(op.f("ix_submissions_merged_into"), "submissions", ["merged_into"], unique=False)


def downgrade() -> None:
    """Takes them away."""
    op.drop_index(op.f("ix_submissions_merged_into"), table_name="submissions")
    with op.batch_alter_table("submissions") as table:
        table.drop_constraint(op.f("fk_submissions_merged_into_submissions"), type_="foreignkey")
        table.drop_column("merged_into")
    for name in ("sanctions", "notes", "escalations", "votes", "claims"):
        op.drop_table(name)


def _make_claims() -> None:
    op.create_table(
        "claims",
        sa.Column("submission_id", Key, autoincrement=False, nullable=False),
        sa.Column("moderator_id", Key, nullable=False),
        sa.Column("until", Instant, nullable=False),
        _refers("claims", "submission_id", "submissions"),
        _refers("claims", "moderator_id", "people"),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_until"), "claims", ["until"], unique=False)
    op.create_table(
        "votes",
        sa.Column("submission_id", Key, autoincrement=False, nullable=False),
        sa.Column("moderator_id", Key, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.String(length=40), nullable=True),
        sa.Column("at", Instant, nullable=False),
        _refers("votes", "submission_id", "submissions"),
        _refers("votes", "moderator_id", "people"),
        sa.PrimaryKeyConstraint("submission_id", "moderator_id", name=op.f("pk_votes")),
    )
    op.create_table(
        "escalations",
        sa.Column("submission_id", Key, autoincrement=False, nullable=False),
        sa.Column("moderator_id", Key, nullable=False),
        sa.Column("at", Instant, nullable=False),
        _refers("escalations", "submission_id", "submissions"),
        _refers("escalations", "moderator_id", "people"),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_escalations")),
    )


def _make_notes() -> None:
    op.create_table(
        "notes",
        sa.Column("id", Key, nullable=False),
        sa.Column("submission_id", Key, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("writer_id", Key, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        _refers("notes", "submission_id", "submissions"),
        _refers("notes", "writer_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    op.create_index("ix_notes_submission_id", "notes", ["submission_id", "id"], unique=False)


def _make_sanctions() -> None:
    op.create_table(
        "sanctions",
        sa.Column("id", Key, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("submission_id", Key, nullable=False),
        sa.Column("given_by", Key, nullable=False),
        sa.Column("given_at", Instant, nullable=False),
        sa.Column("until", Instant, nullable=True),
        sa.Column("appeal", sa.Text(), nullable=True),
        sa.Column("appealed_at", Instant, nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("outcome_by", Key, nullable=True),
        sa.Column("outcome_at", Instant, nullable=True),
        _refers("sanctions", "person_id", "people"),
        _refers("sanctions", "submission_id", "submissions"),
        _refers("sanctions", "given_by", "people"),
        _refers("sanctions", "outcome_by", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sanctions")),
    )
    op.create_index("ix_sanctions_person_id", "sanctions", ["person_id", "id"], unique=False)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))
