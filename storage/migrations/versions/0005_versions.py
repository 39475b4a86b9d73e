"""The text of each version of a submission; appeals against a refusal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the tables; of what was sent before, only the version in force is known."""
    op.create_table(
        "submission_versions",
        sa.Column("submission_id", Key, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("answers", Json, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_submission_versions_submission_id_submissions")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_submission_versions_person_id_people")),
        sa.PrimaryKeyConstraint("submission_id", "version", name=op.f("pk_submission_versions")),
    )
    op.create_index(op.f("ix_submission_versions_person_id"), "submission_versions", ["person_id"], unique=False)
    op.create_table(
        "appeals",
        sa.Column("submission_id", Key, autoincrement=False, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("refused_by", Key, nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_appeals_submission_id_submissions")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_appeals_person_id_people")),
        sa.ForeignKeyConstraint(["refused_by"], ["people.id"], name=op.f("fk_appeals_refused_by_people")),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_appeals")),
    )
    op.create_index(op.f("ix_appeals_person_id"), "appeals", ["person_id"], unique=False)
    op.execute(
        "INSERT INTO submission_versions (submission_id, version, person_id, answers, at) "
        "SELECT id, version, person_id, answers, submitted_at FROM submissions"
    )


def downgrade() -> None:
    """Takes them away."""
    op.drop_index(op.f("ix_appeals_person_id"), table_name="appeals")
    op.drop_table("appeals")
    op.drop_index(op.f("ix_submission_versions_person_id"), table_name="submission_versions")
    op.drop_table("submission_versions")
