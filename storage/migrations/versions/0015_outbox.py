"""What waits for a person is found by that person: an erasure, and the next message to them, read no other row."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the index."""
    op.create_index("ix_outbox_person_id", "outbox", ["person_id"], unique=False)


def downgrade() -> None:
    """Takes it away."""
    op.drop_index("ix_outbox_person_id", table_name="outbox")
