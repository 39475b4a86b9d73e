"""Announcements ahead of time, in several languages, for any audience; what puts one right; a no to all of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
Instant = sa.DateTime(timezone=True)
broadcasts = sa.table("broadcasts", sa.column("id"), sa.column("topic"), sa.column("audience", Json))


def upgrade() -> None:
    """Adds the columns; what was about a topic goes to an audience that is written out."""
    op.add_column("people", sa.Column("stopped_at", Instant, nullable=True))
    op.add_column("deliveries", sa.Column("more_ids", Json, nullable=True))
    for column in (
        sa.Column("source_message_id", sa.BigInteger(), nullable=True),
        sa.Column("versions", Json, nullable=True),
        sa.Column("audience", Json, nullable=True),
        sa.Column("public", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("paid", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("due_at", Instant, nullable=True),
        sa.Column("started_at", Instant, nullable=True),
    ):
        op.add_column("broadcasts", column)
    op.execute("UPDATE broadcasts SET started_at = created_at")
    conn = op.get_bind()
    for number, topic in conn.execute(sa.select(broadcasts.c.id, broadcasts.c.topic)).all():
        if topic is not None:
            audience = {"groups": ["everyone", topic], "all_at_once": False}
            conn.execute(sa.update(broadcasts).where(broadcasts.c.id == number).values(audience=audience))
    op.drop_column("broadcasts", "topic")
    op.create_table(
        "changes",
        sa.Column("broadcast_id", Key, autoincrement=False, nullable=False),
        sa.Column("about_id", Key, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["broadcast_id"], ["broadcasts.id"], name=op.f("fk_changes_broadcast_id_broadcasts")),
        sa.ForeignKeyConstraint(["about_id"], ["broadcasts.id"], name=op.f("fk_changes_about_id_broadcasts")),
        sa.PrimaryKeyConstraint("broadcast_id", name=op.f("pk_changes")),
    )
    op.create_index(op.f("ix_changes_about_id"), "changes", ["about_id"], unique=False)


def downgrade() -> None:
    """Takes them away; of an audience, the first topic is what the older version knows."""
    op.drop_index(op.f("ix_changes_about_id"), table_name="changes")
    op.drop_table("changes")
    op.add_column("broadcasts", sa.Column("topic", sa.String(length=60), nullable=True))
    conn = op.get_bind()
    for number, audience in conn.execute(sa.select(broadcasts.c.id, broadcasts.c.audience)).all():
        topics = [group for group in (audience or {}).get("groups", ()) if group.startswith(("theme:", "dep"))]
        if topics:
            conn.execute(sa.update(broadcasts).where(broadcasts.c.id == number).values(topic=topics[0]))
    for name in ("started_at", "due_at", "paid", "public", "audience", "versions", "source_message_id"):
        op.drop_column("broadcasts", name)
    op.drop_column("deliveries", "more_ids")
    op.drop_column("people", "stopped_at")
