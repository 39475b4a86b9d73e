"""Who supports which contribution."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "supports",
        sa.Column("submission_id", Key, autoincrement=False, nullable=False),
        sa.Column("person_id", Key, autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_supports_submission_id_submissions")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_supports_person_id_people")),
        sa.PrimaryKeyConstraint("submission_id", "person_id", name=op.f("pk_supports")),
    )
    op.create_index(op.f("ix_supports_person_id"), "supports", ["person_id"], unique=False)


def downgrade() -> None:
    """Takes it away."""
    op.drop_index(op.f("ix_supports_person_id"), table_name="supports")
    op.drop_table("supports")
