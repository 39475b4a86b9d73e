"""The words of citizens among the ways that FAQ entries are asked, and how they are taken out.

An entry's title and answer are the press office's own words, published under its name: they are not looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, select, update

from consultation.text import fold
from storage.signals import signal
from storage.tables import faq_entries, faq_proposals, faq_revisions

SIGNAL = "faq"
VARIANTS = "variants"


def holds(conn: Connection, asked: Collection[str]) -> bool:
    """Tells whether the FAQ, or a proposal for it, is asked in somebody's words."""
    words = _folded(asked)
    in_force = conn.execute(select(faq_entries.c.variants)).scalars().all()
    proposed = [content[VARIANTS] for content in conn.execute(select(faq_proposals.c.content)).scalars()]
    return any(_without(variants, words) != variants for variants in (*in_force, *proposed))


def take_out(conn: Connection, asked: Collection[str], now: datetime) -> None:
    """Takes somebody's words out of entries, their history and proposals."""
    words = _folded(asked)
    for entry in conn.execute(select(faq_entries.c.id, faq_entries.c.variants)).all():
        if (left := _without(entry.variants, words)) != entry.variants:
            changed = {VARIANTS: left, "changed_at": _after_last_change(conn, now)}
            conn.execute(update(faq_entries).where(faq_entries.c.id == entry.id).values(changed))
            signal(conn, SIGNAL)
    for table in (faq_revisions, faq_proposals):
        for row in conn.execute(select(table.c.id, table.c.content)).all():
            content: Mapping[str, Any] = row.content
            left = _without(content[VARIANTS], words)
            if left != content[VARIANTS]:
                conn.execute(update(table).where(table.c.id == row.id).values(content={**content, VARIANTS: left}))


def _without(variants: Sequence[str], words: Collection[str]) -> list[str]:
    return [text for text in variants if fold(text) not in words]


def _folded(asked: Collection[str]) -> frozenset[str]:
    return frozenset(fold(text) for text in asked)


def _after_last_change(conn: Connection, now: datetime) -> datetime:
    """A later moment than any kept, by which every process sees that the FAQ changed."""
    last = conn.execute(select(func.max(faq_entries.c.changed_at))).scalar_one()
    return now if last is None else max(now, last + timedelta(microseconds=1))
