"""The tables of the web console: who enters by which account, who is inside, which links still open."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, String, Table

from storage.schema import Instant, Key, metadata

staff_accounts = Table(
    "staff_accounts",
    metadata,
    Column("issuer", String(200), primary_key=True),  # who vouches for them: an OpenID provider, or us (a link)
    Column("subject", String(255), primary_key=True),  # … and how they are known there
    Column("person_id", Key, ForeignKey("people.id"), nullable=False, index=True),
    Column("seen_at", Instant, nullable=False, index=True),
)

web_sessions = Table(
    "web_sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),  # of what the browser holds, which is kept nowhere
    Column("person_id", Key, ForeignKey("people.id"), nullable=False, index=True),
    Column("role", String(20), nullable=False),
    Column("origin", String(20), nullable=False),  # telegram: rights are asked there each time | link | oidc
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
)

web_links = Table(
    "web_links",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("person_id", Key, ForeignKey("people.id"), nullable=False, index=True),
    Column("role", String(20), nullable=False),
    Column("origin", String(20), nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
)
