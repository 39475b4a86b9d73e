"""What an announcement was composed of, so that it can be taken up again as a draft."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds it; announcements made before were sent at once, and are not taken up again."""
    json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.add_column("broadcasts", sa.Column("composition", json, nullable=True))


def downgrade() -> None:
    """Takes it away."""
    op.drop_column("broadcasts", "composition")
