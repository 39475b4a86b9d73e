"""Consents as they were given and withdrawn; erasures, and which messages show a person's file to moderators."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Moves each person's consent to a table of its own, and keeps its history from now on."""
    op.create_table(
        "consents",
        sa.Column("id", Key, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("given_at", Instant, nullable=False),
        sa.Column("withdrawn_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_consents_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    op.create_index("ix_consents_person_id", "consents", ["person_id", "id"], unique=False)
    op.create_table(
        "erasures",
        sa.Column("id", Key, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("kept_approved", sa.Boolean(), nullable=False),
        sa.Column("scrubbed_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_erasures_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasures")),
    )
    op.create_index(op.f("ix_erasures_scrubbed_at"), "erasures", ["scrubbed_at"], unique=False)
    op.execute(
        "INSERT INTO consents (person_id, version, given_at) "
        "SELECT id, consent_version, consent_at FROM people WHERE consent_version IS NOT NULL ORDER BY id"
    )
    op.drop_column("people", "consent_version")
    op.drop_column("people", "consent_at")
    op.add_column("cards", sa.Column("kind", sa.String(length=20), nullable=False, server_default="card"))


def downgrade() -> None:
    """Keeps of each person the last consent in force."""
    op.drop_column("cards", "kind")
    op.add_column("people", sa.Column("consent_version", sa.Integer(), nullable=True))
    op.add_column("people", sa.Column("consent_at", Instant, nullable=True))
    last = "SELECT max(id) FROM consents WHERE person_id = people.id AND withdrawn_at IS NULL"
    op.execute(
        f"UPDATE people SET consent_version = (SELECT version FROM consents WHERE id = ({last})), "  # noqa: S608
        f"consent_at = (SELECT given_at FROM consents WHERE id = ({last}))"
    )
    op.drop_index(op.f("ix_erasures_scrubbed_at"), table_name="erasures")
    op.drop_table("erasures")
    op.drop_index("ix_consents_person_id", table_name="consents")
    op.drop_table("consents")
