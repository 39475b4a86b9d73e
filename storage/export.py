"""Everything that is kept about a person, as JSON: what the right of access gives them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, or_, select

from storage.notes import NoteKind
from storage.tables import (
    AnyRow,
    audit,
    broadcasts,
    commitment_links,
    consents,
    deliveries,
    drafts,
    erasures,
    metadata,
    notes,
    outbox,
    people,
    quarantine,
    question_groups,
    questions,
    submissions,
)

Json = Any
"""A JSON value."""
_TOLD = frozenset({consents, deliveries, drafts, erasures, outbox, questions, submissions})
"""Tables told in a way of their own; any other with a `person_id` is told row by row."""


def everything_about(conn: Connection, person_id: int) -> dict[str, Json]:
    """Gathers all rows about a person, by kind; keys are those of the tables, moments are ISO 8601 in UTC."""
    [account] = _rows(conn, people, people.c.id == person_id)
    return {
        "account": account,
        "consents": _rows(conn, consents, consents.c.person_id == person_id),
        "drafts": _rows(conn, drafts, drafts.c.person_id == person_id),
        "submissions": [
            _with_steps(conn, item) for item in _rows(conn, submissions, submissions.c.person_id == person_id)
        ],
        "questions": _questions(conn, person_id),
        "announcements": _announcements(conn, person_id),
        "messages": _rows(conn, outbox, outbox.c.person_id == person_id),
        "incidents": _incidents(conn, person_id),
        "actions": _rows(conn, audit, or_(audit.c.actor_id == person_id, audit.c.subject == f"person:{person_id}")),
        **{
            table.name: _rows(conn, table, table.c.person_id == person_id)
            for table in metadata.sorted_tables
            if "person_id" in table.c and table not in _TOLD
        },
    }


def _with_steps(conn: Connection, submission: dict[str, Json]) -> dict[str, Json]:
    steps = select(audit.c.at, audit.c.action, audit.c.details).where(
        audit.c.subject == f"submission:{submission['id']}"
    )
    links = select(
        commitment_links.c.commitment, commitment_links.c.verdict, commitment_links.c.answer, commitment_links.c.at
    ).where(commitment_links.c.submission_id == submission["id"])
    became = _told(conn.execute(links.order_by(commitment_links.c.id)))
    said = select(notes.c.kind, notes.c.text, notes.c.at).where(
        notes.c.submission_id == submission["id"], notes.c.kind != NoteKind.NOTE
    )
    exchanged = _told(conn.execute(said.order_by(notes.c.id)))
    return {
        **submission,
        "exchanged": exchanged,
        "steps": _told(conn.execute(steps.order_by(audit.c.id))),
        "became": became,
    }


def _questions(conn: Connection, person_id: int) -> list[dict[str, Json]]:
    query = (
        select(questions, question_groups.c.answer)
        .select_from(questions.outerjoin(question_groups, question_groups.c.id == questions.c.group_id))
        .where(questions.c.person_id == person_id)
    )
    return _told(conn.execute(query.order_by(questions.c.id)))


def _announcements(conn: Connection, person_id: int) -> list[dict[str, Json]]:
    query = (
        select(deliveries, broadcasts.c.params)
        .select_from(deliveries.join(broadcasts, broadcasts.c.id == deliveries.c.broadcast_id))
        .where(deliveries.c.person_id == person_id)
    )
    return _told(conn.execute(query.order_by(deliveries.c.broadcast_id)))


def _incidents(conn: Connection, person_id: int) -> list[dict[str, Json]]:
    rows = _rows(conn, quarantine, quarantine.c.payload.contains(f'"person:{person_id}"'))
    return [{**row, "payload": _parsed(row["payload"])} for row in rows]


def _parsed(payload: str) -> Json:
    try:
        return json.loads(payload)
    except ValueError:
        return payload


def _rows(conn: Connection, table: Table, condition: ColumnElement[bool]) -> list[dict[str, Json]]:
    return _told(conn.execute(select(table).where(condition).order_by(*table.primary_key.columns)))


def _told(rows: Iterable[AnyRow]) -> list[dict[str, Json]]:
    """Writes rows without what is empty: moments as text."""
    told = []
    for row in rows:
        told.append({str(key): _value(value) for key, value in row._mapping.items() if value is not None})
    return told


def _value(value: Json) -> Json:
    return value.isoformat() if isinstance(value, (date, datetime)) else value
