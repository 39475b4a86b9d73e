"""The web console: accounts of staff without Telegram, sessions, one-time links."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "staff_accounts",
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("seen_at", Instant, nullable=False),
        _refers_to_people("staff_accounts"),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_staff_accounts")),
    )
    op.create_table(
        "web_sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        _refers_to_people("web_sessions"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_web_sessions")),
    )
    op.create_table(
        "web_links",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("expires_at", Instant, nullable=False),
        _refers_to_people("web_links"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_web_links")),
    )
    for table, column in INDEXED:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def downgrade() -> None:
    """Takes them away."""
    for table, column in INDEXED:
        op.drop_index(op.f(f"ix_{table}_{column}"), table_name=table)
    for name in ("web_links", "web_sessions", "staff_accounts"):
        op.drop_table(name)


INDEXED = (
    ("staff_accounts", "person_id"),
    ("staff_accounts", "seen_at"),
    ("web_sessions", "person_id"),
    ("web_sessions", "expires_at"),
    ("web_links", "person_id"),
    ("web_links", "expires_at"),
)


def _refers_to_people(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f(f"fk_{table}_person_id_people"))
