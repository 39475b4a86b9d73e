"""Posts that Telegram refused are tried again, a few times."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds how often a post was refused, and when it is tried again."""
    op.add_column("publications", sa.Column("refusals", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("publications", sa.Column("again_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_publications_again_at", "publications", ["again_at"], unique=False)


def downgrade() -> None:
    """Takes it away."""
    op.drop_index("ix_publications_again_at", table_name="publications")
    with op.batch_alter_table("publications") as table:
        table.drop_column("again_at")
        table.drop_column("refusals")
