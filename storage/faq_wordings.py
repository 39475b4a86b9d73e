"""The words of citizens among the ways that FAQ entries are asked, and how they are taken out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select, update

from consultation.text import fold
from storage.signals import signal
from storage.tables import faq_entries, faq_proposals, faq_revisions

SIGNAL = "faq"
NAMELESS: Mapping[str, str] = {"fr": "Question posée pendant la consultation", "en": "Question asked meanwhile"}
"""How an entry is called once nobody's words are left for it."""


def holds(conn: Connection, asked: Collection[str]) -> bool:
    """Tells whether the FAQ in force, or a proposal for it, is asked in somebody's words."""
    words = _folded(asked)
    in_force = conn.execute(select(faq_entries.c.question, faq_entries.c.variants)).all()
    proposed = conn.execute(select(faq_proposals.c.content)).scalars().all()
    contents = [{"question": row.question, "variants": row.variants} for row in in_force] + list(proposed)
    return any(_without(content, words) != content for content in contents)


def take_out(conn: Connection, asked: Collection[str], now: datetime) -> None:
    """Takes somebody's words out of entries, their history and proposals; an entry keeps its answer."""
    words = _folded(asked)
    for entry in conn.execute(select(faq_entries.c.id, faq_entries.c.question, faq_entries.c.variants)).all():
        content = {"question": entry.question, "variants": entry.variants}
        if (left := _without(content, words)) != content:
            changed = {**left, "changed_at": _after_last_change(conn, now)}
            conn.execute(update(faq_entries).where(faq_entries.c.id == entry.id).values(changed))
            signal(conn, SIGNAL)
    for table in (faq_revisions, faq_proposals):
        for row in conn.execute(select(table.c.id, table.c.content)).all():
            if (left := _without(row.content, words)) != row.content:
                conn.execute(update(table).where(table.c.id == row.id).values(content=left))


def _without(content: Mapping[str, Any], words: Collection[str]) -> dict[str, Any]:
    variants = [text for text in content["variants"] if fold(text) not in words]
    question = {
        language: text if fold(text) not in words else variants[0] if variants else NAMELESS.get(language, "…")
        for language, text in content["question"].items()
    }
    return {**content, "question": question, "variants": variants}


def _folded(asked: Collection[str]) -> frozenset[str]:
    return frozenset(fold(text) for text in asked)


def _after_last_change(conn: Connection, now: datetime) -> datetime:
    """A later moment than any kept, by which every process sees that the FAQ changed."""
    last = conn.execute(select(func.max(faq_entries.c.changed_at))).scalar_one()
    return now if last is None else max(now, last + timedelta(microseconds=1))
