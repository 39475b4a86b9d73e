"""What announcements caused, the results of their polls, and who does not want the week's questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "effects",
        sa.Column("broadcast_id", Key, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=100), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["broadcast_id"], ["broadcasts.id"], name=op.f("fk_effects_broadcast_id_broadcasts")),
        sa.PrimaryKeyConstraint("broadcast_id", "kind", "value", name=op.f("pk_effects")),
    )
    op.create_table(
        "poll_results",
        sa.Column("poll_id", sa.String(length=64), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.Column("votes", Json, nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_poll_results")),
    )
    op.create_table(
        "weekly_refusals",
        sa.Column("person_id", Key, autoincrement=False, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_weekly_refusals_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_weekly_refusals")),
    )


def downgrade() -> None:
    """Takes them away."""
    for name in ("weekly_refusals", "poll_results", "effects"):
        op.drop_table(name)
