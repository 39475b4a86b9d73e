"""The tables of the public register of moderation, and of where approved submissions are published."""

from __future__ import annotations

from sqlalchemy import DDL, BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, Text, event

from storage.schema import Instant, Key, metadata

register = Table(
    "register",
    metadata,
    Column("position", Key, primary_key=True, autoincrement=False),  # 0 is the header
    Column("audit_id", Key, ForeignKey("audit.id"), unique=True),  # what it tells; none: the header
    Column("submission_id", Key, ForeignKey("submissions.id"), index=True),
    Column("hash", String(64), nullable=False),
    Column("line", Text, nullable=False),  # as published, to the byte
)

register_queue = Table(
    "register_queue",
    metadata,
    Column("audit_id", Key, ForeignKey("audit.id"), primary_key=True, autoincrement=False),
    Column("submission_id", Key, ForeignKey("submissions.id"), nullable=False),
)

register_salts = Table(
    "register_salts",
    metadata,
    Column("submission_id", Key, ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("person_id", Key, ForeignKey("people.id"), nullable=False, index=True),
    Column("salt", String(64), nullable=False),  # without it, nothing links the register to a text
)

publications = Table(
    "publications",
    metadata,
    Column("submission_id", Key, ForeignKey("submissions.id"), primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),  # none: not sent yet
    Column("shown", String(64), nullable=False),  # fingerprint of what the post says
    Column("stale", Boolean, nullable=False, index=True),  # sent after what it shows had changed
    Column("refusals", Integer, nullable=False, server_default="0"),  # by Telegram, one after the other
    Column("again_at", Instant, index=True),  # when it is tried again
)

_REFUSED = "the register is only ever added to"
_ONLY_ADDED_TO = {
    "sqlite": [
        f"CREATE TRIGGER register_no_{change.lower()} BEFORE {change} ON register "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
        for change in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE FUNCTION register_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$",
        "CREATE TRIGGER register_append_only BEFORE UPDATE OR DELETE ON register "
        "FOR EACH ROW EXECUTE FUNCTION register_append_only()",
    ],
}
for _kind, _statements in _ONLY_ADDED_TO.items():
    for _statement in _statements:
        _made = DDL(_statement).execute_if(dialect=_kind)  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it so
        event.listen(register, "after_create", _made)
