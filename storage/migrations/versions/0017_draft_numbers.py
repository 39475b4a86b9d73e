"""A draft's number is never given again, also on SQLite: an old button finds its own draft, or none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

FAR = 1_000_000
"""How far the next number is from the last one there is: which ones were given before and gone by now, nobody knows."""


def upgrade() -> None:
    """Lets SQLite remember the last number it gave; PostgreSQL does so by itself."""
    conn = op.get_bind()
    if conn.dialect.name != "sqlite":
        return
    _rebuild(autoincrement=True)
    if conn.execute(sa.text("SELECT EXISTS (SELECT 1 FROM people)")).scalar():
        last = conn.execute(sa.text("SELECT coalesce(max(id), 0) FROM drafts")).scalar_one()
        conn.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = 'drafts'"))
        conn.execute(sa.text("INSERT INTO sqlite_sequence VALUES ('drafts', :last)"), {"last": last + FAR})


def downgrade() -> None:
    """Numbers drafts after the last one there is."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(autoincrement=False)


def _rebuild(*, autoincrement: bool) -> None:
    with op.batch_alter_table("drafts", recreate="always", table_kwargs={"sqlite_autoincrement": autoincrement}):
        pass
