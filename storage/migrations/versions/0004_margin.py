"""What is noted beside a draft's answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the margin."""
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.add_column("drafts", sa.Column("margin", json, nullable=True))


def downgrade() -> None:
    """Takes it away."""
    op.drop_column("drafts", "margin")
