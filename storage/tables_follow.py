"""The tables by which announcements are followed: counters of what they caused, results of polls. Nobody is in them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, String, Table

from storage.schema import Instant, Json, Key, metadata

effects = Table(
    "effects",
    metadata,
    Column("broadcast_id", Key, ForeignKey("broadcasts.id"), primary_key=True, autoincrement=False),
    Column("kind", String(20), primary_key=True),  # opt_out | block | tap
    Column("value", String(100), primary_key=True),  # of a tap: what its button asks for
    Column("count", Integer, nullable=False),
)

poll_results = Table(
    "poll_results",
    metadata,
    Column("poll_id", String(64), primary_key=True),
    Column("update_id", BigInteger, nullable=False),  # that said so: an older one says nothing new
    Column("voters", Integer, nullable=False),
    Column("votes", Json, nullable=False),  # [["Oui", 12], …]
    Column("closed", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
)

weekly_refusals = Table(
    "weekly_refusals",
    metadata,
    Column("person_id", Key, ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),  # a press officer who does not want the week's questions
)
