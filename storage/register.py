"""The register of moderation: what the audit tells of contributions, sealed one after the other by whoever is free.

Those who decide only leave a row in a queue, in their own transaction: nobody waits for the chain. The entries of one
contribution keep their order; those of different ones are sealed in the order they are seen committed.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from consultation.fingerprint import fingerprint
from consultation.register import PUBLIC, Fact, Link, Receipt, ReceiptVersion, commitment, opening
from consultation.register import seal as sealed
from storage import versions
from storage.locks import alone
from storage.tables import AnyRow, audit, register, submissions
from storage.tables import register_queue as queue
from storage.tables import register_salts as salts

SUBJECT = "submission:"
SEALED_AT_ONCE = 200
PAGE = 1_000
SALT_BYTES = 32


def enqueue(conn: Connection, audit_id: int, subject: str) -> None:
    """Leaves what was just audited to be sealed, if it is about a contribution."""
    if subject.startswith(SUBJECT):
        conn.execute(insert(queue).values(audit_id=audit_id, submission_id=int(subject.removeprefix(SUBJECT))))


def waits(conn: Connection) -> bool:
    """Tells whether something waits to be sealed."""
    return conn.execute(select(queue.c.audit_id).limit(1)).first() is not None


def seal(conn: Connection, consultation: str, now: datetime) -> list[int]:
    """Seals what waits, a bounded number at once, and lists the contributions that it is about.

    Nothing if another process is doing it.
    """
    if not alone(conn, "register"):
        return []
    query = select(
        audit.c.id, audit.c.at, audit.c.action, audit.c.details, queue.c.submission_id, submissions.c.version
    ).select_from(
        queue.join(audit, audit.c.id == queue.c.audit_id).join(submissions, submissions.c.id == queue.c.submission_id)
    )
    waiting = conn.execute(query.order_by(queue.c.audit_id).limit(SEALED_AT_ONCE)).all()
    last = head(conn)
    if waiting and last is None:
        last = opening(consultation, now)
        _add(conn, last, None, None)
    for row in waiting:
        fact = _fact(conn, row)
        if fact is not None and last is not None:
            last = sealed(fact, last)
            _add(conn, last, row.id, fact.number)
    conn.execute(delete(queue).where(queue.c.audit_id.in_([row.id for row in waiting])))
    return list(dict.fromkeys(row.submission_id for row in waiting))


def head(conn: Connection) -> Link | None:
    """Finds the last line; none before anything was sealed."""
    row = conn.execute(_LINES.order_by(register.c.position.desc()).limit(1)).one_or_none()
    return None if row is None else Link(*row)


def read(conn: Connection, after: int, up_to: int) -> list[Link]:
    """Lists the next lines after a position, a page at most, none beyond `up_to`."""
    query = _LINES.where(register.c.position > after, register.c.position <= up_to)
    return [Link(*row) for row in conn.execute(query.order_by(register.c.position).limit(PAGE))]


def receipt(conn: Connection, consultation: str, submission_id: int) -> Receipt | None:
    """Makes the receipt of a contribution from what was sealed of it; none before anything was."""
    query = _LINES.where(register.c.submission_id == submission_id).order_by(register.c.position)
    entries = {link.position: link.hash for link in (Link(*row) for row in conn.execute(query))}
    kept = tuple(_versions(conn, submission_id))
    return Receipt(consultation, submission_id, kept, entries) if entries and kept else None


_LINES = select(register.c.position, register.c.hash, register.c.line)


def _versions(conn: Connection, submission_id: int) -> Iterator[ReceiptVersion]:
    query = select(salts.c.version, salts.c.salt).where(salts.c.submission_id == submission_id)
    for row in conn.execute(query.order_by(salts.c.version)).all():
        kept = versions.find(conn, submission_id, row.version)
        if kept is not None:
            yield ReceiptVersion(row.version, kept.answers, row.salt)


def _add(conn: Connection, link: Link, audit_id: int | None, submission_id: int | None) -> None:
    values = {"position": link.position, "hash": link.hash, "line": link.line}
    conn.execute(insert(register).values(**values, audit_id=audit_id, submission_id=submission_id))


def _fact(conn: Connection, row: AnyRow) -> Fact | None:
    """Tells what was audited as the public may read it; none if it is not public."""
    public = PUBLIC.get(row.action)
    if public is None:
        return None
    version = int(row.details.get("version") or row.version)
    detail = row.details.get(public.detail) if public.detail else None
    return Fact(
        at=row.at,
        kind=public.kind,
        by=public.by,
        number=row.submission_id,
        version=version,
        detail=None if detail is None else str(detail),
        content=_content(conn, row.submission_id, version),
    )


def _content(conn: Connection, submission_id: int, version: int) -> str | None:
    """Commits to what a version says, by its salt; none if it was erased before it could be."""
    kept = versions.find(conn, submission_id, version)
    if kept is None:
        return None
    query = select(salts.c.salt).where(salts.c.submission_id == submission_id, salts.c.version == version)
    salt = conn.execute(query).scalar_one_or_none()
    if salt is None:
        salt = secrets.token_hex(SALT_BYTES)
        values: Mapping[str, object] = {"submission_id": submission_id, "version": version, "salt": salt}
        conn.execute(insert(salts).values(**values, person_id=kept.person_id))
    return commitment(salt, fingerprint(kept.answers))
