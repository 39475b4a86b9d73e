"""The public register of moderation, what waits to enter it, and where approved submissions are published."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the tables; what happened until now is to enter the register first."""
    op.create_table(
        "register",
        sa.Column("position", Key, autoincrement=False, nullable=False),
        sa.Column("audit_id", Key, nullable=True),
        sa.Column("submission_id", Key, nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_register_audit_id_audit")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_register_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_register")),
        sa.UniqueConstraint("audit_id", name=op.f("uq_register_audit_id")),
    )
    op.create_index(op.f("ix_register_submission_id"), "register", ["submission_id"], unique=False)
    op.create_table(
        "register_queue",
        sa.Column("audit_id", Key, autoincrement=False, nullable=False),
        sa.Column("submission_id", Key, nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_register_queue_audit_id_audit")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_register_queue_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("audit_id", name=op.f("pk_register_queue")),
    )
    op.create_table(
        "register_salts",
        sa.Column("submission_id", Key, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", Key, nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_register_salts_submission_id_submissions")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_register_salts_person_id_people")),
        sa.PrimaryKeyConstraint("submission_id", "version", name=op.f("pk_register_salts")),
    )
    op.create_index(op.f("ix_register_salts_person_id"), "register_salts", ["person_id"], unique=False)
    op.create_table(
        "publications",
        sa.Column("submission_id", Key, autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("shown", sa.String(length=64), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name=op.f("fk_publications_submission_id_submissions")
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_publications")),
    )
    op.create_index(op.f("ix_publications_stale"), "publications", ["stale"], unique=False)
    op.execute(
        "INSERT INTO register_queue (audit_id, submission_id) "
        "SELECT audit.id, submissions.id FROM audit JOIN submissions "
        "ON audit.subject = 'submission:' || CAST(submissions.id AS VARCHAR)"
    )
    _forbid_changes()


def downgrade() -> None:
    """Takes them away."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER register_append_only ON register")
        op.execute("DROP FUNCTION register_append_only")
    op.drop_index(op.f("ix_publications_stale"), table_name="publications")
    op.drop_table("publications")
    op.drop_index(op.f("ix_register_salts_person_id"), table_name="register_salts")
    op.drop_table("register_salts")
    op.drop_table("register_queue")
    op.drop_index(op.f("ix_register_submission_id"), table_name="register")
    op.drop_table("register")


def _forbid_changes() -> None:
    """Lets rows of the register be added only: the database itself refuses the rest."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION register_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the register is only ever added to'; END $$"
        )
        op.execute(
            "CREATE TRIGGER register_append_only BEFORE UPDATE OR DELETE ON register "
            "FOR EACH ROW EXECUTE FUNCTION register_append_only()"
        )
        return
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER register_no_{change.lower()} BEFORE {change} ON register "
            "BEGIN SELECT RAISE(ABORT, 'the register is only ever added to'); END"
        )
