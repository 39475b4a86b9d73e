"""What people follow and come to: topics of announcements, events, the link they entered by; the platform's feed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the tables, and the columns that say what an announcement is about and which event brought someone."""
    op.create_table(
        "subscriptions",
        sa.Column("person_id", Key, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=60), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_subscriptions_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "kind", "value", name=op.f("pk_subscriptions")),
    )
    op.create_index("ix_subscriptions_kind_value", "subscriptions", ["kind", "value"], unique=False)
    op.create_table(
        "registrations",
        sa.Column("person_id", Key, autoincrement=False, nullable=False),
        sa.Column("event_id", sa.String(length=60), nullable=False),
        sa.Column("told", sa.String(length=20), nullable=False),
        sa.Column("reminded_for", sa.Date(), nullable=True),
        sa.Column("created_at", Instant, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_registrations_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", "event_id", name=op.f("pk_registrations")),
    )
    op.create_index(op.f("ix_registrations_event_id"), "registrations", ["event_id"], unique=False)
    op.create_table(
        "visits",
        sa.Column("person_id", Key, autoincrement=False, nullable=False),
        sa.Column("event_id", sa.String(length=60), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_visits_person_id_people")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_visits")),
    )
    op.create_table(
        "feeds",
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("items", Json, nullable=False),
        sa.Column("fetched_at", Instant, nullable=True),
        sa.Column("etag", sa.String(length=200), nullable=True),
        sa.Column("last_modified", sa.String(length=100), nullable=True),
        sa.Column("tried_at", Instant, nullable=False),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_feeds")),
    )
    op.add_column("drafts", sa.Column("event", sa.String(length=60), nullable=True))
    op.add_column("submissions", sa.Column("event", sa.String(length=60), nullable=True))
    op.add_column("broadcasts", sa.Column("topic", sa.String(length=60), nullable=True))


def downgrade() -> None:
    """Takes them away."""
    op.drop_column("broadcasts", "topic")
    op.drop_column("submissions", "event")
    op.drop_column("drafts", "event")
    op.drop_table("feeds")
    op.drop_table("visits")
    op.drop_table("registrations")
    op.drop_table("subscriptions")
