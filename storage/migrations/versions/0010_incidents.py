"""When those who keep the service were told of what was set aside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the column; what was set aside before is taken for told."""
    op.add_column("quarantine", sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE quarantine SET told_at = created_at")
    op.create_index(op.f("ix_quarantine_error"), "quarantine", ["error", "told_at"])


def downgrade() -> None:
    """Takes it away."""
    op.drop_index(op.f("ix_quarantine_error"), table_name="quarantine")
    op.drop_column("quarantine", "told_at")
